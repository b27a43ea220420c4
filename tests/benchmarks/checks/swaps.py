"""Lies that keep a sentence's words: names and figures change places, owners are what they own.

None is chosen by what the check would find. Some are true by chance: "the first round" of a
sentence may be its only one, and a time may hold of two things that were done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

_MOST: Final = 3  # lies of a kind made of a sentence

_NAME: Final = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,})(?: [A-Z][a-z]{2,})*(?![’'\w])")
_ROLE: Final = re.compile(
    r"\b(?:the|a|an|his|her|their) [a-z]{4,}(?= (?!of\b)[a-z])|\b(?:he|she|they)\b"
)
_NUMBER: Final = re.compile(r"(?<![\w.,$£€])\d+(?:[.,]\d+)*(?![\w,.]\d|[\w%])")
_OWNER: Final = re.compile(r"(?P<owner>(?:[Tt]he )?[A-Z]?[\w-]{3,})[’']s [a-z]+(?= [a-z]+ed\b)")
_PEOPLE_OF: Final = re.compile(
    r"\b(?:supporters|members|leaders|officials|relatives|lawyers?|friends|critics|opponents"
    r"|(?:spokes|chair)(?:man|woman)|heads?|director|mother|father|son|daughter) of ",
    re.IGNORECASE,
)
_QUALIFIER: Final = re.compile(
    r"\b(?:almost|nearly|first|second|former|acting|alleged|attempted|planned|proposed|deputy|only"
    r"|most|some|partly|half of|part of|up to|at least|more than|less than) "
)
_TO: Final = re.compile(
    r"\b(?:planned|threatened|failed|refused|tried|wanted|hoped|agreed|promised|began|asked|ordered)"
    r" to (?=[a-z])"
)
_THING: Final = r"(?:(?:the|a|an|his|her|their|its) )?[\w’'-]+"
_THAN: Final = re.compile(
    rf"(?P<one>\b{_THING})(?P<is> (?:[\w’'-]+ ){{1,3}}than (?:in |on |at |for |by )?)"
    rf"(?P<two>{_THING})"
)
_BEATEN: Final = re.compile(
    r"(?P<one>\b[A-Z]\w+)(?P<is> (?:beat|beats|defeated|defeats|overtook|outsold|trails?|leads?) )"
    r"(?P<two>(?:the )?[A-Z]\w+)"
)
_CLAUSE: Final = re.compile(
    r", (?:who|which|where|whose|[a-z]+ing|[a-z]+ed) [^,.;:“”\"]{8,80}(?=,|\.$)"
)
_WHEN: Final = re.compile(
    r" (?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in (?:19|20)\d\d|in [A-Z][a-z]+"
    r"|at the [a-z]+|last (?:week|month|year)|in the [a-z]+)(?=[ ,.])"
)
_VERB: Final = r" (?=(?:[a-z]+ed|is|are|was|were|has|have|had|will|would|said|says)\b)"
_DONE_TO: Final = re.compile(
    r"^(?P<one>[^,;:“”]{3,60}) (?P<did>(?:was|were) [a-z]+ed) by (?P<two>[^,;:.“”]{3,60})"
)
_DID: Final = re.compile(
    r"^(?P<one>[^,;:“”]{3,40}?) (?P<did>[a-z]{3,}ed) (?P<two>(?:the |a )?[A-Z]?[a-z]+)(?=[ .,])"
)


def names_swapped(text: str) -> Iterator[str]:
    """Two names of the sentence in each other's place."""
    yield from _swapped(text, _NAME)


def roles_swapped(text: str) -> Iterator[str]:
    """Two people or things without a name in each other's place: "the hospital sued the family"."""
    yield from _swapped(text, _ROLE)


def numbers_swapped(text: str) -> Iterator[str]:
    """Two numbers in each other's place."""
    yield from _swapped(text, _NUMBER)


