"""The sample's question set, answered by the extractive answerer: `make eval`."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.settings import Settings
from api.wiring import Parts, wired
from assistant.sample import ARTICLE, QUESTIONS
from index.read import read_file


@dataclass(slots=True)
class Tally:
    """Counts for one kind of question."""

    asked: int = 0
    answered: int = 0
    cited_gold: int = 0
    nearest_gold: int = 0


async def run() -> None:
    """Print, by kind: how many are answered, and how often a gold paragraph is cited or closest."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    tallies: dict[tuple[bool, str], Tally] = defaultdict(Tally)
    with tempfile.TemporaryDirectory() as folder, wired(Settings(Path(folder))) as parts:
        await parts.ingest.add(await read_file(ARTICLE))
        for row in rows:
            if not row["history"]:  # follow-ups need a model to understand them
                await _count(parts, row, tallies[row["answerable"], row["kind"]])
    print("the sample's questions, answered without a model")
    for (answerable, kind), tally in sorted(tallies.items(), reverse=True):
        line = f"  {kind:14} {tally.asked:3} asked, {tally.answered:3} answered"
        if answerable:
            line += f", {tally.cited_gold:3} citing gold; gold closest in {tally.nearest_gold:3}"
        print(line)


async def _count(parts: Parts, row: dict[str, Any], tally: Tally) -> None:
    answer = await parts.assistant.ask(row["question"])
    cited = {citation.paragraph for claim in answer.claims for citation in claim.citations}
    gold = set(row["gold_paragraphs"])
    tally.asked += 1
    tally.answered += bool(cited)
    tally.cited_gold += bool(cited & gold)
    tally.nearest_gold += answer.closest is not None and answer.closest.paragraph in gold
