"""The command that checks a draft: check."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import NOT_SUPPORTED, ArticleIds, AsJson, From, Sources, To, run
from api.cli.output import check_view, terminal
from index.errors import UnsupportedFormat
from index.types import Scope

if TYPE_CHECKING:
    from api.wiring import Parts
    from assistant.draft_check import CheckedDraft

STANDARD_INPUT = "-"

WIDEST_CHARACTER = 4  # bytes


def check(
    draft: Annotated[
        str, typer.Argument(metavar="FILE", help="Text or Markdown; `-`: from standard input.")
    ],
    article: ArticleIds = None,
    source: Sources = None,
    published_from: From = None,
    published_to: To = None,
    as_json: AsJson = False,
) -> None:
    """Check a text of yours, sentence by sentence, against what the articles say.

    The exit code is 0 when every sentence is supported or claims nothing, and 1 when any is
    contradicted, said by somebody else, not clearly said, or nothing is said about it.
    """
    text = _read(draft)
    within = Scope.of(article, source, published_from, published_to)

    async def work(parts: Parts) -> CheckedDraft:
        from assistant.draft_check import DraftChecker  # noqa: PLC0415 - --help needs none of it

        checker = DraftChecker(parts.retriever, parts.articles, parts.standing)
        if as_json:
            checked = await checker.check(text, within)
            print(json.dumps(checked.as_json(), ensure_ascii=False, indent=2))
            return checked
        view = check_view.CheckView()
        sentences = []
        async for sentence in checker.stream(text, within):
            view.print_sentence(sentence)
            sentences.append(sentence)
        checked = await checker.report(sentences)
        view.print_counts(checked)
        return checked

    if not run(work).is_faultless:
        raise typer.Exit(NOT_SUPPORTED)


def _read(draft: str) -> str:
    """The draft's text; a wrong name is wrong usage, and so is what goes on without end."""
    from assistant.draft_check import LONGEST_DRAFT  # noqa: PLC0415 - --help needs none of it
    from index.readers.decoding import decode  # noqa: PLC0415 - as above

    most = LONGEST_DRAFT * WIDEST_CHARACTER
    try:
        if draft == STANDARD_INPUT:
            text = sys.stdin.read(most + 1)
            if len(text) <= most:
                return text
        else:
            with Path(draft).open("rb") as file:
                content = file.read(most + 1)
            if len(content) <= most:
                return decode(content)
        problem = f"{draft} is longer than a draft may be: {LONGEST_DRAFT:,} characters"
    except OSError as error:
        problem = f"{draft} cannot be read: {error.strerror}"
    except UnsupportedFormat:
        problem = f"{draft} is a binary file; a draft is text or Markdown"
    terminal.complain(problem)
    raise typer.Exit(2)
