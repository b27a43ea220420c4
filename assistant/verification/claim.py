"""All that is known of a claim: what the rules and the score ask of it, each worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from assistant.attribution import Statement, statements
from assistant.verification.context_paragraphs import ContextParagraph
from assistant.verification.detectors.web_addresses import addresses
from assistant.verification.support.lexical_support import (
    ClaimTerms,
    Support,
    best_support,
    claim_terms,
)
from assistant.verification.text_view import TextView
from index.types import Article, Paragraph


# Without slots, in which no cached property can be kept.
@dataclass(frozen=True)
class ClaimView:
    """A sentence that is checked, without what only leads up to it.

    One sentence is held against every paragraph of the context, so what it has in common with
    each is kept.
    """

    text: str
    _terms: dict[Article, ClaimTerms] = field(default_factory=dict, repr=False, compare=False)
    _supports: dict[tuple[Article, ContextParagraph], Support] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def plain(self) -> TextView:
        """The claim's text as the rules read it: without web addresses."""
        return TextView(self.text)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The web addresses in the claim."""
        return addresses(self.text)

    @cached_property
    def reports(self) -> tuple[Statement, ...]:
        """The reports in the claim: who says what, with which verb."""
        # Read as an article of its own, so that its speakers have to be named in it.
        return statements(Article("", (Paragraph(1, self.plain.text),)))

    @property
    def reported(self) -> Statement | None:
        """The first of the reports."""
        return self.reports[0] if self.reports else None

    @property
    def reported_content(self) -> str:
        """The words that the claim reports somebody to say."""
        report = self.reported
        return self.plain.text[report.start : report.end] if report else ""

    def terms(self, article: Article) -> ClaimTerms:
        """The claim's content words, and what each is worth in an article."""
        if article not in self._terms:
            self._terms[article] = claim_terms(self.text, article)
        return self._terms[article]

    def support(self, paragraph: ContextParagraph, article: Article) -> Support:
        """The part of a paragraph that supports the claim best, words weighed by the article."""
        # By the article, too: it decides what each of the claim's words is worth.
        key = article, paragraph
        if key not in self._supports:
            terms = self.terms(article)
            self._supports[key] = best_support(terms, paragraph.paragraph, paragraph.article)
        return self._supports[key]
