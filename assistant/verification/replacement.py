"""The article's own sentences in place of one that a model wrote: those that carry what it said.

They are chosen out of the paragraphs that it cites, each for what it adds: a figure, a name or the
words of a quotation count more than other words, and the words of the question hardly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import Final

from assistant.attribution.excerpts import excerpt
from assistant.attribution.syntax.quotations import quotations
from assistant.verification.claim import ClaimView
from assistant.verification.context_paragraphs import ContextParagraph, EvidenceSentence
from assistant.verification.support.lexical_support import (
    SentenceTerms,
    content_terms,
    paragraph_sentences,
)
from assistant.verification.text_view import TextView
from index.language.en.grammar.pronouns import (
    DEMONSTRATIVES,
    HE_OR_SHE,
    THIRD_PERSON,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.folding import straighten
from index.language.sentences import sentences
from index.language.word_lists import any_of, capitalised
from index.types import Article, Paragraph, Sentence

TELLING: Final = 2.0
"""How much more than another word a figure, a name or a word of a quotation counts."""

ASKED: Final = 0.1
"""What the words of the question are worth beside those of the sentence."""

FURTHER: Final = 0.2
"""Share of what its paragraphs have of a claim that a further sentence of one has to add."""

ANOTHER: Final = 0.05
"""The same for the first sentence of another paragraph: a model cites none for nothing."""

LITTLE: Final = 0.4
"""The share carried below which most is said in other words, be it by a sentence near by."""

SHORT: Final = 400
"""Characters of a paragraph that is shown whole where little is carried."""

GAP: Final = 80
"""Characters between two sentences that are shown with them: it reads better than a cut."""

MOST: Final = 6
"""Sentences that stand in for one."""

_EDGES: Final = " .,;:!?…'\""

# Without "its", with which the check has not been measured.
_POINTING = THIRD_PERSON | DEMONSTRATIVES | THIRD_PERSON_POSSESSIVES - {"its"}
_HE_OR_SHE = re.compile(rf"(?i)\b{any_of(HE_OR_SHE)}\b")
_POINTING_BACK = re.compile(rf"(?:{any_of(capitalised(_POINTING))}|The same)\b")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Sentences of the article, in its order, and the share of what was said that they carry.

    Nothing is carried where they have no more in common with it than names.
    """

    sentences: tuple[EvidenceSentence, ...]
    carried: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence of a cited paragraph, with what it has of the claim and of the question."""

    context: ContextParagraph
    sentence: Sentence
    said: frozenset[str]
    share: float
    asked: float


def replacement(
    claim: ClaimView, question: str, paragraphs: Sequence[ContextParagraph]
) -> Replacement:
    """The sentences of these paragraphs that carry most of what a claim says, and no others."""
    wanted = _Wanted.of(claim, paragraphs[0].article)
    chosen = _Chosen(wanted, list(_candidates(wanted, question, paragraphs)))
    while best := chosen.next():
        chosen.add(best)
    for each in chosen.antecedents():
        chosen.add(each)
    little = chosen.carried < LITTLE
    own = tuple(_excerpts(chosen.sentences, paragraphs, whole=little))
    return Replacement(own, 0.0 if chosen.has_only_names else chosen.carried)


class _Chosen:
    """The sentences that are chosen, and what of a claim they say."""

    def __init__(self, wanted: _Wanted, candidates: Sequence[_Candidate]) -> None:
        self.sentences: list[_Candidate] = []
        self._wanted, self._all, self._left = wanted, candidates, list(candidates)
        self._said: frozenset[str] = frozenset()
        # What the paragraphs have not, no sentence can add.
        self._most = wanted.share(frozenset().union(*(each.said for each in candidates)))

    @property
    def carried(self) -> float:
        """The share of the claim that is said."""
        return self._wanted.share(self._said)

    @property
    def has_only_names(self) -> bool:
        """Whether of all that the claim says of somebody nothing is said."""
        return self._said <= self._wanted.names

    def add(self, sentence: _Candidate) -> None:
        """Choose a sentence."""
        self.sentences.append(sentence)
        self._left.remove(sentence)
        self._said |= sentence.said

    def next(self) -> _Candidate | None:
        """The sentence that adds most to those chosen; None where none adds enough."""
        worthy = [each for each in self._left if self._is_worthy(each)]
        if not worthy or len(self.sentences) == MOST:
            return None
        return max(worthy, key=lambda each: (self._adds(each) + ASKED * each.asked, each.share))

    def antecedents(self) -> list[_Candidate]:
        """Sentences not chosen that have a name of the claim, perhaps whom the next calls "she"."""
        return [
            before
            for before, each in pairwise(self._all)
            if each in self.sentences
            and before.context is each.context
            and before not in self.sentences
            and _HE_OR_SHE.search(each.sentence.text)
            and not before.said & self._wanted.names <= self._said
        ]

    def _is_worthy(self, each: _Candidate) -> bool:
        if not self.sentences or not each.said & self._wanted.exact <= self._said:
            return bool(each.said) or each.asked > 0
        if any(each.context is other.context for other in self.sentences):
            return self._adds(each) >= FURTHER * self._most > 0
        if self.carried < LITTLE:
            return bool(each.said) or each.asked > 0
        return self._adds(each) >= ANOTHER * self._most

    def _adds(self, each: _Candidate) -> float:
        return self._wanted.share(self._said | each.said) - self.carried


def nearest_sentences(
    wanted: ClaimView, paragraphs: Sequence[ContextParagraph]
) -> tuple[EvidenceSentence, ...]:
    """The sentence of each paragraph that is nearest to what is wanted."""
    nearest = ((each, wanted.support(each, each.article).sentence) for each in paragraphs)
    return tuple(EvidenceSentence(each, _excerpt(each, sentence)) for each, sentence in nearest)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a claim says: its words and its quotations, and what each is worth."""

    worth: dict[str, float]
    quotes: tuple[str, ...]
    exact: frozenset[str]
    names: frozenset[str]
    total: float

    @classmethod
    def of(cls, claim: ClaimView, article: Article) -> _Wanted:
        """What a claim says of an article."""
        view, language = claim.plain, article.language
        inner = (
            view.straight[each.inner_start : each.inner_end] for each in quotations(view.straight)
        )
        quotes = tuple(filter(None, (each.strip(_EDGES) for each in inner)))
        last_names = _terms_of(_last_names(view), language)
        terms = claim.terms(article).worth
        digits = {f"{value:g}" for value, how in view.numbers.items() if how[0].isdigit()}
        exact = _terms_of((each.written for each in view.dates), language) | digits
        telling = last_names | exact | _terms_of(quotes, language)
        # "Lee" stands for "Ann Lee", so that a sentence is not worth it for the "Ann" alone.
        left_out = _terms_of(view.names, language) - telling
        worth = {
            term: TELLING * worth if term in telling or term[0].isdigit() else worth
            for term, worth in terms.items()
            if term not in left_out
        }
        # Of a quotation its words together are worth as much as all of them apart.
        for each in quotes:
            worth[each] = sum(worth.get(term, 0.0) for term in content_terms(each, language))
        return cls(worth, quotes, frozenset((*exact, *quotes)), last_names, sum(worth.values()))

    def said(self, each: SentenceTerms) -> frozenset[str]:
        """What of it a sentence says."""
        straight = straighten(each.sentence.text)
        quotes = (quote for quote in self.quotes if quote in straight)
        return frozenset((*(each.content & self.worth.keys()), *quotes))

    def share(self, said: frozenset[str]) -> float:
        """How much of it this is, from 0 to 1."""
        # Exact, whatever order a set has.
        return fsum(self.worth[each] for each in said) / self.total if self.total else 0.0


