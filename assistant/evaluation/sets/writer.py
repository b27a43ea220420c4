"""Question sets written to files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, fields
from pathlib import Path
from typing import Any, Final

from assistant.errors import EvaluationError
from assistant.evaluation.atomic_files import write_together
from assistant.evaluation.errors import SetExists
from assistant.evaluation.sets.articles import as_lines
from assistant.evaluation.sets.question import Question
from index.types import Article

_DEFAULTS: Final = {
    field.name: field.default for field in fields(Question) if field.default is not MISSING
}


def row(question: Question) -> dict[str, Any]:
    """The question as a set has it, without the fields that have their defaults."""
    fields = {name for name in asdict(question) if name not in _DEFAULTS}
    set_fields = {name for name, value in _DEFAULTS.items() if getattr(question, name) != value}
    plain: dict[str, Any] = json.loads(json.dumps(asdict(question)))
    return {name: value for name, value in plain.items() if name in fields | set_fields}


def write_set(
    named: Path, questions: Iterable[Question], articles: Mapping[str, Article]
) -> tuple[Path, Path]:
    """Write `NAME.questions.jsonl` and, beside it, `NAME.articles.jsonl`; `read_set` reads them.

    Raises:
        EvaluationError: one of them is there already, or they cannot be written.
    """
    name = str(named).removesuffix(".questions.jsonl")
    questions_file, articles_file = Path(f"{name}.questions.jsonl"), Path(f"{name}.articles.jsonl")
    check_place(questions_file, articles_file)
    rows = (json.dumps(row(each), ensure_ascii=False) + "\n" for each in questions)
    write_together(
        {articles_file: as_lines(articles.items()).encode(), questions_file: "".join(rows).encode()}
    )
    return questions_file, articles_file


def check_place(*files: Path) -> None:
    """EvaluationError when there is no such folder, or a file that may be somebody's work."""
    for file in files:
        if not file.parent.is_dir():
            raise EvaluationError(f"{file} cannot be written: {file.parent} is no folder.")
        if file.exists():
            raise SetExists(file)
