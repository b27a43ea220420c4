"""A standing as exams leave it, and a judge's replies, for tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from assistant.calls import Usage
from assistant.models import LLM
from assistant.types.exam_result import ExamResult
from assistant.verification.exam import ExaminedJudge
from assistant.verification.judge import Judge

TAKEN = datetime(2026, 11, 29, 12, tzinfo=UTC)


def result(*, passed: bool = True) -> ExamResult:
    believed = 2 if passed else 60
    return ExamResult(
        "scripted", TAKEN, 100, believed, 100, 100, 95, 100, usage=Usage(110_000, 14_000)
    )


class Examined:
    """A standing in which this model is to judge, and has passed the exam or not.

    The answering model has the result `answering`.
    """

    def __init__(
        self,
        judge: LLM | None = None,
        answering: ExamResult | None = None,
        passed: bool = True,
    ) -> None:
        self._judge = judge
        self._answering = answering
        self._passed = passed

    async def judging(self) -> ExaminedJudge | None:
        if self._judge is None:
            return None
        return ExaminedJudge(Judge(self._judge), result(passed=self._passed))

    async def answering(self) -> ExamResult | None:
        return self._answering


def verdicts(*said: tuple[str, list[str]]) -> str:
    """A judge's reply: its word on each sentence in turn, and what that rests on."""
    rows = [
        {"sentence": at, "rests_on": rests, "differs": "", "verdict": word}
        for at, (word, rests) in enumerate(said, 1)
    ]
    return json.dumps({"verdicts": rows})
