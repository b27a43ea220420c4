"""A sweep as a page that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from assistant.evaluation.atomic_files import write_whole
from assistant.evaluation.metrics.answer_metrics import METRICS
from assistant.evaluation.report import wording
from assistant.evaluation.report.html_page import policy, templates
from assistant.evaluation.report.page import STYLE
from assistant.evaluation.sweep import plots
from assistant.evaluation.sweep.outcomes import Sweep, Way
from assistant.evaluation.sweep.setups import shown

_HERE: Final = Path(__file__).parent
_TEMPLATES: Final = templates(_HERE / "templates")


def write_page(sweep: Sweep, path: Path) -> None:
    """The page on disk; EvaluationError when it cannot be written."""
    write_whole(path, render(sweep).encode())


def render(sweep: Sweep) -> str:
    """The page as an HTML document."""
    style = STYLE + (_HERE / "style.css").read_text(encoding="utf-8")
    return _TEMPLATES.get_template("sweep.html").render(
        sweep=sweep,
        asked=len(sweep.ways[0].run.cases),
        manifest=sweep.ways[0].run.manifest,
        plots=_plots(sweep),
        definitions={name: METRICS[name].definition for name in (sweep.by, *sweep.others)},
        style=style,
        policy=policy(style),
        shown=shown,
        figure=wording.figure,
        interval=wording.interval,
        cost=_cost,
    )


def _plots(sweep: Sweep) -> list[tuple[str, str]]:
    """Titles and plots: against tokens, where any are spent, and against time."""
    plots = []
    if sweep.asks_a_model:
        svg = _plot(sweep, "tokens of a question", lambda way: (way.tokens, way.thrifty))
        plots.append(("Against tokens", svg))
    svg = _plot(sweep, "milliseconds to the whole answer", lambda way: (way.milliseconds, way.fast))
    return [*plots, ("Against time", svg)]


def _plot(sweep: Sweep, cost: str, of: Callable[[Way], tuple[float | None, bool]]) -> str:
    points = []
    for number, way in enumerate(sweep.ways, 1):
        worth = way.figures[sweep.by]
        price, optimal = of(way)
        if worth.value is not None and price is not None:
            points.append(plots.Point(number, worth, price, optimal))
    return plots.pareto_plot(points, sweep.by, cost)


def _cost(value: float | None) -> str:
    return wording.NONE if value is None else f"{value:,.0f}"
