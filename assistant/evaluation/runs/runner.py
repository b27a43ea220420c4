"""The questions of a run asked, several at a time, each result written down as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from assistant.answer_stream import QuestionAnswerer
from assistant.calls import Usage
from assistant.errors import NOTHING_SUPPORTED, AssistantError
from assistant.evaluation.errors import QuestionsFailed
from assistant.evaluation.metrics.correctness import judged, opinion
from assistant.evaluation.runs.run import CheckedSentence, Opinion, Result, Run
from assistant.evaluation.sets.cases import Case
from assistant.models import LLM
from assistant.rendering.labels import Labels
from assistant.verification import ContextParagraph, check
from assistant.verification.draft import Draft
from index.errors import IndexingError

GIVE_UP_AFTER: Final = 5
"""Failures in a row, of different questions, after which the others would most likely fail too."""

AT_ONCE: Final = 2
"""Questions under way at the same time, where nobody says how many."""

Progress = Callable[[int, int], None]


async def answer_all(
    run: Run, assistant: QuestionAnswerer, judge: LLM | None, at_once: int, progress: Progress
) -> Run:
    """The run with an answer to each of its open questions, or the reason why there is none.

    `judge` says of each answer whether it is right.

    Raises:
        QuestionsFailed: one question after the other fails; what was answered is kept.
    """
    waiting = iter(run.open)  # one for all workers: each takes the next question from it
    failed_in_a_row = 0
    done, total = len(run.cases) - len(run.open), len(run.cases)

    async def work() -> None:
        nonlocal run, failed_in_a_row, done
        for case in waiting:
            result = await ask(case, assistant, judge)
            run = run.add(result)
            done += 1
            progress(done, total)
            failed_in_a_row = failed_in_a_row + 1 if result.failure else 0
            if result.failed and failed_in_a_row >= GIVE_UP_AFTER:
                raise QuestionsFailed(GIVE_UP_AFTER, result.failed, run.manifest.id)

    progress(done, total)
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(work())
    except ExceptionGroup as failed:  # the others were cancelled
        raise failed.exceptions[0] from failed.exceptions[0].__cause__
    return run


async def ask(case: Case, assistant: QuestionAnswerer, judge: LLM | None = None) -> Result:
    """The result of a question, which a failure of a model or the index is a part of."""
    # Apart from the answer: it is known also where a model fails.
    checked = await asyncio.to_thread(_checked, case)
    opinions: tuple[Opinion, ...] = ()
    usage = Usage()
    try:
        answer = await assistant.ask(case.question.question, case.scope, case.history)
        if judge is not None:
            ours, used = await opinion(case.question, answer, judge)
            others, also = await judged(case.question, judge)
            opinions, usage = ours + others, used + also
    except (AssistantError, IndexingError) as error:
        return Result(case.question.id, None, checked=checked).having_failed(error.failure)
    result = Result(case.question.id, answer, None, checked, opinions, usage)
    # That nothing was supported is what the check made of an answer, and counts; a model that was
    # not there says nothing of how good it is.
    if answer.failed is None or answer.failure_code in NOTHING_SUPPORTED:
        return result
    return result.having_failed(answer.failed)


def _checked(case: Case) -> tuple[CheckedSentence, ...]:
    """What the check makes of the sentences that people judged, as if each cited everything."""
    labels = Labels(case.articles)
    paragraphs = tuple(
        ContextParagraph(labels.label(article, paragraph.number), article, paragraph)
        for article in case.articles
        for paragraph in article.paragraphs
    )
    everything = tuple(each.label for each in paragraphs)
    return tuple(
        CheckedSentence(
            each.text,
            each.supported,
            check(Draft(each.text, everything), paragraphs, case.question.question).judgement.value,
        )
        for each in case.question.sentences
    )
