"""Statements from spans: whose words they are, and the parts of quotations they lie in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from assistant.attribution.reported_speech.statement_times import time_said
from assistant.attribution.syntax.quotations import Quotation, inside_marks
from assistant.attribution.syntax.tokens import Span
from assistant.attribution.types import Mention, Speaker, Statement
from index.language.en.hedges import HEDGES
from index.language.reporting import VerbKind
from index.types import Paragraph, Sentence

_WORD = re.compile(r"[A-Za-z]+")
_HEDGE_REACH = 2_000  # characters
_LONGEST_WORD = 100  # characters, with the spaces around it


class Attribution(NamedTuple):
    """Whose words: of a report, or announced by a colon for the paragraph that follows."""

    speaker: Speaker
    mention: Mention
    verb: str
    kind: VerbKind
    announced: bool = False
    clear: bool = True
    plain: bool = True

    @classmethod
    def of(cls, statement: Statement) -> Attribution:
        """The attribution that this statement has."""
        fields = statement.speaker, statement.mention, statement.verb, statement.verb_kind
        return cls(*fields, clear=statement.clear, plain=statement.plain)


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
        time=time_said(paragraph.text, sentence, start, end),
        clear=attribution.clear,
        plain=attribution.plain,
    )


# --- Quotations ----------------------------------------------------------------------------


class QuotedParagraph(NamedTuple):
    """A paragraph with its sentences and quotations, both in order and apart."""

    paragraph: Paragraph
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]

    def sentences_of(self, quotation: Quotation) -> Iterator[tuple[int, Sentence]]:
        """The sentences that the quotation touches, with their indexes."""
        # By bisection here and below: a paragraph can have any number of quotations, and looking at
        # all of them for each would take the square of it.
        first = bisect_right(self.sentences, quotation.start, key=lambda s: s.start) - 1
        for index in range(max(0, first), len(self.sentences)):
            sentence = self.sentences[index]
            if sentence.start >= quotation.end:
                break
            if sentence.end > quotation.start:
                yield index, sentence

    def quotations_of(self, statement: Statement) -> Iterator[Quotation]:
        """The quotations that the statement touches."""
        first = bisect_right(self.quotations, statement.start, key=lambda q: q.start) - 1
        for quotation in islice(self.quotations, max(0, first), None):
            if quotation.start >= statement.end:
                break
            if quotation.end > statement.start:
                yield quotation

    def part(
        self, sentence: Sentence, quotation: Quotation, attribution: Attribution
    ) -> Iterator[Statement]:
        """The part of the quotation that lies in the sentence, as a statement."""
        span = max(quotation.start, sentence.start), min(quotation.end, sentence.end)
        yield from make_statement(self.paragraph, sentence, span, attribution, direct=True)


def rest_of_quotations(
    parts: QuotedParagraph, attributed: Sequence[Statement]
) -> Iterator[Statement]:
    """The other sentences of a quotation of which a report attributes one."""
    done: set[Quotation] = set()
    for model in attributed:
        for quotation in parts.quotations_of(model):
            if model.direct and quotation not in done:
                done.add(quotation)
                for _, sentence in parts.sentences_of(quotation):
                    if sentence != model.sentence:
                        yield from parts.part(sentence, quotation, Attribution.of(model))


def free_quotations(
    parts: QuotedParagraph, attributed: Sequence[Statement]
) -> Iterator[tuple[Quotation, Attribution | None]]:
    """Sentences of quotation without a speaker: the one before goes on, or the next one speaks.

    With None where the paragraph names nobody. Whose words they are is clear only where they
    follow those of somebody, and nothing stands between.
    """
    in_order = sorted(attributed, key=lambda statement: statement.start)
    reported = {quotation for statement in in_order for quotation in parts.quotations_of(statement)}
    for quotation in parts.quotations:
        if quotation not in reported and _stands_free(parts, quotation):
            after = bisect_right(in_order, quotation.start, key=lambda statement: statement.start)
            # Where nothing stands before it, the first slice is [-1:0], which is empty.
            nearest = in_order[after - 1 : after] or in_order[:1]
            if not nearest:
                yield quotation, None
                continue
            goes_on = after > 0 and _goes_on(parts, nearest[0], quotation)
            attribution = Attribution.of(nearest[0])
            yield quotation, attribution._replace(clear=attribution.clear and goes_on)


def _goes_on(parts: QuotedParagraph, before: Statement, quotation: Quotation) -> bool:
    """Whether a quotation follows the sentence that says whose words the one before is."""
    between = parts.paragraph.text[before.sentence.end : quotation.start]
    # What follows a question may be somebody else's answer.
    is_question = before.verb_kind is VerbKind.ASKED
    return before.direct and not is_question and not between.strip()


def _stands_free(parts: QuotedParagraph, quotation: Quotation) -> bool:
    """Whether it is a sentence of its own, and no heading."""
    text = parts.paragraph.text
    _, sentence = next(parts.sentences_of(quotation), (0, None))
    if sentence is None or len(sentence.text) - (quotation.end - quotation.start) > _LONGEST_WORD:
        return False
    around = text[sentence.start : quotation.start] + text[quotation.end : sentence.end]
    # “The Long Rain”, with capitals throughout, is a title that nobody says.
    heading = text[quotation.inner_start : quotation.inner_end].istitle()
    return len(around.split()) <= 1 and not heading
