"""How answers and passages look in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.output import terminal
from api.cli.output.wording import reworded
from api.presentation.checking_words import HOW, QUESTION, judging
from api.presentation.quantities import counted
from assistant.types import Answer, Citation, Claim, ContextUse

if TYPE_CHECKING:
    from assistant.scored_sentence import ScoredSentence
    from index.types import Passage


def print_claim(claim: Claim, *, is_item: bool = False) -> None:
    """Print a sentence of the answer, or an item of one that is a list."""
    sentence = terminal.text(claim.text)
    sentence.highlight_regex(r"\[[A-Z]*\d+\]", "cyan")
    if is_item:
        terminal.print_beside("- ", sentence)
    else:
        terminal.out.print(sentence)


def print_evidence(answer: Answer) -> None:
    """Print what the cited paragraphs say or, where there is no answer, the closest passage."""
    if answer.failed:
        terminal.complain(reworded(answer.failed))
    if not answer.claims:
        terminal.out.print(terminal.text(answer.text))
        if answer.closest:
            terminal.out.print("\nThe closest passage:", style="dim")
            _print_quote(answer.closest)
        _print_notes(answer)
        return
    terminal.out.print()
    by_article: dict[str, list[Citation]] = {}
    for citation in dict.fromkeys(each for claim in answer.claims for each in claim.citations):
        by_article.setdefault(citation.article_id, []).append(citation)
    for cited in by_article.values():
        _print_article(cited, answer)
    _print_notes(answer)


def _print_article(cited: Sequence[Citation], answer: Answer) -> None:
    """Print an article's quotes, without those that the answer has, and where all of them are."""
    quoted = [each for each in cited if not answer.shows(each.quote)]
    for each in quoted:
        terminal.print_beside(f"[{each.label}] ", terminal.text(each.quoted))
    label = cited[0].label
    paragraphs = sorted({each.paragraph for each in cited})
    if paragraphs[1:] and not quoted:
        label = label.rstrip("0123456789")
    margin = f"[{label}] " if label else ""
    if quoted:
        margin = " " * len(margin)
    numbers = ", ".join(map(str, paragraphs))
    where = f"{cited[0].titled}, paragraph{'s' if paragraphs[1:] else ''} {numbers}"
    terminal.print_beside(margin, terminal.text(where, "dim"))


def _print_notes(answer: Answer) -> None:
    for note in answer.notes:
        terminal.out.print(terminal.text(f"Note: {note.text}", "dim"))


def print_withheld(answer: Answer, *, every: bool) -> None:
    """Print how many of the model's sentences are withheld; where `every`, also which and why."""
    if not answer.withheld:
        return
    sentences = counted(len(answer.withheld), "sentence")
    terminal.err.print(
        f"\n{sentences} of the model withheld; `assistant answers show {answer.id}` says why.",
        style="dim",
    )
    if every:
        _print_reasons(terminal.err, answer)


def print_checking(answer: Answer) -> None:
    """Print to standard error how each sentence was verified, and who judged."""
    terminal.err.print(f"\n{QUESTION}", style="dim")
    for claim in answer.claims:
        terminal.err.print(Text(f"{HOW[claim.verified]}: ", "green") + terminal.text(claim.text))
    terminal.err.print(terminal.text(judging(answer), "dim"))


def _print_reasons(console: Console, answer: Answer) -> None:
    for each in answer.withheld:
        reason = Text(f"{each.reason}: ", "yellow")
        console.print(
            reason + terminal.text(f"{each.text} ({each.detail})" if each.detail else each.text)
        )


def print_answers(answers: Sequence[Answer]) -> None:
    """Print answers given before, one a row."""
    table = terminal.new_table("id", "asked", "outcome", "question", "model")
    for answer in answers:
        table.add_row(
            Text(answer.id, "cyan", no_wrap=True),
            f"{answer.asked.astimezone():%Y-%m-%d %H:%M}",
            answer.outcome.value,
            terminal.text(answer.standalone_question),
            terminal.text(answer.model),
        )
    terminal.print_table(table)


