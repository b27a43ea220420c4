"""A model that takes the exam, and what is kept of its result."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from assistant.errors import ModelError
from assistant.models import LLM
from assistant.store.model_records import ModelRecords
from assistant.types.exam_result import ExamResult
from assistant.verification.exam.papers import Paper, exam_hash, papers
from assistant.verification.judge.calls import Judge
from assistant.verification.judge.opinions import Word
from index.errors import StorageError

AT_ONCE: Final = 4
"""Calls of the exam that are made side by side."""

MOST_FAILED: Final = 3
"""Calls that may fail, as where a filter refuses one: more, and the model was not examined."""

log = logging.getLogger(__name__)

Progress = Callable[[ExamResult, int], None]
"""Told the result so far, and how many calls have ended, before the first and after each."""


ExamStore = ModelRecords[str]
"""Where results are kept, by the hash of the exam."""


class Examinee:
    """A model at an `endpoint`'s address, and its result, which another process may have found."""

    def __init__(self, model: LLM, endpoint: str, store: ExamStore) -> None:
        self.model = model
        self._endpoint = endpoint
        self._store = store

    async def result(self) -> ExamResult | None:
        """What is kept; None where it has not taken this exam, or that cannot be read."""
        try:
            await self.model.capabilities()  # by which an endpoint's only model gets its name
            stored = await self._store.find(self._endpoint, self.model.name, exam_hash())
            return None if stored is None else ExamResult.from_json(stored)
        except ModelError:  # which the question itself will meet, and tell
            return None
        except (StorageError, KeyError, TypeError, ValueError) as error:
            log.warning("the exam of %s could not be read: %s", self.model.name, error)
            return None

    async def examine(
        self, *, whole: bool = False, progress: Progress = lambda result, ended: None
    ) -> ExamResult:
        """Have it take the exam, and keep the result.

        It ends as soon as the model cannot pass any more, unless it is to be asked about the
        `whole` of it.

        Raises:
            ModelError: more than MOST_FAILED calls failed: that says nothing of the model.
            StorageError: the result cannot be kept.
        """
        await self.model.capabilities()
        sitting = _Sitting(self.model, await asyncio.to_thread(papers), whole, progress)
        result = await sitting.run()
        await self._store.keep(self._endpoint, self.model.name, exam_hash(), result.as_json())
        return result


class _Sitting:
    """One taking of the exam: a few calls at a time, each counted when it is there."""

    def __init__(
        self, model: LLM, exam: tuple[Paper, ...], whole: bool, progress: Progress
    ) -> None:
        self._judge = Judge(model)
        self._remaining = iter(exam)
        self._whole = whole
        self._progress = progress
        self._ended = 0
        right = sum(sum(each.supported) for each in exam)
        of = sum(len(each.supported) for each in exam)
        self._result = ExamResult(model.name, datetime.now(UTC), 0, 0, of - right, 0, 0, right)

    async def run(self) -> ExamResult:
        self._progress(self._result, 0)
        # No task group: what `except*` raises comes in a group of its own before Python 3.11.4.
        tasks = [asyncio.create_task(self._work()) for _ in range(AT_ONCE)]
        try:
            await asyncio.gather(*tasks)
        finally:  # where one has failed, or the exam is stopped
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return self._result

    async def _work(self) -> None:
        for paper in self._remaining:  # one iterator for all: who is free takes the next
            if self._result.is_lost and not self._whole:
                return
            try:
                judging = await self._judge.ask(paper.claims)
            except ModelError:
                failed = self._result.failed + 1
                self._result = replace(
                    self._counted(paper, (False,) * len(paper.claims)), failed=failed
                )
                if failed > MOST_FAILED:
                    raise
                self._tell()
                continue
            # Its own word: what the rules would hold back of it is not to its credit.
            believed = tuple(each.word is Word.SUPPORTED for each in judging.opinions)
            self._result = replace(
                self._counted(paper, believed),
                usage=sum((call.usage for call in judging.calls), self._result.usage),
            )
            self._tell()

    def _tell(self) -> None:
        self._ended += 1
        self._progress(self._result, self._ended)

    def _counted(self, paper: Paper, believed: tuple[bool, ...]) -> ExamResult:
        pairs = list(zip(paper.supported, believed, strict=True))
        result = self._result
        return replace(
            result,
            wrong=result.wrong + paper.supported.count(False),
            wrong_believed=result.wrong_believed + pairs.count((False, True)),
            right=result.right + paper.supported.count(True),
            right_believed=result.right_believed + pairs.count((True, True)),
        )
