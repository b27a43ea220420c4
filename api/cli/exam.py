"""The command that examines models: models exam."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.text import Text

from api.cli.options import FAILED, AsJson, run
from api.cli.output import terminal
from api.cli.output.wording import worded, worded_for_judge
from api.presentation.exam_words import announcement, consequence, figures
from api.presentation.quantities import counted
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from api.wiring import Parts
    from assistant.types.exam_result import ExamResult
    from assistant.verification.exam import Examinee

NO_MODEL: Final = (
    "no model is set. Set OPENAI_BASE_URL to a model server's address, or OPENAI_API_KEY to a key "
    "of OpenAI, and ASSISTANT_MODEL to a model's name; `extractive` there means none."
)

Whole = Annotated[
    bool, typer.Option("--whole", help="To the end, also when it cannot pass any more.")
]


def exam(whole: Whole = False, as_json: AsJson = False) -> None:
    """Examine whether the model tells right sentences from wrong ones; only then it judges.

    The result is kept. A model that is to judge alone is examined as well.
    """

    async def work(parts: Parts) -> list[ExamResult | str]:
        return [await examined(each, parts, whole=whole, quiet=as_json) for each in parts.examinees]

    found = run(work)
    results = [each for each in found if not isinstance(each, str)]
    if as_json:
        rows = [each.as_json() for each in results]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for result in results:
            print_result(result)
    for failed in found:
        if isinstance(failed, str):
            terminal.complain(failed)
    if not found:
        terminal.complain(NO_MODEL)
    if not found or len(results) < len(found):
        raise typer.Exit(FAILED)


async def examined(
    examinee: Examinee,
    parts: Parts,
    *,
    whole: bool,
    quiet: bool,
    patience: float | None = None,
) -> ExamResult | str:
    """The result, with what it costs told before and its progress while it runs.

    A text says why there is none; `patience` is in seconds until the first reply.
    """
    from assistant.verification.exam.papers import papers  # noqa: PLC0415 - heavy

    exam_papers = papers()
    total = sum(len(each.claims) for each in exam_papers)
    try:
        await examinee.model.capabilities()  # by which an endpoint's only model gets its name
        terminal.tell(f"{examinee.model.name}: {announcement(exam_papers)}")
        async with asyncio.timeout(patience) as waiting:
            with terminal.progress("examining", quiet=quiet) as progress:

                def tell(result: ExamResult, ended: int) -> None:
                    if ended:
                        waiting.reschedule(None)
                    now = f"examining {examinee.model.name}, waiting for call {ended + 1}"
                    progress(result.wrong + result.right, total, now)

                return await examinee.examine(whole=whole, progress=tell)
    except TimeoutError:
        return f"no reply within {patience:g} s; `assistant models exam` waits for it"
    except AssistantError as error:
        only_judges = examinee.model not in parts.models
        return worded_for_judge(error, parts.settings) if only_judges else worded(error)


def print_result(result: ExamResult) -> None:
    """Print a result, a fact a row."""
    table = terminal.new_table("", "")
    table.show_header = False
    table.add_row(Text("model", "cyan"), terminal.text(result.model, "bold"))
    verdict = Text("passed", "green") if result.passed else Text("not passed", "bold red")
    table.add_row(Text("exam", "cyan"), verdict)
    for label, words in (
        ("result", figures(result)),
        ("so", consequence(result)),
        ("taken", f"{result.taken.astimezone():%Y-%m-%d %H:%M}"),
        ("took", _took(result)),
    ):
        table.add_row(Text(label, "cyan", no_wrap=True), terminal.text(words))
    terminal.print_table(table)


def _took(result: ExamResult) -> str:
    usage = result.usage
    price = "" if usage.cost is None else f", ${usage.cost:.3f}"
    failed = f", {counted(result.failed, 'call')} failed" if result.failed else ""
    return f"{counted(usage.prompt_tokens + usage.completion_tokens, 'token')}{price}{failed}"
