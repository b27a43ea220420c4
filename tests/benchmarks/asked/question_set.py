"""The questions of each set, and what an answer to each has to hold: `sets/*/questions/*.jsonl`.

A set has articles of its own, which are a library of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SETS: Final = Path(__file__).with_name("sets")
FIRST: Final = "first"
"""The set that was asked again and again while the answers were built."""

HALVES: Final = ("look", "apart")
"""The half that is looked at while something is mended, and the half that decides."""

Alternatives = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer holds.

    Of each group in `must` and `speakers` one phrase has to be there. `must_not` is nowhere in the
    answer's text. `speakers` are named, and no other speaker of the articles takes the same
    `stance`, but for those in `also`. `cites` are paragraphs as "article:number", of which any or
    all are cited. `order` are phrases one after another.
    """

    outcome: tuple[str, ...]
    must: tuple[Alternatives, ...] = ()
    must_not: tuple[str, ...] = ()
    cites_any: tuple[str, ...] = ()
    cites_all: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    speakers: tuple[Alternatives, ...] = ()
    stance: str = ""
    also: tuple[str, ...] = ()
    why: str = ""

    @property
    def cites(self) -> tuple[str, ...]:
        return self.cites_any + self.cites_all


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the set; without `articles` it is asked of the whole library."""

    id: str
    kind: str
    text: str
    articles: tuple[str, ...]
    history: tuple[str, ...]
    half: str
    set: str
    expected: Expected

    @property
    def needs(self) -> frozenset[str]:
        """The articles that it is asked of, or that its answer stands in."""
        return frozenset(self.articles) | {_article(place) for place in self.expected.cites}


def read_questions() -> list[Question]:
    """All questions, in the order of the sets and files."""
    return [
        _question(path.parts[-3], json.loads(line))
        for path in sorted(SETS.glob("*/questions/*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def read_speakers(name: str) -> dict[str, tuple[Alternatives, ...]]:
    """Who speaks in each article of a set, each by the names that they are told by."""
    rows = json.loads((SETS / name / "speakers.json").read_text(encoding="utf-8"))
    return {article: _groups(groups) for article, groups in rows.items()}


def _question(name: str, row: Mapping[str, Any]) -> Question:
    return Question(
        set=name,
        id=row["id"],
        kind=row["kind"],
        text=row["question"],
        articles=tuple(row["articles"]),
        history=tuple(row.get("history", ())),
        half=row["half"],
        expected=_expected(row["expected"]),
    )


def _expected(row: Mapping[str, Any]) -> Expected:
    cites = row.get("cites", {})
    return Expected(
        outcome=tuple(row["outcome"]),
        must=_groups(row.get("must", ())),
        must_not=tuple(row.get("must_not", ())),
        cites_any=tuple(cites.get("any", ())),
        cites_all=tuple(cites.get("all", ())),
        order=tuple(row.get("order", ())),
        speakers=_groups(row.get("speakers", ())),
        stance=row.get("stance", ""),
        also=tuple(row.get("also", ())),
        why=row["why"],
    )


def _groups(rows: Any) -> tuple[Alternatives, ...]:  # noqa: ANN401 - as JSON has it
    return tuple(tuple(row) for row in rows)


def _article(place: str) -> str:
    return place.rpartition(":")[0]
