"""How many steps a pattern takes on a text: a count, which no other load on the machine changes.

Python's own matcher tells nobody. This one tries what that tries, in the same order and going back
where that goes back, without its short cuts: it may count some steps more, never an order less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from re import _constants as op
from re import _parser as parser
from typing import Any, Final

Tree = list[tuple[Any, Any]]
"""A pattern as Python parses it."""

_UNROLLED: Final = 400
"""Repetitions up to which a bound is a bound; beyond, it is taken for none."""

_CASE, _LINES, _DOT = (flag.value for flag in (re.IGNORECASE, re.MULTILINE, re.DOTALL))
"""Numbers, since flags take a microsecond to be looked at."""

_CATEGORIES: Final[dict[Any, Callable[[str], bool]]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda character: not character.isdecimal(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda character: not character.isspace(),
    op.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
    op.CATEGORY_NOT_WORD: lambda character: not (character.isalnum() or character == "_"),
}


class TooManySteps(Exception):
    """More than anybody wants to count."""


@lru_cache(maxsize=1_000)
def parsed(pattern: re.Pattern[Any]) -> tuple[Tree, int]:
    """The pattern's tree and its flags; of one for bytes as if these were characters."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    tree = parser.parse(text, pattern.flags & ~re.UNICODE.value)
    return list(tree), tree.state.flags


def steps(pattern: re.Pattern[Any], text: str, method: str, most: int = 1_000_000) -> int:
    """How many it takes to `match`, `fullmatch`, `search` or `scan` (for all matches) the text."""
    program = _program(pattern, whole=method == "fullmatch")
    machine = _Machine(text, most)
    at = 0
    while at <= len(text):
        end = machine.run(program, at)
        if method in ("match", "fullmatch") or (method == "search" and end is not None):
            break
        at = at + 1 if end is None or end == at else end
    return machine.steps


# --- Programs --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Op:
    """One thing to do: `next` is what is done then, `other` what is tried when that fails."""

    do: str
    fits: Callable[[str], bool] = bool
    where: Any = None
    inner: list[_Op] = field(default_factory=list)
    width: int = 0
    wanted: bool = True
    next: int = -1
    other: int = -1


@lru_cache(maxsize=1_000)
def _program(pattern: re.Pattern[Any], *, whole: bool) -> list[_Op]:
    tree, flags = parsed(pattern)
    program: list[_Op] = []
    _compile(tree, flags, program)
    if whole:
        program.append(_Op("at", where=op.AT_END_STRING))
    program.append(_Op("end"))
    return program


def _compile(tree: Iterable[tuple[Any, Any]], flags: int, program: list[_Op]) -> None:
    for kind, given in tree:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            _compile_repeat(kind, given, flags, program)
        elif kind is op.POSSESSIVE_REPEAT:
            inner = [(op.MAX_REPEAT, given)]
            program.append(_Op("atomic", inner=_apart(inner, flags)))
        elif kind is op.ATOMIC_GROUP:
            program.append(_Op("atomic", inner=_apart(given, flags)))
        elif kind is op.BRANCH:
            _compile_branches(given[1], flags, program)
        elif kind is op.SUBPATTERN:
            _, added, removed, body = given
            _compile(body, (flags | added) & ~removed, program)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            direction, body = given
            width = body.getwidth()[0] if direction < 0 else 0
            look = _Op("look", inner=_apart(body, flags), width=width, wanted=kind is op.ASSERT)
            program.append(look)
        elif kind is op.AT:
            program.append(_Op("at", where=(given, flags & _LINES)))
        else:
            shown = tuple(given) if kind is op.IN else given
            program.append(_Op("one", fits=_fitting(kind, shown, flags & (_CASE | _DOT))))


def _apart(tree: Iterable[tuple[Any, Any]], flags: int) -> list[_Op]:
    """A program of its own, for what is tried without going back into it."""
    program: list[_Op] = []
    _compile(tree, flags, program)
    program.append(_Op("end"))
    return program


def _compile_branches(branches: Iterable[Any], flags: int, program: list[_Op]) -> None:
    jumps: list[_Op] = []
    branches = list(branches)
    for branch in branches[:-1]:
        split = _Op("split")
        program.append(split)
        split.next = len(program)
        _compile(branch, flags, program)
        jumps.append(_Op("jump"))
        program.append(jumps[-1])
        split.other = len(program)
    _compile(branches[-1], flags, program)
    for jump in jumps:
        jump.next = len(program)


