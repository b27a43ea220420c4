"""What the articles' ledger has to a question: told to a model, and held against its reply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answerers import ledger_answer
from assistant.answerers.asked import Asked
from assistant.generation.disputed import Point, disputed
from assistant.generation.ledger_lines import MOST, LedgerLine, ledger_lines
from assistant.rendering.labels import Labels
from assistant.types import Claim, Kind, Note, NoteKind
from index.types import Place

_ANYBODYS: Final = (NoteKind.CLAIMED, NoteKind.DISPUTED)
"""Notes that hold whoever answers."""

_LISTS: Final = (Kind.STATEMENTS, Kind.SOURCES, Kind.CHRONOLOGY, Kind.LIST, Kind.ARTICLES)
"""Kinds of questions that ask for everything of a kind."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lines that a model is told, and what its reply is completed by.

    `disputed` are the points that sources dispute: those that the reply leaves out are added to it.
    `is_list` says that the question asks for everything of a kind, `notes` hold for any answer.
    """

    lines: Sequence[LedgerLine] = ()
    disputed: Sequence[Point] = ()
    is_list: bool = False
    notes: Sequence[Note] = ()

    @classmethod
    def of(cls, asked: Asked) -> Ledger:
        """The ledger's part in the answer to a question; empty for kinds that it does not know."""
        found = ledger_answer(asked)
        return cls(
            ledger_lines(asked, found),
            disputed(asked, found),
            asked.kind in _LISTS,
            [each for each in (found.notes if found else ()) if each.kind in _ANYBODYS],
        )

    def notes_on(self, claims: Sequence[Claim], labels: Labels) -> Iterator[Note]:
        """What a reader should know beside what a model wrote: what it left out, too."""
        yield from self.notes
        told = {Place(each.article_id, each.paragraph) for one in claims for each in one.citations}
        quotes = [quote for line in self.lines[:MOST] for quote in line.quotes[-1:]]
        left = dict.fromkeys(
            f"[{labels.label(each.article, each.paragraph)}]"
            for each in quotes
            if Place(each.article.id, each.paragraph) not in told and labels.knows(each.article)
        )
        if self.is_list and left:
            yield Note(NoteKind.MORE, f"There is more on this in {', '.join(left)}.")
