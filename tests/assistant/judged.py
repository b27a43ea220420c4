"""A standing as exams leave it, and a judge's replies, for tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from assistant.exam_result import ExamResult
from assistant.models import LLM
from assistant.verification.exam import ExaminedJudge
from assistant.verification.judge import Judge

TAKEN = datetime(2026, 11, 29, 12, tzinfo=UTC)


def result(*, passed: bool = True) -> ExamResult:
    believed = 2 if passed else 60
    return ExamResult("scripted", TAKEN, 100, believed, 100, 100, 95, 100, tokens=60_000)


class Examined:
    """A standing in which this model judges, and the answering model has this result.

    `judging` is that of a model that is to judge and has not passed.
    """

    def __init__(
        self,
        judge: LLM | None = None,
        answering: ExamResult | None = None,
        judging: ExamResult | None = None,
    ) -> None:
        self._judge = judge
        self._answering = answering
        self._judging = judging

    async def judge(self) -> ExaminedJudge | None:
        return ExaminedJudge(Judge(self._judge), result()) if self._judge else None

    async def judging(self) -> ExamResult | None:
        return result() if self._judge else self._judging

    async def answering(self) -> ExamResult | None:
        return self._answering


def verdicts(*said: tuple[str, list[str]]) -> str:
    """A judge's reply: its word on each sentence in turn, and what that rests on."""
    rows = [
        {"sentence": at, "rests_on": rests, "differs": "", "verdict": word}
        for at, (word, rests) in enumerate(said, 1)
    ]
    return json.dumps({"verdicts": rows})
