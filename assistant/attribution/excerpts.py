"""Sentences of an article that can be shown by themselves: quotations whole, with who says them.

A sentence out of the middle of a quotation would be read as the article's own word, and "he said"
as the word of whoever was named before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from assistant.attribution import Statement, statements_in
from assistant.attribution.syntax.quotations import Quotation, overlapping, quotations, unquoted
from index.language.en.grammar.pronouns import HE_OR_SHE
from index.language.en.reporting_verbs import REPORTING_VERBS
from index.language.reporting import Form
from index.language.sentences import sentences
from index.language.word_lists import any_of
from index.types import Article, Sentence

_MOST_ROUND: Final = 3
"""Quotations in a row that are shown together: a paragraph can have any number of them."""

_MOST_BACK: Final = 4
"""Sentences back in which it may become clear who "he" is."""

_LABEL: Final = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,2}: ?(?=\S)")
_HE_OR_SHE: Final = any_of(HE_OR_SHE)
_VERBS: Final = any_of(
    text for text, verb in REPORTING_VERBS.items() if verb.form in (Form.PAST, Form.PRESENT)
)
_SHE_SAID: Final = re.compile(
    rf"\b(?i:{_HE_OR_SHE})\s(?:\w+\s)?{_VERBS}\b|\b{_VERBS}\s{_HE_OR_SHE}\b"
)


def excerpt(article: Article, paragraph: int, sentence: Sentence) -> Sentence:
    """The sentence or, where it cannot stand alone, with those around it in its paragraph.

    It cannot when it is part of a quotation, or nobody is clearly named to say it, or it has a
    label, as in "Claim: It is safe. Verdict: false."
    """
    return _reading(article, paragraph).around(sentence)


class _Reading:
    """A paragraph by its sentences and quotations, both in order and apart."""

    def __init__(self, text: str, statements: Sequence[Statement]) -> None:
        self._text = text
        self._sentences = sentences(text)
        self._quotations = quotations(text)
        self._labelled = [at for at, each in enumerate(self._sentences) if _LABEL.match(each.text)]
        self._only_quoted = [self._is_only_quoted(at) for at in range(len(self._sentences))]
        self._said: defaultdict[int, list[Statement]] = defaultdict(list)
        for each in statements:
            self._said[self._at(each.start)].append(each)

    def around(self, sentence: Sentence) -> Sentence:
        first, last = self._at(sentence.start), self._at(sentence.end - 1)
        first, last = self._widest(first, last)
        if any(map(self._is_unclear, range(first, last + 1))):
            first, last = self._from_before(first, last)
        start = min(sentence.start, self._sentences[first].start)
        end = max(sentence.end, self._sentences[last].end)
        return Sentence(self._text[start:end], start, end)

    def _at(self, offset: int) -> int:
        """Which sentence stands at an offset."""
        return max(0, bisect_right(self._sentences, offset, key=lambda each: each.start) - 1)

    def _from_before(self, first: int, last: int) -> tuple[int, int]:
        """From the sentence before on, which may tell who speaks, or those before that."""
        for _ in range(_MOST_BACK):
            if first == 0:
                break
            opening = first - 1
            first, last = self._widest(opening, last)
            if not self._is_unclear(opening):
                break
        return first, last

    def _widest(self, first: int, last: int) -> tuple[int, int]:
        for _ in range(_MOST_ROUND):
            wider = self._wider(first, last)
            if wider == (first, last):
                break
            first, last = wider
        return first, last

    def _wider(self, first: int, last: int) -> tuple[int, int]:
        quoted = self._quoted(first, last)
        if quoted:
            first = min(first, self._at(quoted[0].start))
            last = max(last, self._at(quoted[-1].end - 1))
        # Nothing but quotation: who says it stands in the sentence before.
        if first > 0 and all(self._only_quoted[first : last + 1]):
            first -= 1
        if quoted and last + 1 < len(self._sentences) and self._only_quoted[last + 1]:
            last += 1
        return self._with_labelled(first, last)

    def _quoted(self, first: int, last: int) -> Sequence[Quotation]:
        """The quotations that these sentences touch."""
        start, end = self._sentences[first].start, self._sentences[last].end
        return overlapping(self._quotations, start, end)

    def _is_only_quoted(self, at: int) -> bool:
        """Whether a sentence is a quotation or part of one, and nothing says whose."""
        # One word beside it, an "And" or a dash, names nobody.
        return bool(self._quoted(at, at)) and len(self._unquoted(at).split()) <= 1

    def _unquoted(self, at: int) -> str:
        return unquoted(self._sentences[at], self._quotations)

    def _is_unclear(self, at: int) -> bool:
        """Whether somebody speaks in a sentence who is not clearly named."""
        # "She added" may stand in a sentence of its own, in which no statement begins.
        if at in self._said:
            return any(not each.clear for each in self._said[at])
        return _SHE_SAID.search(self._unquoted(at)) is not None

    def _with_labelled(self, first: int, last: int) -> tuple[int, int]:
        labelled = self._labelled
        # One label is a heading; several answer each other: "Claim: ... Verdict: false."
        if len(labelled) > 1 and any(first <= at <= last for at in labelled):
            return min(first, labelled[0]), max(last, labelled[-1])
        return first, last


# Kept, since a paragraph's sentences are asked about one by one, and each needs all of it.
@lru_cache(maxsize=256)
def _reading(article: Article, paragraph: int) -> _Reading:
    return _Reading(article.paragraph(paragraph).text, statements_in(paragraph, article))
