"""What is said where no article is asked: to small talk, and to what takes a language model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assistant.questions.forms.model_tasks import Task, task_of
from assistant.questions.forms.small_talk import SmallTalk, small_talk_of
from assistant.questions.wording.plain_wording import plain_wording
from assistant.types import Kind, Outcome

UNANSWERED: Final[Mapping[Kind, Outcome]] = {
    Kind.SMALL_TALK: Outcome.SMALL_TALK,
    Kind.NEEDS_MODEL: Outcome.NEEDS_MODEL,
}
"""The outcome of a question that a plain reply is given to, by its kind."""

_WHAT_I_DO: Final = (
    "I answer questions about articles, and show for every sentence the paragraph that says so."
)
_ASK: Final = (
    "Ask who says something, what somebody says, who the sources are, when it happened, or for a "
    "summary."
)
SMALL_TALK: Final[Mapping[SmallTalk, str]] = {
    SmallTalk.GREETING: f"Hello. {_WHAT_I_DO} {_ASK}",
    SmallTalk.THANKS: "You are welcome. Ask on whenever you like.",
    SmallTalk.GOODBYE: "Goodbye.",
    SmallTalk.HELP: (
        f"{_WHAT_I_DO} {_ASK} For example: “Who says the road will open?”, “What did the mayor say "
        "about it?”, “Summarize the article”."
    ),
    SmallTalk.IDENTITY: f"I am a program, not a person. {_WHAT_I_DO} {_ASK}",
    SmallTalk.TEST: f"It works. {_ASK}",
}
"""What is said to each kind of small talk."""

TASKS: Final[Mapping[Task, str]] = {
    Task.TRANSLATION: (
        "A translation takes a language model. Without one I quote the articles "
        "in the language that they are in: ask what they say, and about what."
    ),
    Task.OPINION: (
        "I have no opinion, and weighing one up takes a language model. Without "
        "one I can tell who says, denies or doubts something, and where the sources disagree."
    ),
    Task.ARITHMETIC: (
        "To calculate with what articles say takes a language model. Without one "
        "I can quote each figure as it stands there: ask for one at a time."
    ),
    Task.WRITING: (
        "To write or reword a text takes a language model. Without one I only "
        "quote: ask for a summary or the key points, in the articles’ own sentences."
    ),
    Task.PREDICTION: (
        "The articles do not say what will come, and to weigh it up takes a language model. Ask "
        "what somebody in them plans, expects or warns of."
    ),
}
"""What is said where no model is set for a task; `in_another_language` has what is said to one."""

_IN_ENGLISH: Final = (
    "This looks like a question in another language{name}. Without a language model I understand "
    "questions in English, or in the language of an article: please ask it in English."
)
_NAMES: Final[Mapping[str, str]] = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
_IN_ITS_OWN: Final[Mapping[str, str]] = {
    "de": "Ohne Sprachmodell verstehe ich nur Fragen auf Englisch. Bitte fragen Sie auf Englisch.",
    "es": "Sin un modelo de lenguaje solo entiendo preguntas en inglés. Pregunte en inglés.",
    "fr": (
        "Sans modèle de langage, je ne comprends que les questions en anglais. "
        "Posez votre question en anglais."
    ),
    "it": "Senza un modello linguistico capisco solo domande in inglese. Chieda in inglese.",
    "nl": "Zonder taalmodel begrijp ik alleen vragen in het Engels. Stel uw vraag in het Engels.",
    "pl": "Bez modelu językowego rozumiem tylko pytania po angielsku. Proszę zapytać po angielsku.",
    "pt": "Sem um modelo de linguagem só entendo perguntas em inglês. Pergunte em inglês.",
    "ru": (
        "Без языковой модели я понимаю вопросы только на английском. "
        "Пожалуйста, спросите по-английски."
    ),
    "zh": "没有语言模型时，我只能理解英文问题。请用英文提问。",
}


def plain_reply(question: str, *, asks_model: bool) -> tuple[Kind, str] | None:
    """The kind of a question that no article is searched for, and what is said to it."""
    plain = plain_wording(question)
    talk = small_talk_of(question) or small_talk_of(plain)
    if talk is not None:
        return Kind.SMALL_TALK, SMALL_TALK[talk]
    task = None if asks_model else task_of(plain)
    return None if task is None else (Kind.NEEDS_MODEL, TASKS[task])


def in_another_language(code: str) -> str:
    """What is said to a question in a language, by its ISO 639-1 code, that no article is in."""
    name = f" ({_NAMES[code]})" if code in _NAMES else ""
    own = f" {_IN_ITS_OWN[code]}" if code in _IN_ITS_OWN else ""
    return f"{_IN_ENGLISH.format(name=name)}{own}"
