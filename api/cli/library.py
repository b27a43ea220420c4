"""The commands for the library: ingest, articles, show, remove, reindex."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.text import Text

from api.cli.options import FAILED, AsJson, run
from api.cli.output import terminal
from api.cli.output.wording import worded
from api.presentation.quantities import counted
from index.errors import ReadError

if TYPE_CHECKING:
    from api.wiring import Parts
    from index.ingest import Ingested
    from index.store.records import Entry
    from index.types import Article

STANDARD_INPUT = "-"


def ingest(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|URL|-…", help="Text, Markdown, HTML or PDF; `-`: pasted text."
        ),
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="The sample article.")] = False,
    group: Annotated[
        list[str] | None,
        typer.Option(help="Only who is in this group may read them; repeatable. None: everybody."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")] = False,
) -> None:
    """Read articles into the library."""
    from assistant.sample import ARTICLE  # noqa: PLC0415 - as the rest of the assistant

    all_inputs = [*(inputs or []), *([str(ARTICLE)] if sample else [])]
    if not all_inputs:
        raise typer.BadParameter("give files, URLs, - or --sample")

    async def work(parts: Parts) -> int:
        failed = 0
        for each in all_inputs:
            try:
                article = await _read(each, allow_private=parts.settings.allow_private_urls)
            except ReadError as error:
                terminal.complain(f"{each}: {worded(error)}")
                # The others are read all the same; the exit code says that one failed.
                failed += 1
                continue
            with terminal.progress(f"reading {article.title}", quiet=quiet) as progress:
                done = await parts.ingest.add(article, progress, group)
            if not quiet:
                terminal.tell(_outcome(done))
        return failed

    if run(work):
        raise typer.Exit(FAILED)


SHOWN: Final = 100
EVERY: Final = 2**31 - 1
"""Articles that are listed."""


def articles(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD …", help="Only those with these in title, source or byline."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="At most so many; 100 where nothing else is said, in JSON all."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the library's articles, the latest added first."""
    from index.store.records import Listing  # noqa: PLC0415 - heavy

    listing = Listing(" ".join(words or ()), limit=limit or (EVERY if as_json else SHOWN))
    page = run(lambda parts: parts.articles.page(listing))
    if as_json:
        print(json.dumps([entry.as_json() for entry in page.entries], ensure_ascii=False, indent=2))
    elif page.entries:
        _print_articles(page.entries)
        if more := page.total - len(page.entries):
            terminal.tell(f"… and {counted(more, 'article')} more: --limit {page.total}")
    elif words:
        terminal.tell("No article has these words in its title, source or byline.")
    else:
        terminal.tell("The library is empty. `assistant ingest FILE` or `--sample` fills it.")


def show(
    article: Annotated[str, typer.Argument(metavar="ID", help="Its id, or how that begins.")],
) -> None:
    """Print an article with its paragraphs' numbers."""
    _print_article(run(lambda parts: parts.articles.get(article)))


def remove(
    article: Annotated[str, typer.Argument(metavar="ID", help="Its id, or how that begins.")],
) -> None:
    """Forget an article, leaving none of its text in any file."""
    removed = run(lambda parts: parts.ingest.remove(article))
    terminal.tell(f"removed {removed.id}: {removed.title}")


def reindex() -> None:
    """Make the vectors anew from the library, for the embedder that is set."""

    async def work(parts: Parts) -> int:
        with terminal.progress("reindexing") as progress:
            return await parts.ingest.reindex(progress)

    terminal.tell(f"reindexed {counted(run(work), 'article')}")


def _outcome(done: Ingested) -> str:
    from index.store.records import Change  # noqa: PLC0415 - heavy

    article, count = done.article, counted(len(done.article.paragraphs), "paragraph")
    of = "of " if done.change is Change.ANOTHER_SOURCE else ""
    return f"{done.change.value} {of}{article.id}: {article.title} ({count})"


async def _read(source: str, *, allow_private: bool) -> Article:
    from index.readers.fetch import MAX_BYTES  # noqa: PLC0415 - as above
    from index.readers.formats import read_bytes, read_file, read_url  # noqa: PLC0415 - heavy

    if source == STANDARD_INPUT:
        return await asyncio.to_thread(lambda: read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1)))
    if "://" in source:
        return await read_url(source, allow_private=allow_private)
    return await read_file(Path(source))


def _print_articles(entries: Sequence[Entry]) -> None:
    """Print articles, one a row."""
    grouped = any(entry.groups for entry in entries)
    heads = ("id", "published", "paragraphs", "title", "source", *(["groups"] * grouped))
    table = terminal.new_table(*heads)
    for entry in entries:
        groups = [terminal.text(", ".join(entry.groups))] if grouped else []
        table.add_row(
            Text(entry.id, "cyan", no_wrap=True),
            _day(entry.published, "%Y-%m-%d", " %H:%M"),
            str(entry.paragraphs),
            terminal.text(entry.title),
            terminal.text(entry.source or ""),
            *groups,
        )
    terminal.print_table(table)


def _day(published: datetime | None, day: str, time: str) -> str:
    """The day and, where one is known, the time: a date without one is read as midnight."""
    if published is None:
        return ""
    return published.strftime(day if published.time() == time_of_day.min else day + time)


def _print_article(article: Article) -> None:
    """Print the article with its paragraphs' numbers."""
    terminal.out.print(terminal.text(article.title, "bold"))
    published = _day(article.published, "%-d %B %Y", ", %H:%M")
    details = (article.byline, published, article.section, article.source, article.url)
    terminal.out.print(terminal.text(" · ".join(each for each in details if each), "dim"))
    for each in article.publications:
        elsewhere = (each.source, _day(each.published, "%-d %B %Y", ""), each.url)
        also = " · ".join(part for part in elsewhere if part)
        terminal.out.print(terminal.text(f"The same text: {also}", "dim"))
    for paragraph in article.paragraphs:
        terminal.out.print()
        terminal.print_beside(f"[{paragraph.number}] ", terminal.text(paragraph.text))
