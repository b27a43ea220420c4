"""Who judges, and how the answering model is asked, by what their exams have shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.exam_result import ExamResult
from assistant.verification.exam.examinee import Examinee
from assistant.verification.judge.calls import Judge


@dataclass(frozen=True, slots=True)
class ExaminedJudge:
    """A judge that has passed, and with what result."""

    judge: Judge
    result: ExamResult


class Standing(Protocol):
    """What exams have shown so far: it is asked at every question."""

    async def judge(self) -> ExaminedJudge | None:
        """The judge; None where nobody is to judge, or has passed."""
        ...

    async def judging(self) -> ExamResult | None:
        """The result of the model that is to judge, passed or not; None where there is none."""
        ...

    async def answering(self) -> ExamResult | None:
        """The answering model's result; None where it has not been examined."""
        ...


class KeptStanding:
    """The standing by kept results; None is who does not answer, or is not to judge."""

    def __init__(self, answering: Examinee | None, judging: Examinee | None) -> None:
        self._answering = answering
        self._judging = judging

    async def judge(self) -> ExaminedJudge | None:
        """The judge, if it has passed."""
        result = await self.judging()
        if self._judging is None or result is None or not result.passed:
            return None
        return ExaminedJudge(Judge(self._judging.model), result)

    async def judging(self) -> ExamResult | None:
        """The result of the model that is to judge."""
        return await self._judging.result() if self._judging else None

    async def answering(self) -> ExamResult | None:
        """The answering model's result."""
        return await self._answering.result() if self._answering else None
