"""A run: what decided the answers, the questions, and what came of each.

Scores are not part of it: they are made on reading (`assistant.evaluation.metrics`), so that two
runs are measured by one yardstick. `assistant.evaluation.runs.archive` keeps runs on disk.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from assistant.calls import Usage
from assistant.evaluation.sets.cases import Case
from assistant.extractive import answerer
from assistant.types import Answer
from index.failure import Failure
from index.types import Article

RESULTS: Final = "results.jsonl"
"""The file that grows by a line with each question."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """How a run was made: all that decides its answers.

    `prompts` has the hash of each prompt, `settings` the options, `commit` the assistant's version
    in git, where it is run from there. `recorded` says that replies of the model may have come from
    a recording, in no time.
    """

    id: str
    started: datetime
    set_name: str
    set_hash: str
    model: str
    embedder: str
    prompts: Mapping[str, str]
    settings: Mapping[str, Any]
    version: str
    commit: str | None
    recorded: bool = False

    def differences(self, other: Manifest) -> list[str]:
        """What decides answers and differs between two manifests, in words."""
        mine, others = asdict(self), asdict(other)
        # Not when it was made, nor by which version: the caller looks at that itself.
        names = ("set_hash", "model", "embedder", "prompts", "settings")
        return [
            f"{name.removesuffix('_hash')}: {mine[name]} and {others[name]}"
            for name in names
            if mine[name] != others[name]
        ]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence that people have judged, and the check's judgement of it."""

    text: str
    supported: bool
    judgement: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether a model finds an answer right; None when its reply could not be read.

    `people` is what people found of it, where that is known.
    """

    text: str
    correct: bool | None
    people: bool | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a question; `failure` says why there is no answer that could be scored.

    `opinions` are a model's: of the answer and, with `people`, of the answers judged before.
    """

    id: str
    answer: Answer | None
    failure: str | None = None
    checked: tuple[CheckedSentence, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    judging: Usage = field(default_factory=Usage)
    failure_code: str | None = None
    failure_facts: Mapping[str, Any] | None = None

    @property
    def failed(self) -> Failure | None:
        """Why there is no answer that could be scored."""
        if self.failure is None:
            return None
        return Failure(self.failure_code, self.failure_facts or {}, self.failure)

    def having_failed(self, failure: Failure) -> Result:
        """This result of a question that could not be answered, with the failure."""
        return replace(
            self,
            failure=failure.sentence,
            failure_code=failure.code,
            failure_facts=failure.facts,
        )

    def as_json(self) -> dict[str, Any]:
        """The result as a line of the run's file."""
        row = asdict(self) | {"answer": self.answer.as_json() if self.answer else None}
        if self.failure is None:  # as results were before failures had codes
            del row["failure_code"], row["failure_facts"]
        return row


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it is on disk: `results` by the question's id, in the order of the questions."""

    folder: Path
    manifest: Manifest
    cases: tuple[Case, ...]
    results: Mapping[str, Result]

    @property
    def articles(self) -> dict[str, Article]:
        """The articles that the questions are about, by id."""
        return {article.id: article for case in self.cases for article in case.articles}

    @property
    def model(self) -> str:
        """The model that wrote the answers, by the name that it gave itself."""
        names = Counter(each.answer.model for each in self.results.values() if each.answer)
        # An answer in the articles' words does not tell which model was asked.
        others = [name for name, _ in names.most_common() if name != answerer.NAME]
        return others[0] if others else self.manifest.model

    @property
    def failures(self) -> list[Result]:
        """The questions that could not be answered."""
        return [each for each in self.results.values() if each.failure]

    @property
    def open(self) -> list[Case]:
        """The questions without an answer."""
        return [case for case in self.cases if not self._has_answer(case.question.id)]

    def add(self, result: Result) -> Run:
        """Write a result down, so that it is there after a crash; the run with it."""
        with (self.folder / RESULTS).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(result.as_json(), ensure_ascii=False) + "\n")
            lines.flush()
            os.fsync(lines.fileno())  # a model may have taken minutes for it
        return self.having({**self.results, result.id: result})

    def having(self, results: Mapping[str, Result]) -> Run:
        """The run with these results by the question's id, in whichever order they came."""
        ids = [case.question.id for case in self.cases]
        ordered = {id_: results[id_] for id_ in ids if id_ in results}
        return Run(self.folder, self.manifest, self.cases, ordered)

    def _has_answer(self, question_id: str) -> bool:
        result = self.results.get(question_id)
        return result is not None and result.failure is None  # what failed is asked again
