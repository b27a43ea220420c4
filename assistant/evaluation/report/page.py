"""The report as a page that needs nothing but itself, and may do nothing but what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from assistant.evaluation.atomic_files import write_whole
from assistant.evaluation.metrics.answer_metrics import METRICS, scores
from assistant.evaluation.metrics.figures import ABSTENTION, by_kind, figures
from assistant.evaluation.report import plots, wording
from assistant.evaluation.report.headline import headlines
from assistant.evaluation.report.html_page import policy, templates
from assistant.evaluation.report.sheets import Sheet, sheets
from assistant.evaluation.runs.run import Run

FILE: Final = "report.html"

SCORES: Final = {
    "hit@1": "Found first",
    "gold_cited": "Gold cited",
    "facts": "Facts",
    "no_forbidden": "Nothing forbidden",
    "speaker": "Speaker",
    "correct": "Judged right",
}
"""What the table of questions has a column of, where the run has any; and how it is headed."""

_HERE: Final = Path(__file__).parent
_SCRIPTS: Final = ("table.js", "reading.js")

STYLE: Final = (_HERE / "style.css").read_text(encoding="utf-8")
"""The look of the evaluation's pages."""

_TEMPLATES: Final = templates(_HERE / "templates")
_TEMPLATES.filters |= {
    "anchor": wording.anchor,
    "figure": wording.figure,
    "interval": wording.interval,
    "milliseconds": wording.milliseconds,
    "mark": wording.mark,
}


def write_report(run: Run, to: Path | None = None) -> Path:
    """The report on disk, in the run's folder where nobody says where else; its path.

    Raises:
        EvaluationError: the file cannot be written.
    """
    path = to or run.folder / FILE
    # Half a character, in a question set from elsewhere, is no reason to have no report.
    write_whole(path, render(run).encode(errors="replace"))
    return path


def render(run: Run) -> str:
    """The report of a run as an HTML document."""
    scored = scores(run)
    whole, kinds = figures(scored), by_kind(run, scored)
    all_sheets = sheets(run, scored)
    script = "".join((_HERE / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return _TEMPLATES.get_template("report.html").render(
        run=run,
        policy=policy(STYLE, script),
        style=STYLE,
        script=script,
        headlines=headlines(run, whole),
        plots=[plots.calibration(run), plots.latency(run)],
        kind_plots=plots.by_kind(kinds),
        kinds=kinds,
        figures=[each for each in whole.values() if each.value is not None],
        # Named, not left out: a metric that is missing might be taken for one that is fine.
        unscored=[each.metric for each in whole.values() if each.value is None],
        definitions={
            **{name: metric.definition for name, metric in METRICS.items()},
            **ABSTENTION,
        },
        metrics=METRICS,
        columns={name: head for name, head in SCORES.items() if whole[name].scored},
        sheets=all_sheets,
        numbers={id_: number for number, id_ in enumerate(run.articles, 1)},
        outcomes=_outcomes(all_sheets),
        asked=len(run.results),
        everywhere=any(case.everywhere for case in run.cases),
    )


def _outcomes(all_sheets: Sequence[Sheet]) -> list[str]:
    return list(dict.fromkeys(each.outcome for each in all_sheets))
