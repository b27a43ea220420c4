"""Notes on articles of different days: which is the newest, and what was corrected since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant.mentions.corrections import Correction, corrections
from assistant.types import Basis, Citation, Claim, Note, NoteKind, day, imprint
from index.types import Article


def newer_notes(claims: Sequence[Claim], articles: Iterable[Article]) -> Iterator[Note]:
    """Which of the sentences shown is the newest, and which has been corrected."""
    first = [each.citations[0] for each in claims if each.basis is Basis.ARTICLE and each.citations]
    yield from _as_of(first)
    found = [each for article in articles for each in corrections(article)]
    cited = dict.fromkeys(citation for claim in claims for citation in claim.citations)
    told = {each.quote for each in cited}
    for each in found:
        if wrong := [one for one in cited if each.corrects(one.quote)]:
            is_told = any(one in each.sentence.text or each.sentence.text in one for one in told)
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


def _corrected(wrong: Sequence[Citation], correction: Correction, *, is_told: bool) -> Note:
    article = correction.article
    published = article.published.date() if article.published else None
    known = imprint(article.source, published) or article.title
    says = "." if is_told else f": “{correction.sentence.text}”"
    labels = [*dict.fromkeys(f"[{each.label}]" for each in wrong)]
    have = "have" if labels[1:] else "has"
    text = f"{' '.join(labels)} {have} been corrected ({known}){says}"
    return Note(NoteKind.CORRECTED, text)
