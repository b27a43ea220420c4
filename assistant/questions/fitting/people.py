"""The people and organisations of a sentence, what they do and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.questions.event import event_word
from assistant.questions.fitting.mention import MAY_BE, Mention
from assistant.questions.fitting.patterns import ROLE
from index.language.en.grammar.function_words import (
    ARTICLES,
    BE,
    PREPOSITIONS,
    STOP_WORDS,
)
from index.language.en.nouns import is_organisation_noun, is_people_noun
from index.language.folding import fold
from index.language.synonyms import synonyms
from index.language.terms import content_words, terms

_NEAR: Final = 6
_IS_DOING: Final = re.compile(r"\s(?:is|was|are|were)\s(?:\w{1,30}ly\s)?\w{2,30}ing\b")
_BESIDE: Final = 3
"""Words before a last name among which a role is that of whom it names: "President Ann Lee"."""

_WORD: Final = re.compile(r"[^\W_][\w’'-]*")


_IN_OFFICE: Final = re.compile(
    r"\bwho (?:was|is|were|came|held|led|ran|headed|chaired|served)\b.{0,120}"
    r"(?<!looking )\b(?:before|after) [^\W\d_]"
)
"""A question for whoever came before or after somebody: "Who was mayor before Lee?"."""

_SUCCEEDS: Final = re.compile(
    r"\b(?:before|after|(?:predecess|success)ors?|succe(?:ed\w*|ssion)|replac\w+|took over"
    r"|takes over|followed|former\w*|previous\w*|outgoing|incoming|ex)\b"
)


def asks_for_office(question: str) -> bool:
    """Whether it is asked who came before or after somebody: "Who was mayor before Lee?"."""
    return _IN_OFFICE.search(fold(question)) is not None


def people(question: str, sentence: str) -> Iterator[Mention]:
    """Those whom the question does not name; surely meant is who does what it asks about."""
    if asks_for_office(question) and not _SUCCEEDS.search(fold(sentence)):
        return
    asked = {*terms(question), *re.findall(r"\w+", fold(question))}
    words = [*_WORD.finditer(sentence)]
    doers = _doers(question, [word[0] for word in words])
    for at, word in enumerate(words):
        if _is_somebody(word[0], asked):
            yield Mention(word.start(), word.end(), is_sure=at in doers)


def _is_somebody(word: str, asked: set[str]) -> bool:
    folded = fold(word).removesuffix("'s")
    if folded in asked or set(terms(folded)) <= asked:
        return False
    is_name = word[0].isupper() and folded not in STOP_WORDS
    return is_name or is_people_noun(folded) or is_organisation_noun(folded)


_DONE_TO: Final = re.compile(
    r"who(?:'s| is| was| were| are| has been| have been) [\w-]{1,60}(?:ed|en)\b(?!.* by$)"
)
"""A question for whom something was done to: "Who was killed?"."""


_ROLE: Final = re.compile(
    r"who(?:'s| is| was| are| were) (?:the|his|her|its|their) [\w-]{1,60}(?<!ed)(?<!ing)\b"
)
"""A question for whoever has a role: "Who is the engineer?"."""

_NAME: Final = 3
"""Words beside a role among which it is told whose it is."""


def _doers(question: str, words: list[str]) -> set[int]:
    """Where in a sentence stands who may do what is asked about: before it, or behind "by"."""
    deeds = _deeds(question)
    of_whom = _DONE_TO.match(fold(question)) is not None
    of_role = _ROLE.match(fold(question)) is not None
    found: set[int] = set()
    for at, word in enumerate(words):
        if deeds.isdisjoint(terms(word)):
            continue
        # "The presidential guard" does nothing here.
        before = [fold(each) for each in words[max(0, at - 2) : at]]
        is_doing = fold(word).endswith("ing") or not PREPOSITIONS.isdisjoint(before[-1:])
        is_done_to = not is_doing and not BE.isdisjoint(before)
        if ARTICLES.isdisjoint(before) and is_done_to == of_whom:
            found.update(range(max(0, at - _NEAR), at))
        after = words[at + 1 : at + 1 + _NEAR]
        if of_role:  # "The engineer Ann Lee", "Ann Lee, the engineer"
            found.update(range(at + 1, at + 1 + _NAME))
            found.update(range(max(0, at - _NAME), at))
        if "by" in after and not of_whom:
            found.update(range(at + 2 + after.index("by"), at + 1 + len(after)))
    return found


def _deeds(question: str) -> set[str]:
    """The terms for what happened; where that is not plain, for the first word or the last."""
    asked = [word[0] for word in content_words(question)]
    event = event_word(question)
    named = asked[:1] + asked[-1:] if event is None else [asked[event]]
    stems = {each for word in named for each in terms(word)}
    return stems.union(*map(synonyms, stems))


def told_who(question: str, sentence: str) -> float:
    """How surely the sentence says of the named one what he or she is.

    1: beside the name ("the mayor, Ann Lee"; "Ann Lee, a lawyer"), MAY_BE: near it, 0: nowhere.
    """
    name = re.sub(r"^who(?:'s| is| was| are| were) ", "", fold(question)).strip(" ?.")
    last = name.split()[-1] if name else ""
    text = fold(sentence)
    at = text.find(last) if last else -1
    if at < 0:
        return 0.0
    after, before = text[at + len(last) :], re.findall(r"[\w'-]+", text[:at])
    is_role = ROLE.match(after) and not _IS_DOING.match(after)
    if is_role or any(map(is_people_noun, before[-_BESIDE:])):
        return 1.0
    near = before[-_NEAR:] + re.findall(r"[\w'-]+", after)[:_NEAR]
    return MAY_BE if any(map(is_people_noun, near)) else 0.0
