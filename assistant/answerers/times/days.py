"""When what is quoted was: "Tuesday" told as a day of the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.chronology import time_mentions
from assistant.scored_sentence import Quote, ScoredSentence
from assistant.types import Basis, Note, NoteKind
from index.types import Article


def time_notes(sentences: Iterable[ScoredSentence]) -> Iterator[Note]:
    """A note with the days that the times of what is quoted mean, where they are not printed."""
    quotes = [quote for each in sentences if each.basis is Basis.ARTICLE for quote in each.quotes]
    articles = {quote.article for quote in quotes}
    told: dict[str, None] = {}
    for quote in quotes:
        of = f" in “{quote.article.title}”" if len(articles) > 1 else ""
        told |= {f"“{written}”{of} is {day}": None for written, day in _days(quote)}
    if told:
        whose = "articles’ dates" if len(articles) > 1 else "article’s date"
        yield Note(NoteKind.TIME, f"{', '.join(told)}, by the {whose}.")


def _days(quote: Quote) -> Iterator[tuple[str, str]]:
    article: Article = quote.article
    for each in time_mentions(article, quote.paragraph):
        inside = quote.sentence.start <= each.start and each.end <= quote.sentence.end
        if inside and each.moment and not each.is_whole:
            yield each.written, each.moment.long
