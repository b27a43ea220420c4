"""A sentence that answers a question, before it is a claim with its marker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from assistant.attribution.excerpts import excerpt
from assistant.types import Basis
from index.language.folding import fold
from index.types import Article, Sentence

_WORD: Final = re.compile(r"\w+")


class Quote(NamedTuple):
    """A sentence of an article, and the number of its paragraph."""

    article: Article
    paragraph: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence that may answer a question, and the article's words that it rests on.

    `text` is those words, or ours with the basis LEDGER. `paragraph` is the number of their
    paragraph, `probability` how likely they answer. `named` is where the speaker is named, when
    that is another paragraph. `also` are further sentences that it rests on, of any article.
    """

    text: str
    article: Article
    paragraph: int
    sentence: Sentence
    probability: float
    basis: Basis = Basis.ARTICLE
    named: Quote | None = None
    also: tuple[Quote, ...] = ()

    @property
    def in_paragraph(self) -> str:
        """The text of its paragraph."""
        return self.article.paragraph(self.paragraph).text

    @property
    def quotes(self) -> list[Quote]:
        """The quotes that the sentence rests on: of its article in order, then `also`."""
        own = Quote(self.article, self.paragraph, self.sentence)
        return [*([self.named] if self.named else []), own, *self.also]

    def with_sentence(self, sentence: Sentence) -> ScoredSentence:
        """This one with another sentence of its paragraph in place of its own."""
        return replace(self, text=sentence.text, sentence=sentence)

    def as_excerpt(self) -> ScoredSentence:
        """This one widened to an excerpt that can be shown by itself."""
        sentence = excerpt(self.article, self.paragraph, self.sentence)
        return self if sentence == self.sentence else self.with_sentence(sentence)


def merge_overlapping(sentences: Iterable[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences with overlapping excerpts joined, each in the place of its first."""
    merged: list[ScoredSentence] = []
    for sentence in sentences:
        at = next((at for at, other in enumerate(merged) if _overlap(sentence, other)), None)
        if at is None:
            merged.append(sentence)
        else:
            merged[at] = _union(merged[at], sentence)
    return merged


def fold_copies(sentences: Iterable[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences, each once: of copies in other articles the first, which rests on all.

    A copy has the same words, whatever its marks and capitals.
    """
    folded: dict[tuple[str, ...], ScoredSentence] = {}
    for each in sentences:
        key = tuple(_WORD.findall(fold(each.text).lower()))
        first = folded.setdefault(key, each)
        if first is not each and each.article.id not in {one.article.id for one in first.quotes}:
            copy = Quote(each.article, each.paragraph, each.sentence)
            folded[key] = replace(first, also=(*first.also, copy))
    return [*folded.values()]


def _overlap(one: ScoredSentence, other: ScoredSentence) -> bool:
    # What is told in our words has no excerpt that could be joined to another.
    own_words = one.basis is Basis.ARTICLE and other.basis is Basis.ARTICLE
    here = (one.article.id, one.paragraph) == (other.article.id, other.paragraph)
    first, second = one.sentence, other.sentence
    return own_words and here and first.start < second.end and second.start < first.end


def _union(one: ScoredSentence, other: ScoredSentence) -> ScoredSentence:
    start = min(one.sentence.start, other.sentence.start)
    end = max(one.sentence.end, other.sentence.end)
    joined = one.with_sentence(Sentence(one.in_paragraph[start:end], start, end))
    # Where one of them names the speaker itself, so does the whole.
    return replace(joined, named=one.named and other.named)
