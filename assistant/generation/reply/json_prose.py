"""Sentences and their labels out of JSON, where a model writes that in place of prose."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from index.language.visible_text import visible

_SPACE: Final = r"\s{0,32}"
_START: Final = re.compile(rf"(?:\[{_SPACE})?\{{{_SPACE}[\"'](?=\w)|(?<=\n)\[{_SPACE}\"(?=\w)")
_BEGUN: Final = re.compile(rf"(?:\[{_SPACE})?(?:\{{{_SPACE})?[\"']?$")
_LONGEST: Final = 68  # characters in which a start can be unfinished
_TOKEN: Final = re.compile(r"[\"'{}\[\]:,]|-?\d{1,6}|[A-Za-z_]+")
_STRINGS: Final = {
    # A quote within it may not be escaped: one that ends a string has a sign of JSON after it.
    quote: re.compile(
        rf"((?:[^{quote}\\]|\\.|{quote}(?!\s*+(?:[,:}}\]]|$)))*)\\?(?:{quote}|$)", re.DOTALL
    )
    for quote in "\"'"
}
_ESCAPE: Final = re.compile(r"\\(?:[nt\"/]|u[0-9a-fA-F]{4})")
_PAIR: Final = 2  # quotation marks
_KEY: Final = re.compile(r"\s*+:")

_TEXT_KEYS: Final = re.compile(
    r"answer|text|sentence|claim|response|reply|content|statement|summary|output|result|message"
    r"|value|fact|point",
    re.IGNORECASE,
)
_CITING_KEYS: Final = re.compile(
    r"cit|para|source|ref|label|marker|passage|evidence|index|number|^ids?$|^n$|^p$", re.IGNORECASE
)
_OTHER_KEYS: Final = re.compile(
    r"question|query|reason|thought|think|rationale|analysis|quote|title|language|confiden|score",
    re.IGNORECASE,
)
_SILENT: Final = re.compile(
    r"(?:not_?stated|unanswerable|abstain(?:s|ed)?)true|(?:answerable|found|stated)false"
)
_LABELS: Final = re.compile(r"[A-Za-z]{0,2}\d{1,4}")
_MARKED: Final = re.compile(r"[\[(【<]\D{0,12}\d")
_FEWEST: Final = 4
"""Words of a sentence under a key that says nothing of what it is."""


class JsonReader:
    """Lets prose pass; from where JSON begins it waits for the reply's end."""

    def __init__(self) -> None:
        self._string: _WholeString | None = _WholeString()
        self._held = "\n"  # as if a line had ended: JSON begins where a line does
        self._json: list[str] = []

    def feed(self, text: str) -> str:
        """The prose before any JSON; what may be its beginning waits."""
        if self._string:
            text = self._string.feed(text)
            if self._string.is_open:
                return ""
            self._string = None
        return self._read(text)

    def _read(self, text: str) -> str:
        if self._json:
            self._json.append(text)
            return ""
        text, before = self._held + text, 1
        start = _START.search(text)
        if start:
            self._json.append(text[start.start() :])
            return text[before : start.start()]
        tail = max(0, len(text) - _LONGEST)
        begun = _BEGUN.search(text, tail)
        cut = begun.start() if begun else len(text)
        self._held = text[max(cut - 1, 0) :]
        return text[before:cut]

    def finish(self) -> str:
        """The JSON as prose, with whatever stands around it."""
        text = self._read(self._string.finish()) if self._string else ""
        if not self._json:
            return text + self._held[1:]
        return text + "".join(_prose("\n" + "".join(self._json)))[1:]


class _WholeString:
    """Holds a reply for as long as all of it may be one string of JSON, or in quotation marks."""

    def __init__(self) -> None:
        self.is_open = True
        self._held: list[str] = []
        self._quotes = 0
        self._is_escaped = False

    def feed(self, text: str) -> str:
        """All that was held, once the reply is no such string."""
        self._held.append(text)
        self.is_open = all(map(self._goes_on, text))
        return "" if self.is_open else "".join(self._held)

    def _goes_on(self, character: str) -> bool:
        is_inside = self._quotes == 1
        is_quote = character == '"' and not self._is_escaped
        self._quotes += is_quote
        self._is_escaped = is_inside and character == "\\" and not self._is_escaped
        return is_inside or character.isspace() or (is_quote and self._quotes == 1)

    def finish(self) -> str:
        """What the string says; a reply that is only in quotation marks may be a quotation."""
        held = "".join(self._held)
        string = held.strip()
        inside = string[1 : -1 if self._quotes == _PAIR else None]
        is_string = _ESCAPE.search(inside) or (self._quotes == _PAIR and _MARKED.search(inside))
        return _unescaped(inside) if is_string else held


