"""Months, weekdays, pronouns and numbers in words stand in `index/language/en`, and only there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from index.language.en.calendar import MONTHS, WEEKDAYS
from index.language.en.grammar.pronouns import HE_OR_SHE
from index.language.en.number_words import TENS, UNITS

ROOT = Path(__file__).parents[3]
PACKAGES = ("api", "assistant", "index")

LISTS: Final = {
    "months": (frozenset(MONTHS), 3),
    "weekdays": (frozenset(WEEKDAYS), 3),
    "pronouns": (HE_OR_SHE, 2),
    "numbers": (frozenset((*UNITS, *TENS)), 4),
}
"""The words, and how many of them together make a list of them."""


def _modules() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not path.is_relative_to(ROOT / "index" / "language"):
                yield path


def _literals(tree: ast.AST) -> Iterator[set[str]]:
    """The words of each string, and of each collection of strings; docstrings are none."""
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Constant, ast.JoinedStr, ast.Tuple, ast.List, ast.Set, ast.Dict)):
            parts = [
                part.value
                for part in ast.walk(node)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
                if id(part) not in documentation
            ]
            yield set(re.findall(r"[a-z]+", " ".join(parts).lower()))


def _lists_in(source: str) -> set[str]:
    return {
        name
        for words in _literals(ast.parse(source))
        for name, (known, enough) in LISTS.items()
        if len(words & known) >= enough
    }


def test_no_other_module_lists_them() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): lists
        for path in _modules()
        if (lists := _lists_in(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('_PRONOUN = re.compile(r"\\b(?:he|she)\\b")', "pronouns"),
        ('WEEK = ("Monday", "Tuesday", "Friday")', "weekdays"),
        ('_MONTH = rf"(?:January|{MAY}|June|July)"', "months"),
        ('UNITS = {"one": 1, "two": 2, "three": 3, "four": 4}', "numbers"),
    ],
)
def test_a_list_is_found(source: str, name: str) -> None:
    """However it is written down."""
    assert _lists_in(source) == {name}
