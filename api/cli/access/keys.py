"""The commands for the server's API keys: keys, keys new, keys change, revoke and forget."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from api.access.roles import Role
from api.cli.options import AsJson, run
from api.cli.output import terminal
from api.presentation.quantities import counted

if TYPE_CHECKING:
    from api.access.keys import Key
    from api.wiring import Parts

Name = Annotated[str, typer.Argument(metavar="ID|NAME", help="As `assistant keys` lists it.")]
Groups = Annotated[
    list[str] | None,
    typer.Option(help="It may read the articles of this group too; repeatable."),
]
Expires = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The last day that it is worth something."),
]

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
    group: Groups = None,
    expires: Expires = None,
) -> None:
    """Make a key and print it; it cannot be shown again."""
    print(run(lambda parts: parts.keys.new(name, role, group or (), _last_moment(expires))))
    terminal.tell("Keep it: only its digest is stored. From now on the server wants a key.")


@keys.command()
def change(
    key: Name,
    role: Annotated[Role | None, typer.Option(help="What it may do from now on.")] = None,
    group: Groups = None,
    no_group: Annotated[bool, typer.Option("--no-group", help="Take it out of all.")] = False,
    expires: Expires = None,
    no_expiry: Annotated[bool, typer.Option("--no-expiry", help="It has no end.")] = False,
) -> None:
    """Change what a key may do and read, from the next second on; it stays the same key.

    The groups that are named take the place of those that it was in.
    """
    from api.access.keys import NEVER, KeyChange  # noqa: PLC0415 - --help needs none of it

    if (group and no_group) or (expires and no_expiry):
        raise typer.BadParameter("give one of an option and its opposite")
    groups = frozenset(group or ()) if group or no_group else None
    ends = NEVER if no_expiry else _last_moment(expires)
    if role is None and groups is None and ends is None:
        raise typer.BadParameter("say what is to change: --role, --group, --expires")
    wanted = KeyChange(role, groups, ends)
    changed = _the_one(key, lambda parts, found: parts.keys.change(found.id, wanted))
    terminal.tell(f"changed {changed.id}: {changed.name}")


@keys.command()
def revoke(key: Name) -> None:
    """Make a key worth nothing, from the next second on."""
    revoked = _the_one(key, lambda parts, found: parts.keys.revoke(found.id))
    terminal.tell(f"revoked {revoked.id}: {revoked.name}")


def _the_one(key: str, work: Callable[[Parts, Key], Awaitable[object]]) -> Key:
    """The one key in force with this id or name, once the work is done with it."""

    async def find(parts: Parts) -> list[Key]:
        live = [each for each in await parts.keys.all() if not each.revoked]
        matching = [each for each in live if each.id == key] or [e for e in live if e.name == key]
        if len(matching) == 1:
            await work(parts, matching[0])
        return matching

    matching = run(find)
    if len(matching) != 1:
        raise typer.BadParameter(
            f"{'several keys have' if matching else 'no key has'} the id or name {key!r}. "
            "`assistant keys` lists them.",
            param_hint="ID|NAME",
        )
    return matching[0]


def _last_moment(day: datetime | None) -> datetime | None:
    """The end of this day where the command is run."""
    return datetime.combine(day, time.max).astimezone() if day else None


@keys.command()
def forget() -> None:
    """Forget all keys, the revoked too: the server then answers this machine only, without one."""
    forgotten = run(lambda parts: parts.keys.forget())
    terminal.tell(f"forgot {counted(forgotten, 'key')}")


def _as_json(key: Key) -> dict[str, str | list[str] | None]:
    return {
        "id": key.id,
        "name": key.name,
        "role": key.role.value,
        "made": key.made.isoformat(),
        "revoked": key.revoked.isoformat() if key.revoked else None,
        "expires": key.expires.isoformat() if key.expires else None,
        "used": key.used.isoformat() if key.used else None,
        "groups": sorted(key.groups),
    }


def _state(key: Key) -> str:
    if key.revoked or key.expires is None:
        return "revoked" if key.revoked else ""
    return f"{'expired' if key.has_expired else 'until'} {key.expires.astimezone():%Y-%m-%d}"


def _print_keys(keys: Sequence[Key]) -> None:
    """Print keys, one a row."""
    table = terminal.new_table("id", "made", "role", "groups", "last used", "name", "")
    for key in keys:
        table.add_row(
            Text(key.id, "cyan", no_wrap=True),
            f"{key.made.astimezone():%Y-%m-%d %H:%M}",
            key.role.value,
            terminal.text(", ".join(sorted(key.groups))),
            f"{key.used.astimezone():%Y-%m-%d %H:%M}" if key.used else "",
            terminal.text(key.name),
            Text(_state(key)),
        )
    terminal.print_table(table)
