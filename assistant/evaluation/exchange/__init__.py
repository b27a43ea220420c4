"""Question sets from elsewhere and for elsewhere: SQuAD, RAGAS, DeepEval, judged sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic_core import from_json

from assistant.errors import EvaluationError
from assistant.evaluation.atomic_files import write_whole
from assistant.evaluation.errors import NothingToImport
from assistant.evaluation.exchange import deepeval, judged_answers, ragas, squad
from assistant.evaluation.exchange.collector import ImportedSet
from assistant.evaluation.exchange.parsing import read_bytes
from assistant.evaluation.exchange.samples import Sample, of_run
from assistant.evaluation.runs.run import Run

READ: Final[Mapping[str, Callable[[bytes, Path], ImportedSet]]] = {
    "squad": squad.read,
    "ragas": ragas.read,
    "deepeval": deepeval.read,
    "judged": judged_answers.read,
}
"""What can be imported, by the format's name."""

WRITTEN: Final[Mapping[str, Callable[[Iterable[Sample]], str]]] = {
    "ragas": ragas.written,
    "deepeval": deepeval.written,
}
"""What a run can be exported as."""


def read_external(path: Path, form: str | None = None) -> ImportedSet:
    """The question set in a file of another tool; its format is guessed when none is named.

    Raises:
        EvaluationError: it cannot be read, is of another format, or has no question to use.
    """
    content = read_bytes(path)
    name = form or _guess(content, path)
    if name not in READ:
        raise EvaluationError(f"{name!r} is no format; there are {', '.join(READ)}.")
    imported = READ[name](content, path)
    if not imported.questions:
        why = "; ".join(f"{what} ({count})" for what, count in imported.left_out.items())
        raise EvaluationError(f"{path} has no question that could be used: {why or 'it is empty'}.")
    return imported


def export(run: Run, form: str, to: Path) -> tuple[int, list[str]]:
    """Write a run's answers for another tool; how many there are, and which questions have none.

    Raises:
        EvaluationError: there is no such format, nothing was answered, or it cannot be written.
    """
    if form not in WRITTEN:
        raise EvaluationError(f"{form!r} is no format to export; there are {', '.join(WRITTEN)}.")
    samples, unanswered = of_run(run)
    if not samples:
        raise EvaluationError(f"the run {run.manifest.id} has no answers to export.")
    write_whole(to, WRITTEN[form](samples).encode())
    return len(samples), unanswered


def _guess(content: bytes, path: Path) -> str:
    if path.suffix in (".yaml", ".yml"):  # no other tool's form is YAML
        raise NothingToImport(path)
    match _beginning(content):
        case {"data": _}:
            return "squad"
        case [{"input": _}, *_]:
            return "deepeval"
        case {"user_input": _}:
            return "ragas"
        case {"context_paragraphs": _, "sentences": _}:
            return "judged"
        case {"articles": _} | {"article_id": _}:  # our own forms
            raise NothingToImport(path)
    raise EvaluationError(
        f"{path} is of no format that shows itself. Name it before the file: {', '.join(READ)}."
    )


def _beginning(content: bytes) -> Any:  # noqa: ANN401 - whatever stands in the file
    """The file as JSON, otherwise its first line, otherwise None."""
    # JSON Lines are no JSON as a whole, and their first line shows the form.
    for text in (content, content.lstrip().partition(b"\n")[0]):
        try:
            return from_json(text)
        except ValueError:
            continue
    return None
