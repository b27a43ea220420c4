"""Follow-ups: `make bench-follow-up`, without a model.

A question asked after a turn about another article is to be answered as it is alone: in its own
article, and over both. A question that points back is to be answered from what it points to.

Most of the time goes into articles that are read and asked for nothing else, so questions of the
judged sets are drawn, by a seed: `make bench-follow-up LIMIT=200` draws so many of each. With
`show` behind, what was lost and what was not right is printed too.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from api.wiring import Parts
from assistant.sample import ARTICLE, QUESTIONS
from assistant.types import Answer, Message, Outcome
from index.readers.formats import read_bytes
from index.types import EVERYTHING, Article, Scope
from tests.benchmarks import conversation_set, datasets
from tests.benchmarks.conversation_set import Conversation, Expected
from tests.benchmarks.scratch import scratch

SETS: Final = ("onestopqa", "clapnq", "quail-news", "polnear-who")
DRAWN: Final = 80
SEED: Final = 20261129


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an article, by the article's name."""

    article: str
    text: str


@dataclass(slots=True)
class History:
    """What became of a set's questions after a turn that they have nothing to do with."""

    asked: int = 0
    answered: int = 0
    lost: list[str] = field(default_factory=list)
    """Answered alone, and otherwise after the turn."""
    gained: list[str] = field(default_factory=list)
    """Refused alone, and answered after the turn: with what, if not that turn's words?"""


async def run() -> None:
    """Measure and print."""
    drawn, shows = _arguments()
    print(f"Of each judged set {drawn} questions are drawn, by the seed {SEED}.\n")
    print(f"{'after an unrelated turn':32}{'asked':>7}{'answered':>10}{'lost':>6}{'gained':>8}")
    for name, articles, asked in _sets(drawn):
        for where, history in (await _after_turns(articles, asked)).items():
            row = f"{history.asked:7}{history.answered:10}"
            print(f"{f'{name}, {where}':32}{row}{len(history.lost):6}{len(history.gained):8}")
            if shows and (told := [*history.lost, *history.gained]):
                print(*told, sep="\n")
    print(f"\n{'conversations':42}{'asked':>7}{'right':>8}{'wrong':>7}{'refused':>9}")
    for folder in (conversation_set.FOLDER, conversation_set.APART):
        await _told(folder, shows=shows)


def _arguments() -> tuple[int, bool]:
    numbers = [int(each) for each in sys.argv if each.isdigit()]
    return (numbers[0] if numbers else DRAWN), "show" in sys.argv


# --- After an unrelated turn ------------------------------------------------------------------


def _sets(drawn: int) -> Iterator[tuple[str, Mapping[str, Article], list[Asked]]]:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    sample = [Asked("sample", row["question"]) for row in rows if not row["history"]]
    ours = conversation_set.articles()
    openers = [Asked(each.article, each.turns[0].question) for each in conversation_set.plain()]
    yield (
        "sample and our own",
        {"sample": read_bytes(ARTICLE.read_bytes(), name=ARTICLE.name), **ours},
        [*sample, *openers],
    )
    for name in SETS:
        if not datasets.available(name):
            print(f"{name}: skipped, the judged data is not there (../shared/data)")
            continue
        everything = [Asked(each.article_id, each.text) for each in datasets.questions(name)]
        asked = random.Random(SEED).sample(everything, min(drawn, len(everything)))
        articles = datasets.articles(name)
        yield name, {each.article: articles[each.article] for each in asked}, asked


async def _after_turns(articles: Mapping[str, Article], asked: list[Asked]) -> dict[str, History]:
    """Each question after one of another article and its answer, of those that are drawn."""
    histories = {"own article": History(), "both articles": History()}
    draw = random.Random(SEED)
    async with _filled(articles) as (parts, ids):
        # A question and its turn before are asked alone once only.
        in_own_article = {
            each: await _ask(parts, each.text, ids[each.article]) for each in dict.fromkeys(asked)
        }
        for each in asked:
            other = draw.choice([one for one in asked if one.article != each.article])
            before = in_own_article[other]
            own, others = ids[each.article], ids[other.article]
            for history, scope in zip(histories.values(), ((own,), (own, others)), strict=True):
                is_own = history is histories["own article"]
                alone = in_own_article[each] if is_own else await _ask(parts, each.text, *scope)
                after = await _ask(parts, each.text, *scope, history=_turn(before))
                _count(history, alone, after, other.text)
    return histories


