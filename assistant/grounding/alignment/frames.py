"""What somebody says, with who says it moved round: "X said that Y", "Y, according to X"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from assistant.attribution import Statement
from assistant.attribution.words import PRONOUNS, word_set
from assistant.grounding.alignment.beginnings import may_begin
from assistant.grounding.alignment.cutting import is_cut, leaves_out_no_more
from assistant.grounding.alignment.path import path
from assistant.grounding.alignment.words import Word, words
from assistant.grounding.types import Given

_SAYING: Final = word_set("say accord to that as")


def is_reported(claim: str, framed: Statement, told: Statement, given: Given) -> bool:
    """Whether the claim lets somebody say what the statement says, and adds nothing around it.

    `framed` is what the claim reports; who may say it, the rules on speakers tell.
    """
    content = words(claim[framed.start : framed.end])
    if not is_cut(content, words(told.content(given.article))):
        return False
    own = _frame(claim, framed, 0, len(claim))
    frame = _frame(given.paragraph.text, told, told.sentence.start, told.sentence.end)
    return _is_same(own.speaker, frame.speaker) and _is_begun(own.rest, frame.rest)


class _Frame(NamedTuple):
    """A sentence without what is said in it: who speaks, if it says so, and the other words."""

    speaker: Sequence[Word]
    rest: Sequence[Word]


def _frame(text: str, said: Statement, start: int, end: int) -> _Frame:
    mention = said.mention
    named = start <= mention.start and mention.end <= end
    apart = range(mention.start, mention.end) if named else range(0)
    content = range(said.start, said.end)
    rest = "".join(" " if at in apart or at in content else text[at] for at in range(start, end))
    speaker = words(text[mention.start : mention.end]) if named else ()
    return _Frame(speaker, [word for word in words(rest) if word.form not in _SAYING])


def _is_same(claimed: Sequence[Word], told: Sequence[Word]) -> bool:
    """Whether who speaks is whole, and not a part of it: Lee, of "the lawyer of Lee".

    Whom a pronoun stands for, and who speaks where another sentence names them, the rules on
    speakers say.
    """
    return not told or told[0].lower in PRONOUNS or _is_begun(claimed, told)


def _is_begun(claimed: Sequence[Word], told: Sequence[Word]) -> bool:
    """Whether it is the beginning of the other, cut where that does no harm."""
    places = path(claimed, told)
    kept = [place for place in places or () if place is not None]
    if not kept:
        return not claimed
    return may_begin(told, kept[0]) and leaves_out_no_more(kept, told)
