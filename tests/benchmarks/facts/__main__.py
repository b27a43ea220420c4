"""Facts asked for without a model, right, wrong and refused: `make bench-facts [SHOW=wrong]`.

Each question is asked in its article and over all of them. Right is an answer that quotes a
sentence that answers, wrong one that quotes only others; misses are shown of the half "fit".
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from enum import Enum
from typing import Final

from assistant.types import Answer
from index.types import EVERYTHING, Scope
from tests.benchmarks.facts.fact_set import HALVES, Fact, articles, read_facts
from tests.benchmarks.scratch import scratch


class Verdict(Enum):
    """What became of a question; the values are the headings of the table."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONGLY_REFUSED = "wrongly refused"
    RIGHTLY_REFUSED = "rightly refused"


PLACES: Final = ("its article", "all articles")


def verdict(fact: Fact, answer: Answer) -> Verdict:
    """How an answer did: each sentence that it quotes counts, and one that answers is enough."""
    if not answer.claims:
        return Verdict.WRONGLY_REFUSED if fact.sentences else Verdict.RIGHTLY_REFUSED
    quotes = [citation.quote for claim in answer.claims for citation in claim.citations]
    return Verdict.RIGHT if any(map(fact.is_told_in, quotes)) else Verdict.WRONG


async def run(show: str | None) -> None:
    """Ask every question in both places, and print how they did."""
    counts: dict[tuple[str, str], Counter[Verdict]] = {}
    async with scratch() as parts:
        ids = {
            name: (await parts.ingest.add(article)).article.id
            for name, article in articles().items()
        }
        for fact in read_facts():
            for place, scope in zip(PLACES, (Scope((ids[fact.article],)), EVERYTHING), strict=True):
                answer = await parts.assistant.ask(fact.question, scope)
                found = verdict(fact, answer)
                counts.setdefault((fact.half, place), Counter())[found] += 1
                if show == found.value and fact.half == HALVES[0]:
                    print(f"{fact.article}, {place}: {fact.question}\n    {answer.text}")
                    print(f"    expected: {' / '.join(fact.sentences) or 'nothing'}")
    print(f"{'':20}{'asked':>6}" + "".join(f"{each.value:>17}" for each in Verdict))
    for (half, place), counted in counts.items():
        cells = "".join(f"{counted[each]:17}" for each in Verdict)
        print(f"{half + ', ' + place:20}{counted.total():6}{cells}")


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.facts")
    parser.add_argument("--show", choices=[each.value for each in Verdict])
    asyncio.run(run(parser.parse_args().show))


if __name__ == "__main__":
    main()
