"""Notes on articles of different days: which is the newest, and what was corrected since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from assistant.types import Basis, Citation, Claim, Note, NoteKind, day, imprint
from index.language.en.number_words import TENS, UNITS
from index.language.sentences import sentences
from index.language.terms import terms
from index.language.word_lists import any_of
from index.types import Article

_CORRECTS: Final = re.compile(
    r"\b(?:corrections?|corrected|corrects|clarification|wrong|wrongly|misstated|incorrect(?:ly)?"
    r"|earlier version|erroneous(?:ly)?|in error)\b",
    re.IGNORECASE,
)
_WORDS: Final = any_of((*UNITS[2:], *TENS))  # "not one" counts nothing
_INSTEAD: Final = re.compile(
    r"\b(?:not|instead of|rather than)\s"
    rf"(?P<wrong>[^,.;:\d]{{0,40}}(?:\d|\b{_WORDS}\b)[^;:]{{0,60}})",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(rf"\d+(?:[.,]\d+)*|\b{_WORDS}\b", re.IGNORECASE)
_SAME_MATTER: Final = 2
"""Terms that a correction shares with the sentence that it corrects."""


class _Correction(NamedTuple):
    article: Article
    text: str
    wrong: frozenset[str]


def newer_notes(claims: Sequence[Claim], articles: Iterable[Article]) -> Iterator[Note]:
    """Which of the sentences shown is the newest, and which has been corrected."""
    first = [each.citations[0] for each in claims if each.basis is Basis.ARTICLE and each.citations]
    yield from _as_of(first)
    corrections = [each for article in articles for each in _corrections(article)]
    cited = dict.fromkeys(citation for claim in claims for citation in claim.citations)
    told = {each.quote for each in cited}
    for each in corrections:
        if wrong := [one for one in cited if _is_corrected(one, each)]:
            is_told = any(one in each.text or each.text in one for one in told)
            yield _corrected(wrong, each, is_told=is_told)


def _as_of(cited: Sequence[Citation]) -> Iterator[Note]:
    days = {each.published for each in cited}
    if None in days or len(days) < 2:
        return
    newest = max(each for each in days if each)
    older = [
        f"{', '.join(_labels(cited, each))} of {day(date.fromisoformat(each))}"
        for each in sorted({each for each in days if each}, reverse=True)[1:]
    ]
    as_of = f"As of {day(date.fromisoformat(newest))}: {', '.join(_labels(cited, newest))}."
    yield Note(NoteKind.OLDER, f"{as_of} Older: {'; '.join(older)}.")


def _labels(cited: Sequence[Citation], published: str) -> Iterable[str]:
    """The labels of what is cited of this day, each once."""
    return dict.fromkeys(f"[{each.label}]" for each in cited if each.published == published)


def _corrections(article: Article) -> Iterator[_Correction]:
    """The sentences of an article that say which figure was wrong."""
    in_title = _CORRECTS.search(article.title)
    for paragraph in article.paragraphs:
        if not in_title and not _CORRECTS.search(paragraph.text):
            continue
        for sentence in sentences(paragraph.text):
            found = _INSTEAD.search(sentence.text)
            if found:
                figures = _figures(found["wrong"])
                yield _Correction(article, sentence.text, figures)


def _figures(text: str) -> frozenset[str]:
    """The figures in a text, in digits or words."""
    return frozenset(each.lower() for each in _FIGURE.findall(text))


def _is_corrected(citation: Citation, correction: _Correction) -> bool:
    """Whether a sentence has the wrong figure, of the same matter."""
    if correction.text in citation.quote or citation.quote in correction.text:
        return False
    shared = set(terms(citation.quote)) & set(terms(correction.text)) - correction.wrong
    figures = _figures(citation.quote)
    return not correction.wrong.isdisjoint(figures) and len(shared) >= _SAME_MATTER


def _corrected(wrong: Sequence[Citation], correction: _Correction, *, is_told: bool) -> Note:
    article = correction.article
    published = article.published.date() if article.published else None
    known = imprint(article.source, published) or article.title
    says = "." if is_told else f": “{correction.text}”"
    labels = [*dict.fromkeys(f"[{each.label}]" for each in wrong)]
    have = "have" if labels[1:] else "has"
    text = f"{' '.join(labels)} {have} been corrected ({known}){says}"
    return Note(NoteKind.CORRECTED, text)
