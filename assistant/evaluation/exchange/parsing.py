"""JSON from elsewhere, read strictly; what is wrong is told with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.errors import EvaluationError
from assistant.evaluation.sets.reader import check

T = TypeVar("T")


def read_bytes(path: Path) -> bytes:
    """The file's content, without a byte order mark; EvaluationError when it cannot be read."""
    try:
        return path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise EvaluationError(
            f"{path} cannot be read: {error.strerror}. Check the path."
        ) from error


def parse(form: TypeAdapter[T], content: bytes, path: Path) -> T:
    """The content in this form.

    Raises:
        EvaluationError: it is of another form; the message says where.
    """
    try:
        return form.validate_json(content)
    except ValidationError as error:
        check(path, _complaints(error))
        raise  # never reached: there is always a complaint


def parse_lines(form: TypeAdapter[T], content: bytes, path: Path) -> list[T]:
    """Each line that is not blank in this form.

    Raises:
        EvaluationError: lines are of another form; the message has their numbers.
    """
    rows: list[T] = []
    complaints: list[str] = []
    # At line feeds alone: `splitlines` would also cut at separators inside of JSON's texts.
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            try:
                rows.append(form.validate_json(line))
            except ValidationError as error:
                complaints += _complaints(error, f"line {number}")
    check(path, complaints)
    return rows


def _complaints(error: ValidationError, line: str = "") -> Iterator[str]:
    for each in error.errors():
        missing = each["type"] == "missing"
        place = _place(each["loc"][:-1] if missing else each["loc"])
        where = ": ".join(part for part in (line, place) if part)
        before = f"{where}: " if where else ""
        if missing:
            yield f"{before}{str(each['loc'][-1])!r} is missing"
        elif each["type"] == "json_invalid":
            yield f"{before}this is not JSON: {each['ctx']['error']}"
        else:
            yield f"{before}{each['msg']}, not {each['input']!r:.60}"


def _place(parts: tuple[int | str, ...]) -> str:
    """`data[0].paragraphs[3]` for ("data", 0, "paragraphs", 3)."""
    names = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return "".join(names).removeprefix(".")
