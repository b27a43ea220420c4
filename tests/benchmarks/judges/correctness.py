"""Does a model that judges answers agree with people? `make bench-correctness`, with a model set.

People marked the sentence that answers each question of onestopqa, and wrote a short answer. A
judge who is given the short answer should find that sentence right, and wrong the sentence that
answers another question about the same article.
"""

from __future__ import annotations

import asyncio
from typing import Final

from api.settings import Settings
from api.wiring import model_named
from assistant.evaluation.metrics.agreement import agreement
from assistant.evaluation.metrics.correctness import judged
from assistant.evaluation.runs.run import Opinion
from assistant.evaluation.sets.question import JudgedAnswer, Question
from tests.benchmarks import datasets

SET: Final = "onestopqa"
QUESTIONS: Final = 40
AT_ONCE: Final = 2


async def run() -> None:
    """Print on how many answers judge and people say the same."""
    settings = Settings.load()
    if not datasets.available(SET):
        print("a model as judge: skipped, the development data is not beside the project")
        return
    if not settings.asks_a_model:
        print("a model as judge: skipped, no model is set (OPENAI_BASE_URL or OPENAI_API_KEY)")
        return
    judge = model_named(settings, settings.model)
    slots = asyncio.Semaphore(AT_ONCE)

    async def ask(question: Question) -> tuple[Opinion, ...]:
        async with slots:
            return (await judged(question, judge))[0]

    asked = await asyncio.gather(*(ask(question) for question in _questions()))
    await judge.close()
    opinions = [each for some in asked for each in some]
    found = agreement(opinions)
    assert found
    right = [each for each in opinions if each.people]
    wrong = [each for each in opinions if each.people is False]
    print(
        f"a model as judge, on {len(opinions)} answers: agrees with people on {found.same} of "
        f"{found.judged} [{found.low:.2f}, {found.high:.2f}], kappa {found.kappa:.2f}; finds right "
        f"{sum(bool(each.correct) for each in right)} of {len(right)} right ones and "
        f"{sum(bool(each.correct) for each in wrong)} of {len(wrong)} wrong ones; {found.unread} "
        "replies could not be read"
    )


def _questions() -> list[Question]:
    """Spread evenly; each with its own evidence, and with that of another."""
    known = [each for each in datasets.questions(SET) if each.evidence and each.answers]
    found = []
    for at in range(0, len(known), max(1, len(known) // QUESTIONS)):
        mine = known[at]
        others = [
            each
            for each in known
            if each.article_id == mine.article_id and each.evidence != mine.evidence
        ]
        answers = [JudgedAnswer(str(mine.evidence), True)]
        answers += [JudgedAnswer(str(each.evidence), False) for each in others[at % 7 :][:1]]
        found.append(
            Question(
                mine.id, mine.text, (mine.article_id,), answers=mine.answers, judged=tuple(answers)
            )
        )
    return found
