"""`assistant eval`: a question set answered, measured and compared."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from api import figures, terminal
from api.commands import EVALUATIONS, NOT_RUN, AsJson, Evaluations, could_not_run
from api.settings import Settings
from assistant.errors import EvaluationError


class _RunsByDefault(TyperGroup):
    """`assistant eval QUESTIONS` is `assistant eval run QUESTIONS`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's own
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


evaluation = typer.Typer(
    help="Measure the assistant with a question set: `assistant eval QUESTIONS`.",
    epilog="Exit codes: 0 good, 1 below the bar, 2 it could not be run.",
    cls=_RunsByDefault,
    no_args_is_help=True,
)


@evaluation.command("run")
def run(
    questions: Annotated[
        list[Path] | None, typer.Argument(metavar="QUESTIONS…", help="JSON Lines or YAML.")
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="The sample's question set.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many questions of a set, spread evenly.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Search all articles, not each question's own.")
    ] = False,
    at_once: Annotated[int, typer.Option(min=1, max=64, help="Questions at the same time.")] = 2,
    live: Annotated[
        bool, typer.Option("--live", help="A model has to answer, also what is recorded.")
    ] = False,
    record: Annotated[
        Path | None, typer.Option(help="Keep the model's replies here; what is here is not asked.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(help="The model's replies from here; none is asked.")
    ] = None,
    prompts: Annotated[
        Path | None, typer.Option(help="A folder of prompts, in place of those of the same name.")
    ] = None,
    resume: Annotated[
        str | None, typer.Option(metavar="RUN", help="Go on with this run; `last`: the latest.")
    ] = None,
    folder: Evaluations = EVALUATIONS,
    as_json: AsJson = False,
) -> None:
    """Ask every question of the sets, keep the run, and say how good the answers are."""
    with could_not_run():
        from api.evaluation import How, evaluate, recording  # noqa: PLC0415 - heavy
        from assistant.evaluation.sets import read_set  # noqa: PLC0415 - as above
        from assistant.sample import QUESTIONS  # noqa: PLC0415 - as above

        settings = Settings.load()
        how = How(
            settings=settings,
            folder=folder,
            at_once=at_once,
            everything=everything,
            recording=recording(settings, live=live, record=record, replay=replay),
            prompts=prompts,
        )
        paths = [*(questions or []), *([QUESTIONS] if sample else [])]
        if not paths:
            raise EvaluationError("give question sets, or --sample")
        sets = [read_set(path) for path in paths]
        done = []
        for each in sets:
            chosen = each.limited(limit) if limit else each
            with terminal.progress(f"asking {each.name}") as progress:
                done.append(asyncio.run(evaluate(chosen, how, resume, progress)))
            if not as_json:
                figures.print_run(done[-1])
        if as_json:
            print(
                json.dumps([figures.as_json(each) for each in done], ensure_ascii=False, indent=2)
            )
    if any(each.failures for each in done):
        raise typer.Exit(NOT_RUN)
