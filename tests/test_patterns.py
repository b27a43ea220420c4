"""No pattern of the project takes more than proportionally longer for a longer text.

Whatever a question, a history, an article, a reply, a header or a message of Slack repeats: the
texts are made from each pattern's own characters, words and parts, and the steps are counted.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from tests.backtracking import TooManySteps, beginnings, steps, units

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PACKAGES = ("api", "assistant", "index", "prompts")

SHORT: Final = {
    "api.settings": "the environment",
    "assistant.evaluation": "question sets and runs of the user's own",
    "index.readers.formats": "the first four kilobytes",
    "index.readers.news_page.boilerplate": "lines of at most 300 characters",
    "index.readers.news_page.header": "lines of at most 200 characters",
}
"""What reads only so much, or nobody's text but the user's, and why."""

SCANS: Final = frozenset({"finditer", "findall", "sub", "subn", "split"})
METHODS: Final = ("match", "fullmatch", "search", *SCANS)

MOST_UNITS: Final = 20
SHORTEST, SHORTER, LONG, LONGEST = 40, 160, 600, 2_400
"""Characters of the texts: first the growth between the first two is looked at, and where it may be
out of proportion, what becomes of it between the others: bounds within patterns end it there."""


class Used(NamedTuple):
    """A pattern, where it is from and how it is used."""

    name: str
    pattern: re.Pattern[Any]
    method: str


def _modules() -> Iterator[str]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield name.removesuffix(".__init__")


def _is_short(module: str) -> bool:
    return any(f"{module}.".startswith(f"{each}.") for each in SHORT)


@cache
def used_in(module: str) -> list[Used]:
    """The patterns that a module keeps or writes out where it uses them."""
    loaded = importlib.import_module(module)
    source = Path(str(loaded.__file__)).read_text(encoding="utf-8")
    kept = [
        Used(name, pattern, _method(name, module, source))
        for name, value in vars(loaded).items()
        for pattern in _patterns(value)
        if re.search(rf"^\s*{name}\b.*=", source, re.MULTILINE)
    ]
    return [*kept, *_written_out(source)]


def _patterns(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _patterns(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _patterns(each)


def _method(name: str, module: str, source: str) -> str:
    """How a pattern is used, as far as those modules say that have it; all matches: most work."""
    called: list[str] = []
    for each in (source, *_importing(name, module)):
        names = "|".join([name, *re.findall(rf"\bfor (\w+)\b[^\n]* in {name}\b", each)])
        used = rf"\b(?:{names})(?:\[[^\]]*\])?\.({'|'.join(METHODS)})\b"
        called += re.findall(used, each) or ["finditer"] * (each != source)
    if not called or SCANS.intersection(called):
        return "scan"
    return str(max(called, key=METHODS.index))


def _importing(name: str, module: str) -> Iterator[str]:
    """The sources of the modules that import this from that one."""
    for imported, source in _imports().get(module, ()):
        if re.search(rf"\b{name}\b", imported):
            yield source


@cache
def _imports() -> dict[str, list[tuple[str, str]]]:
    """What each module is asked for, and the sources that ask."""
    found: dict[str, list[tuple[str, str]]] = {}
    for source in _sources():
        for module, names in re.findall(
            r"^from ([\w.]+) import (\([^)]*\)|.*)", source, re.MULTILINE
        ):
            found.setdefault(module, []).append((names, source))
    return found


@cache
def _sources() -> list[str]:
    return [
        path.read_text(encoding="utf-8")
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    ]


def _written_out(source: str) -> Iterator[Used]:
    """`re.sub("…", …)` and its like, where what is sought is no name."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name("re"), attr=method),
                args=[ast.Constant(value=str() as pattern), *_],
            ) if method in METHODS:
                said = ast.unparse(node)
                flags = sum(flag for flag in re.RegexFlag if f"re.{flag.name}" in said)
                compiled = re.compile(pattern, flags)
                yield Used(pattern[:30], compiled, "scan" if method in SCANS else method)


def grows(used: Used, before: str, unit: str) -> bool:
    """Whether steps grow faster than the text."""
    try:
        first, second = (_steps(used, before, unit, length) for length in (SHORTEST, SHORTER))
        if second < 1.2 * SHORTER / SHORTEST * first:
            return False
        length = LONG
        taken = _steps(used, before, unit, length)
        while length < LONGEST:
            length *= 2
            more = _steps(used, before, unit, length)
            if more < 2.3 * taken:
                return False
            taken = more
    except TooManySteps:
        pass
    return True


def _steps(used: Used, before: str, unit: str, length: int) -> int:
    """On a text that ends as no pattern wants it; on another one too where all has to match."""
    text = before + unit * max(1, length // len(unit))
    ends = ("", "\0x") if used.method in ("match", "fullmatch") else ("\0x",)
    return max(steps(used.pattern, text + end, used.method) for end in ends)


@pytest.mark.parametrize("module", [each for each in _modules() if not _is_short(each)])
def test_patterns_take_no_longer_than_texts(module: str) -> None:
    """Twice the text, twice the steps."""
    slow = [
        (used.name, used.method, before, unit)
        for used in used_in(module)
        for before in ["", *beginnings(used.pattern)][:3]
        for unit in units(used.pattern, MOST_UNITS)
        if grows(used, before, unit)
    ]
    assert slow == []


def test_the_patterns_are_found() -> None:
    """Most of a hundred and fifty, by names and written out; and how they are used."""
    found = [used for module in _modules() for used in used_in(module)]
    assert len(found) > 150
    assert {used.method for used in found} == {"match", "fullmatch", "search", "scan"}


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s+$", "search"),
        (r"(?:a|an|the)?\s*(?:short|brief)?\s*summary", "match"),
        (r"(?:[a-z0-9]*[0-9][a-z0-9]*,?)*;", "match"),
        (r"<!([^>|]*)>", "finditer"),
        (r"the (?:.*) not (?:.*) say", "search"),
    ],
)
def test_a_slow_pattern_is_found(pattern: str, method: str) -> None:
    """Of each kind that there has been here."""
    used = Used("slow", re.compile(pattern), "scan" if method in SCANS else method)
    every = [
        (before, unit)
        for before in ["", *beginnings(used.pattern)]
        for unit in units(used.pattern, MOST_UNITS)
    ]
    assert any(grows(used, *each) for each in every)


def test_no_group_is_possessive() -> None:
    """Python before 3.11.5, as Debian 12 has it, matches such groups wrongly."""
    possessive = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+")
    found = {
        path.relative_to(ROOT).as_posix(): each[0]
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if (each := possessive.search(path.read_text("utf-8")))
    }
    assert found == {}
