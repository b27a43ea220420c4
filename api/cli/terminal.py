"""How things look in a terminal; plain lines when the output is piped.

Text from articles and questions is never read as markup, and no control character in it is sent.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from api.plurals import counted
from assistant.types import Answer, Citation, Claim, ContextUse
from index.language.visible_text import visible

if TYPE_CHECKING:
    from api.keys import Key
    from assistant.scored_sentence import ScoredSentence
    from index.store.records import Entry
    from index.types import Article, Passage

out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
err = Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())


def text(content: str, style: str = "") -> Text:
    """Text from outside, as it stands and harmless."""
    return Text(visible(content), style)


def complain(message: str) -> None:
    """What went wrong, to standard error."""
    err.print(Text("assistant: ", "bold red") + text(message))


def tell(message: str) -> None:
    """What was done, to standard error."""
    err.print(text(message))


def print_claim(claim: Claim) -> None:
    """A sentence of the answer, as it comes."""
    sentence = text(claim.text)
    sentence.highlight_regex(r"\[[A-Z]*\d+\]", "cyan")
    out.print(sentence)


def print_evidence(answer: Answer) -> None:
    """Below the answer: what the cited paragraphs say, or the closest passage."""
    if answer.failure:
        complain(answer.failure)
    if not answer.claims:
        out.print(text(answer.text))
        if answer.closest:
            out.print("\nThe closest passage:", style="dim")
            _print_quote(answer.closest)
        return
    out.print()
    cited = [citation for claim in answer.claims for citation in claim.citations]
    for citation in dict.fromkeys(cited):
        if citation.quote in answer.text:
            _print_beside(f"[{citation.label}] ", text(citation.where, "dim"))
        else:
            _print_quote(citation)


def print_withheld(answer: Answer, *, every: bool) -> None:
    """How much of what the model wrote is not shown and, where `every`, what and why."""
    if not answer.withheld:
        return
    sentences = counted(len(answer.withheld), "sentence")
    err.print(
        f"\n{sentences} of the model withheld; `assistant answers show {answer.id}` says why.",
        style="dim",
    )
    if every:
        _print_reasons(err, answer)


def _print_reasons(console: Console, answer: Answer) -> None:
    for each in answer.withheld:
        reason = Text(f"{each.reason}: ", "yellow")
        console.print(reason + text(f"{each.text} ({each.detail})" if each.detail else each.text))


def print_answers(answers: Sequence[Answer]) -> None:
    """Answers given before, one a row."""
    table = new_table("id", "asked", "outcome", "question", "model")
    for answer in answers:
        table.add_row(
            Text(answer.id, "cyan", no_wrap=True),
            f"{answer.asked.astimezone():%Y-%m-%d %H:%M}",
            answer.outcome.value,
            text(answer.standalone_question),
            text(answer.model),
        )
    print_table(table)


def print_answer(answer: Answer) -> None:
    """An answer given before, with all that is known of how it came about."""
    out.print(text(answer.question, "bold"))
    if answer.standalone_question != answer.question:
        out.print(text(f"understood as: {answer.standalone_question}", "dim"))
    out.print()
    for claim in answer.claims:
        print_claim(claim)
        if claim.proposed:
            out.print(text(f"    in place of: {claim.proposed}", "dim"))
    print_evidence(answer)
    if answer.withheld:
        out.print("\nWithheld:", style="dim")
        _print_reasons(out, answer)
    out.print()
    for line in _figures(answer):
        out.print(text(line, "dim"))


def _figures(answer: Answer) -> Iterator[str]:
    """How an answer came about, and what it took."""
    asked = f"{answer.asked.astimezone():%Y-%m-%d %H:%M}"
    prompt = f" with prompt {answer.prompt.name} {answer.prompt.hash}" if answer.prompt else ""
    yield f"{answer.outcome.value}, {asked}, by {answer.model}{prompt}"
    usage, times = answer.usage, answer.timings
    if answer.calls:
        cost = "" if usage.cost is None else f", ${usage.cost:.4f}"
        yield (
            f"{usage.prompt_tokens} tokens in ({usage.cached_tokens} of them cached), "
            f"{usage.completion_tokens} out{cost}, in {len(answer.calls)} calls"
        )
    if answer.context:
        yield _given(answer.context)
    if judged := answer.judged:
        said = f"{judged.yes} yes, {judged.no} no, {judged.unchecked} unchecked"
        yield f"the second judge, of what was doubtful: {said}"
    yield f"done after {times.total_ms:.0f} ms, {times.search_ms:.0f} of them searching"


def _given(use: ContextUse) -> str:
    given = "whole articles" if use.whole else f"paragraphs {', '.join(use.given)}"
    left_out = f"; no room for {', '.join(use.left_out)}" if use.left_out else ""
    return f"the model was given {given}{left_out}"


def _print_quote(citation: Citation) -> None:
    label = f"[{citation.label}] "
    _print_beside(label, text(citation.quoted))
    _print_beside(" " * len(label), text(citation.where, "dim"))


def _print_beside(label: str, body: Text) -> None:
    """A label and, beside it, text that wraps under itself; one line when piped."""
    if not out.is_terminal:
        out.print(Text(label) + body)
        return
    row = Table.grid()
    row.add_column(width=len(label), style="cyan", no_wrap=True)
    row.add_column()
    row.add_row(Text(label), body)
    out.print(row)


def print_articles(entries: Sequence[Entry]) -> None:
    """The library's articles, one a row."""
    table = new_table("id", "published", "paragraphs", "title", "source")
    for entry in entries:
        table.add_row(
            Text(entry.id, "cyan", no_wrap=True),
            f"{entry.published:%Y-%m-%d %H:%M}" if entry.published else "",
            str(entry.paragraphs),
            text(entry.title),
            text(entry.source or ""),
        )
    print_table(table)


