"""A strong model's replies through `direct`, retrieval included: `make bench-fluent`.

The model is scripted: for each question it says what is written for it beside the project, whatever
it is given. So the figures are of everything but the model: what it is given, what of its sentences
arrives, and whether its silence is understood.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import mean
from typing import Any, Final

from assistant.calls import Usage
from assistant.generation.strategy import Strategy
from assistant.models import Capabilities, Choice, Reply, Schema
from assistant.models.prompt_call import fenced
from assistant.options import Options
from assistant.pipeline import Assistant
from assistant.store.answer_store import NullAnswers
from assistant.types import Answer, Basis, Message, Outcome
from assistant.types.exam_result import ExamResult
from assistant.verification.exam import ExaminedJudge, Standing
from assistant.verification.judge import Judge
from index.language.tokens.token_counts import count_tokens
from index.types import EVERYTHING, Article, Scope
from tests.benchmarks import datasets
from tests.benchmarks.checks.fluent_set import FILE, SETS, fluent_sentences
from tests.benchmarks.judges.label_judge import LabelJudge
from tests.benchmarks.scratch import scratch

NOT_GIVEN: Final = "999"
"""The label that the model writes for a paragraph that its prompt does not have."""

_LINE: Final = re.compile(r"^\[(\w+)\] (.+)$", re.MULTILINE)
_MARKER: Final = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class FluentReply:
    """A question, what a strong model replied, and the paragraphs that its sentences rest on."""

    article_id: str
    question: str
    kind: str
    text: str
    gold: frozenset[int]
    is_silent: bool


class ScriptedModel:
    """Says what is written for the next question, with the labels that its prompt has."""

    name = "scripted"

    def __init__(self) -> None:
        self.text = ""
        self.article = Article("", ())
        self.prompt_tokens: list[int] = []

    async def capabilities(self) -> Capabilities:
        """Nothing is known of it."""
        return Capabilities()

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The reply, in one piece, then whole."""
        self.prompt_tokens.append(sum(count_tokens(each.content) for each in messages))
        given = {text: label for label, text in _LINE.findall(messages[-1].content)}
        texts = {str(each.number): fenced(each.text) for each in self.article.paragraphs}
        labelled = _MARKER.sub(
            lambda found: f"[{given.get(texts.get(found[1], ''), NOT_GIVEN)}]", self.text
        )
        yield labelled
        yield Reply(labelled, self.name, Usage())

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Schema | None = None
    ) -> Reply:
        """Not asked for in `direct`."""
        raise NotImplementedError

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """As above."""
        raise NotImplementedError

    async def close(self) -> None:
        """Nothing to give back."""


async def run() -> None:
    """Print what arrives, of all replies and by kind of question."""
    if not FILE.is_file():
        print("fluent: skipped, the replies are not beside the project")
        return
    replies = fluent_replies()
    ways: list[tuple[bool, Standing | None]]
    ways = [(False, None), (True, None), (False, KnowingStanding())]
    for everything, standing in ways:
        scope = "all articles" if everything else "the article alone"
        judge = ", judged by the labels" if standing else ""
        print(f"\n{len(replies)} replies through `direct`, asked of {scope}{judge}\n")
        _report(replies, *await answers(replies, everything=everything, standing=standing))


class KnowingStanding:
    """A judge that knows that all of these sentences are right has passed its exam."""

    async def judging(self) -> ExaminedJudge | None:
        """Believed without an exam."""
        labels = {each.text: True for each in fluent_sentences()}
        result = ExamResult("by the labels", datetime.now(UTC), 1, 0, 1, 1, 1, 1)
        return ExaminedJudge(Judge(LabelJudge(labels)), result)

    async def answering(self) -> ExamResult | None:
        """Not asked: the strategy is set."""
        return None


def fluent_replies() -> list[FluentReply]:
    """The replies, in the file's order."""
    with FILE.open(encoding="utf-8") as lines:
        return [_reply(json.loads(line)) for line in lines]


