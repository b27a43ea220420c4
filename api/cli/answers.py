"""The commands for answers given before: answers, answers show."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from api.cli.options import AsJson, run
from api.cli.output import answer_view, terminal

answers = typer.Typer(help="Answers given before.", invoke_without_command=True)


@answers.callback()
def latest(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    as_json: AsJson = False,
) -> None:
    """List the latest answers, or show one."""
    if context.invoked_subcommand:
        return
    latest_answers = run(lambda parts: parts.answers.latest(limit))
    if as_json:
        print(json.dumps([each.as_json() for each in latest_answers], ensure_ascii=False, indent=2))
    elif latest_answers:
        answer_view.print_answers(latest_answers)
    else:
        terminal.tell("No answer is kept yet. `assistant ask` gives one.")


@answers.command()
def show(
    answer_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, or how that begins.")],
    as_json: AsJson = False,
) -> None:
    """Show an answer, what was withheld from it, and what it took."""
    answer = run(lambda parts: parts.answers.get(answer_id))
    if as_json:
        print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
    else:
        answer_view.print_answer(answer)
