"""Statements from spans: whose words they are, and the parts of quotations they lie in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.attribution.quotations import Quotation, inside_marks
from assistant.attribution.tokens import Span
from assistant.attribution.types import Mention, Speaker, Statement, VerbKind
from assistant.attribution.words import HEDGES
from index.types import Paragraph, Sentence

_WORD = re.compile(r"[A-Za-z]+")
_HEDGE_REACH = 2_000  # characters


class Attribution(NamedTuple):
    """Whose words: of a report, or announced by a colon for the paragraph that follows."""

    speaker: Speaker
    mention: Mention
    verb: str
    kind: VerbKind
    announced: bool = False

    @classmethod
    def of(cls, statement: Statement) -> Attribution:
        """The attribution that this statement has."""
        return cls(statement.speaker, statement.mention, statement.verb, statement.verb_kind)


def make_statement(
    paragraph: Paragraph, sentence: Sentence, span: Span, attribution: Attribution, *, direct: bool
) -> Iterator[Statement]:
    """The statement of this span, offsets in the paragraph; none when the span is empty."""
    start, end = inside_marks(paragraph.text, *span) if direct else span
    if start >= end:
        return
    words = _WORD.findall(paragraph.text, start, min(end, start + _HEDGE_REACH))
    yield Statement(
        paragraph=paragraph.number,
        start=start,
        end=end,
        sentence=sentence,
        speaker=attribution.speaker,
        mention=attribution.mention,
        verb=attribution.verb,
        verb_kind=attribution.kind,
        direct=direct,
        hedge=next((word for word in words if word.lower() in HEDGES), None),
    )


def part_of_quotation(
    paragraph: Paragraph, sentence: Sentence, quotation: Quotation, attribution: Attribution
) -> Iterator[Statement]:
    """What of the quotation lies in the sentence."""
    span = max(quotation.start, sentence.start), min(quotation.end, sentence.end)
    if span[0] < span[1]:
        yield from make_statement(paragraph, sentence, span, attribution, direct=True)


def rest_of_quotations(
    paragraph: Paragraph,
    split: Sequence[Sentence],
    quoted: Sequence[Quotation],
    found: Sequence[Statement],
) -> Iterator[Statement]:
    """The other sentences of a quotation of which a report attributes one."""
    direct = [statement for statement in found if statement.direct]
    for quotation in quoted:
        model = next((s for s in direct if _overlap(quotation, s)), None)
        if model is None:
            continue
        for sentence in split:
            if sentence != model.sentence:
                attribution = Attribution.of(model)
                yield from part_of_quotation(paragraph, sentence, quotation, attribution)


def free_quotations(
    paragraph: Paragraph,
    split: Sequence[Sentence],
    quoted: Sequence[Quotation],
    found: Sequence[Statement],
) -> Iterator[tuple[Quotation, Attribution | None]]:
    """Sentences of quotation without a speaker: the one before goes on, or the next one speaks.

    With None where the paragraph names nobody.
    """
    known = sorted(found, key=lambda statement: statement.start)
    for quotation in quoted:
        reported = any(_overlap(quotation, statement) for statement in known)
        if reported or not _stands_free(paragraph.text, quotation, split):
            continue
        before = [statement for statement in known if statement.end <= quotation.start]
        nearest = before[-1:] or known[:1]
        yield quotation, Attribution.of(nearest[0]) if nearest else None


def _overlap(quotation: Quotation, statement: Statement) -> bool:
    return quotation.start < statement.end and statement.start < quotation.end


def _stands_free(text: str, quotation: Quotation, split: Sequence[Sentence]) -> bool:
    """Whether it is a sentence of its own, and no heading."""
    inner = text[quotation.inner_start : quotation.inner_end]
    for sentence in split:
        if sentence.start <= quotation.start < sentence.end:
            around = text[sentence.start : quotation.start] + text[quotation.end : sentence.end]
            return len(around.split()) <= 1 and not inner.istitle()
    return False
