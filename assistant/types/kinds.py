"""What a question asks for: the kinds of questions, as an answer names them."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Kind(Enum):
    """The kind of a question; the values are kept with answers."""

    FACT = "fact"  # all that is of no other kind
    WHO_SAYS = "who_says"  # who says, denies, doubts it; how many do; do they agree
    STATEMENTS = "statements"  # what somebody says
    SOURCES = "sources"  # who is quoted
    CHRONOLOGY = "chronology"  # what happened when, in order
    TRUTH = "truth"  # is it so?
    SUMMARY = "summary"
    COMPARISON = "comparison"  # of two speakers or articles; what is disputed
    REASON = "reason"  # why, how
    ARTICLES = "articles"  # which articles say it
    LIST = "list"  # the dates, figures, places, people
    SMALL_TALK = "small_talk"  # greetings, thanks, what this is
    NEEDS_MODEL = "needs_model"  # an opinion, a translation, arithmetic: no article's own words

    @property
    def is_list(self) -> bool:
        """Whether each sentence of its answer stands by itself, on a line of its own."""
        return self in _LISTS


_LISTS: Final = frozenset(
    {
        Kind.STATEMENTS,
        Kind.SOURCES,
        Kind.CHRONOLOGY,
        Kind.SUMMARY,
        Kind.COMPARISON,
        Kind.ARTICLES,
        Kind.LIST,
    }
)