def _compile_repeat(kind: Any, given: Any, flags: int, program: list[_Op]) -> None:  # noqa: ANN401
    least, most, body = given
    for _ in range(least):
        _compile(body, flags, program)
    endless = most is op.MAXREPEAT or int(most) > _UNROLLED
    splits: list[_Op] = []
    for _ in range(1 if endless else int(most) - least):
        split = _Op("split")
        splits.append(split)
        start = len(program)
        program.append(split)
        split.next = len(program)
        if body.getwidth()[0] == 0:
            program.append(_Op("mark"))
        _compile(body, flags, program)
        if body.getwidth()[0] == 0:
            program.append(_Op("moved"))  # or it would go round without end
        if endless:
            program.append(_Op("jump", next=start))
    for split in splits:
        split.other = len(program)
        if kind is op.MIN_REPEAT:
            split.next, split.other = split.other, split.next


# --- Running them ----------------------------------------------------------------------------


class _Machine:
    """Runs programs on one text, and counts."""

    def __init__(self, text: str, most: int) -> None:
        self.steps = 0
        self._text = text
        self._most = most

    def run(self, program: list[_Op], start: int) -> int | None:  # noqa: PLR0912 - one loop, for speed
        """Where a match that begins here ends, if there is one."""
        text, end, most, count = self._text, len(self._text), self._most, self.steps
        stack: list[tuple[int, int, tuple[int, ...]]] = [(0, start, ())]
        while stack:
            pc, at, marks = stack.pop()
            while True:
                count += 1
                if count > most:
                    raise TooManySteps
                here = program[pc]
                pc += 1
                do = here.do
                if do == "one":
                    if at >= end or not here.fits(text[at]):
                        break
                    at += 1
                elif do == "split":
                    stack.append((here.other, at, marks))
                    pc = here.next
                elif do == "jump":
                    pc = here.next
                elif do == "at":
                    if not self._is_at(here.where, at):
                        break
                elif do == "mark":
                    marks = (*marks, at)
                elif do == "moved":
                    if marks[-1] == at:
                        break
                    marks = marks[:-1]
                elif do == "end":
                    self.steps = count
                    return at
                else:
                    self.steps = count
                    reached = self.run(here.inner, at - here.width) if at >= here.width else None
                    count = self.steps
                    if do == "atomic" and reached is not None:
                        at = reached
                    elif do == "atomic" or (reached is not None) is not here.wanted:
                        break
        self.steps = count
        return None

    def _is_at(self, where: Any, at: int) -> bool:  # noqa: ANN401
        kind, multiline = where if isinstance(where, tuple) else (where, 0)
        text, end = self._text, len(self._text)
        if kind in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            lines = multiline and kind is op.AT_BEGINNING
            return at == 0 or bool(lines and text[at - 1] == "\n")
        if kind in (op.AT_END, op.AT_END_STRING):
            lines = kind is op.AT_END and at < end and text[at] == "\n"
            return at == end or bool(lines and (multiline or at == end - 1))
        is_word = _CATEGORIES[op.CATEGORY_WORD]
        changes = (at > 0 and is_word(text[at - 1])) != (at < end and is_word(text[at]))
        return changes is (kind is op.AT_BOUNDARY)


# --- Characters ------------------------------------------------------------------------------


@cache
def _fitting(kind: Any, given: Any, flags: int) -> Callable[[str], bool]:  # noqa: ANN401
    return cache(partial(_fits, kind, given, flags))


def _fits(kind: Any, given: Any, flags: int, character: str) -> bool:  # noqa: ANN401
    if kind is op.ANY:
        return character != "\n" or bool(flags & _DOT)
    cases = {character}
    if flags & _CASE:
        cases |= {character.lower(), character.upper()}
    if kind is op.LITERAL:
        return chr(given) in cases
    if kind is op.NOT_LITERAL:
        return chr(given) not in cases
    if kind is not op.IN:
        raise NotImplementedError(f"{kind} in a pattern: teach {__name__} what it does")
    negated = given[0][0] is op.NEGATE
    return any(_is_in(given[negated:], each) for each in cases) is not negated