def _prose(text: str) -> Iterator[str]:
    at = 0
    while start := _START.search(text, at):
        yield text[at : start.start()]
        document = _Document()
        at = document.read(text, start.start())
        yield "\n" + document.prose() + "\n"
    yield text[at:]


@dataclass(slots=True)
class _Object:
    """What an object says, and the labels beside it."""

    texts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def prose(self) -> str:
        texts = [*self.texts]
        # Of several sentences nobody knows which one rests on what.
        if len(texts) == 1 and self.labels and not _MARKED.search(texts[0]):
            texts[0] += f" [{', '.join(dict.fromkeys(self.labels))}]"
        return "\n".join(texts)


@dataclass(slots=True)
class _Level:
    """A bracket that is open; within one that `cites`, nothing is said."""

    bracket: str
    owner: _Object
    key: str = ""
    cites: bool = False


class _Document:
    """Reads one value, as far as it goes: brackets and quotes need not fit."""

    def __init__(self) -> None:
        self._objects = [_Object()]
        self._levels: list[_Level] = [_Level("", self._objects[0])]

    def prose(self) -> str:
        return "\n".join(each.prose() for each in self._objects if each.texts)

    def read(self, text: str, at: int) -> int:
        """Reads from here on; where the value ends."""
        while token := _TOKEN.search(text, at):
            at = token.end()
            kind = token[0]
            if kind in "{[":
                self._open(kind)
            elif kind in "}]":
                self._levels.pop()
                if len(self._levels) == 1:
                    return at
            elif kind in "\"'":
                if string := _STRINGS[kind].match(text, at):
                    at = string.end()
                    self._take_string(_unescaped(string[1]), is_key=bool(_KEY.match(text, at)))
            elif kind not in ":,":
                self._take_word(kind)
        return len(text)

    def _open(self, bracket: str) -> None:
        above = self._levels[-1]
        cites = self._is_citing(above)
        owner = above.owner
        if bracket == "{" and not cites:
            owner = _Object()
            self._objects.append(owner)
        self._levels.append(_Level(bracket, owner, "" if bracket == "{" else above.key, cites))

    def _take_string(self, string: str, *, is_key: bool) -> None:
        level = self._levels[-1]
        if is_key and level.bracket == "{":
            level.key = string
        elif self._is_citing(level):
            level.owner.labels += _LABELS.findall(string[:200])
        elif _LABELS.fullmatch(level.key):
            self._objects.append(_Object([string], [level.key]))
        elif self._is_text(level, string):
            level.owner.texts.append(string)

    def _take_word(self, word: str) -> None:
        level = self._levels[-1]
        if word.isdecimal():
            if self._is_citing(level):
                level.owner.labels.append(word)
        elif _SILENT.search(f"{level.key}{word}".lower()) or (
            word == "null" and self._tells(level.key)
        ):
            level.owner.texts.append("NOT STATED")

    def _is_citing(self, level: _Level) -> bool:
        return level.cites or (bool(_CITING_KEYS.search(level.key)) and not self._tells(level.key))

    @staticmethod
    def _tells(key: str) -> bool:
        return bool(_TEXT_KEYS.search(key)) and not _OTHER_KEYS.search(key)

    def _is_text(self, level: _Level, string: str) -> bool:
        if _OTHER_KEYS.search(level.key):
            return False
        return not level.key or self._tells(level.key) or len(string.split()) >= _FEWEST


def _unescaped(string: str) -> str:
    try:
        plain = str(json.loads(f'"{string}"', strict=False))
    except ValueError:
        plain = string.replace("\\n", "\n").replace('\\"', '"').replace("\\'", "'")
    return visible(plain)
