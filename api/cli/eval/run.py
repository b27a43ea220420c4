"""`assistant eval`: a question set answered, measured and compared."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from api.cli.eval import draft, exchange, report, run_view, sweep
from api.cli.options import (
    BELOW,
    EVALUATIONS,
    NOT_RUN,
    RUNS,
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
from api.settings import Settings
from assistant.errors import EvaluationError

if TYPE_CHECKING:
    from api.cli.eval.setup import EvalConfig
    from assistant.evaluation.runs.run import Run
    from assistant.evaluation.runs.thresholds import Bar
    from assistant.evaluation.sets.reader import QuestionSet


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
    sample: Sample = False,
    limit: Limit = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Search all articles, not each question's own.")
    ] = False,
    at_once: AtOnce = 2,
    live: Annotated[
        bool, typer.Option("--live", help="A model has to answer, also what is recorded.")
    ] = False,
    record: Record = None,
    replay: Replay = None,
    prompts: Annotated[
        Path | None, typer.Option(help="A folder of prompts, in place of those of the same name.")
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option(metavar="MODEL", help="Have this model say whether answers are right."),
    ] = None,
    resume: Annotated[
        str | None, typer.Option(metavar="RUN", help="Go on with this run; `last`: the latest.")
    ] = None,
    fail_under: Annotated[
        str,
        typer.Option(metavar="METRIC=BAR,…", help="End with 1 where a metric is worse than this."),
    ] = "",
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="RUN", help="End with 1 where one is worse than there, and not by chance."
        ),
    ] = None,
    junit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="JUnit XML too; of one set.")
    ] = None,
    folder: Evaluations = EVALUATIONS,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="A table to paste, a row a metric.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Ask every question of the sets, keep the run, and say how good the answers are."""
    with could_not_run():
        from api.cli.eval.setup import EvalConfig, recording  # noqa: PLC0415 - heavy
        from assistant.evaluation.report import write_report  # noqa: PLC0415 - as above
        from assistant.evaluation.runs.archive import Runs  # noqa: PLC0415 - as above
        from assistant.evaluation.runs.junit import write_junit  # noqa: PLC0415 - as above
        from assistant.evaluation.runs.thresholds import read_bars  # noqa: PLC0415 - as above
        from assistant.evaluation.sets.reader import read_set  # noqa: PLC0415 - as above
        from assistant.sample import QUESTIONS  # noqa: PLC0415 - as above

        settings = Settings.load()
        paths = [*(questions or []), *([QUESTIONS] if sample else [])]
        if not paths:
            raise EvaluationError("give question sets, or --sample.")
        if len(paths) > 1 and (resume or junit):
            raise EvaluationError("--resume and --junit are of one run; give one question set.")
        bars = read_bars(fail_under)
        # Read before anything is asked: a misspelt name must not cost a run.
        before = Runs(folder / RUNS).get(baseline) if baseline else None
        config = EvalConfig(
            settings=settings,
            folder=folder,
            at_once=at_once,
            everything=everything,
            judge=judge,
            recording=recording(settings, live=live, record=record, replay=replay),
            prompts=prompts,
        )
        sets = [read_set(path) for path in paths]
        limited_sets = [each.limited(limit) if limit else each for each in sets]
        done = []
        for each in _runs(limited_sets, config, resume):
            done.append(each)
            if junit:
                write_junit(each, junit)
            if not (as_json or markdown):
                run_view.print_run(each)
            terminal.tell(f"report {write_report(each)}")
        if as_json:
            print(
                json.dumps([run_view.as_json(each) for each in done], ensure_ascii=False, indent=2)
            )
        if markdown:
            run_view.print_markdown(done)
        # The worst of several sets decides.
        code = max(_verdict(each, bars, before) for each in done)
    if code:
        raise typer.Exit(code)


evaluation.command("sweep")(sweep.sweep)


def _runs(sets: Sequence[QuestionSet], config: EvalConfig, resume: str | None) -> Iterator[Run]:
    """The run of each set, one after the other."""
    from api.cli.eval.setup import evaluate  # noqa: PLC0415 - heavy

    for each in sets:
        with terminal.progress(f"asking {each.name}") as progress, interruptible("--resume last"):
            run = asyncio.run(evaluate(each, config, resume, progress))
        yield run


def _verdict(run: Run, bars: Sequence[Bar], before: Run | None) -> int:
    """The exit code of a run; it prints what is below a bar or worse than the baseline."""
    from assistant.evaluation.metrics.answer_metrics import scores  # noqa: PLC0415 - as above
    from assistant.evaluation.metrics.figures import figures as figures_of  # noqa: PLC0415 - as above
    from assistant.evaluation.runs.comparison import losses  # noqa: PLC0415 - heavy
    from assistant.evaluation.runs.thresholds import missed  # noqa: PLC0415 - as above

    if run.failures:
        run_view.complain_of_failures(run)
        return NOT_RUN
    below = missed(bars, figures_of(scores(run)))
    worse = losses(before, run) if before else []
    for bar, value in below:
        terminal.complain(f"{run.manifest.set_name}: {run_view.below(bar, value)}")
    for each in worse:
        terminal.complain(f"{run.manifest.set_name}: {run_view.worse(each)}")
    return BELOW if below or worse else 0


@evaluation.command("compare")
def compare_runs(
    before: Annotated[
        str, typer.Argument(metavar="A", help="The run before: its name, or `last`.")
    ],
    after: Annotated[str, typer.Argument(metavar="B", help="The run after.")],
    folder: Evaluations = EVALUATIONS,
    as_json: AsJson = False,
) -> None:
    """Say what got better and worse from A to B, and which of it may be chance."""
    with could_not_run():
        from assistant.evaluation.runs.archive import Runs  # noqa: PLC0415 - as above
        from assistant.evaluation.runs.comparison import compare  # noqa: PLC0415 - heavy

        runs = Runs(folder / RUNS)
        one, other = runs.get(before), runs.get(after)
        differences = compare(one, other)
    if as_json:
        print(json.dumps([asdict(each) for each in differences], ensure_ascii=False, indent=2))
    else:
        run_view.print_comparison(one, other, differences)


@evaluation.command("show")
def show_run(
    name: Annotated[
        str, typer.Argument(metavar="RUN", help="Its name, how that begins, or `last`.")
    ],
    folder: Evaluations = EVALUATIONS,
    as_json: AsJson = False,
) -> None:
    """Print the figures of a run, as they are by today's metrics."""
    with could_not_run():
        from assistant.evaluation.runs.archive import Runs  # noqa: PLC0415 - heavy

        kept = Runs(folder / RUNS).get(name)
    if as_json:
        print(json.dumps(run_view.as_json(kept), ensure_ascii=False, indent=2))
    else:
        run_view.print_run(kept)
        run_view.complain_of_failures(kept)


@evaluation.command("runs")
def list_runs(folder: Evaluations = EVALUATIONS) -> None:
    """List the runs that are kept, the latest last."""
    with could_not_run():
        from assistant.evaluation.runs.archive import Runs  # noqa: PLC0415 - heavy

        runs = Runs(folder / RUNS).all()
    if runs:
        run_view.print_runs(runs)
    else:
        terminal.tell("No run is kept here. `assistant eval QUESTIONS` makes one.")


evaluation.command("report")(report.report)
evaluation.command("junit")(report.junit)
evaluation.command("import")(exchange.import_set)
evaluation.command("export")(exchange.export_run)
evaluation.command("new")(draft.new_set)