def _is_in(items: Any, character: str) -> bool:  # noqa: ANN401
    for kind, given in items:
        if kind is op.LITERAL and chr(given) == character:
            return True
        if kind is op.RANGE and given[0] <= ord(character) <= given[1]:
            return True
        if kind is op.CATEGORY and _CATEGORIES[given](character):
            return True
    return False


# --- Texts -----------------------------------------------------------------------------------

_ALPHABET: Final = " \na.A1,-'\"“”()[]:;x字/<>&@#*_|?!…"


def units(pattern: re.Pattern[Any], most: int) -> list[str]:
    """Short texts of which a pattern may read many in a row: its parts, characters and words."""
    tree, flags = parsed(pattern)
    found = [" ", "a"]
    for before, body in _repeats(tree, flags, ""):
        for part in (_example(body, flags, long) for long in (False, True)):
            found += [part, f"{before[-1:]}{part}"]
    found += [*(_example(tree, flags, long) for long in (False, True)), *_words(tree, flags)]
    short = [each for each in dict.fromkeys(found) if 0 < len(each) <= 24]
    spaced = (part for each in short for part in (each, f"{each.rstrip()} "))
    return [*dict.fromkeys(spaced)][:most]


def beginnings(pattern: re.Pattern[Any]) -> list[str]:
    """What can stand before each part of the pattern that repeats."""
    tree, flags = parsed(pattern)
    return [*dict.fromkeys(before for before, _ in _repeats(tree, flags, ""))]


def _words(tree: Iterable[tuple[Any, Any]], flags: int) -> Iterator[str]:
    """The literal words, and a character or two of each class."""
    word = ""
    for kind, given in [*tree, (None, None)]:
        if kind is op.LITERAL:
            word += chr(given)
            continue
        if word:
            yield word
        word = ""
        if kind is op.IN:
            yield from _members(given, flags)[:2]
        else:
            for inner in _inside(kind, given):
                yield from _words(inner, flags)


def _inside(kind: Any, given: Any) -> list[Any]:  # noqa: ANN401
    """The trees within a node."""
    if kind is op.BRANCH:
        return list(given[1])
    if kind is op.SUBPATTERN:
        return [given[3]]
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [given[2]]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [given[1]]
    return [given] if kind is op.ATOMIC_GROUP else []


def _is_repeated(kind: Any, given: Any) -> bool:  # noqa: ANN401
    repeats = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
    return kind in repeats and (given[1] is op.MAXREPEAT or given[1] > 8)


def _repeats(tree: Iterable[tuple[Any, Any]], flags: int, before: str) -> Iterator[tuple[str, Any]]:
    """What repeats, each with a text that can stand before it."""
    for kind, given in tree:
        if _is_repeated(kind, given):
            yield before, given[2]
        for inner in _inside(kind, given):
            yield from _repeats(inner, flags, before)
        before += _example([(kind, given)], flags, long=False)


def _example(tree: Iterable[tuple[Any, Any]], flags: int, long: bool) -> str:
    """A text that it matches: with the first of all alternatives, or with the last."""
    found = ""
    for kind, given in tree:
        if kind is op.LITERAL:
            found += chr(given)
        elif kind in (op.NOT_LITERAL, op.ANY):
            found += next(c for c in ".a" if kind is op.ANY or ord(c) != given)
        elif kind is op.IN:
            found += _members(given, flags)[-1 if long else 0]
        elif kind is op.BRANCH:
            found += _example(given[1][-1 if long else 0], flags, long)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            times = max(given[0], 1 if long and given[1] else given[0])
            found += _example(given[2], flags, long) * times
        elif kind not in (op.ASSERT, op.ASSERT_NOT):
            found += "".join(_example(inner, flags, long) for inner in _inside(kind, given))
    return found


def _members(given: Any, flags: int) -> list[str]:  # noqa: ANN401
    fits = _fitting(op.IN, tuple(given), flags & (_CASE | _DOT))
    own = [
        chr(item if kind is op.LITERAL else item[0])
        for kind, item in given
        if kind in (op.LITERAL, op.RANGE)
    ]
    return [each for each in dict.fromkeys([*_ALPHABET, *own]) if fits(each)] or ["a"]