def print_keys(keys: Sequence[Key]) -> None:
    """The server's API keys, one a row."""
    table = new_table("id", "made", "role", "name", "")
    for key in keys:
        table.add_row(
            Text(key.id, "cyan", no_wrap=True),
            f"{key.made.astimezone():%Y-%m-%d %H:%M}",
            key.role.value,
            text(key.name),
            Text("revoked" if key.revoked else ""),
        )
    print_table(table)


def print_article(article: Article) -> None:
    """The article with its paragraphs' numbers."""
    out.print(text(article.title, "bold"))
    published = f"{article.published:%d %B %Y, %H:%M}" if article.published else None
    known = (article.byline, published, article.section, article.source, article.url)
    out.print(text(" · ".join(each for each in known if each), "dim"))
    for paragraph in article.paragraphs:
        out.print()
        _print_beside(f"[{paragraph.number}] ", text(paragraph.text))


def print_passages(passages: Sequence[Passage]) -> None:
    """What a search found, with the scores of each side."""
    print_table(_passage_table(passages))


def _passage_table(passages: Sequence[Passage]) -> Table:
    table = new_table("score", "dense", "BM25", "match", "article", "¶", "best sentence")
    for passage in passages:
        table.add_row(
            f"{passage.score:.2f}",
            f"{passage.dense:.2f}",
            f"{passage.lexical:.2f}",
            f"{passage.match:.2f}",
            text(passage.article.id, "cyan"),
            str(passage.paragraph.number),
            text(passage.sentence.text),
        )
    return table


def explain(passages: Sequence[Passage], judged: Sequence[ScoredSentence], enough: float) -> None:
    """The ranking, and how likely the best sentences answer, to standard error."""
    err.print(_passage_table(passages))
    err.print(f"\nlikely to answer ({enough:.2f} is enough):", style="dim")
    for found in judged[:5]:
        label = f"{found.probability:.2f} [{found.paragraph}] "
        err.print(Text(label, "cyan") + text(found.sentence.text))
    err.print()


def print_findings(findings: Sequence[tuple[str, bool, str]]) -> None:
    """What was looked at, whether it is well, and the detail."""
    table = new_table("", "", "")
    table.show_header = False
    for name, well, detail in findings:
        mark = Text("ok", "green") if well else Text("wrong", "bold red")
        table.add_row(mark, name, text(detail))
    print_table(table)


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while something runs; call it with what is done and the total."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=err, transient=True, disable=quiet or not err.is_terminal
    ) as bar:
        task = bar.add_task(escape(visible(what)), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def new_table(*headings: str) -> Table:
    """A table without lines, a column a heading."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def print_table(table: Table) -> None:
    """As a table in a terminal, otherwise as lines with tabs, without headings."""
    if out.is_terminal:
        out.print(table)
        return
    for cells in zip(*(column.cells for column in table.columns), strict=True):
        print("\t".join(" ".join(str(cell).split()) for cell in cells))
