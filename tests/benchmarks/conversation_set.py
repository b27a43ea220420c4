"""The conversations of `conversations/`: news articles of our own, and what is asked of them.

In a file an article, and below a line of dashes conversations with an empty line between them. A
line is a question and, after " = ", what its answer has: one of the wordings between bars. "-"
stands for a refusal, "!word" for what the answer may not have. In `switches.txt` a conversation
begins with the file that the others of its kind are about: "@ferry What happened?".

Those in `conversations/apart/` decide: they were written before the rules were mended, and only
their figures are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.types import Article, Paragraph

FOLDER: Final = Path(__file__).parent / "conversations"
APART: Final = FOLDER / "apart"
SWITCHES: Final = "switches"


@dataclass(frozen=True, slots=True)
class Expected:
    """A question of a conversation, and what its answer has and has not."""

    question: str
    wordings: tuple[str, ...]
    forbidden: tuple[str, ...]

    def grade(self, text: str, *, is_answered: bool) -> str:
        """`right`, `wrong` or `refused`; a refusal that is expected is right."""
        if not is_answered:
            return "right" if "-" in self.wordings else "refused"
        said = text.casefold()
        has = any(each.casefold() in said for each in self.wordings if each != "-")
        return (
            "right"
            if has and not any(each.casefold() in said for each in self.forbidden)
            else "wrong"
        )


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions in a row; the first may be asked by itself. `article` is the file it is in."""

    article: str
    turns: tuple[Expected, ...]


def articles(folder: Path = FOLDER) -> dict[str, Article]:
    """The articles by the names of their files."""
    return {
        path.stem: _article(path.read_text(encoding="utf-8").partition("\n----\n")[0])
        for path in _files(folder)
    }


def conversations(folder: Path = FOLDER) -> list[Conversation]:
    """Those of every file, those that switch from one article to another at the end."""
    paths = [*_files(folder), folder / f"{SWITCHES}.txt"]
    return [each for path in paths for each in _conversations(path)]


def plain() -> list[Conversation]:
    """Those about one article."""
    return [each for each in conversations() if each.article != SWITCHES]


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.txt")) if path.stem != SWITCHES]


def _article(text: str) -> Article:
    title, *paragraphs = [each.strip() for each in text.split("\n\n") if each.strip()]
    numbered = tuple(Paragraph(number, each) for number, each in enumerate(paragraphs, 1))
    return Article(title, numbered, language="en")


def _conversations(path: Path) -> Iterator[Conversation]:
    asked = path.read_text(encoding="utf-8").partition("\n----\n")[2]
    for block in filter(None, (each.strip() for each in asked.split("\n\n"))):
        lines = [re.sub(r"\A@\w+ ", "", line) for line in block.splitlines()]
        yield Conversation(path.stem, tuple(_expected(line) for line in lines))


def _expected(line: str) -> Expected:
    question, _, told = line.partition(" = ")
    told, *forbidden = [each.strip() for each in told.split("!")]
    wordings = tuple(each.strip() for each in told.split(" | "))
    return Expected(question, wordings, tuple(forbidden))
