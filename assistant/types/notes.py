"""What a reader should know of an answer, beside what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class NoteKind(Enum):
    """What a note tells of an answer."""

    LANGUAGE = "language"  # an article is in a language that no rule reads
    REPLY_LANGUAGE = "reply_language"  # the model wrote in another language than the articles
    INSTRUCTION = "instruction"  # what is quoted tells its reader what to do
    DISPUTED = "disputed"  # sources of the article disagree
    OLDER = "older"  # sentences are of articles of different days
    CORRECTED = "corrected"  # an article corrects what another says
    SCOPE = "scope"  # only the articles were looked at that the question names
    JUDGE = "judge"  # a judge that has passed could not be asked
    SPEAKERS = "speakers"  # who does speak, where somebody else was asked for
    CLAIMED = "claimed"  # whether it is so is not decided: this is who says what of it
    MORE = "more"  # how much else there is that is not shown
    NOT_KEPT = "not_kept"  # the library could not be written: nobody can ask for the answer again
    SEARCH = "search"  # it was found by words alone
    TIME = "time"  # which day “Tuesday” is, by the article's date


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader should know of an answer, beside what it says."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class AskedScope:
    """The articles that a question names itself: "in the Harbour Gazette, October 2026".

    `article_ids` are the newest of them, `articles` is how many there are.
    """

    words: str
    article_ids: tuple[str, ...]
    articles: int
