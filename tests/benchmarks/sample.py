"""The sample's question set, by kind of question: `make eval`.

With OPENAI_BASE_URL or OPENAI_API_KEY the model there answers, otherwise the articles' own
words. Every answer goes to `.eval/`, a line each, to be read beside the article.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from api.settings import Settings
from api.wiring import Parts, wired
from assistant.sample import ARTICLE
from assistant.types import Answer, Outcome
from index.read import read_file
from index.text import fold
from index.types import Article
from tests.scenarios import ask, rows

KEPT: Final = Path(".eval")


@dataclass(frozen=True, slots=True)
class Scored:
    """An answer and what it is worth."""

    kind: str
    answerable: bool
    answer: Answer
    cites_gold: bool
    nearest_gold: bool
    has_facts: bool
    forbidden: bool


async def run() -> None:
    """Print what came of each kind of question, and the misses."""
    KEPT.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        async with wired(replace(Settings.load(), data_dir=Path(folder))) as parts:
            article = (await parts.ingest.add(await read_file(ARTICLE))).article
            name = parts.model.name if parts.model else "extractive"
            file = KEPT / f"sample-{''.join(c if c.isalnum() else '-' for c in name)}.jsonl"
            scored = []
            with file.open("w", encoding="utf-8") as lines:
                for row in rows().values():
                    scored.append(await _scored(parts, row, article))
                    kept = {"id": row["id"], "gold": row["gold_paragraphs"]}
                    kept |= {"answer": scored[-1].answer.as_json()}
                    print(json.dumps(kept, ensure_ascii=False), file=lines, flush=True)
    _report(scored)
    print(f"  every answer: {file}")


def _report(scored: list[Scored]) -> None:
    by_kind: defaultdict[tuple[bool, str], list[Scored]] = defaultdict(list)
    for each in scored:
        by_kind[each.answerable, each.kind].append(each)
    last = scored[-1].answer
    print(f"the sample's questions, answered by {last.model}, prompt {last.prompt}")
    for (answerable, kind), some in sorted(by_kind.items(), reverse=True):
        print(f"  {kind:14} {_line(some, answerable=answerable)}")
    for answerable in (True, False):
        some = [each for each in scored if each.answerable == answerable]
        name = "answerable" if answerable else "not answerable"
        print(f"  {name:14} {_line(some, answerable=answerable)}")
    times = [each.answer.timings for each in scored]
    first = [time.first_claim_ms for time in times if time.first_claim_ms is not None]
    print(
        f"  time to the first claim {median(first) / 1000:.1f} s, to the end "
        f"{median(time.total_ms for time in times) / 1000:.1f} s (medians)"
    )


def _line(some: list[Scored], *, answerable: bool) -> str:
    outcomes = [each.answer.outcome for each in some]
    line = f"{len(some):3} asked: " + ", ".join(
        f"{outcomes.count(outcome)} {outcome.value}" for outcome in Outcome if outcome in outcomes
    )
    if answerable:
        gold = sum(each.cites_gold for each in some)
        line += f"; {gold} cite gold, {sum(each.has_facts for each in some)} have the facts"
        line += f"; gold closest in {sum(each.nearest_gold for each in some)} more"
    return f"{line}; {sum(each.forbidden for each in some)} forbidden"


async def _scored(parts: Parts, row: dict[str, Any], article: Article) -> Scored:
    answer = await ask(parts, article, row)
    gold = set(row["gold_paragraphs"])
    said = fold(
        " ".join([answer.text, *(c.quote for claim in answer.claims for c in claim.citations)])
    )
    return Scored(
        kind=row["kind"],
        answerable=row["answerable"],
        answer=answer,
        cites_gold=bool(gold & {place.paragraph for place in answer.cited}),
        nearest_gold=answer.closest is not None and answer.closest.paragraph in gold,
        has_facts=bool(answer.claims)
        and all(any(fold(fact) in said for fact in alternatives) for alternatives in row["facts"]),
        forbidden=any(fold(each) in fold(answer.text) for each in row["forbidden"]),
    )
