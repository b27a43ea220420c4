"""The commands for groups, which say who may read an article: groups, groups set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from api.cli.options import AsJson, run
from api.cli.output import terminal
from api.presentation.quantities import counted

if TYPE_CHECKING:
    from api.wiring import Parts

groups = typer.Typer(help="Who may read which articles.", invoke_without_command=True)


@groups.callback()
def listed(context: typer.Context, as_json: AsJson = False) -> None:
    """List the groups, with their articles and the API keys in them."""
    if context.invoked_subcommand:
        return
    every_group = run(_members)
    if as_json:
        print(json.dumps(every_group, ensure_ascii=False, indent=2))
    elif every_group:
        _print_groups(every_group)
    else:
        terminal.tell("There is no group: who may ask may read every article.")


@groups.command("set")
def set_groups(
    article: Annotated[str, typer.Argument(metavar="ID", help="Its id, or how that begins.")],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="GROUP…", help="None: everybody may read it."),
    ] = None,
) -> None:
    """Have an article read only by who is in one of these groups."""
    whole_id = run(lambda parts: parts.articles.regroup(article, names or []))
    readers = f"only who is in {' or '.join(names)}" if names else "everybody"
    terminal.tell(f"{whole_id}: {readers} may read it")


async def _members(parts: Parts) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for entry in await parts.articles.entries():
        for name in entry.groups:
            found.setdefault(name, {"articles": [], "keys": []})["articles"].append(entry.id)
    for key in await parts.keys.all():
        for name in () if key.revoked else key.groups:
            found.setdefault(name, {"articles": [], "keys": []})["keys"].append(key.name)
    return dict(sorted(found.items()))


def _print_groups(every_group: dict[str, dict[str, list[str]]]) -> None:
    """Print groups, one a row."""
    table = terminal.new_table("group", "articles", "keys")
    for name, members in every_group.items():
        table.add_row(
            Text(name, "cyan", no_wrap=True),
            counted(len(members["articles"]), "article"),
            terminal.text(", ".join(sorted(members["keys"]))),
        )
    terminal.print_table(table)
