"""The dates and times that an article mentions."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.chronology import time_mentions
from assistant.mentions.mention import Mentioned
from index.language.en.grammar.function_words import PREPOSITIONS
from index.types import Article


def dates(article: Article) -> Iterator[Mentioned]:
    """Each date, with the day that it is where that is not printed."""
    for paragraph in article.paragraphs:
        for each in time_mentions(article, paragraph.number):
            words = each.written.split()
            while len(words) > 1 and words[0].lower() in PREPOSITIONS | {"and"}:
                words.pop(0)
            written = " ".join(words)
            known = each.moment is not None and not each.is_whole
            if known and each.moment:
                # Of "4 December" the year alone is missing.
                written = f"{written} ({each.moment.long.removeprefix(f'{written} ')})"
            yield Mentioned(written, written.lower(), paragraph.number, each.start, each.end)
