"""Data for programs, told by its content: JSON, tables, logs, encoded files."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

FOR_PROGRAMS: Final = (
    "This is {}, which is for programs. Give the article as plain text, Markdown, HTML or PDF."
)
FEED: Final = "This is a feed ({}), not an article. Give the link of one of its articles."
ENCODED: Final = "This is encoded data (base64). Decode it, and give the file that it holds."

HEAD: Final = 20_000
"""Characters that a text is told by."""

_NOTEBOOK: Final = "This is a notebook (Jupyter). Export it as HTML or Markdown."
_TABLE: Final = "This is a table ({}). Give the article as plain text, Markdown, HTML or PDF."
_LOG: Final = "This is a log of a program. Give the article's text."

_SEEN: Final = 60
"""Lines that data, a table or a log is told by."""

_FEW: Final = 5
"""Fewer lines may be alike by chance."""

_MOST: Final = 0.8
"""A share of lines, or of a column, that shows what all of it is."""

_LEAST_CODED: Final = 200
"""Characters of encoded data; fewer may be a word."""

_MARKS: Final = {",": "CSV", ";": "CSV", "\t": "TSV"}
_KEY_AHEAD: Final = re.compile(r'[\[\s]{0,99}\{\s{0,99}(?:"(?:[^"\\]|\\.){0,200}"\s{0,99}:|\})')
_CODED: Final = re.compile(r"[A-Za-z0-9+/_-]{40,}={0,2}")
_NUMBER: Final = re.compile(r"[-+$€£]?\d[\d.,:/ -]*%?")
_LOGGED: Final = re.compile(
    r"""
      [\[(]?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s.{0,80}?\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?
        |ERROR|FATAL|CRITICAL)\b
    | [A-Z][a-z]{2}\s+\d{1,2}\s\d\d:\d\d:\d\d\s\S+\s[\w./-]+(?:\[\d+\])?:
    | \S+\s\S+\s\S+\s\[\d\d/[A-Z][a-z]{2}/\d{4}:[^\]]{1,30}\]\s"
    """,
    re.VERBOSE,
)


def refusal_of_data(text: str) -> str | None:
    """What data a text is, and what to do; None when it is none. No space stands before it."""
    if text[:1] in ("{", "[") and (refusal := _json(text)):
        return refusal
    head = text[:HEAD]
    lines = [line for line in head.splitlines() if line.strip()][: _SEEN + 1]
    if len(lines) > _SEEN or len(head) == HEAD:
        del lines[-1]  # it may be cut
    if _is_coded(lines):
        return ENCODED
    if len(lines) < _FEW:
        return None
    if sum(_LOGGED.match(line) is not None for line in lines) > _MOST * len(lines):
        return _LOG
    kinds = (kind for mark, kind in _MARKS.items() if _is_table(lines, mark))
    return _TABLE.format(kind) if (kind := next(kinds, None)) else None


def _json(text: str) -> str | None:
    try:
        value = json.loads(text)
    except RecursionError:  # nested too deep for any article
        return FOR_PROGRAMS.format("JSON")
    except ValueError:
        return _json_lines(text)
    if isinstance(value, dict):
        if {"cells", "nbformat"} <= value.keys():
            return _NOTEBOOK
        if "jsonfeed.org/" in str(value.get("version")):
            return FEED.format("JSON Feed")
    return FOR_PROGRAMS.format("JSON") if _is_data(value) else None


def _json_lines(text: str) -> str | None:
    """The refusal of JSON Lines, or of damaged JSON; no article looks like either."""
    lines = [line for line in text.split("\n", _SEEN)[:_SEEN] if line.strip()]
    with suppress(ValueError, RecursionError):  # then it is not this
        if len(lines) > 1 and all(_is_data(json.loads(line)) for line in lines):
            return FOR_PROGRAMS.format("JSON Lines")
    is_damaged = _KEY_AHEAD.match(text) and text.rstrip().endswith(("}", "]"))
    return FOR_PROGRAMS.format("JSON, and damaged") if is_damaged else None


def _is_data(value: object) -> bool:
    """Not a footnote's number in brackets."""
    if isinstance(value, list):
        return any(isinstance(each, dict | list | str) for each in value)
    return isinstance(value, dict)


def _is_coded(lines: Sequence[str]) -> bool:
    whole = "".join(lines)
    # Letters of both cases and digits: a word of 200 letters, or a row of figures, is not coded.
    mixed = all(re.search(each, whole) for each in ("[a-z]", "[A-Z]", r"\d"))
    *before, last = lines or [""]
    return mixed and len(whole) >= _LEAST_CODED and all(map(_CODED.fullmatch, before or [last]))


def _is_table(lines: Sequence[str], mark: str) -> bool:
    """Whether all lines have as many columns, three or more, one of them of numbers."""
    try:
        rows = list(csv.reader((f"{line}\n" for line in lines), delimiter=mark))
    except csv.Error:
        return False
    widths = {len(row) for row in rows}
    if len(rows) < _FEW or len(widths) > 1 or min(widths) < 3:
        return False
    columns = zip(*rows[1:], strict=True)
    return any(sum(map(_is_number, column)) > _MOST * len(column) for column in columns)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell.strip()) is not None
