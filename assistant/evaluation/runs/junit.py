"""A run as JUnit XML, which CI servers show: a test case a question."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Final

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from assistant.evaluation.atomic_files import write_whole
from assistant.evaluation.metrics.answer_metrics import Scores, scores
from assistant.evaluation.metrics.misses import miss
from assistant.evaluation.runs.run import Result, Run
from assistant.evaluation.sets.cases import Case

FILE: Final = "junit.xml"

_FORBIDDEN: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0 (section 2.2)."""


def write_junit(run: Run, to: Path | None = None) -> Path:
    """The run as JUnit XML on disk, in its folder where nobody says where else; the path.

    Raises:
        EvaluationError: the file cannot be written.
    """
    path = to or run.folder / FILE
    write_whole(path, junit(run))
    return path


def junit(run: Run) -> bytes:
    """The run as JUnit XML in UTF-8.

    A question fails where its answer misses (`assistant.evaluation.metrics.misses`), is in error
    where the run failed on it, and is skipped where nothing could be scored.
    """
    scored = scores(run)
    suite = TestSuite(_clean(run.manifest.set_name))
    suite.timestamp = run.manifest.started.isoformat()
    for name, value in (
        ("run", run.manifest.id),
        ("model", run.model),
        ("embedder", run.manifest.embedder),
        ("commit", run.manifest.commit or ""),
    ):
        suite.add_property(name, _clean(value))
    for case in run.cases:
        id_ = case.question.id
        suite.add_testcase(_test(run, case, run.results.get(id_), scored[id_]))
    report = JUnitXml(_clean(run.manifest.set_name))
    report.add_testsuite(suite)
    written = BytesIO()
    report.write(written)
    return written.getvalue()


def _test(run: Run, case: Case, result: Result | None, scored: Scores) -> TestCase:
    question = case.question
    took = result.answer.timings.total_ms / 1000 if result and result.answer else None
    test = TestCase(
        name=_clean(f"{question.id}: {question.question}"),
        # CI servers group by class: so the kinds of questions stand together.
        classname=_clean(f"{run.manifest.set_name}.{question.kind}"),
        time=took,
    )
    # A failure says that an answer is wrong, an error that there was none to judge.
    if result is not None and result.failure:
        test.result = [Error(_clean(result.failure))]
    elif wrong := miss(case, result, scored):
        test.result = [Failure(_clean(wrong))]
    elif all(value is None for value in scored.values()):
        test.result = [Skipped("not asked" if result is None else "nothing could be scored")]
    return test


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
