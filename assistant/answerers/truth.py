"""Whether something is so: who says it and who does not, never a bare yes."""

from __future__ import annotations

from typing import Final

from assistant.answerers.asked import Asked, Found
from assistant.answerers.statements import silence
from assistant.attribution import SpeakerQuestion, share_said_in
from assistant.extractive.answerer import likely_sentences
from assistant.questions.forms.truth_questions import TruthQuestion, truth_question_of
from assistant.testimony.claims import near_claim, on_claim, said_of, unanswered
from assistant.testimony.speaker_answers import spoken
from assistant.types import Note, NoteKind

_UNDECIDED: Final = Note(
    NoteKind.CLAIMED, "Whether it is so is not decided here: this is what is said of it."
)
_SHARE: Final = 0.6
"""Share of a claim's words that the reporter's sentence on it has."""


def answer(asked: Asked) -> Found | None:
    """The statements for and against, and the reporter's words; None where nobody speaks of it."""
    question = truth_question_of(asked.text)
    if question is None:
        return None
    if question.speaker:
        return _said(question, asked)
    likely = likely_sentences(asked.text, asked.passages, asked.thresholds, asked.follow_up)
    articles = dict.fromkeys(each.article for each in asked.passages)
    told = on_claim(question.content, articles, likely)
    if not told and question.is_checked:
        told = near_claim(question.content, asked.passages)
    if told:
        return Found(tuple(told), (_UNDECIDED,))
    if not question.is_checked:
        return None
    # What is only alike is no answer to whether this is true.
    about = [each for each in likely if share_said_in(question.content, each.text) >= _SHARE]
    return Found(tuple(each.as_excerpt() for each in about[: asked.thresholds.most]))


def _said(question: TruthQuestion, asked: Asked) -> Found | None:
    """What whom the question names says on it, or that they say nothing."""
    of_speaker = SpeakerQuestion(question.speaker, question.content)
    articles = list(dict.fromkeys(each.article for each in asked.passages))
    likely = likely_sentences(asked.text, asked.passages, asked.thresholds, asked.follow_up)
    said = spoken(of_speaker, articles, likely, asked.thresholds.nearly_as_good)
    said = said_of(question.whole, articles, said or unanswered(question.speaker, articles))
    notes = () if said else (silence(of_speaker, articles),)
    return Found(tuple(said), notes)
