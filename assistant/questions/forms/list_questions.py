"""Questions for a list of what is mentioned: dates, figures, amounts, places, people."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from index.language.en.asking import ASKED_FOR, POLITE
from index.language.folding import fold


class Item(Enum):
    """What is listed."""

    DATES = "dates"
    FIGURES = "figures"
    AMOUNTS = "amounts"
    COUNTRIES = "countries"
    PLACES = "places"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"


class ListQuestion(NamedTuple):
    """The items that are asked for, of a matter, all when it is empty."""

    item: Item
    matter: str


_WORDS: Final = {
    Item.DATES: "dates|times|days|points in time",
    Item.FIGURES: "figures|numbers|statistics|stats",
    Item.AMOUNTS: "(?:money )?amounts(?: of money)?|sums(?: of money)?|prices|costs",
    Item.COUNTRIES: "countries|nations|states",
    Item.PLACES: "places|locations|cities|towns",
    Item.PEOPLE: (
        "everyone|everybody|people|persons|names(?: of (?:the )?people)?|individuals|people's names"
    ),
    Item.ORGANISATIONS: "organi[sz]ations|companies|institutions|agencies|firms",
}
_ITEM: Final = "|".join(f"(?P<{item.value}>{words})" for item, words in _WORDS.items())
_OF_ARTICLE: Final = (
    r"(?:in|of|from|by|mentioned in|throughout) (?:the|this|that|these|it|all)"
    r"(?: (?:article|articles|story|stories|text|texts|piece|pieces|report|reports|news))?"
)
_MENTIONED: Final = (
    r"(?:mentioned|named|given|cited|listed|stated|there|used|referred to|involved|appearing"
    r"|that appear|found)"
)
_MATTER: Final = r"(?: (?:about|on|for|regarding|concerning) (?P<matter>.*))?"
_TAIL: Final = (
    rf"(?: (?:that |which |who )?(?:are |is |were |was |get |have been )?{_MENTIONED})?"
    rf"(?: {_OF_ARTICLE})?{_MATTER}"
)
_LIST: Final = re.compile(
    rf"(?:(?:all|every|any|each|of|the|main|key|important|specific|other|different|exact) ){{0,4}}"
    rf"(?:{_ITEM}){_TAIL}"
)
_WHICH: Final = re.compile(
    rf"(?:what|which) (?:(?:all|are|the|other|key|main|specific) ){{0,3}}(?:{_ITEM})"
    rf"(?: (?:are|is|were|was|get|does|do|did|appear|come up|have been|come)"
    rf"(?: (?:it|they|the (?:article|articles|story|text)|this article))?"
    rf"(?: (?:{_MENTIONED}|mention|name|give|list|cite|up|appear|in|contain|have))?){{1,2}}"
    rf"(?: {_OF_ARTICLE})?{_MATTER}"
)
_BARE: Final = re.compile(rf"(?:(?:all|the|key|main) ){{0,2}}(?:{_ITEM})(?: {_OF_ARTICLE})?")
_WHO: Final = re.compile(
    r"(?:who|who all)(?:'s| is| are| was| were| gets?)?(?: all)? (?:mentioned|named)"
    rf"(?: {_OF_ARTICLE})?|(?:who|who all) (?:appears|features|comes up|is|'s) {_OF_ARTICLE}"
)
_ASKS: Final = re.compile(
    r"(?:list|give|show|tell|name|get|find|extract|collect|what|which|all|everyone|everybody"
    r"|i need|i want|can)\b"
)


def list_question_of(question: str) -> ListQuestion | None:
    """What list a question asks for; None when it asks for something else."""
    folded = POLITE.sub("", fold(question).rstrip("?!. "), count=1)
    if _WHO.fullmatch(folded):
        return ListQuestion(Item.PEOPLE, "")
    match = _WHICH.fullmatch(folded) or _BARE.fullmatch(folded)
    if match is None and _ASKS.search(folded):
        match = _LIST.fullmatch(ASKED_FOR.sub("", folded, count=1).strip(" ,:"))
    if match is None:
        return None
    parts = match.groupdict()
    item = next(each for each in Item if parts[each.value])
    return ListQuestion(item, parts.get("matter") or "")
