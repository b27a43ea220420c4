"""The commands for the server's API keys: keys, keys new, keys revoke, keys forget."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from api.cli.options import AsJson, run
from api.cli.output import terminal
from api.presentation.quantities import counted
from api.roles import Role

if TYPE_CHECKING:
    from api.keys import Key
    from api.wiring import Parts

keys = typer.Typer(help="API keys of the server.", invoke_without_command=True)


@keys.callback()
def listed(context: typer.Context, as_json: AsJson = False) -> None:
    """List the API keys, or make and revoke them."""
    if context.invoked_subcommand:
        return
    every_key = run(lambda parts: parts.keys.all())
    if as_json:
        print(json.dumps([_as_json(key) for key in every_key], indent=2))
    elif every_key:
        _print_keys(every_key)
    else:
        terminal.tell("There is no key: the server answers this machine only, and asks for none.")


@keys.command()
def new(
    name: Annotated[str, typer.Argument(help="Whose it is, or what for.")],
    role: Annotated[
        Role, typer.Option(help="`manage` may also add and remove articles, and read metrics.")
    ] = Role.ASK,
) -> None:
    """Make a key and print it; it cannot be shown again."""
    print(run(lambda parts: parts.keys.new(name, role)))
    terminal.tell("Keep it: only its digest is stored. From now on the server wants a key.")


@keys.command()
def revoke(
    key: Annotated[str, typer.Argument(metavar="ID|NAME", help="As `assistant keys` lists it.")],
) -> None:
    """Make a key worth nothing, from the next second on."""

    async def work(parts: Parts) -> list[Key]:
        live = [each for each in await parts.keys.all() if not each.revoked]
        matching = [each for each in live if each.id == key] or [e for e in live if e.name == key]
        if len(matching) == 1:
            await parts.keys.revoke(matching[0].id)
        return matching

    matching = run(work)
    if len(matching) != 1:
        raise typer.BadParameter(
            f"{'several keys have' if matching else 'no key has'} the id or name {key!r}. "
            "`assistant keys` lists them.",
            param_hint="ID|NAME",
        )
    terminal.tell(f"revoked {matching[0].id}: {matching[0].name}")


@keys.command()
def forget() -> None:
    """Forget all keys, the revoked too: the server then answers this machine only, without one."""
    forgotten = run(lambda parts: parts.keys.forget())
    terminal.tell(f"forgot {counted(forgotten, 'key')}")


def _as_json(key: Key) -> dict[str, str | None]:
    return {
        "id": key.id,
        "name": key.name,
        "role": key.role.value,
        "made": key.made.isoformat(),
        "revoked": key.revoked.isoformat() if key.revoked else None,
    }


def _print_keys(keys: Sequence[Key]) -> None:
    """Print keys, one a row."""
    table = terminal.new_table("id", "made", "role", "name", "")
    for key in keys:
        table.add_row(
            Text(key.id, "cyan", no_wrap=True),
            f"{key.made.astimezone():%Y-%m-%d %H:%M}",
            key.role.value,
            terminal.text(key.name),
            Text("revoked" if key.revoked else ""),
        )
    terminal.print_table(table)
