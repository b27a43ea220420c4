"""Questions of what happened when: a timeline, what came after something, when it was."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from index.language.en.asking import ASKED_FOR, POLITE
from index.language.folding import fold

_TIMELINE: Final = (
    r"(?:time ?lines?|chronolog(?:y|ies)|(?:sequence|order|course) of (?:the )?events)"
)
_WHOLE: Final = re.compile(
    r"(?:what (?:all )?happened,? (?:and )?(?:when|in (?:what|which) order|in order|by date)"
    r"|(?:what|which) (?:things )?happened (?:at |on )?(?:what|which) (?:time|date|day)s?"
    r"|in (?:what|which) order did (?:things|it all|everything|the events|events|this) happen"
    r"|how did (?:the )?(?:events|things|it all|everything|this|it) unfold"
    r"|(?:all |every )?(?:the |of the )?(?:main |key |important )?(?:events?|things|what happened)"
    r",? (?:that happened )?(?:in (?:the )?(?:right |chronological |time )?order"
    r"|chronologically|by date|with (?:their )?dates|one by one))"
    r"(?: (?:in|of|for|about) (?P<matter>.*))?"
)
_OF_MATTER: Final = re.compile(
    rf"{_TIMELINE}(?: of events)?(?:(?: of| for| on| about| in| around)? (?P<matter>.*))?"
)
_MATTER_FIRST: Final = re.compile(rf"(?P<matter>.*) {_TIMELINE}")
_BESIDE: Final = re.compile(
    r"(?:what|which events?|what else|anything)(?:'s| has| had| have)? ?"
    r"(?:happened|happens|happen|occurred|took place|came|followed|was done|events)"
    r" (?:right |just |immediately |shortly |in the (?:days|weeks|months|years) |soon )?"
    r"(?P<relation>after|before|since|following|on|in|during|last)\b ?(?P<event>.*)"
)
_NEXT: Final = re.compile(
    r"(?:and )?(?:then )?(?:what|which events?)(?:'s| has| had)? (?:happened|came|followed|happens)"
    r"(?: next| then| afterwards?| after that| later| since(?: then)?| subsequently|)"
)
_COMING: Final = re.compile(
    # "What is" is taken off as what asks for something.
    r"(?:what(?:'s| is| are| will)? (?:the )?(?:happens?|happening|comes?|next)"
    r"|(?:what(?:'s| is| are)? )?(?:the )?(?:planned|coming up|next steps?))(?: next)?"
    r" (?:with|in|to|for|about) (?P<matter>[^,]{1,200})(?:,? in order)?"
)
_WHEN: Final = re.compile(
    r"\b(?:when|since when|(?:what|which) (?:exact )?(?:day|date|year|month|time|week)"
    r"|how long ago|the date)\b"
)
_EMPTY: Final = re.compile(
    r"(?:the|this|that|it|its|all|whole|entire|events?|everything|things?|story|article|case|news"
    r"|text|report|affair|matter|what happened|please|pls|here|in|of|these|those|stories|articles"
    r"|his|her|their|life|lives|career"
    r"|\W)*"
)


class Relation(Enum):
    """How the events that are asked for stand to the one that is named."""

    ALL = "all"
    AFTER = "after"
    BEFORE = "before"
    ON = "on"  # at the time that is named
    NEXT = "next"  # after what was answered last
    COMING = "coming"  # what is to come


class ChronologyQuestion(NamedTuple):
    """The events that are asked for: of `matter`, all when it is empty, as `relation` says."""

    matter: str
    relation: Relation = Relation.ALL


_RELATIONS: Final = {
    "after": Relation.AFTER,
    "following": Relation.AFTER,
    "since": Relation.AFTER,
    "before": Relation.BEFORE,
}


def chronology_question_of(question: str) -> ChronologyQuestion | None:
    """What events a question asks for in their order; None when it asks for something else."""
    # Of a follow-up the last question says what is asked for.
    last = fold(question).rstrip("?!. ").rsplit("? ", 1)[-1]
    plain = POLITE.sub("", ASKED_FOR.sub("", last, count=1), count=1).strip(" ,")
    if match := (
        _WHOLE.fullmatch(plain) or _OF_MATTER.fullmatch(plain) or _MATTER_FIRST.fullmatch(plain)
    ):
        matter = match["matter"] or ""
        return ChronologyQuestion("" if _EMPTY.fullmatch(matter) else matter)
    if _NEXT.fullmatch(plain) and plain.split()[-1] not in ("happened", "happens", "came"):
        return ChronologyQuestion("", Relation.NEXT)
    if match := _COMING.fullmatch(plain):
        return ChronologyQuestion(match["matter"], Relation.COMING)
    if match := _BESIDE.fullmatch(plain):
        event = match["event"]
        if event in ("that", "this", "it", "then"):
            return ChronologyQuestion("", Relation.NEXT) if match["relation"] != "before" else None
        relation = _RELATIONS.get(match["relation"], Relation.ON)
        if relation is Relation.ON and match["relation"] == "last":
            event = f"last {event}"
        return ChronologyQuestion(event, relation) if event else None
    return None


def asks_when(question: str) -> bool:
    """Whether it asks for a time: "when", "since when", "what day"."""
    return _WHEN.search(fold(question)) is not None
