"""Sentences about paragraphs in the paragraphs' own words, true and false, as they were written."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.verification import ContextParagraph, Judgement, Verdict, check
from assistant.verification.draft import Draft
from tests.assistant.passages import article

PAIRS = Path(__file__).with_name("pairs.jsonl")
"""Sentences true and false about paragraphs, in the paragraphs' own words; written by somebody who
had not seen the check."""

CUTS = Path(__file__).with_name("cuts.jsonl")
"""The same, made by cutting, moving and joining alone; by somebody else, who had not either."""

SHOWN = (Judgement.SUPPORTED, Judgement.REPAIRED)


def checked(claim: str, *paragraphs: str, cited: str = "1", language: str | None = "en") -> Verdict:
    of = article(*paragraphs)
    given = [ContextParagraph(str(each.number), of, each) for each in of.paragraphs]
    if language != "en":
        of = type(of)(of.title, of.paragraphs, language=language, id=of.id)
        given = [ContextParagraph(each.label, of, each.paragraph) for each in given]
    return check(Draft(claim, tuple(cited.split())), given, "")


def pairs(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def fate(pair: dict[str, object]) -> Judgement:
    paragraphs = pair["paragraphs"]
    assert isinstance(paragraphs, list)
    every = " ".join(str(number) for number in range(1, len(paragraphs) + 1))
    cited = "1" if pair["kind"] == "second_paragraph" else every
    return checked(str(pair["claim"]), *paragraphs, cited=cited).judgement
