"""What becomes of sentences that people have judged: `make bench-grounding`.

Answers of six language models, each sentence checked against all its paragraphs (RAGTruth, Niu
and others, 2024). A false pass is an unsupported sentence that is shown as the model wrote it.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from time import perf_counter
from typing import Final

from assistant.citations import Draft
from assistant.grounding import Given, check
from index.types import Article, Paragraph
from tests.benchmarks import datasets

SETS: Final = ("ragtruth-qa", "ragtruth-summary")


async def run() -> None:
    """Print how supported and unsupported sentences are judged."""
    for name in SETS:
        file = datasets.SHARED / "data" / f"{name}.jsonl"
        if not file.is_file():
            print(f"{name}: skipped, the judged data is not beside the project")
            continue
        await asyncio.to_thread(_report, name, file.read_text(encoding="utf-8"))


def _report(name: str, lines: str) -> None:
    counts = {True: Counter[str](), False: Counter[str]()}
    taken = 0.0
    for row in map(json.loads, lines.splitlines()):
        texts = [text for text in row["context_paragraphs"] if text.strip()]
        paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, 1))
        article = Article("", paragraphs, language="en")
        given = [Given(str(each.number), article, each) for each in paragraphs]
        for sentence in row["sentences"]:
            start = perf_counter()
            draft = Draft(sentence["text"], tuple(each.label for each in given))
            verdict = check(draft, given, row["question"])
            taken += perf_counter() - start
            counts[sentence["supported"]][verdict.judgement.value] += 1
    for supported, count in counts.items():
        total = count.total()
        shares = ", ".join(f"{judged} {n / total:.3f}" for judged, n in count.most_common())
        sort = "supported" if supported else "unsupported"
        print(f"{name:17} {sort:12} {total:5}: {shares}")
    checked = counts[True].total() + counts[False].total()
    print(f"{name:17} {1000 * taken / checked:.1f} ms a sentence")