def _terms_of(some: Iterable[str], language: str | None) -> frozenset[str]:
    return content_terms(" . ".join(some), language)


def _last_names(view: TextView) -> Iterator[str]:
    """The names in a text, of one in several words the last: the others may be left out."""
    for name in view.names:
        following = re.search(rf"(?<!\w){re.escape(name)}\s(\w[\w'’-]*)", view.text)
        if following is None or following[1] not in view.names:
            yield name


def _candidates(
    wanted: _Wanted, question: str, paragraphs: Sequence[ContextParagraph]
) -> Iterator[_Candidate]:
    asked = ClaimView(question).terms(paragraphs[0].article)
    for context in paragraphs:
        for each in paragraph_sentences(context.text, context.article.language):
            said = wanted.said(each)
            about = asked.share(each.content) if asked.worth else 0.0
            yield _Candidate(context, each.sentence, said, wanted.share(said), about)


def _excerpts(
    chosen: Sequence[_Candidate], paragraphs: Sequence[ContextParagraph], *, whole: bool
) -> Iterator[EvidenceSentence]:
    """What was chosen of each paragraph as excerpts that can be read by themselves."""
    for context in paragraphs:
        own = sorted(
            (each.sentence for each in chosen if each.context is context),
            key=lambda each: each.start,
        )
        text = context.text
        if own and whole and len(text) <= SHORT:
            own = [Sentence(text, 0, len(text))]
        for each in _joined(text, [_excerpt(context, each) for each in own]):
            yield EvidenceSentence(context, each)


def _excerpt(context: ContextParagraph, sentence: Sentence) -> Sentence:
    whole = _with_antecedent(sentence, context.paragraph)
    return excerpt(context.article, context.number, whole)


def _joined(text: str, some: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences in order, as one where they overlap or hardly anything stands between them."""
    start = end = None
    for each in some:
        if start is None or end is None:
            start, end = each.start, each.end
        elif each.start <= end + GAP:
            end = max(end, each.end)
        else:
            yield Sentence(text[start:end], start, end)
            start, end = each.start, each.end
    if start is not None and end is not None:
        yield Sentence(text[start:end], start, end)


def _with_antecedent(sentence: Sentence, paragraph: Paragraph) -> Sentence:
    """From the sentence before, when it begins with "He" or the like."""
    if not _POINTING_BACK.match(sentence.text):
        return sentence
    before = [each for each in sentences(paragraph.text) if each.end <= sentence.start]
    start = before[-1].start if before else sentence.start
    return Sentence(paragraph.text[start : sentence.end], start, sentence.end)
