"""Runs on disk: a folder each.

`run.json` says how it was made, `questions.jsonl` and `articles.jsonl` are what was asked and
about what, `results.jsonl` grows by a line with each question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from itertools import count
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from assistant.errors import EvaluationError
from assistant.evaluation.errors import AmbiguousRun, ResultUnreadable, RunNotFound
from assistant.evaluation.runs.run import RESULTS, Manifest, Result, Run
from assistant.evaluation.sets.articles import read_articles, write_articles
from assistant.evaluation.sets.cases import Case, sorted_places
from assistant.evaluation.sets.question import Question
from index.identity import body_digest
from index.types import Place

LAST: Final = "last"
"""What the latest run may be called."""

_MANIFEST: Final = TypeAdapter(Manifest)
_QUESTION: Final = TypeAdapter(Question)
_RESULT: Final = TypeAdapter(Result)


class Runs:
    """The runs in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def start(self, manifest: Manifest, cases: Sequence[Case]) -> Run:
        """A new run, on disk before its first question; `run.json` is written last."""
        folder = self._new_folder(manifest.id)
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
        # A run without `run.json` has not begun, whatever else is in its folder.
        _write(folder / RESULTS, ())
        described = asdict(manifest) | {"started": manifest.started.isoformat()}
        _write(folder / "run.json", [json.dumps(described, ensure_ascii=False, indent=2)])
        return run

    def _new_folder(self, name: str) -> Path:
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
        # Names begin with the time; the manifest is compared first, as a run is much to read.
        for path in sorted(self._folder.glob("*/run.json"), reverse=True):
            kept = _MANIFEST.validate_json(path.read_bytes())
            same_version = (kept.version, kept.commit) == (manifest.version, manifest.commit)
            if same_version and not kept.differences(manifest):
                run = read_run(path.parent)
                if _decisive(run.cases) == _decisive(cases):
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
        names = sorted(each.parent.name for each in self._folder.glob("*/run.json"))
        if name == LAST and names:
            return self.all()[-1]
        fitting = [each for each in names if each.startswith(name)]
        if name in fitting:  # "RUN" is a name of its own also where there is "RUN-2"
            fitting = [name]
        if len(fitting) != 1:
            if not fitting and (self._folder / name).is_dir():
                raise EvaluationError(
                    f"the run {name} is half-written: it has no run.json, and so no answers. "
                    f"Delete {self._folder / name}."
                )
            unclear = AmbiguousRun if fitting else RunNotFound
            raise unclear(name, tuple((fitting or names)[-5:]) or ("none",))
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
    _mend(folder / RESULTS)
    results = {}
    for number, row in enumerate(_rows(folder / RESULTS), 1):
        try:
            result = _RESULT.validate_python(row)
        except ValidationError as error:
            path = folder / RESULTS
            raise ResultUnreadable(path, number, "no result", folder.name) from error
        results[result.id] = result  # the last one counts: a question that failed is asked again
    return Run(folder, manifest, tuple(cases), {}).having(results)


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


def _decisive(cases: Sequence[Case]) -> list[tuple[Question, tuple[str, ...], bool]]:
    """What decides the answers: the questions, the articles' texts, what is searched."""
    # Texts by their digest: an article keeps its id when it is updated.
    return [
        (each.question, tuple(map(body_digest, each.articles)), each.everywhere) for each in cases
    ]


def _rows(path: Path) -> list[Any]:
    rows = []
    # Not `splitlines`: a text in JSON may have other separators of lines.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line:
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                reason = f"not JSON ({error})"
                raise ResultUnreadable(path, number, reason, path.parent.name) from error
    return rows


def _mend(path: Path) -> None:
    """Cut off what follows the last line's end, which a crash in the middle of writing left."""
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        with path.open("r+b") as file:
            file.truncate(len(whole))


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
