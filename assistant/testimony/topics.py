"""Words of a question that only say which article it means: "no accomplices | in the fraud"."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from assistant.attribution import share_said_in
from index.language.terms import terms
from index.language.word_lists import word_set
from index.types import Article

_LEADS: Final = word_set("in at for on of over about after during from near")
_LEAD_PARAGRAPHS: Final = 2
_SHARE: Final = 0.6
"""Share of the words of what names a topic that an article's title and lead have."""

_FEWEST: Final = 1
"""Words of what is asked about that have to be left."""


def without_topic(content: str, article: Article) -> str | None:
    """What is asked about without the topic of the article at its end; None where none is there."""
    words = content.split()
    cut = next((at for at in range(len(words) - 1, 0, -1) if words[at].lower() in _LEADS), None)
    if cut is None:
        return None
    rest, topic = " ".join(words[:cut]), " ".join(words[cut + 1 :])
    named = bool(terms(topic)) and share_said_in(topic, _beginning(article)) >= _SHARE
    return rest if named and len(terms(rest)) >= _FEWEST else None


@lru_cache(maxsize=256)
def _beginning(article: Article) -> str:
    """The title and the paragraphs that say what an article is about."""
    lead = (each.text for each in article.paragraphs[:_LEAD_PARAGRAPHS])
    return "\n".join((article.title, *lead))