def print_answer(answer: Answer) -> None:
    """Print an answer given before, with all that is known of how it came about."""
    terminal.out.print(terminal.text(answer.question, "bold"))
    if answer.standalone_question != answer.question:
        terminal.out.print(terminal.text(f"understood as: {answer.standalone_question}", "dim"))
    terminal.out.print()
    for claim in answer.claims:
        print_claim(claim)
        replaced = f": {claim.proposed}" if claim.proposed else ""
        terminal.out.print(terminal.text(f"    {HOW[claim.verified]}{replaced}", "dim"))
    print_evidence(answer)
    if answer.withheld:
        terminal.out.print("\nWithheld:", style="dim")
        _print_reasons(terminal.out, answer)
    terminal.out.print()
    for line in _figures(answer):
        terminal.out.print(terminal.text(line, "dim"))


def _figures(answer: Answer) -> Iterator[str]:
    """The lines that say how an answer came about, and what it took."""
    asked_at = f"{answer.asked.astimezone():%Y-%m-%d %H:%M}"
    prompt = f" with prompt {answer.prompt.name} {answer.prompt.hash}" if answer.prompt else ""
    yield f"{answer.outcome.value}, {asked_at}, by {answer.model}{prompt}"
    usage, times = answer.usage, answer.timings
    if answer.calls:
        cost = "" if usage.cost is None else f", ${usage.cost:.4f}"
        yield (
            f"{usage.prompt_tokens} tokens in ({usage.cached_tokens} of them cached), "
            f"{usage.completion_tokens} out{cost}, in {counted(len(answer.calls), 'call')}"
        )
    if answer.context:
        yield _context(answer.context)
    if judged := answer.judged:
        verdicts = f"{judged.yes} yes, {judged.no} no, {judged.unchecked} unchecked"
        yield f"judged, of what the rules leave open: {verdicts}"
    yield judging(answer)
    yield f"done after {times.total_ms:.0f} ms, {times.search_ms:.0f} of them searching"


def _context(use: ContextUse) -> str:
    content = "whole articles" if use.whole else f"paragraphs {', '.join(use.given)}"
    left_out = f"; no room for {', '.join(use.left_out)}" if use.left_out else ""
    return f"the model was given {content}{left_out}"


def _print_quote(citation: Citation) -> None:
    label = f"[{citation.label}] "
    terminal.print_beside(label, terminal.text(citation.quoted))
    terminal.print_beside(" " * len(label), terminal.text(citation.where, "dim"))


def print_passages(passages: Sequence[Passage]) -> None:
    """Print passages with the scores of either search."""
    terminal.print_table(_passage_table(passages, article=True))


def _passage_table(passages: Sequence[Passage], *, article: bool) -> Table:
    """The passages, a row each; `article` says whether theirs is named."""
    of_article = ("article",) if article else ()
    headings = ("score", "dense", "BM25", "match", *of_article, "¶", "best sentence")
    table = terminal.new_table(*headings)
    for passage in passages:
        table.add_row(
            f"{passage.score:.2f}",
            f"{passage.dense:.2f}",
            f"{passage.lexical:.2f}",
            f"{passage.match:.2f}",
            *(terminal.text(passage.article.id, "cyan") for _ in of_article),
            str(passage.paragraph.number),
            terminal.text(passage.sentence.text),
        )
    return table


def explain(passages: Sequence[Passage], judged: Sequence[ScoredSentence], enough: float) -> None:
    """Print to standard error the ranking, and how likely the best sentences answer."""
    # Of one article the name would only take the room of its sentences.
    is_mixed = len({passage.article.id for passage in passages}) > 1
    terminal.explain_table(_passage_table(passages, article=is_mixed))
    terminal.err.print(f"\nlikely to answer ({enough:.2f} is enough):", style="dim")
    for scored in judged[:5]:
        label = f"{scored.probability:.2f} [{scored.paragraph}] "
        terminal.err.print(Text(label, "cyan") + terminal.text(scored.sentence.text))
    terminal.err.print()
