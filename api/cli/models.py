"""The commands for language models: models probe, models exam."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import typer
from rich.text import Text

from api.cli.exam import NO_MODEL, exam
from api.cli.options import FAILED, AsJson, run
from api.cli.output import terminal
from api.cli.output.wording import worded
from api.presentation.quantities import counted
from assistant.errors import AssistantError
from assistant.models.capabilities import (
    Capabilities,
    Effort,
    InstructionRole,
    Structure,
    Thinking,
)

if TYPE_CHECKING:
    from api.wiring import Parts

_UNKNOWN: Final = "not known"
_STREAMING: Final = {None: _UNKNOWN, True: "yes", False: "no; replies come whole"}
_STRUCTURE: Final = {
    None: _UNKNOWN,
    Structure.SCHEMA: "JSON by a schema",
    Structure.OBJECT: "any JSON object",
    Structure.NONE: "as the prompt says; the endpoint takes none",
}
_THINKING: Final = {
    None: _UNKNOWN,
    Thinking.NONE: "none seen",
    Thinking.HIDDEN: "hidden; they count as tokens",
    Thinking.CONTENT: "in the reply, taken out of it",
    Thinking.BESIDE: "beside the reply",
}
_INSTRUCTIONS: Final = {
    InstructionRole.SYSTEM: "in the role system",
    InstructionRole.DEVELOPER: "in the role developer",
    InstructionRole.NONE: "in a turn of the conversation; no role for them is taken",
}

models = typer.Typer(no_args_is_help=True)


@models.callback()
def _models() -> None:
    """What the language model can do."""


models.command()(exam)


@models.command()
def probe(as_json: AsJson = False) -> None:
    """Find out anew what the model can do, by a few small calls, and keep it."""
    found = run(_probe)
    known = [(name, facts) for name, facts in found if isinstance(facts, Capabilities)]
    if as_json:
        print(json.dumps([as_object(*each) for each in known], ensure_ascii=False, indent=2))
    else:
        for name, facts in known:
            print_capabilities(name, facts)
    for _, failed in found:
        if isinstance(failed, AssistantError):
            terminal.complain(worded(failed))
    if not found:
        terminal.complain(NO_MODEL)
    if not found or len(known) < len(found):
        raise typer.Exit(FAILED)


async def _probe(parts: Parts) -> list[tuple[str, Capabilities | AssistantError]]:
    """Each model that answers, with its capabilities or with why they could not be found out."""
    from api.wiring import options_of  # noqa: PLC0415 - heavy
    from assistant import model_trial  # noqa: PLC0415 - as above

    found: list[tuple[str, Capabilities | AssistantError]] = []
    for model in parts.models:
        try:
            known = await model_trial.probe(model, options_of(parts.settings))
            found.append((model.name, known))
        except AssistantError as error:
            found.append((model.name, error))
    return found


def as_object(name: str, known: Capabilities) -> Mapping[str, Any]:
    """A model's name and its capabilities, for programs."""
    return {"model": name} | known.as_json()


def print_capabilities(name: str, known: Capabilities) -> None:
    """Print what a model can do, a capability a row."""
    table = terminal.new_table("", "")
    table.show_header = False
    table.add_row(Text("model", "cyan"), terminal.text(name, "bold"))
    for label, words in _in_words(known):
        table.add_row(Text(label, "cyan", no_wrap=True), terminal.text(words))
    terminal.print_table(table)


def _in_words(known: Capabilities) -> Iterator[tuple[str, str]]:
    yield "likelihoods", _likelihoods(known.likelihoods)
    yield (
        "streaming",
        _STREAMING[known.streaming],
    )
    yield "form of a reply", _STRUCTURE[known.structure]
    yield "thoughts", _THINKING[known.thinking]
    yield "effort", _effort(known)
    yield "instructions", _INSTRUCTIONS[known.instructions]
    yield "limit of a reply", _limit(known)
    yield "context", counted(known.context, "token") if known.context else "not told"
    yield "left out", ", ".join(sorted(known.not_taken)) or "nothing"
    if known.learnt:
        found = f"{known.learnt.astimezone():%Y-%m-%d %H:%M}"
        yield "found out", f"{found}, by version {known.probe} of the probe"


def _likelihoods(count: int | None) -> str:
    if count is None:
        return _UNKNOWN
    return f"yes, for {counted(count, 'first word')}" if count else "none; its word is taken"


def _effort(known: Capabilities) -> str:
    asked = known.effort(None)
    refused = ", ".join(effort.value for effort in Effort if effort in known.efforts_not_taken)
    words = f"{asked.value}; another is a setting" if asked else "none is asked for"
    return f"{words}; refused: {refused}" if refused else words


def _limit(known: Capabilities) -> str:
    least = f", {known.least} or more" if known.least > 1 else ""
    most = f", at most {known.most}" if known.most else ""
    return f"{known.limit}{least}{most}"
