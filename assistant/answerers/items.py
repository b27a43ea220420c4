"""What an article mentions of each kind that can be listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from assistant.mentions.dates import dates
from assistant.mentions.figures import amounts, figures
from assistant.mentions.mention import Mentioned
from assistant.mentions.organisations import organisations
from assistant.mentions.people import people
from assistant.mentions.places import countries, places
from assistant.questions.forms.list_questions import Item
from index.types import Article


def items(item: Item, article: Article) -> Iterator[Mentioned]:
    """What an article mentions of a kind, in the order of its text."""
    return _READERS[item](article)


_READERS: Final[Mapping[Item, Callable[[Article], Iterator[Mentioned]]]] = {
    Item.DATES: dates,
    Item.FIGURES: figures,
    Item.AMOUNTS: amounts,
    Item.COUNTRIES: countries,
    Item.PLACES: places,
    Item.PEOPLE: people,
    Item.ORGANISATIONS: organisations,
}
