"""How a sweep looks in a terminal, and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.text import Text

from api.cli.eval import run_view
from api.cli.output import terminal

if TYPE_CHECKING:
    from assistant.evaluation.metrics.figures import Figure
    from assistant.evaluation.sweep.outcomes import Sweep, Way


def print_sweep(sweep: Sweep) -> None:
    """Print each way, with its values, its worth and what it costs."""
    names = [knob.name for knob in sweep.knobs]
    costs = ["tokens", "ms"] if sweep.asks_a_model else ["ms"]
    table = terminal.new_table("", *names, sweep.by, "its change", *costs, *sweep.others)
    for number, way in enumerate(sweep.ways, 1):
        table.add_row(str(number), *_row(sweep, way))
    terminal.print_table(table)
    terminal.out.print(
        "\n* Pareto-optimal: no other way is as good for less. p: how often chance alone would do "
        "this.",
        style="dim",
    )


def _row(sweep: Sweep, way: Way) -> list[Text]:
    from assistant.evaluation.sweep.setups import shown  # noqa: PLC0415 - heavy

    values = [terminal.text(shown(each), "cyan") for each in sweep.values(way).values()]
    worth = Text(_measured(way.figures[sweep.by]))
    others = [Text(_measured(way.figures[name])) for name in sweep.others]
    tokens = [Text(_cost(way.tokens, way.thrifty))] if sweep.asks_a_model else []
    time = Text(_cost(way.milliseconds, way.fast))
    return [*values, worth, _change(sweep, way), *tokens, time, *others]


def _measured(figure: Figure) -> str:
    if figure.value is None:
        return "–"
    return f"{figure.value:.3f} ({figure.low:.2f}–{figure.high:.2f})"


def _cost(value: float | None, optimal: bool) -> str:
    return "–" if value is None else f"{value:,.0f}{'*' if optimal else ''}"


def _change(sweep: Sweep, way: Way) -> Text:
    if way is sweep.ways[0]:
        return Text("the default", "dim")
    if way.change is None:
        return Text("–")
    change = f"{run_view.number(sweep.by, way.change.change, signed=True)} (p {way.change.p:.3f})"
    return Text(change, "bold" if way.change.is_real else "")


def as_json(sweep: Sweep) -> dict[str, Any]:
    """A sweep's ways, for programs."""
    from assistant.evaluation.sweep.setups import shown  # noqa: PLC0415 - heavy

    return {
        "by": sweep.by,
        "ways": [
            {
                "values": {name: shown(each) for name, each in sweep.values(way).items()},
                "run": way.run.manifest.id,
                "model": way.run.model,
                "failures": len(way.run.failures),
                "figures": {name: asdict(each) for name, each in way.figures.items()},
                "tokens": way.tokens,
                "milliseconds": way.milliseconds,
                "pareto": {"tokens": way.thrifty, "milliseconds": way.fast},
                "change": asdict(way.change) | {"change": way.change.change}
                if way.change
                else None,
            }
            for way in sweep.ways
        ],
    }