def numbers_fetched(text: str, following: str) -> Iterator[str]:
    """A number of the next sentence in the place of one."""
    others = [each[0] for each in _NUMBER.finditer(following)]
    for found, other in zip(_NUMBER.finditer(text), others, strict=False):
        if found[0] != other:
            yield f"{text[: found.start()]}{other}{text[found.end() :]}"


def owners(text: str) -> Iterator[str]:
    """The minister for the minister's son, the mayor for supporters of the mayor."""
    for found in _OWNER.finditer(text):
        yield f"{text[: found.start()]}{found['owner']}{text[found.end() :]}"
    for found in _PEOPLE_OF.finditer(text):
        yield _opening(f"{text[: found.start()]}{text[found.end() :]}")


def unqualified(text: str) -> Iterator[str]:
    """Without a word that limits, or without "threatened to"."""
    for pattern in (_QUALIFIER, _TO):
        for found in pattern.finditer(text):
            yield _opening(f"{text[: found.start()]}{text[found.end() :]}")


def comparisons_reversed(text: str) -> Iterator[str]:
    """What is compared, in each other's place: "higher in Spain than in France", "beat"."""
    for pattern in (_THAN, _BEATEN):
        for found in pattern.finditer(text):
            reversed_ = f"{found['two']}{found['is']}{found['one']}"
            yield _opening(f"{text[: found.start()]}{reversed_}{text[found.end() :]}")


def clauses_moved(text: str, following: str) -> Iterator[str]:
    """A clause or a time behind another name or verb, of the sentence or of the next."""
    for found in [*_CLAUSE.finditer(text), *_WHEN.finditer(text)][:_MOST]:
        rest = f"{text[: found.start()]}{text[found.end() :]}".replace(",,", ",")
        spots = [*_NAME.finditer(rest), *re.finditer(r"\b[a-z]+ed\b(?= [a-z])", rest)]
        for spot in [each for each in spots if each.end() != found.start()][:_MOST]:
            moved = found[0] + ("," if found[0].startswith(",") and rest[spot.end()] != "." else "")
            yield f"{rest[: spot.end()]}{moved}{rest[spot.end() :]}"
    for found in [*_WHEN.finditer(text)][:1]:
        if following and not _WHEN.search(following):
            yield f"{following.rstrip('.')}{found[0]}."


def glued(text: str, following: str) -> Iterator[str]:
    """The beginning of one sentence, up to its first verb with -ed, and the end of the next."""
    yield from _glued(text, following, r" (?=[a-z]+ed\b)")


def merged(text: str, following: str) -> Iterator[str]:
    """The subject of one sentence and what another tells of its own, either way."""
    yield from _glued(text, following, _VERB)
    yield from _glued(following, text, _VERB)


def passives_turned(text: str) -> Iterator[str]:
    """Who did it for whom it was done to: "was sued by" turned round, or put for "sued"."""
    if found := _DONE_TO.match(text):
        two = _opening(found["two"])
        yield f"{two} {found['did']} by {found['one']}{text[found.end() :]}"
    if found := _DID.match(text):
        rest = text[found.end() :]
        yield f"{found['one']} was {found['did']} by {found['two']}{rest}"
        yield f"{_opening(found['two'])} {found['did']} {found['one']}{rest}"


def _glued(text: str, following: str, verb: str) -> Iterator[str]:
    first, second = re.search(verb, text), re.search(verb, following)
    if first is None or second is None:
        return
    subject = text[: first.start()]
    # "And he left", with the subject "He", is no lie.
    if not following[: second.start()].lower().endswith(subject.lower()):
        yield f"{subject}{following[second.start() :]}"


def _swapped(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    pairs = combinations(pattern.finditer(text), 2)
    others = [(one, two) for one, two in pairs if one[0] != two[0]]
    for one, two in others[:_MOST]:
        between = text[one.end() : two.start()]
        yield f"{text[: one.start()]}{two[0]}{between}{one[0]}{text[two.end() :]}"


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
