"""How runs and comparisons look in a terminal, and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from api.cli.output import terminal
from api.cli.output.wording import reworded
from api.presentation.quantities import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evaluation.metrics.figures import Figure
    from assistant.evaluation.runs.comparison import Difference
    from assistant.evaluation.runs.run import Run
    from assistant.evaluation.runs.thresholds import Bar

BY_KIND: Final = ("hit@1", "gold_cited", "citation_precision", "facts", "speaker", "outcome")
"""The metrics in the table of kinds."""

QUESTION_BY_QUESTION: Final = ("hit@1", "gold_cited", "facts", "speaker", "correct", "outcome")
"""The metrics of which a comparison names the questions."""


def print_run(run: Run) -> None:
    """Print a run: the set and the model, every figure, and the main ones by kind of question."""
    from assistant.evaluation.metrics.answer_metrics import scores  # noqa: PLC0415 - as above
    from assistant.evaluation.metrics.figures import by_kind, figures  # noqa: PLC0415 - heavy

    scored = scores(run)
    questions = counted(len(run.cases), "question")
    terminal.out.print(terminal.text(f"{run.manifest.set_name}: {questions}, {run.model}", "bold"))
    table = terminal.new_table("metric", "figure", "95 %", "scored", "unscored")
    for figure in figures(scored).values():
        if figure.value is not None:
            table.add_row(*_row(figure))
    terminal.print_table(table)
    if run.manifest.recorded:
        terminal.out.print("Replies from a recording take no time.", style="dim")
    terminal.out.print()
    kinds = terminal.new_table("kind", "asked", *BY_KIND)
    for kind, some in by_kind(run, scored).items():
        total = some["outcome"].scored + some["outcome"].unscored
        kinds.add_row(terminal.text(kind), str(total), *(shown(some[name]) for name in BY_KIND))
    terminal.print_table(kinds)
    if agreement := agreement_of(run):
        terminal.out.print(f"\n{agreement}")


def complain_of_failures(run: Run) -> None:
    """Print which questions could not be answered, and why; each reason once."""
    reasons: dict[str, list[str]] = {}
    for each in run.failures:
        if each.failed:
            reasons.setdefault(reworded(each.failed), []).append(each.id)
    for reason, ids in reasons.items():
        some = ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")
        terminal.complain(
            f"{counted(len(ids), 'question')} could not be answered ({some}): {reason}"
        )
    if reasons:
        terminal.tell(
            f"The other answers are kept; --resume {run.manifest.id} asks those that failed again."
        )


def print_comparison(before: Run, after: Run, differences: Sequence[Difference]) -> None:
    """Print each metric in both runs, and the questions that got better and worse."""
    terminal.out.print(terminal.text(f"{before.manifest.id} → {after.manifest.id}", "bold"))
    for line in before.manifest.differences(after.manifest):
        terminal.out.print(terminal.text(line, "dim"))
    table = terminal.new_table("metric", "before", "after", "change", "95 %", "p", "", "asked")
    for each in differences:
        table.add_row(
            Text(each.metric, "cyan"),
            number(each.metric, each.before),
            number(each.metric, each.after),
            number(each.metric, each.change, signed=True),
            f"{number(each.metric, each.low, signed=True)} to "
            f"{number(each.metric, each.high, signed=True)}",
            f"{each.p:.3f}",
            _verdict(each),
            str(each.questions),
        )
    terminal.print_table(table)
    for each in differences:
        if each.metric in QUESTION_BY_QUESTION and (each.better or each.worse):
            terminal.out.print(f"\n{each.metric}")
            for name, ids in (("better", each.better), ("worse", each.worse)):
                if ids:
                    terminal.out.print(terminal.text(f"  {name}: {', '.join(ids)}"))


def _verdict(difference: Difference) -> Text:
    """Whether the difference is better or worse, or may be chance."""
    if not difference.is_real:
        return Text("may be chance" if difference.change else "", "dim")
    return Text("worse", "bold red") if difference.is_loss else Text("better", "green")


def below(bar: Bar, value: float) -> str:
    """The line that says that a figure does not reach its bar."""
    return f"{bar.metric} is {number(bar.metric, value)}, {bar.value:g} is the bar"


def worse(difference: Difference) -> str:
    """The line that says that a figure is worse than in the baseline, and by which questions."""
    some = ", ".join(difference.worse[:8])
    name = difference.metric
    return (
        f"{name} is {number(name, difference.after)}, it was {number(name, difference.before)} "
        f"(p {difference.p:.3f}); worse: {some}"
    )


def print_runs(runs: Sequence[Run]) -> None:
    """Print runs, one a row."""
    table = terminal.new_table("run", "started", "set", "answered", "model")
    for run in runs:
        answered = f"{len(run.cases) - len(run.open)} of {len(run.cases)}"
        table.add_row(
            Text(run.manifest.id, "cyan", no_wrap=True),
            f"{run.manifest.started.astimezone():%Y-%m-%d %H:%M}",
            terminal.text(run.manifest.set_name),
            answered,
            terminal.text(run.model),
        )
    terminal.print_table(table)


def print_markdown(runs: Sequence[Run]) -> None:
    """Print a Markdown table: a row for each metric that is scored, a column for each run."""
    from assistant.evaluation.metrics.answer_metrics import scores  # noqa: PLC0415 - as above
    from assistant.evaluation.metrics.figures import figures  # noqa: PLC0415 - heavy

    columns = [figures(scores(run)) for run in runs]
    heads = [f"{run.manifest.set_name}, {run.model}" for run in runs]
    print(f"| | {' | '.join(heads)} |\n|---|{'---|' * len(runs)}")
    for name in columns[0]:
        cells = [_with_interval(each[name]) for each in columns]
        if any(cells):
            print(f"| {name} | {' | '.join(cells)} |")


def _with_interval(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return ""
    value, low, high = (
        number(figure.metric, each) for each in (figure.value, figure.low, figure.high)
    )
    return f"{value} [{low}, {high}] of {figure.scored}"


def agreement_of(run: Run) -> str | None:
    """The line on how far the judging model agrees with people; None when no model judged."""
    from assistant.evaluation.metrics.agreement import agreement  # noqa: PLC0415 - heavy

    opinions = [each for result in run.results.values() for each in result.opinions]
    if not opinions:
        return None
    judge = agreement(opinions)
    if judge is None:
        return (
            "No answer of this set was judged by people: how far the judging model agrees with "
            "them is not known."
        )
    return (
        f"The judging model agrees with people on {judge.same} of {judge.judged} answers "
        f"({judge.low:.2f}–{judge.high:.2f}; kappa {judge.kappa:.2f}); {judge.unread} of its "
        "replies could not be read."
    )


def as_json(run: Run) -> dict[str, Any]:
    """A run's figures, overall and by kind, and each question's scores."""
    from assistant.evaluation.metrics.answer_metrics import scores  # noqa: PLC0415 - as above
    from assistant.evaluation.metrics.figures import by_kind, figures  # noqa: PLC0415 - heavy

    scored = scores(run)
    kinds = by_kind(run, scored)
    return {
        "run": asdict(run.manifest) | {"started": run.manifest.started.isoformat()},
        "model": run.model,
        "failures": {each.id: each.failure for each in run.failures},
        "figures": {name: asdict(each) for name, each in figures(scored).items()},
        "kinds": {
            kind: {name: asdict(each) for name, each in some.items()}
            for kind, some in kinds.items()
        },
        "questions": scored,
    }


def shown(figure: Figure) -> str:
    """A figure as people read it; a dash where nothing is scored."""
    if figure.value is None:
        return "–"
    return number(figure.metric, figure.value)


def _row(figure: Figure) -> tuple[Text | str, ...]:
    low, high = (
        number(figure.metric, each) if each is not None else ""
        for each in (figure.low, figure.high)
    )
    return (
        Text(figure.metric, "cyan"),
        shown(figure),
        f"{low}–{high}",
        str(figure.scored),
        str(figure.unscored or ""),
    )


def number(metric: str, value: float, *, signed: bool = False) -> str:
    """A value of the metric in its unit."""
    from assistant.evaluation.metrics.answer_metrics import METRICS  # noqa: PLC0415 - as above

    unit = METRICS[metric].unit if metric in METRICS else ""
    sign = "+" if signed else ""
    if unit in ("ms", "tokens"):
        return f"{value:{sign},.0f}"
    return f"{value:{sign}.4f} $" if unit else f"{value:{sign}.3f}"
