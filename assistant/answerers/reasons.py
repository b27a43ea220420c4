"""Why something is so: the sentences that tell of it and give a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from assistant.answerers.asked import Asked, Found
from assistant.extractive.subject import is_of_those_named
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from index.language.en.cues import DENIAL
from index.language.en.reasons import ASKING, GIVES_REASON
from index.language.folding import fold
from index.language.sentences import sentences
from index.language.terms import terms
from index.types import Sentence

MOST: Final = 3
"""Sentences in an answer."""

_ENOUGH: Final = 0.75
"""Share of the question's words that a sentence has which tells of what is asked about."""

_HAD: Final = re.compile(r"\b(?:had|hadn[’']t)\s\w+")
"""What was before: "The bridge closed. Engineers had found cracks."."""


def answer(asked: Asked) -> Found | None:
    """The sentences that give a reason, with their speaker; None where none gives it so plainly."""
    if asked.follow_up is not None:
        return None
    own = frozenset(terms(asked.text)) - ASKING
    denied = DENIAL.search(fold(asked.text)) is not None
    found = [
        ScoredSentence(sentence.text, passage.article, passage.paragraph.number, sentence, 1.0)
        for passage in asked.passages
        for sentence in _reasons(passage.paragraph.text, own, denied=denied)
    ]
    found = [each for each in found if is_of_those_named(asked.text, each) is not False]
    if not found:
        return None
    return Found(tuple(merge_overlapping(each.as_excerpt() for each in found[:MOST])))


def _reasons(text: str, own: frozenset[str], *, denied: bool) -> Iterator[Sentence]:
    """The sentences of a paragraph that give the reason, with what they give it for."""
    all_sentences = sentences(text)
    for each, following in zip_longest(all_sentences, all_sentences[1:]):
        if _gives_reason(each.text, own, denied=denied):
            yield each
        elif following and not denied and _tells(each.text, own) and _HAD.search(following.text):
            yield Sentence(text[each.start : following.end], each.start, following.end)


def _tells(text: str, own: frozenset[str]) -> bool:
    """Whether a sentence tells of all that is asked about, and denies nothing."""
    denied = DENIAL.search(fold(text)) is not None
    return bool(own) and not denied and own <= frozenset(terms(text))


def _gives_reason(text: str, own: frozenset[str], *, denied: bool) -> bool:
    """Whether a sentence tells of what is asked about and then gives a reason."""
    folded = fold(text)
    cue = GIVES_REASON.search(folded)
    if cue is None or not own:
        return False
    told = frozenset(terms(folded[: cue.start()]))
    is_denied = DENIAL.search(folded, 0, cue.start()) is not None
    return is_denied == denied and len(own & told) >= _ENOUGH * len(own)
