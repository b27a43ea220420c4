"""Errors of an evaluation's files that say how to go on; `assistant.errors` draws the others.

EvaluationError
├── SetEmpty                a question set has no question
├── SetExists               a file to be written is there already
├── NothingToImport         a file is a question set already
├── RecordingMissing        there is no such recording
├── RecordingOfSeveral      a recording has replies of several models
├── RunNotFound             no run has this name
│   └── AmbiguousRun        several runs' names start like this
├── ResultUnreadable        a line of a run's results is none
├── QuestionsFailed         one question after the other failed
├── NothingDrafted          no question could be drafted from an article
├── NothingToVary           a sweep was asked for without anything to vary
└── NothingScored           no question is scored by the metric of a sweep
ModelRefused
└── NotRecorded             a recording has no reply to a request
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import EvaluationError, ModelRefused
from index.failure import Failure


@dataclass(eq=False)
class SetEmpty(EvaluationError):
    """The question set has no question."""

    code = "question_set_empty"
    template = "{path} has no questions. Draft some from an article."
    path: Path


@dataclass(eq=False)
class SetExists(EvaluationError):
    """The file to be written is there already."""

    code = "question_set_exists"
    template = "{path} is there already. Remove it, or write to another file."
    path: Path


@dataclass(eq=False)
class NothingToImport(EvaluationError):
    """The file is a question set already."""

    code = "nothing_to_import"
    template = "{path} needs no import: it is a question set that can be asked."
    path: Path


@dataclass(eq=False)
class RecordingMissing(EvaluationError):
    """There is no such recording of a model's replies."""

    code = "recording_missing"
    template = "there is no recording {path}; make it first."
    path: Path


@dataclass(eq=False)
class RecordingOfSeveral(EvaluationError):
    """The recording has replies of several models, so the one to ask has to be named."""

    code = "recording_of_several"
    template = "{path} has replies of {models}. Name one of them."
    path: Path
    models: tuple[str, ...]


@dataclass(eq=False)
class RunNotFound(EvaluationError):
    """No run of an evaluation has this name."""

    code = "run_not_found"
    template = "there is no run that starts with {name!r}; there are {runs}."
    name: str
    runs: tuple[str, ...]


class AmbiguousRun(RunNotFound):
    """Several runs' names start with what was given."""

    code = "run_ambiguous"
    template = "several runs start with {name!r}; there are {runs}."


@dataclass(eq=False)
class ResultUnreadable(EvaluationError):
    """A line of a run's results is none."""

    code = "result_unreadable"
    template = (
        "{path}, line {line}: this is {reason}. Remove the line; when the run {run} is resumed, "
        "that question is asked again."
    )
    path: Path
    line: int
    reason: str
    run: str


@dataclass(eq=False)
class QuestionsFailed(EvaluationError):
    """So many questions in a row failed that the others most likely would, too."""

    code = "questions_failed"
    template = (
        "{count} questions in a row failed, the last one with: {last} What was answered is kept; "
        "the run {run} can be resumed."
    )
    count: int
    last: Failure
    run: str


@dataclass(eq=False)
class NothingDrafted(EvaluationError):
    """No question could be drafted from the article."""

    code = "nothing_drafted"
    template = "nothing could be drafted: {reason}"
    reason: Failure | str


@dataclass(eq=False)
class NothingToVary(EvaluationError):
    """A sweep was asked for without anything to vary."""

    code = "nothing_to_vary"
    template = "say what to vary, like passages=4,8. There are\n{knobs}"
    knobs: str


@dataclass(eq=False)
class NothingScored(EvaluationError):
    """No question is scored by the metric that a sweep is compared by."""

    code = "nothing_scored"
    template = "no question is scored by {metric}. Compare by one of {others}; the runs are kept."
    metric: str
    others: tuple[str, ...]


@dataclass(eq=False)
class NotRecorded(ModelRefused):
    """The recording has no reply to what the model is asked."""

    # Refused, not busy or broken: those are passed over for a passage, and the run would go on.
    code = "not_recorded"
    template = (
        "{path} has no reply to what the model is asked: a prompt, the search or an article is not "
        "what it was. Record anew with a model."
    )
    path: Path
