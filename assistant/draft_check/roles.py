"""Who did what to whom, turned round: "Ann sued Ben" for "Ben sued Ann"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from assistant.verification.detectors.names import common
from assistant.verification.support.lexical_support import ordered_terms
from assistant.verification.text_view import TextView
from index.language.en.grammar.function_words import BE

_LONGEST: Final = 160  # characters between two who have to do with one another
_STATES: Final = re.compile(r"\bUnited States\b")  # so that it is one name
_OF: Final = re.compile(r"^\W*,|\bof\s*$")
_AGENT: Final = re.compile(r"\bby\b")
_MUTUAL: Final = re.compile(r"\b(?:and|or|with|met|meets?|meeting|marri\w+|between)\b")
_BE: Final = re.compile(rf"\b(?:{'|'.join(sorted(BE))})\b")


class _Pair(NamedTuple):
    """Two names in a text, and the words between them."""

    first: str
    second: str
    between: str

    @property
    def is_passive(self) -> bool:
        """Whether the second is the one who does it."""
        return bool(_BE.search(self.between) and _AGENT.search(self.between))

    @property
    def is_mutual(self) -> bool:
        """Whether each of them does it to the other: "Ann met Ben"."""
        return _MUTUAL.search(self.between) is not None


def changed_over(claim: TextView, theirs: TextView) -> tuple[str, str] | None:
    """Two names that have changed places around the same words."""
    both = _common_names(claim) & _common_names(theirs)
    others: dict[tuple[str, str], list[_Pair]] = {}
    for pair in _pairs(theirs, both):
        others.setdefault((common(pair.first), common(pair.second)), []).append(pair)
    kept = set(others)
    for pair in _pairs(claim, both):
        one, two = common(pair.first), common(pair.second)
        if (one, two) in kept:
            continue
        for other in others.get((two, one), ()):
            if (
                pair.is_passive == other.is_passive
                and not pair.is_mutual
                and _are_alike(pair.between, other.between)
            ):
                return pair.first, pair.second
    return None


def _common_names(view: TextView) -> frozenset[str]:
    return frozenset(map(common, TextView(_STATES.sub("U.S.", view.straight)).names))


def _are_alike(one: str, two: str) -> bool:
    """Whether both have most of their content words in common."""
    own, theirs = (frozenset(ordered_terms(each.casefold())) for each in (one, two))
    alike = len(own & theirs)
    # One word may be a noun that both belong to: "a critic of Ann".
    enough = 1 if not (_OF.search(one) or _OF.search(two)) else 2
    return alike >= enough and 2 * alike > max(len(own), len(theirs))


def _pairs(view: TextView, among: Collection[str]) -> Iterator[_Pair]:
    """Each two of these names in a text, with what stands between them."""
    text = _STATES.sub("U.S.", view.straight)
    places = sorted(
        (match.start(), match.end(), name)
        for name in TextView(text).names
        if common(name) in among
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    )
    for at, (_, end, first) in enumerate(places):
        for start, _, second in places[at + 1 :]:
            if start - end > _LONGEST:
                break
            between = text[end:start]
            if between.strip() and common(first) != common(second):
                yield _Pair(first, second, between)
