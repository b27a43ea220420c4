"""Runs, kept: a folder each, with what decided the answers, the questions, and every answer.

`run.json` says how it was made, `questions.jsonl` and `articles.jsonl` are what was asked and
about what, `results.jsonl` grows by a line with each question. Scores are not kept: they are made
on reading (`assistant.evaluation.metrics`), so that two runs are measured by one yardstick.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from assistant import extractive
from assistant.errors import EvaluationError
from assistant.evaluation.articles import read_articles, write_articles
from assistant.evaluation.cases import Case
from assistant.evaluation.questions import Question
from assistant.types import Answer, Usage
from index.identity import body_digest
from index.types import Article, Place

LAST: Final = "last"
"""What the latest run may be called."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """How a run was made: all that decides its answers.

    `prompts` has the hash of each prompt, `settings` the options, `commit` the assistant's version
    in git, where it is run from there.
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

    def differences(self, other: Manifest) -> list[str]:
        """What decides answers and is not the same in both, in words."""
        mine, others = asdict(self), asdict(other)
        names = ("set_hash", "model", "embedder", "prompts", "settings")
        return [
            f"{name.removesuffix('_hash')}: {mine[name]} and {others[name]}"
            for name in names
            if mine[name] != others[name]
        ]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """What the check made of a sentence that people have judged."""

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
    """What came of a question. `failure` says why there is no answer that could be scored.

    `opinions` are a model's: of the answer and, with `people`, of the answers judged before.
    """

    id: str
    answer: Answer | None
    failure: str | None = None
    checked: tuple[CheckedSentence, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    judging: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it is on disk: `results` by the question's id, in the order of the questions."""

    folder: Path
    manifest: Manifest
    cases: tuple[Case, ...]
    results: Mapping[str, Result]

    @property
    def articles(self) -> dict[str, Article]:
        """What was asked about, by id."""
        return {article.id: article for case in self.cases for article in case.articles}

    @property
    def model(self) -> str:
        """What wrote the answers, as it called itself."""
        said = Counter(each.answer.model for each in self.results.values() if each.answer)
        others = [name for name, _ in said.most_common() if name != extractive.NAME]
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
        row = asdict(result) | {"answer": result.answer.as_json() if result.answer else None}
        with (self.folder / _RESULTS).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            lines.flush()
            os.fsync(lines.fileno())
        return _ordered(self, {**self.results, result.id: result})

    def _has_answer(self, question_id: str) -> bool:
        result = self.results.get(question_id)
        return result is not None and result.failure is None


_RESULTS: Final = "results.jsonl"
_MANIFEST: Final = TypeAdapter(Manifest)
_QUESTION: Final = TypeAdapter(Question)
_RESULT: Final = TypeAdapter(Result)


class Runs:
    """The runs in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def start(self, manifest: Manifest, cases: Sequence[Case]) -> Run:
        """A new run, on disk before its first question; `run.json` is written last."""
        folder = self._made(manifest.id)
        manifest = replace(manifest, id=folder.name)
        run = Run(folder, manifest, tuple(cases), {})
        write_articles(folder / "articles.jsonl", run.articles.items())
        rows = (
            {
                "question": asdict(case.question),
                "articles": [article.id for article in case.articles],
                "gold": None
                if case.gold is None
                else [asdict(each) for each in sorted_places(case.gold)],
                "everywhere": case.everywhere,
            }
            for case in cases
        )
        _write(folder / "questions.jsonl", (json.dumps(row, ensure_ascii=False) for row in rows))
        _write(folder / _RESULTS, ())
        described = asdict(manifest) | {"started": manifest.started.isoformat()}
        _write(folder / "run.json", [json.dumps(described, ensure_ascii=False, indent=2)])
        return run

    def _made(self, name: str) -> Path:
        """A folder of this name, numbered where there is one already."""
        for number in count(1):
            folder = self._folder / (name if number == 1 else f"{name}-{number}")
            try:
                folder.mkdir(parents=True)
            except FileExistsError:
                continue
            except OSError as error:
                raise EvaluationError(f"{folder} cannot be made: {error.strerror}.") from error
            return folder
        raise AssertionError("numbers do not end")

    def like(self, manifest: Manifest, cases: Sequence[Case]) -> Run | None:
        """The latest run of these cases that was made so, by the same version."""
        for path in sorted(self._folder.glob("*/run.json"), reverse=True):
            kept = _MANIFEST.validate_json(path.read_bytes())
            same_version = (kept.version, kept.commit) == (manifest.version, manifest.commit)
            if same_version and not kept.differences(manifest):
                run = read_run(path.parent)
                if _asked(run.cases) == _asked(cases):
                    return run
        return None

    def all(self) -> list[Run]:
        """Every run that can be read, the latest last."""
        folders = [each.parent for each in self._folder.glob("*/run.json")]
        runs = [read_run(folder) for folder in folders]
        return sorted(runs, key=lambda run: run.manifest.started)

    def get(self, name: str) -> Run:
        """The run of this name or the beginning of it, the last one, or the one in a folder.

        Raises:
            EvaluationError: there is none, there are several, or its files are broken.
        """
        if (Path(name) / "run.json").is_file():
            return read_run(Path(name))
        known = sorted(each.parent.name for each in self._folder.glob("*/run.json"))
        if name == LAST and known:
            return self.all()[-1]
        fitting = [each for each in known if each.startswith(name)]
        if name in fitting:
            fitting = [name]
        if len(fitting) != 1:
            if not fitting and (self._folder / name).is_dir():
                raise EvaluationError(
                    f"the run {name} is half-written: it has no run.json, and so no answers. "
                    f"Delete {self._folder / name}."
                )
            listed = ", ".join((fitting or known)[-5:]) or "none"
            raise EvaluationError(
                f"{'several runs start' if fitting else 'there is no run that starts'} with "
                f"{name!r}; there are {listed}. `assistant eval runs` lists all."
            )
        return read_run(self._folder / fitting[0])


def read_run(folder: Path) -> Run:
    """The run in a folder; a last line that a crash cut short is cut off.

    Raises:
        EvaluationError: a file of it is broken; the message names the line.
    """
    try:
        manifest = _MANIFEST.validate_json((folder / "run.json").read_bytes())
        cases = _cases(folder)
    except (OSError, ValidationError, KeyError, TypeError) as error:
        raise EvaluationError(
            f"the run in {folder} is broken: its run.json or its questions are not what a run "
            "writes. Delete the folder."
        ) from error
    _mend(folder / _RESULTS)
    results = {}
    for number, row in enumerate(_rows(folder / _RESULTS), 1):
        try:
            result = _RESULT.validate_python(row)
        except ValidationError as error:
            raise EvaluationError(
                f"{folder / _RESULTS}, line {number}: this is no result. Remove the line; --resume "
                f"{folder.name} asks that question again."
            ) from error
        results[result.id] = result
    return _ordered(Run(folder, manifest, tuple(cases), {}), results)


def _cases(folder: Path) -> list[Case]:
    articles = read_articles(folder / "articles.jsonl")
    named = {id_: article.with_id(id_) for id_, article in articles.items()}
    return [
        Case(
            question=_QUESTION.validate_python(row["question"]),
            articles=tuple(named[each] for each in row["articles"]),
            gold=None if row["gold"] is None else frozenset(Place(**each) for each in row["gold"]),
            everywhere=row["everywhere"],
        )
        for row in _rows(folder / "questions.jsonl")
    ]


def _ordered(run: Run, results: Mapping[str, Result]) -> Run:
    ids = [case.question.id for case in run.cases]
    ordered = {id_: results[id_] for id_ in ids if id_ in results}
    return Run(run.folder, run.manifest, run.cases, ordered)


def _asked(cases: Sequence[Case]) -> list[tuple[Question, tuple[str, ...], bool]]:
    """What decides answers in cases: the questions, the articles' texts, what is searched."""
    return [
        (each.question, tuple(map(body_digest, each.articles)), each.everywhere) for each in cases
    ]


def sorted_places(places: frozenset[Place]) -> list[Place]:
    """By article, then by paragraph: the same order every time."""
    return sorted(places, key=lambda place: (place.article_id, place.paragraph))


def _rows(path: Path) -> list[Any]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line:
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise EvaluationError(
                    f"{path}, line {number}: this is not JSON ({error}). Remove the line; "
                    f"--resume {path.parent.name} asks that question again."
                ) from error
    return rows


def _mend(path: Path) -> None:
    """Without what follows the last line's end: a crash in the middle of writing left it."""
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        with path.open("r+b") as file:
            file.truncate(len(whole))


def _write(path: Path, lines: Any) -> None:  # noqa: ANN401 - any lines
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
