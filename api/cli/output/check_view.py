"""How a checked draft looks in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from api.cli.output import terminal
from api.presentation.checking_words import judged_by
from api.presentation.findings import NOT_JUDGED, SIGNS
from api.presentation.quantities import counted
from assistant.rendering.notes import search_note
from index.language.folding import straighten

if TYPE_CHECKING:
    from assistant.draft_check import CheckedDraft, CheckedSentence
    from assistant.types import Citation

_STYLES: Final = {
    "supported": "green",
    "contradicted": "bold red",
    "said_by_somebody_else": "bold red",
    "not_clearly_said": "yellow",
    "nothing_about_it": "yellow",
    "no_claim": "dim",
}
_INDENT: Final = "  "


class CheckView:
    """Prints the sentences of one draft; an article's title is named where it changes."""

    def __init__(self) -> None:
        self._article: str | None = None

    def print_sentence(self, sentence: CheckedSentence) -> None:
        """Print a sentence of the draft, its finding, and beneath it the article's sentence."""
        finding = sentence.finding.value
        sign, style = SIGNS[finding], _STYLES[finding]
        terminal.print_beside(f"{sign} ", terminal.text(sentence.text), style)
        _print_indented(terminal.text(_finding(sentence), style))
        if sentence.judge:
            _print_indented(terminal.text(f"the judge: {sentence.judge}", style))
        for citation in sentence.citations:
            self._print_citation(sentence, citation)
        if sentence.unknown:
            named = ", ".join(f"[{label}]" for label in sentence.unknown)
            _print_indented(terminal.text(f"{named} names no paragraph here", "yellow"))
        terminal.out.print()

    def print_counts(self, checked: CheckedDraft) -> None:
        """Print how many sentences there are of each finding."""
        counts = [
            f"{number} {finding.word}" for finding, number in checked.counts.items() if number
        ]
        sentences = counted(len(checked.sentences), "sentence")
        terminal.out.print(Text(f"{sentences}: {', '.join(counts)}", "bold"))
        if lack := checked.searched_without:
            terminal.out.print(terminal.text(f"Note: {search_note(lack).text}", "dim"))
        if checked.judge:
            terminal.out.print(terminal.text(judged_by(checked.judge), "dim"))

    def _print_citation(self, sentence: CheckedSentence, citation: Citation) -> None:
        label = f"{_INDENT}[{citation.label}] "
        where = f"paragraph {citation.paragraph}"
        if citation.article_id != self._article:
            where = citation.where
            self._article = citation.article_id
        # What is copied need not be read twice.
        if straighten(citation.quote) == straighten(sentence.text):
            terminal.print_beside(label, terminal.text(f"word for word, {where}", "dim"))
            return
        terminal.print_beside(label, terminal.text(citation.quoted))
        terminal.print_beside(" " * len(label), terminal.text(where, "dim"))


def _finding(sentence: CheckedSentence) -> str:
    words = NOT_JUDGED.get(sentence.kind.value, sentence.finding.word)
    return f"{words}: {sentence.detail}" if sentence.detail else words


def _print_indented(text: Text) -> None:
    terminal.print_beside(_INDENT, text)
