"""The command that shows who says what in an article: statements."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from api.cli.options import AsJson, run
from api.cli.output import terminal

if TYPE_CHECKING:
    from assistant.attribution import Disagreement, Statement
    from index.types import Article


def statements(
    article: Annotated[str, typer.Argument(metavar="ID", help="Its id, or how that begins.")],
    as_json: AsJson = False,
) -> None:
    """Show who says what in an article, and where its sources disagree."""
    from assistant.attribution import as_json as ledger_json  # noqa: PLC0415 - --help needs none of it
    from assistant.attribution import disagreements, ledger  # noqa: PLC0415 - as above

    whole = run(lambda parts: parts.articles.get(article))
    if as_json:
        print(json.dumps(ledger_json(whole), ensure_ascii=False, indent=2))
        return
    terminal.out.print(terminal.text(whole.title, "bold"))
    _print_statements(whole, ledger(whole))
    for disagreement in disagreements(whole):
        _print_disagreement(whole, disagreement)


def _print_statements(article: Article, statements: Sequence[Statement]) -> None:
    table = terminal.new_table("", "who", "how", "what")
    for each in statements:
        own = not each.verb
        table.add_row(
            Text(f"[{each.paragraph}]", "cyan", no_wrap=True),
            terminal.text(each.speaker.name, "dim" if own else ""),
            terminal.text(_how(each)),
            terminal.text(_content(each, article), "dim" if own else ""),
        )
    terminal.print_table(table)


def _how(statement: Statement) -> str:
    """The verb, its kind where that is not plain from it, the time, and the hedge."""
    verb, kind = statement.verb, statement.verb_kind.value
    plain = not verb or kind in (verb, "said", "wrote")
    how = (verb if plain else f"{verb} ({kind})", statement.time, statement.hedge)
    return ", ".join(part for part in how if part)


def _content(statement: Statement, article: Article) -> str:
    content = statement.content(article)
    return f"“{content}”" if statement.direct else content


def _print_disagreement(article: Article, disagreement: Disagreement) -> None:
    """Print a row for each source and a column for each stance."""
    from assistant.attribution import Stance  # noqa: PLC0415 - as above

    taken = {Stance.SAYS, Stance.DENIES, Stance.UNSURE}
    taken |= {view.stance for view in disagreement.views}
    stances = [each for each in Stance if each in taken]
    claim = disagreement.claim
    heading = f"\nSources disagree: {_content(claim, article)} [{claim.paragraph}]"
    terminal.out.print(terminal.text(heading, "bold"))
    table = terminal.new_table("source", *(each.value for each in stances))
    for view in disagreement.views:
        place = f"[{view.statement.paragraph}]"
        marks = [Text(place if view.stance is each else "", "cyan") for each in stances]
        table.add_row(terminal.text(view.statement.speaker.name), *marks)
    terminal.print_table(table)