def _count(history: History, alone: Answer, after: Answer, before: str) -> None:
    history.asked += 1
    is_answered = alone.outcome is Outcome.ANSWERED
    history.answered += is_answered
    is_same = (alone.text, alone.outcome) == (after.text, after.outcome)
    if is_same or not (is_answered or after.outcome is Outcome.ANSWERED):
        return
    told = f"    {before} | {after.standalone_question}\n      {alone.text}\n      {after.text}"
    (history.lost if is_answered else history.gained).append(told)


# --- Conversations ----------------------------------------------------------------------------


async def _told(folder: Path, *, shows: bool) -> None:
    """Print how the conversations of a folder went; of those apart no question is shown."""
    is_apart = folder == conversation_set.APART
    kept = " apart" if is_apart else ""
    async with _filled(conversation_set.articles(folder)) as (parts, ids):
        conversations = conversation_set.conversations(folder)
        for where in ("in its article", "over all articles"):
            shown = shows and not is_apart
            graded = await _conversations(parts, ids, conversations, where, shows=shown)
            for name, grades in graded.items():
                total = sum(grades.values())
                row = f"{total:7}{grades['right']:8}{grades['wrong']:7}{grades['refused']:9}"
                print(f"{f'{name}{kept}, {where}':42}{row}")


async def _conversations(
    parts: Parts,
    ids: Mapping[str, str],
    conversations: list[Conversation],
    where: str,
    *,
    shows: bool,
) -> dict[str, Counter[str]]:
    """How their questions were answered: the first ones, follow-ups, and of those that switch."""
    grades = {each: Counter[str]() for each in ("first questions", "follow-ups", "switches")}
    for conversation in conversations:
        switches = conversation.article == conversation_set.SWITCHES
        scope = () if switches or where != "in its article" else (ids[conversation.article],)
        async for at, expected, answer in _asked_in_turn(parts, conversation, scope):
            grade = expected.grade(answer.text, is_answered=answer.outcome is Outcome.ANSWERED)
            name = "switches" if switches else "follow-ups" if at else "first questions"
            grades[name][grade] += 1
            if shows and grade != "right":
                told = f"{expected.question} | {answer.standalone_question} | {answer.text}"
                print(f"    {grade:8} {conversation.article}: {told}")
    return grades


async def _asked_in_turn(
    parts: Parts, conversation: Conversation, scope: tuple[str, ...]
) -> AsyncIterator[tuple[int, Expected, Answer]]:
    history: list[Message] = []
    for at, expected in enumerate(conversation.turns):
        answer = await _ask(parts, expected.question, *scope, history=history)
        yield at, expected, answer
        history += _turn(answer)


# --- Both -------------------------------------------------------------------------------------


@asynccontextmanager
async def _filled(articles: Mapping[str, Article]) -> AsyncIterator[tuple[Parts, dict[str, str]]]:
    """The parts over the articles, and the articles' ids by name."""
    async with scratch() as parts:
        yield (
            parts,
            {name: (await parts.ingest.add(each)).article.id for name, each in articles.items()},
        )


def _turn(answer: Answer) -> list[Message]:
    """A question as it was asked, and its answer, as a client that keeps nothing else sends it."""
    return [
        Message("user", answer.question),
        Message("assistant", answer.text, answer.cited),
    ]


async def _ask(
    parts: Parts, question: str, *articles: str, history: list[Message] | None = None
) -> Answer:
    scope = Scope.of(articles) if articles else EVERYTHING
    return await parts.assistant.ask(question, scope, history or [])


if __name__ == "__main__":
    asyncio.run(run())
