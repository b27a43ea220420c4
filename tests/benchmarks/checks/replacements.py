"""What the article's own sentences carry of the true sentences that they stand in for."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from assistant.rendering.claim_renderer import ClaimRenderer
from assistant.rendering.labels import Labels
from assistant.types import Claim
from assistant.verification import ContextParagraph, Judgement, Verdict
from assistant.verification.detectors.dates import missing_dates
from assistant.verification.detectors.names import name_words
from assistant.verification.detectors.numbers import missing_numbers
from assistant.verification.draft import Draft
from assistant.verification.rules.quotation import altered_quotes
from assistant.verification.support.lexical_support import content_terms
from assistant.verification.text_view import TextView


def report(rows: Sequence[tuple[Draft, Sequence[ContextParagraph], Verdict]]) -> None:
    """Print how much of the true sentences that are replaced a reader still gets."""
    replaced = [row for row in rows if row[2].judgement is Judgement.UNCERTAIN]
    if not replaced:
        return
    measures = [_carried(*row) for row in replaced]
    names = ("cites a gold paragraph", "every figure, date, name and quotation", "of its words")
    print(f"what stands in for {len(replaced)} true sentences\n")
    print(f"| {' | '.join((*names, 'of the paragraphs’', 'words shown'))} |")
    print("|---" * 5 + "|")
    figures = [mean(column) for column in zip(*measures, strict=True)]
    print(f"| {' | '.join(f'{each:.3f}' for each in figures[:-1])} | {figures[-1]:.1f} |\n")


def shown(draft: Draft, context: Sequence[ContextParagraph], verdict: Verdict) -> list[Claim]:
    """What a reader sees of a sentence that stands alone."""
    renderer = ClaimRenderer("", (), Labels(each.article for each in context))
    return [each for each in renderer.show(draft, verdict) if isinstance(each, Claim)]


def _carried(
    draft: Draft, context: Sequence[ContextParagraph], verdict: Verdict
) -> tuple[float, float, float, float, float]:
    claims = shown(draft, context, verdict)
    quotes = [citation for claim in claims for citation in claim.citations]
    text = " ".join(dict.fromkeys(each.quote for each in quotes))
    cited = " ".join(each.text for each in context if each.label in draft.labels)
    own, there = content_terms(draft.text, "en"), content_terms(cited, "en")
    kept = own & content_terms(text, "en")
    return (
        float(any(each.label in draft.labels for each in quotes)),
        float(not (_missing(draft.text, text) - _missing(draft.text, cited))),
        len(kept) / len(own) if own else 1.0,
        len(kept & there) / len(own & there) if own & there else 1.0,
        float(len(text.split())),
    )


def _missing(draft: str, text: str) -> set[str]:
    """The figures, dates, names and quotations of a draft that a text does not have."""
    claim, view = TextView(draft), TextView(text)
    strange = (each for each in claim.names if not name_words(each) <= view.name_words)
    return {
        *missing_numbers(claim.numbers, view.numbers),
        *missing_dates(claim.dates, view.dates),
        *strange,
        *altered_quotes(claim, view),
    }
