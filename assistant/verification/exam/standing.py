"""Who judges, and how the answering model is asked, by what their exams have shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.types.exam_result import ExamResult
from assistant.verification.exam.examinee import Examinee
from assistant.verification.judge.calls import Judge


@dataclass(frozen=True, slots=True)
class ExaminedJudge:
    """A model that is to judge and has taken the exam, passed or not."""

    model: Judge
    result: ExamResult

    @property
    def judge(self) -> Judge | None:
        """It, where it has passed; a model that has not is never asked."""
        return self.model if self.result.passed else None


class Standing(Protocol):
    """What exams have shown so far: it is asked at every question."""

    async def judging(self) -> ExaminedJudge | None:
        """Who is to judge; None where nobody is, or has taken the exam."""
        ...

    async def answering(self) -> ExamResult | None:
        """The answering model's result; None where it has not been examined."""
        ...


class KeptStanding:
    """The standing by kept results; None is who does not answer, or is not to judge."""

    def __init__(self, answering: Examinee | None, judging: Examinee | None) -> None:
        self._answering = answering
        self._judging = judging

    async def judging(self) -> ExaminedJudge | None:
        """Who is to judge, with the result that is kept."""
        if self._judging is None or (result := await self._judging.result()) is None:
            return None
        return ExaminedJudge(Judge(self._judging.model), result)

    async def answering(self) -> ExamResult | None:
        """The answering model's result."""
        return await self._answering.result() if self._answering else None
