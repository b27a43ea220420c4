"""A judge's reply, read strictly: what cannot be read is no opinion, and never a yes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from assistant.models import Schema
from assistant.models.completions import json_object
from index.language.visible_text import visible

LONGEST_DIFFERENCE: Final = 160
"""Characters that are kept of what a judge says about a difference."""


class Word(Enum):
    """A judge's word on a sentence, in the words of its reply."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_STATED = "not_stated"
    UNREAD = "unread"  # it said nothing of it, or nothing that can be read


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion: the word, the numbers of the sentences that it rests on, and what differs."""

    word: Word
    rests_on: tuple[str, ...] = ()
    differs: str = ""


SCHEMA: Final[Schema] = {
    "type": "object",
    "properties": {
        "verdicts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "sentence": {"type": "integer"},
                    "rests_on": {"type": "array", "items": {"type": "string"}},
                    "differs": {"type": "string"},
                    "verdict": {
                        "type": "string",
                        "enum": [each.value for each in Word if each is not Word.UNREAD],
                    },
                },
                # In this order, so that a model looks before it decides.
                "required": ["sentence", "rests_on", "differs", "verdict"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["verdicts"],
    "additionalProperties": False,
}

UNREAD: Final = Opinion(Word.UNREAD)

_NOTHING: Final = frozenset(("", "none", "nothing", "n/a", "-", "no difference"))
# In a line: "1: supported 6.1, 7.2". Anything else on it makes it unread.
_DRESS: Final = r"[\s*_`>.:)-]*"
_SENTENCE: Final = re.compile(rf"{_DRESS}(\d{{1,3}})\b", re.ASCII)
_LINE: Final = re.compile(
    rf"{_SENTENCE.pattern}{_DRESS}(supported|contradicted|not[_ ]stated)\b"
    r"((?:[\s\[\],;:*]|(?-i:\b[A-Z]{0,3})\d{1,5}\.\d{1,3})*)[\s.*]*",
    re.ASCII | re.IGNORECASE,
)
_RESTS: Final = re.compile(r"\b[A-Z]{0,3}\d{1,5}\.\d{1,3}", re.ASCII)


def read(reply: str, count: int, numbers: Mapping[str, object]) -> list[Opinion]:
    """The opinions on sentences 1 to `count`, where `numbers` are those that they can rest on.

    A sentence of which nothing is said, or two things, is unread; so is one that is supported by
    nothing, by a sentence that was not there, or in spite of a difference. A reply that tells of
    a number which no sentence has, as one that counts from 0 does, is unread as a whole.
    """
    told: dict[int, list[Opinion]] = {}
    for sentence, opinion in _told(reply):
        told.setdefault(sentence, []).append(opinion)
    if not told.keys() <= {*range(1, count + 1)}:
        return [UNREAD] * count
    alone = {sentence: some[0] for sentence, some in told.items() if len(some) == 1}
    return [_held(alone.get(each, UNREAD), numbers) for each in range(1, count + 1)]


def _held(opinion: Opinion, numbers: Mapping[str, object]) -> Opinion:
    if opinion.word is not Word.SUPPORTED:
        return opinion
    rests = bool(opinion.rests_on) and all(each in numbers for each in opinion.rests_on)
    return opinion if rests and not opinion.differs else UNREAD


def _told(reply: str) -> Iterator[tuple[int, Opinion]]:
    """What is told of each sentence: by the schema, or a line each where a model knows none."""
    verdicts = (json_object(reply) or {}).get("verdicts")
    if not isinstance(verdicts, list):
        yield from _told_in_lines(reply)
    elif reply.rpartition("}")[2].strip("` \n"):
        return  # what is said after it may take it back
    else:
        yield from map(_row, verdicts)


def _row(row: object) -> tuple[int, Opinion]:
    """The sentence's number, 0 where it has none, and the opinion."""
    match row:
        case {"sentence": bool()}:  # which Python counts among the whole numbers
            return 0, UNREAD
        case {
            "sentence": int(sentence),
            "rests_on": rests_on,
            "differs": (str() | None) as differs,
            "verdict": str(word),
        } if _is_word(word):
            return sentence, Opinion(Word(word), _named(rests_on), _difference(differs or ""))
        case {"sentence": int(sentence)}:
            return sentence, UNREAD
        case _:
            return 0, UNREAD


def _told_in_lines(reply: str) -> Iterator[tuple[int, Opinion]]:
    """A line belongs to the number that it begins with, or goes on with the one before."""
    number: int | None = None
    for line in filter(re.compile(r"\w").search, reply.splitlines()):
        begun = _SENTENCE.match(line)
        number = int(begun[1]) if begun else number
        if number is None:
            continue  # what leads up to the first
        told = _LINE.fullmatch(line)
        if told is None:
            yield number, UNREAD
        else:
            said = Word(told[2].lower().replace(" ", "_"))
            yield number, Opinion(said, tuple(dict.fromkeys(_RESTS.findall(told[3]))))


def _is_word(word: str) -> bool:
    return word != Word.UNREAD.value and word in Word._value2member_map_


def _named(rests_on: object) -> tuple[str, ...]:
    """The numbers of sentences, each once; one that is no text is kept as what it cannot be."""
    some = rests_on if isinstance(rests_on, list) else ()
    return tuple(dict.fromkeys(str(each).strip("[] ") for each in some))


def _difference(differs: str) -> str:
    line = visible(" ".join(differs.split()))
    return "" if line.strip(" .").lower() in _NOTHING else line[:LONGEST_DIFFERENCE]