async def answers(
    replies: Sequence[FluentReply], *, everything: bool, standing: Standing | None = None
) -> tuple[list[Answer], list[int]]:
    """The answer that a reader gets for each reply, and the tokens of each prompt."""
    texts = {key: each for name in SETS for key, each in datasets.articles(name).items()}
    model = ScriptedModel()
    async with scratch() as parts:
        ids: dict[str, str] = {}
        for name in dict.fromkeys(each.article_id for each in replies):
            ids[name] = (await parts.ingest.add(texts[name])).article.id
        options = Options(strategy=Strategy.DIRECT)
        assistant = Assistant(parts.retriever, NullAnswers(), model, options, standing)
        found = []
        for each in replies:
            model.text, model.article = each.text, texts[each.article_id]
            scope = EVERYTHING if everything else Scope(article_ids=(ids[each.article_id],))
            found.append(await assistant.ask(each.question, scope))
    return found, model.prompt_tokens


def _report(
    replies: Sequence[FluentReply], found: Sequence[Answer], prompt_tokens: Sequence[int]
) -> None:
    rows = list(zip(replies, found, strict=True))
    calls = [len(answer.calls) for answer in found]
    print(
        f"calls a question: {mean(calls):.2f}, at most {max(calls)}; prompt tokens: "
        f"{mean(prompt_tokens):.0f}, at most {max(prompt_tokens)}"
    )
    silent = [(reply, answer) for reply, answer in rows if reply.is_silent]
    understood = sum(answer.outcome is Outcome.NOT_FOUND for _, answer in silent)
    print(f"said that the article does not say: {len(silent)}, understood so: {understood}")
    told = [(reply, answer) for reply, answer in rows if not reply.is_silent]
    wrongly = sum(answer.outcome is Outcome.NOT_FOUND for _, answer in told)
    print(f"said something: {len(told)}, taken for silence: {wrongly}")
    by_kind: dict[str, list[tuple[FluentReply, Answer]]] = defaultdict(list)
    for reply, answer in told:
        by_kind[reply.kind].append((reply, answer))
    print(
        "\n| kind | replies | every sentence arrives | model's words | article's | withheld "
        "| gold cited | all gold cited |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for kind, of_kind in [*sorted(by_kind.items()), ("all", told)]:
        print(f"| {kind} | {' | '.join(_cells(of_kind))} |")


def _cells(rows: Sequence[tuple[FluentReply, Answer]]) -> list[str]:
    whole = sum(not answer.withheld and bool(answer.claims) for _, answer in rows)
    fates: Counter[str] = Counter()
    for _, answer in rows:
        fates["withheld"] += len(answer.withheld)
        # Sentences of the article that stand for one of the model's count once.
        proposed = {claim.proposed for claim in answer.claims if claim.basis is Basis.ARTICLE}
        fates["article"] += len(proposed)
        fates["model"] += sum(claim.basis is not Basis.ARTICLE for claim in answer.claims)
    cited = [{place.paragraph for place in answer.cited} for _, answer in rows]
    some = sum(bool(reply.gold & at) for (reply, _), at in zip(rows, cited, strict=True))
    all_of = sum(reply.gold <= at for (reply, _), at in zip(rows, cited, strict=True))
    of = len(rows)
    total = sum(fates.values()) or 1
    shares = [fates[each] / total for each in ("model", "article", "withheld")]
    return [str(of), *(f"{each:.3f}" for each in (whole / of, *shares, some / of, all_of / of))]


def _reply(row: dict[str, Any]) -> FluentReply:
    gold = {number for sentence in row["sentences"] for number in sentence["cites"]}
    return FluentReply(
        article_id=row["article_id"],
        question=row["question"],
        kind=row["kind"],
        text=row["reply"],
        gold=frozenset(gold),
        is_silent=row["not_stated"],
    )
