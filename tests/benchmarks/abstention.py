"""Does the assistant know what news articles do not say? Judged questions: `make eval-abstention`.

With OPENAI_BASE_URL or OPENAI_API_KEY the model there answers. Nothing of the assistant was chosen
on these sets with a model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from api.settings import Settings
from api.wiring import Parts, wired
from assistant.types import Outcome
from index.types import Scope
from tests.benchmarks import datasets
from tests.benchmarks.datasets import Question

SETS: Final = ("quail-news", "clapnq")
EACH: Final = 15
"""Questions of each sort: with a small model on a small machine, each takes seconds."""


async def run() -> None:
    """Print how the questions ended, those that an article answers and those that none does."""
    for name in SETS:
        if datasets.available(name):
            await _report(name)
        else:
            print(f"{name}: skipped, the development data is not beside the project")


async def _report(set_name: str) -> None:
    with TemporaryDirectory() as folder:
        async with wired(replace(Settings.load(), data_dir=Path(folder))) as parts:
            ids = {
                id_: (await parts.ingest.add(article)).article.id
                for id_, article in datasets.articles(set_name).items()
            }
            name = parts.model.name if parts.model else "extractive"
            print(f"{set_name}, answered by {name}")
            for answerable in (False, True):
                some = [
                    each for each in datasets.questions(set_name) if each.answerable == answerable
                ]
                outcomes = await _outcomes(parts, some[:: max(1, len(some) // EACH)], ids)
                sort = "answerable" if answerable else "not answerable"
                counts = ", ".join(f"{n} {outcome.value}" for outcome, n in outcomes.items())
                print(f"  {sort:14} {outcomes.total():3} asked: {counts}", flush=True)


async def _outcomes(
    parts: Parts, questions: Sequence[Question], ids: dict[str, str]
) -> Counter[Outcome]:
    outcomes: Counter[Outcome] = Counter()
    for question in questions:
        scope = Scope(article_ids=(ids[question.article_id],))
        outcomes[(await parts.assistant.ask(question.text, scope)).outcome] += 1
    return outcomes
