"""How an answer to a question of the set did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from tests.benchmarks.asked.question_set import Alternatives, Expected

ANSWERED: Final = "answered"
REFUSED: Final = "refused"


class Grade(Enum):
    """What became of a question; the values are the headings of the table."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    WRONGLY_REFUSED = "wrongly refused"
    RIGHTLY_REFUSED = "rightly refused"


AS_IT_SHOULD: Final = (Grade.RIGHT, Grade.RIGHTLY_REFUSED)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back: `cited` are paragraphs as "article:number"."""

    outcome: str
    text: str
    claims: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    cited: frozenset[str] = frozenset()


def grade(expected: Expected, heard: Heard, speakers: Sequence[Alternatives] = ()) -> Grade:
    """The grade of an answer; `speakers` are all that speak in the articles asked about."""
    if heard.outcome != ANSWERED:
        if heard.outcome not in expected.outcome:
            return Grade.WRONGLY_REFUSED
        return Grade.RIGHTLY_REFUSED if heard.outcome == REFUSED else Grade.RIGHT
    if ANSWERED not in expected.outcome:
        return Grade.WRONG
    if any(holds(heard.text, phrase) for phrase in expected.must_not):
        return Grade.WRONG
    if expected.stance and _falsely_named(expected, heard, speakers):
        return Grade.WRONG
    return _graded_by_content(expected, heard)


def holds(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text, whatever its case, spaces and quotation marks."""
    return _position(plain(text), phrase, 0) is not None


def plain(text: str) -> str:
    """A text as phrases are looked for in it."""
    straight = text.translate(str.maketrans("“”„‘’\xa0", '"""\'\' '))
    return " ".join(straight.lower().split())


def _graded_by_content(expected: Expected, heard: Heard) -> Grade:
    everything = plain(" ".join((heard.text, *heard.quotes)))
    own = plain(heard.text)
    found = [_any(everything, group) for group in expected.must]
    found += [_any(own, group) for group in expected.speakers]
    cited = _cites(expected, heard.cited)
    if not any(found or [cited]):
        return Grade.WRONG
    whole = all(found) and cited and _in_order(everything, expected.order)
    return Grade.RIGHT if whole else Grade.PARTLY


def _any(text: str, group: Alternatives) -> bool:
    return any(_position(text, phrase, 0) is not None for phrase in group)


def _position(text: str, phrase: str, start: int) -> int | None:
    """Where a phrase ends in a plain text, as words of their own."""
    pattern = re.compile(rf"(?<!\w){re.escape(plain(phrase))}(?!\w)")
    match = pattern.search(text, start)
    return match.end() if match else None


def _in_order(text: str, phrases: Iterable[str]) -> bool:
    start = 0
    for phrase in phrases:
        end = _position(text, phrase, start)
        if end is None:
            return False
        start = end
    return True


def _cites(expected: Expected, cited: frozenset[str]) -> bool:
    some = not expected.cites_any or bool(cited.intersection(expected.cites_any))
    return some and cited.issuperset(expected.cites_all)


# --- Naming somebody falsely ----------------------------------------------------------------

STANCES: Final = {
    "declines": r"declin|refus|did not answer|not respond|would not (?:say|comment)",
    "denies": r"\bden(?:y|ies|ied)|reject|disput|contradict|disagree|rule[sd]? out|untrue|\bnever\b"
    r"|\bnot so\b|opposite|otherwise|\b(?:do|does|did) not\b|nobody|\bno one\b",
    "doubts": r"doubt|not convinced|sceptic|skeptic|not sure|unsure|uncertain",
    "asks": r"\bask|demand|\bcall(?:s|ed)? for\b|\bwhether\b",
}
"""Words that give a sentence another stance than "says", the first that fits."""

_QUOTATION: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SAYS: Final = re.compile(
    r"\b(?:sa(?:y|ys|id)|told|den(?:y|ies|ied)|confirm(?:s|ed)?|doubt(?:s|ed)?|called?|calls)\b"
)


def stance(claim: str) -> str:
    """The stance that a sentence of an answer gives to those it names."""
    told = plain(claim)
    return next((name for name, words in STANCES.items() if re.search(words, told)), "says")


def _falsely_named(expected: Expected, heard: Heard, speakers: Sequence[Alternatives]) -> bool:
    allowed = {plain(name) for group in expected.speakers for name in group}
    allowed |= {plain(name) for name in expected.also}
    others = [group for group in speakers if not allowed.intersection(map(plain, group))]
    told = [_QUOTATION.sub(" ", claim) for claim in heard.claims]
    return any(
        _any(_saying(claim), group)
        for claim in told
        if stance(claim) == expected.stance
        for group in others
    )


def _saying(claim: str) -> str:
    """Where a sentence names who says it: before its verb, or behind it ("…”, said X")."""
    told = plain(claim)
    verb = _SAYS.search(told)
    if verb is None:
        return told
    before = told[: verb.start()]
    return before if any(map(str.isalpha, before)) else told.partition(" that ")[0]
