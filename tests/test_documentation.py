"""What people read promises only what is there: links, settings, commands, targets, files."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from typer.core import TyperGroup
from typer.main import get_command

from api.cli.main import app
from api.http.guide import GUIDE, slug_of

ROOT: Final = Path(__file__).parents[1]
PAPERS: Final = sorted([*ROOT.glob("*.md"), *GUIDE.glob("*.md")])
READ_ELSEWHERE: Final = {"OTEL_EXPORTER_OTLP_ENDPOINT"}
"""A setting that the OpenTelemetry SDK reads itself."""

_MARKDOWN: Final = MarkdownIt("commonmark", {"html": True}).enable("table")
_SETTING: Final = re.compile(
    r"\b(?:ASSISTANT|OPENAI|CHROMA|SLACK|DATABASE|PROMETHEUS|OTEL)_[A-Z_]+[A-Z]\b"
)
_PATH: Final = re.compile(r"(?:api|assistant|index|prompts|tests)/[\w./-]*")

papers = pytest.mark.parametrize(
    "paper", PAPERS, ids=[str(each.relative_to(ROOT)) for each in PAPERS]
)


COMMANDS: Final = get_command(app)


def tokens(paper: Path) -> Iterator[Token]:
    for token in _MARKDOWN.parse(paper.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def code(paper: Path) -> Iterator[str]:
    """Code spans, and the lines of code blocks."""
    for token in tokens(paper):
        if token.type == "code_inline":
            yield token.content
        elif token.type == "fence":
            yield from token.content.splitlines()


def anchors(paper: Path) -> set[str]:
    each = list(tokens(paper))
    headings = (content for opening, content in pairwise(each) if opening.type == "heading_open")
    return {slug_of("".join(part.content for part in found.children or ())) for found in headings}


def test_the_readme_can_be_read_at_one_sitting() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


@papers
def test_every_link_leads_to_a_file_and_a_heading(paper: Path) -> None:
    links = [str(each.attrGet("href") or each.attrGet("src") or "") for each in tokens(paper)]
    pictures = re.findall(r'<img src="([^"]+)"', paper.read_text("utf-8"))
    for link in filter(None, [*links, *pictures]):
        if link.startswith("https://"):
            continue
        path, _, section = link.partition("#")
        target = (paper.parent / path).resolve() if path else paper
        assert target.exists(), link
        assert not section or section in anchors(target), link


@papers
def test_every_file_that_is_named_is_there(paper: Path) -> None:
    if paper.name == "CHANGELOG.md":  # it names what was
        return
    for text in code(paper):
        for path in _PATH.findall(text) if " " not in text else ():
            assert "NAME" in path or (ROOT / path).exists(), path


def test_every_setting_is_in_the_guide_and_no_other() -> None:
    source = (ROOT / "api" / "settings.py").read_text("utf-8")
    told = (GUIDE / "settings.md").read_text("utf-8")
    rows = {found[1] for found in re.finditer(r"^\| `([A-Z_]+)` \|", told, re.MULTILINE)}
    assert rows == set(_SETTING.findall(source)) | READ_ELSEWHERE


@papers
def test_every_setting_that_is_named_is_one(paper: Path) -> None:
    told = (GUIDE / "settings.md").read_text("utf-8")
    assert {name for text in code(paper) for name in _SETTING.findall(text)} <= set(
        _SETTING.findall(told)
    ) | {"OLLAMA_CONTEXT_LENGTH"}


@papers
def test_every_command_is_one_of_the_command_line(paper: Path) -> None:
    for line in code(paper):
        if words := assistant_words(line):
            check_command(COMMANDS, words, line)


@papers
def test_every_target_of_make_is_there(paper: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = (re.match(r"make ([a-z-]+)", line) for line in code(paper))
    assert {found[1] for found in named if found} <= targets


def assistant_words(line: str) -> list[str]:
    """The words after `assistant` where a line runs it: without settings, comments and pipes."""
    found = re.match(r"(?:[A-Z_]+=\S* |[^|`]*\| )?(?:[\w.~-]*/)*assistant (?P<rest>\S.*)", line)
    if found is None or found["rest"].startswith(("…", "assistant")):
        return []
    lexer = shlex.shlex(found["rest"], posix=True, punctuation_chars="|>")
    lexer.whitespace_split = True
    words = list(lexer)
    ends = [at for at, word in enumerate(words) if set(word) <= {"|", ">"}]
    return words[: ends[0]] if ends else words


def check_command(command: Any, words: list[str], line: str) -> None:  # noqa: ANN401 - Typer's own click
    """That each word which names a subcommand or an option is known."""
    while isinstance(command, TyperGroup) and words and not words[0].startswith("-"):
        known = words[0] in command.commands
        assert known or "run" in command.commands, f"{line}: no command {words[0]}"
        command = command.commands[words.pop(0) if known else "run"]
    if isinstance(command, TyperGroup) and "run" in command.commands and words:
        command = command.commands["run"]
    options = {name for each in command.params for name in each.opts} | {"--help"}
    given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
    assert given <= options, line
