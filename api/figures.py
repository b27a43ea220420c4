"""How an evaluation looks in a terminal, and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from api import terminal
from api.counting import counted

if TYPE_CHECKING:
    from assistant.evaluation.figures import Figure
    from assistant.evaluation.runs import Run

BY_KIND: Final = ("hit@1", "gold_cited", "citation_precision", "facts", "speaker", "outcome")
"""What the table of kinds has of each."""


def print_run(run: Run) -> None:
    """What was asked of whom, every figure, and the main ones by kind of question."""
    from assistant.evaluation.figures import by_kind, figures  # noqa: PLC0415 - heavy
    from assistant.evaluation.metrics import scores  # noqa: PLC0415 - as above

    scored = scores(run)
    asked = counted(len(run.cases), "question")
    terminal.out.print(terminal.text(f"{run.manifest.set_name}: {asked}, {run.model}", "bold"))
    table = terminal.new_table("metric", "figure", "95 %", "scored", "unscored")
    for figure in figures(scored).values():
        if figure.value is not None:
            table.add_row(*_row(figure))
    terminal.print_table(table)
    terminal.out.print()
    kinds = terminal.new_table("kind", "asked", *BY_KIND)
    for kind, some in by_kind(run, scored).items():
        total = some["outcome"].scored + some["outcome"].unscored
        kinds.add_row(terminal.text(kind), str(total), *(shown(some[name]) for name in BY_KIND))
    terminal.print_table(kinds)
    for each in run.failures:
        terminal.complain(f"{each.id}: {each.failure}")
    terminal.tell(f"run {run.manifest.id}")


def as_json(run: Run) -> dict[str, Any]:
    """A run's figures, overall and by kind, and each question's scores."""
    from assistant.evaluation.figures import by_kind, figures  # noqa: PLC0415 - heavy
    from assistant.evaluation.metrics import scores  # noqa: PLC0415 - as above

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
    return _number(figure.metric, figure.value)


def _row(figure: Figure) -> tuple[Text | str, ...]:
    low, high = (
        _number(figure.metric, each) if each is not None else ""
        for each in (figure.low, figure.high)
    )
    return (
        Text(figure.metric, "cyan"),
        shown(figure),
        f"{low}–{high}",
        str(figure.scored),
        str(figure.unscored or ""),
    )


def _number(metric: str, value: float) -> str:
    from assistant.evaluation.metrics import METRICS  # noqa: PLC0415 - as above

    unit = METRICS[metric].unit if metric in METRICS else ""
    if unit in ("ms", "tokens"):
        return f"{value:,.0f}"
    return f"${value:.4f}" if unit else f"{value:.3f}"
