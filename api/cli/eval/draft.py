"""`assistant eval new`: a question set drafted from an article."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import could_not_run, run
from api.cli.output import terminal
from api.cli.output.wording import reworded, worded
from api.presentation.quantities import counted
from assistant.errors import EvaluationError

if TYPE_CHECKING:
    from api.wiring import Parts
    from assistant.evaluation.drafting import Drafts
    from index.types import Article


def new_set(
    source: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A file, or an article's id in the library.")
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where to write it; without, NAME.questions.yaml here.",
            dir_okay=False,
        ),
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="At most so many questions of a sort.")] = 6,
) -> None:
    """Draft a question set from an article, for you to edit."""
    with could_not_run():
        file = Path(source) if Path(source).is_file() else None
        target = to or Path(f"{file.stem if file else source}.questions.yaml")
        if target.suffix not in (".yaml", ".yml"):
            raise EvaluationError(f"{target} would be YAML; let its name end in .yaml.")
        name = _name_beside(file, target) if file else None
        drafts = run(lambda parts: _draft(parts, file or source, name, target, most))
    count = counted(len(drafts.drafts), "question")
    terminal.tell(f"{count} to edit in {target}; then: assistant eval {target}")
    for line in _notes(drafts):
        terminal.tell(line)


def _name_beside(file: Path, target: Path) -> str | None:
    """What the set calls a file in its folder or below; None for one elsewhere, which may move."""
    beside = Path(os.path.relpath(file, target.parent))
    return None if ".." in beside.parts or beside.is_absolute() else beside.as_posix()


async def _draft(
    parts: Parts, source: Path | str, name: str | None, target: Path, most: int
) -> Drafts:
    """Draft and write; the text of a file without a name goes beside the set."""
    from assistant.evaluation.atomic_files import write_together  # noqa: PLC0415 - as above
    from assistant.evaluation.drafting import draft  # noqa: PLC0415 - as above
    from assistant.evaluation.drafting.layout import laid_out  # noqa: PLC0415 - as above
    from assistant.evaluation.sets.articles import articles_beside, as_lines  # noqa: PLC0415 - heavy
    from assistant.evaluation.sets.writer import check_place  # noqa: PLC0415 - as above
    from index.readers.formats import read_file  # noqa: PLC0415 - as above

    together = articles_beside(target)
    # Before the model is asked: an edited set must not be overwritten, nor the asking wasted.
    check_place(target, together)
    if isinstance(source, Path):
        article = await read_file(source)
        copies = [] if name else [together]
        name = name or source.stem
    else:
        article, copies = await _from_library(parts, source), []
        name = article.id
    with terminal.progress(f"drafting from {article.title}") as progress:
        drafts = await draft(article, parts.model, most, progress)
    text = laid_out(article.title, drafts.drafts, name, _notes(drafts))
    copied = {each: as_lines([(name, article)]).encode() for each in copies}
    write_together({**copied, target: text.encode()})
    return drafts


async def _from_library(parts: Parts, source: str) -> Article:
    from index.errors import ArticleNotFound  # noqa: PLC0415 - as above

    try:
        return await parts.articles.get(source)
    except ArticleNotFound as error:
        raise EvaluationError(f"{source} is no file; in the library, {worded(error)}") from error


def _notes(drafts: Drafts) -> Iterator[str]:
    """The lines on the model's drafts that were dropped, and on its failure."""
    for reason, count in drafts.dropped.items():
        yield f"Of the model's, dropped: {reason} ({count})."
    if drafts.failure:
        yield f"The model was asked no more: {reworded(drafts.failure)}"
