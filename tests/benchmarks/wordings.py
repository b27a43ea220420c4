"""Twelve facts, asked for in six wordings each: how many are answered right, without a model.

Each article is asked alone, and all of them together. An answer is right when a sentence that it
quotes states the fact, and wrong when it quotes only others.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.types import Answer
from index.types import EVERYTHING, Article, Paragraph, Scope
from tests.benchmarks.scratch import scratch

DATA = Path(__file__).with_name("wordings.jsonl")


@dataclass(frozen=True, slots=True)
class Fact:
    """An article, words of it that state a fact, and questions that ask for the fact."""

    article: Article
    expected: str
    wordings: Sequence[str]

    def verdict(self, answer: Answer) -> str:
        """Whether an answer is right, wrong or refused."""
        if not answer.claims:
            return "refused"
        return "right" if any(self.expected in claim.text for claim in answer.claims) else "wrong"


def facts() -> list[Fact]:
    """The facts, in the file's order."""
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    return [
        Fact(
            Article(
                row["title"], tuple(Paragraph(n, t) for n, t in enumerate(row["paragraphs"], 1))
            ),
            row["expected"],
            row["wordings"],
        )
        for row in rows
    ]


async def run() -> None:
    """Ask and print: what is not right, and how many of each verdict."""
    async with scratch() as parts:
        known = facts()
        ids = [(await parts.ingest.add(fact.article)).article.id for fact in known]
        for where in ("its article", "all articles"):
            verdicts: Counter[str] = Counter()
            whole = 0
            for fact, article_id in zip(known, ids, strict=True):
                scope = Scope((article_id,)) if where == "its article" else EVERYTHING
                answers = [await parts.assistant.ask(each, scope) for each in fact.wordings]
                found = [fact.verdict(answer) for answer in answers]
                verdicts.update(found)
                whole += set(found) == {"right"}
                for wording, answer, verdict in zip(fact.wordings, answers, found, strict=True):
                    if verdict != "right":
                        said = " ".join(claim.text for claim in answer.claims)
                        print(f"  {verdict:8}{wording}  {said}".rstrip())
            asked = verdicts.total()
            print(
                f"{where}: right {verdicts['right']} of {asked}, wrong {verdicts['wrong']}, "
                f"refused {verdicts['refused']}; {whole} of {len(known)} facts in every wording"
            )
