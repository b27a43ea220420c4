"""Notes on articles of different days: which is the newest, and what was corrected since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from assistant.types import Basis, Citation, Claim, Note, NoteKind, day, imprint
from index.language.sentences import sentences
from index.language.terms import terms
from index.types import Article

_CORRECTS: Final = re.compile(
    r"\b(?:corrections?|corrected|corrects|clarification|wrong|wrongly|misstated|incorrect(?:ly)?"
    r"|earlier version|erroneous(?:ly)?|in error)\b",
    re.IGNORECASE,
)
_INSTEAD: Final = re.compile(
    r"\b(?:not|instead of|rather than)\s(?P<wrong>[^,.;:\d]{0,40}\d[^;:]{0,60})", re.IGNORECASE
)
_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")
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
    for citation in cited:
        for each in corrections:
            if _is_corrected(citation, each):
                yield _corrected(citation, each, is_told=any(each.text in one for one in told))


def _as_of(cited: Sequence[Citation]) -> Iterator[Note]:
    days = {each.published for each in cited}
    if None in days or len(days) < 2:
        return
    newest = max(each for each in days if each)
    of_newest = dict.fromkeys(f"[{each.label}]" for each in cited if each.published == newest)
    older = dict.fromkeys(
        f"[{each.label}] of {day(date.fromisoformat(each.published))}"
        for each in cited
        if each.published and each.published != newest
    )
    as_of = f"As of {day(date.fromisoformat(newest))}: {', '.join(of_newest)}."
    yield Note(NoteKind.OLDER, f"{as_of} Older: {', '.join(older)}.")


def _corrections(article: Article) -> Iterator[_Correction]:
    """The sentences of an article that say which figure was wrong."""
    in_title = _CORRECTS.search(article.title)
    for paragraph in article.paragraphs:
        if not in_title and not _CORRECTS.search(paragraph.text):
            continue
        for sentence in sentences(paragraph.text):
            found = _INSTEAD.search(sentence.text)
            if found:
                figures = frozenset(_FIGURE.findall(found["wrong"]))
                yield _Correction(article, sentence.text, figures)


def _is_corrected(citation: Citation, correction: _Correction) -> bool:
    """Whether a sentence has the wrong figure, of the same matter."""
    if correction.text in citation.quote or citation.quote in correction.text:
        return False
    shared = set(terms(citation.quote)) & set(terms(correction.text)) - correction.wrong
    figures = set(_FIGURE.findall(citation.quote))
    return not correction.wrong.isdisjoint(figures) and len(shared) >= _SAME_MATTER


def _corrected(citation: Citation, correction: _Correction, *, is_told: bool) -> Note:
    article = correction.article
    published = article.published.date() if article.published else None
    known = imprint(article.source, published) or article.title
    says = "" if is_told else f": “{correction.text}”"
    return Note(NoteKind.CORRECTED, f"[{citation.label}] has been corrected ({known}){says}")
