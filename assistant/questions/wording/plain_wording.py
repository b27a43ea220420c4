"""A question as it is understood: without courtesies, hurry and shouting, by rules: English.

No pattern sees a question otherwise, so each of them can be written for plain English. What the
reader typed is kept, and shown.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from index.language.en.grammar.function_words import ASKING_AUXILIARIES
from index.language.en.grammar.pronouns import DEMONSTRATIVES, PEOPLE_SPOKEN_OF, QUESTION_WORDS
from index.language.en.spelling.shorthand import PLEASE, SHORTHAND
from index.language.folding import fold
from index.language.spelling import meant_word
from index.language.word_lists import any_of, word_set

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("‘’´`′ʼ", "'"))
_SEVERAL_WORDS: Final = 3
"""Words from which on capitals alone are shouting, and no abbreviation."""

_MOST_MENDED: Final = 40
"""Words of a question that are looked at for slips."""

_MOST_LEADS: Final = 4

_PLEASE: Final = any_of(PLEASE)
_ASKED_FOR: Final = rf"(?=(?:{any_of(QUESTION_WORDS)}|whether|if)\b)"
_YOU: Final = r"(?:you|u)"
_COURTESY: Final = (
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks|thank you|thx|sorry"
    r"|excuse me)(?: there| all| everyone| so much| very much| a lot)?"
)
_TASKS: Final = word_set(
    """
    explain summarize summarise sum list translate give write compare describe find name quote
    make rewrite rephrase outline identify point help draft create simplify shorten show tell
    """
)
_LEADS: Final = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_COURTESY} ?[,:;.!]+ ?(?=\w)",
        r"(?:(?:a |one |my |just a )?(?:quick |short )?question|q) ?[:,.-]+ ?(?=\w)",
        r"(?:(?:ok|okay|so|now|and),? )?(?:an? )?(?:new|different|(?:an)?other|next|change of)"
        r" (?:topic|subject|question|matter) ?[,:;.!-]+ ?(?=\w)",
        rf"{_PLEASE} ?,? ?(?=\w)",
        rf"(?:can|could|would|will) {_YOU} (?:{_PLEASE} )?(?:tell|show) (?:me|us),? {_ASKED_FOR}",
        rf"(?:do|would) {_YOU} (?:happen to )?know,? {_ASKED_FOR}",
        rf"(?:just )?(?:tell|show) (?:me|us),? {_ASKED_FOR}",
        rf"i (?:just )?(?:(?:really )?(?:want|need|wanted)|would like) to know,? {_ASKED_FOR}",
        rf"i(?:'d| would) (?:like|love) to know,? {_ASKED_FOR}",
        rf"(?:i wonder|i am wondering|i'm wondering|any idea|remind me),? {_ASKED_FOR}",
        rf"(?:can|could|would|will) {_YOU} (?:{_PLEASE} )?(?={any_of(_TASKS)}\b)(?!tell me about)",
    )
]
_TAIL: Final = re.compile(
    rf"(?:[ ,.!?]|^)(?:{_PLEASE}|thanks|thank you|thx)(?: so much| very much| a lot)?[ .!?]*$",
    re.IGNORECASE,
)
_TAIL_LENGTH: Final = 30
"""Characters at the end of a question among which thanks may follow its mark."""

_BEHIND_REMARK: Final = re.compile(
    rf"(?i)\w[.!] (?P<question>(?:{any_of(QUESTION_WORDS | ASKING_AUXILIARIES)}) "
    r"[^.?!]{12,300}\?)$"
)
_POINTING: Final = PEOPLE_SPOKEN_OF | DEMONSTRATIVES | {"it", "its", "there", "so", "else"}
_MARKS: Final = re.compile(r"(?: |(?<![?!]))(?=!*\?)[?!]+$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_QUOTED: Final = re.compile(r"(“[^“”]*”|\"[^\"]*\")")
_YOU_TYPED: Final = re.compile(
    r"\b([Cc]an|[Cc]ould|[Ww]ould|[Ww]ill|[Dd]o|[Dd]id|[Aa]re|[Hh]ave) u(?![\w.'])"
    r"|\b[Rr] (?:u|you)(?![\w.'])"
)
_IS_OR_HAS: Final = re.compile(
    r"(?i)\b(who|what|where|when|how|why)'s(?= (been|got|had|said|told|done|written|made)\b| )"
)
_SAYING: Final = re.compile(
    r"(?i)what (?!(?:else|more)\b)"
    r"(?!(?:did|does|do|is|was|are|were|has|have|had|will|would|can|could)(?:n't)?\b)"
    r"(?P<who>(?:the |an? )?[\w.'-]+(?: (?!who\b|that\b)[\w.'-]+){0,4}) (?:said|says|say)(?! to be)"
    r"(?P<rest>\b.*)"
)
# The words of the patterns of questions, which no slip should hide from them.
_EXPECTED: Final = (
    QUESTION_WORDS
    | {word for word in ASKING_AUXILIARIES if len(word) > 2}
    | word_set(
        """
        the many much old long does said says say about article articles summary summarize
        summarise sources source quoted quotes statements timeline people according happened
        explain compare translate between denies denied confirms confirmed doubts doubted thinks
        believes claims claimed admits admitted refuses refused declines declined warns warned
        """
    )
)


@lru_cache(maxsize=256)
def plain_wording(question: str) -> str:
    """The question in plain English: "whos guarding her pls" as "who is guarding her".

    As it is where nothing else would be left of it.
    """
    words = question.translate(_APOSTROPHES)
    if words.isupper() and len(words.split()) >= _SEVERAL_WORDS:
        words = words.lower()
    words = _MARKS.sub("?", words)
    words = "".join(
        part if _QUOTED.fullmatch(part) else _spelled_out(part) for part in _QUOTED.split(words)
    )
    return _with_mark(_what_somebody_says(_own_question(_without_courtesies(words))))


def _spelled_out(text: str) -> str:
    """The text without shorthand and contractions; what is quoted stays to the letter."""
    words = _mended(_YOU_TYPED.sub(_you, text))
    return _IS_OR_HAS.sub(lambda found: f"{found[1]} {'has' if found[2] else 'is'}", words)


def _own_question(text: str) -> str:
    """The question behind a remark, if it can do without: "It rained. Who closed the pier?"."""
    found = _BEHIND_REMARK.search(text)
    if found is None or not _POINTING.isdisjoint(_WORD.findall(fold(found["question"]))):
        return text
    return found["question"]


def _with_mark(text: str) -> str:
    """The question with its mark: how it is found depends on it."""
    first = _WORD.search(text)
    asks = first is not None and first[0].lower() in QUESTION_WORDS | ASKING_AUXILIARIES
    return f"{text}?" if asks and text[-1].isalnum() else text


def _you(found: re.Match[str]) -> str:
    return f"{found[1] or 'are'} you"


def _mended(text: str) -> str:
    """The text with its shorthand spelled out, and slips in the words of questions mended."""
    left = _MOST_MENDED

    def spelled(found: re.Match[str]) -> str:
        nonlocal left
        left -= 1
        word, folded = found[0], found[0].lower()
        # A capital inside a sentence may be a name's.
        if left < 0 or not (word.islower() or (word.istitle() and not found.start())):
            return word
        meant = SHORTHAND.get(folded)
        if meant is None and len(folded) > 2 and folded not in _EXPECTED:
            meant = meant_word(folded, _EXPECTED)
        return (meant.capitalize() if word.istitle() else meant) if meant else word

    return _WORD.sub(spelled, text)


def _without_courtesies(text: str) -> str:
    ending = "?" if "?" in text[-_TAIL_LENGTH:] else ""
    plain = text
    for _ in range(_MOST_LEADS):
        lead = next((found for each in _LEADS if (found := each.match(plain))), None)
        if lead is None:
            break
        plain = plain[lead.end() :]
    tail = _TAIL.search(plain)
    if tail and tail.start():
        plain = f"{plain[: tail.start()].rstrip(' ,.!?')}{ending}"
    if plain == text or not _WORD.search(fold(plain)):
        return text
    return plain


def _what_somebody_says(text: str) -> str:
    """The question in the order of one: "what did Mora say" for "what Mora said"."""
    found = _SAYING.fullmatch(text)
    return f"what did {found['who']} say{found['rest']}" if found else text
