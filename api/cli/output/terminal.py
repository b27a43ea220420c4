"""Output for a terminal, in plain lines when it is piped: text, tables, progress.

Text from articles and questions is never read as markup, and no control character in it is sent.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from index.language.visible_text import visible

# soft_wrap: in a pipe a line stays one line, however long.
out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
err = Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())


def text(content: str, style: str = "") -> Text:
    """Text from outside, with nothing in it that could steer the terminal."""
    return Text(visible(content), style)


def complain(message: str) -> None:
    """Print to standard error what went wrong."""
    err.print(Text("assistant: ", "bold red") + text(message))


def tell(message: str) -> None:
    """Print to standard error what was done."""
    err.print(text(message))


def print_beside(label: str, body: Text, style: str = "cyan") -> None:
    """Print a label and, beside it, text that wraps under itself; one line when piped."""
    if not out.is_terminal:
        out.print(Text(label) + body)
        return
    row = Table.grid()
    row.add_column(width=len(label), style=style, no_wrap=True)
    row.add_column()
    row.add_row(Text(label), body)
    out.print(row)


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[..., None]]:
    """Show a bar on standard error while something runs.

    It yields a function to be called with what is done and the total, and with what is done now
    where that is something else.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=err, transient=True, disable=quiet or not err.is_terminal
    ) as bar:
        task = bar.add_task(escape(visible(what)), total=None)

        def update(done: int, total: int, now: str = what) -> None:
            bar.update(task, completed=done, total=total, description=escape(visible(now)))

        yield update


def new_table(*headings: str) -> Table:
    """A table without lines, a column a heading."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def print_table(table: Table) -> None:
    """Print it as a table in a terminal, otherwise as lines with tabs and without headings."""
    if out.is_terminal:
        out.print(table)
        return
    for line in _lines(table):
        print(line)


def explain_table(table: Table) -> None:
    """Print it to standard error, with its headings; where that is piped, as lines with tabs."""
    # Both may end in one file, where what was printed before has to stand before.
    out.file.flush()
    if err.is_terminal:
        err.print(table)
        return
    print("\t".join(str(column.header) for column in table.columns), file=err.file)
    for line in _lines(table):
        print(line, file=err.file)


def _lines(table: Table) -> Iterator[str]:
    for cells in zip(*(column.cells for column in table.columns), strict=True):
        yield "\t".join(" ".join(str(cell).split()) for cell in cells)
