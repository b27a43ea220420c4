"""`assistant eval sweep`: the same questions answered in several ways, to choose among them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api.cli.eval import run_view, sweep_view
from api.cli.options import (
    EVALUATIONS,
    NOT_RUN,
    AsJson,
    AtOnce,
    Evaluations,
    Limit,
    Record,
    Replay,
    Sample,
    could_not_run,
    interruptible,
)
from api.cli.output import terminal
from api.presentation.quantities import counted
from api.settings import Settings
from assistant.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.cli.eval.setup import EvalConfig
    from assistant.evaluation.runs.run import Run
    from assistant.evaluation.runs.runner import Progress
    from assistant.evaluation.sets.reader import QuestionSet
    from assistant.evaluation.sweep.outcomes import Sweep
    from assistant.evaluation.sweep.setups import Over, Setup

MOST: Final = 32
"""Runs that are not too many, where nobody says how many are."""

PAGES: Final = "sweeps"
"""Where pages are, in the folder of evaluations."""


def sweep(
    questions: Annotated[
        Path | None, typer.Argument(metavar="QUESTIONS", help="JSON Lines or YAML.")
    ] = None,
    over: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE,…",
            help="What is varied, and its values; repeatable. Alone, `sweep` says what there is.",
        ),
    ] = None,
    one_at_a_time: Annotated[
        bool,
        typer.Option(
            "--one-at-a-time", help="Each by itself around the defaults, not every combination."
        ),
    ] = False,
    sample: Sample = False,
    by: Annotated[
        str, typer.Option(metavar="METRIC", help="The metric that says how good a way is.")
    ] = "gold_cited",
    limit: Limit = None,
    at_once: AtOnce = 2,
    record: Record = None,
    replay: Replay = None,
    most: Annotated[int, typer.Option(min=1, help="Do not start more runs than this.")] = MOST,
    again: Annotated[
        bool, typer.Option("--again", help="Ask also what was asked in this way before.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Where the page goes.")
    ] = None,
    folder: Evaluations = EVALUATIONS,
    as_json: AsJson = False,
) -> None:
    """Answer the questions in every combination of values, and show what each is worth and costs.

    Each way is a run that is kept: a sweep that is interrupted goes on where it was.
    """
    with could_not_run():
        from api.cli.eval.setup import EvalConfig, recording  # noqa: PLC0415 - heavy
        from assistant.evaluation.sets.reader import read_set  # noqa: PLC0415 - as above
        from assistant.evaluation.sweep.knobs import read_over  # noqa: PLC0415 - as above
        from assistant.evaluation.sweep.outcomes import check_metric, summarize  # noqa: PLC0415 - as above
        from assistant.evaluation.sweep.page import write_page  # noqa: PLC0415 - as above
        from assistant.sample import QUESTIONS  # noqa: PLC0415 - as above

        varied = read_over(over or ())
        path = QUESTIONS if sample else questions
        if path is None or (sample and questions):
            raise EvaluationError("give one question set, or --sample.")
        check_metric(by)
        settings = Settings.load()
        config = EvalConfig(
            settings=settings,
            folder=folder,
            at_once=at_once,
            again=again,
            recording=recording(settings, live=False, record=record, replay=replay),
        )
        setups = _setups(config, varied, one_at_a_time=one_at_a_time)
        # Combinations multiply fast, and each is a run that may cost money.
        if len(setups) > most:
            raise EvaluationError(
                f"these are {len(setups)} runs, more than {most}. Vary less, or one at a time "
                f"with --one-at-a-time, or allow them with --most {len(setups)}."
            )
        read = read_set(path)
        question_set = read.limited(limit) if limit else read
        count = counted(len(question_set.questions), "question")
        terminal.tell(f"{counted(len(setups), 'run')} of {count}, {question_set.name}")
        began = datetime.now(UTC)
        stopped = interruptible("the same command")
        with stopped, terminal.progress(f"asking {question_set.name}") as progress:
            runs = asyncio.run(_runs(question_set, config, setups, progress))
        for each in runs:
            run_view.complain_of_failures(each)
        done = summarize(by, list(varied), list(zip(setups, runs, strict=True)))
        page = to or _page(folder, done)
        write_page(done, page)
    if as_json:
        print(json.dumps(sweep_view.as_json(done), ensure_ascii=False, indent=2))
    else:
        sweep_view.print_sweep(done)
    kept = sum(each.manifest.started < began for each in runs)
    terminal.tell(f"{f'{kept} were there already; ' if kept else ''}the page is {page}")
    if any(each.failures for each in runs):
        raise typer.Exit(NOT_RUN)


def _setups(config: EvalConfig, over: Over, *, one_at_a_time: bool) -> list[Setup]:
    """The ways to answer, the default first; EvaluationError where they cannot differ."""
    from api.wiring import options_of  # noqa: PLC0415 - heavy
    from assistant.evaluation.sweep import setups  # noqa: PLC0415 - as above

    settings = config.settings
    default = setups.Setup(options_of(settings), settings.model, settings.embedder)
    combined = setups.one_at_a_time if one_at_a_time else setups.every_combination
    made = combined(default, over)
    set_up = [_settings(settings, each) for each in made]
    if config.recording is None:
        for each in set_up:
            each.checked()
        idle = [knob.name for knob in over if knob.needs_model]
        if idle and not any(each.asks_a_model for each in set_up):
            raise EvaluationError(
                f"without a model {', '.join(idle)} would change nothing. Set OPENAI_BASE_URL or "
                "OPENAI_API_KEY, or use --replay."
            )
    return made


def _page(folder: Path, sweep: Sweep) -> Path:
    """Where a page goes when nobody says where: named by the set and what was varied."""
    pages = folder / PAGES
    pages.mkdir(exist_ok=True)
    varied = "-".join(knob.name for knob in sweep.knobs)
    return pages / f"{sweep.ways[0].run.manifest.set_name}-{varied}.html"


def _settings(settings: Settings, setup: Setup) -> Settings:
    return replace(settings, model=setup.model, embedder=setup.embedder)


async def _runs(
    questions: QuestionSet, config: EvalConfig, setups: Sequence[Setup], progress: Progress
) -> list[Run]:
    """A run of each setup, one after the other."""
    from api.cli.eval.setup import evaluate  # noqa: PLC0415 - heavy
    from index.embedding.minilm import MiniLM  # noqa: PLC0415 - as above

    runs: list[Run] = []
    minilm = MiniLM()

    def overall(done: int, total: int) -> None:
        progress(len(runs) * total + done, len(setups) * total)

    for setup in setups:
        this = replace(
            config,
            settings=_settings(config.settings, setup),
            prompts=setup.prompts,
            options=setup.options,
            minilm=minilm,
        )
        runs.append(await evaluate(questions, this, None, overall))
    return runs
