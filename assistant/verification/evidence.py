"""The cited paragraphs, and the words of them that a claim rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from assistant.attribution.excerpts import excerpt
from assistant.verification.claim import ClaimView
from assistant.verification.context_paragraphs import ContextParagraph, EvidenceSentence
from assistant.verification.support.lexical_support import Support, content_terms, most_covered
from assistant.verification.text_view import TextView, text_view
from index.language.folding import straighten
from index.language.sentences import sentences
from index.types import Article, Sentence

_ADDS: Final = 0.1  # share that a further cited paragraph has to add


@dataclass(frozen=True)
class Evidence:
    """What a claim is held against: paragraphs, and those sentences that say some of it.

    `share` of the claim's content is in the sentences; 0 for a claim without a content word.
    """

    paragraphs: tuple[ContextParagraph, ...]
    sentences: tuple[EvidenceSentence, ...]
    share: float

    @classmethod
    def of(cls, claim: ClaimView, paragraphs: Sequence[ContextParagraph]) -> Evidence:
        """The evidence of a claim in these paragraphs, of which it may need several."""
        article = paragraphs[0].article
        terms = claim.terms(article)
        supports = [(each, claim.support(each, article)) for each in paragraphs]
        kept: list[tuple[ContextParagraph, Support]] = []
        covered: frozenset[str] = frozenset()
        # The best first, so that what the others are kept for is what they add to it.
        for each, support in sorted(supports, key=lambda pair: -pair[1].share):
            joined = covered | support.covered
            if not kept or terms.share(joined) - terms.share(covered) >= _ADDS:
                kept.append((each, support))
                covered = joined
        # Cited in the text's order, however good each is.
        kept.sort(key=lambda pair: paragraphs.index(pair[0]))
        quoted = tuple(EvidenceSentence(each, support.sentence) for each, support in kept)
        return cls(tuple(paragraphs), quoted, terms.share(covered) if terms.worth else 0.0)

    @classmethod
    def most(cls, claim: ClaimView, paragraphs: Sequence[ContextParagraph]) -> float:
        """The `share` of the evidence in these paragraphs or more, found in a tenth of the time."""
        terms = claim.terms(paragraphs[0].article)
        covered = (most_covered(terms, each.paragraph, each.article) for each in paragraphs)
        return terms.share(frozenset().union(*covered)) if terms.worth else 0.0

    @classmethod
    def lacking(cls, claim: ClaimView, paragraphs: Sequence[ContextParagraph]) -> frozenset[str]:
        """The claim's content words that these paragraphs do not have."""
        wanted = claim.terms(paragraphs[0].article)
        covered = (most_covered(wanted, each.paragraph, each.article) for each in paragraphs)
        return frozenset(wanted.worth).difference(*covered)

    @classmethod
    def in_sentence(cls, claim: ClaimView, quoted: EvidenceSentence) -> Evidence:
        """The evidence of a claim that is said to rest on just this sentence."""
        article = quoted.context.article
        words = content_terms(quoted.sentence.text, article.language)
        return cls((quoted.context,), (quoted,), claim.terms(article).share(words))

    @property
    def article(self) -> Article:
        """The article of the first paragraph, in whose language and by whose words it is read."""
        return self.paragraphs[0].article

    @property
    def labels(self) -> str:
        """The paragraphs by their labels: "[6], [7]"."""
        return labels(self.paragraphs)

    @cached_property
    def text(self) -> TextView:
        """The text of all cited paragraphs."""
        return text_view(" ".join(each.text for each in self.paragraphs))

    @cached_property
    def sentence_text(self) -> TextView:
        """The text of the sentences."""
        return text_view(" ".join(each.sentence.text for each in self.sentences))

    @cached_property
    def surrounding_text(self) -> TextView:
        """The text of the paragraphs that these sentences stand in."""
        return text_view(" ".join(each.context.text for each in self.sentences))


def labels(paragraphs: Sequence[ContextParagraph]) -> str:
    """The paragraphs by their labels: "[6], [7]"."""
    return ", ".join(f"[{each.label}]" for each in paragraphs)


def verbatim(text: str, paragraphs: Sequence[ContextParagraph]) -> EvidenceSentence | None:
    """The sentence of a paragraph that a text repeats to the letter, if that can stand alone.

    One out of the middle of a quotation cannot: it is somebody's word, not the article's.
    """
    straight = straighten(text)
    return next(
        (
            EvidenceSentence(each, sentence)
            for each in paragraphs
            for sentence in _by_wording(each.text).get(straight, ())
            # Its excerpt is longer where it cannot stand alone.
            if excerpt(each.article, each.number, sentence) == sentence
        ),
        None,
    )


# Every sentence of an answer is looked for in the same few paragraphs.
@lru_cache(maxsize=512)
def _by_wording(text: str) -> dict[str, list[Sentence]]:
    """A paragraph's sentences by their straightened text."""
    wordings: dict[str, list[Sentence]] = {}
    for sentence in sentences(text):
        wordings.setdefault(straighten(sentence.text), []).append(sentence)
    return wordings
