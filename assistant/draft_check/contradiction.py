"""Does the nearest sentence say otherwise: another number, date or name, a "not", roles changed?

A rule that is broken is not enough, since a sentence about something else breaks rules as well.
What is different has to stand in the same place, among the same words, and nowhere in the nearest
sentences, which may say both. These have to carry most of the rest or, where a number or a date
differs, to mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from math import fsum
from typing import Final, NamedTuple

from assistant.draft_check.nearest import ALIKE, Nearest
from assistant.draft_check.neighbouring_words import Other, neighbours
from assistant.draft_check.number_differences import numbers_otherwise
from assistant.draft_check.roles import changed_over
from assistant.verification import EvidenceSentence, Reason
from assistant.verification.claim import ClaimView
from assistant.verification.detectors.cue_scopes import governed
from assistant.verification.detectors.dates import Date
from assistant.verification.detectors.names import common, names_elsewhere
from assistant.verification.evidence import Evidence
from assistant.verification.rules.negation import REACH, is_reversed
from assistant.verification.support.lexical_support import content_terms, ordered_terms
from assistant.verification.text_view import TextView, text_view
from index.language.en.calendar import WEEKDAYS
from index.language.en.cues import DENIAL, EXCEPTION
from index.language.en.grammar.turning_words import UNDOING
from index.language.sentences import sentences

CARRIED: Final = 0.6
"""The share of the rest of a sentence that the nearest ones have to carry."""

_REWORDED: Final = 1
"""Words of a sentence that may be others than the article's where there is a "not" too many.

With more of them, others may deny as well: "closed" for "not open".
"""

_FEW: Final = 2
"""Words of a sentence: with fewer it claims nothing, with no more of them none may be another."""

_LONGEST: Final = 2_000
"""Characters of an article's sentence, or two in a row, that are read closely."""


class Difference(NamedTuple):
    """What the draft has and the article has otherwise, and the article's sentence."""

    reason: Reason
    detail: str
    quoted: EvidenceSentence


def otherwise(claim: ClaimView, near: Nearest) -> Difference | None:
    """How the nearest sentences say otherwise, if they do."""
    evidence = near.evidence
    readable = [each for each in evidence.sentences if len(each.sentence.text) <= _LONGEST]
    for reason, find in _FINDERS.items():
        for quoted in readable:
            for other in find(claim, evidence, quoted):
                is_same = reason in _PLAIN and near.meaning >= ALIKE
                if is_same or _carried(claim, evidence, other.own) >= CARRIED:
                    return Difference(reason, _told(reason, other), quoted)
    return None


def _told(reason: Reason, other: Other) -> str:
    match reason:
        case Reason.NEGATION:
            return "one of the two has a “not”, the other has none"
        case Reason.ORDER:
            return f"“{other.own}” and “{other.theirs}” have changed places"
        case _:
            return f"the draft has “{other.own}”, the article “{other.theirs}”"


def _carried(claim: ClaimView, evidence: Evidence, own: str) -> float:
    """The share of the claim, without the words that differ, that the nearest sentences have."""
    article = evidence.article
    worth = claim.terms(article).worth
    rest = worth.keys() - content_terms(own, article.language)
    known = frozenset[str]().union(
        *(content_terms(each.sentence.text, article.language) for each in evidence.sentences)
    )
    # Exact, since sets are in another order in each process.
    total = fsum(worth[term] for term in rest)
    return fsum(worth[term] for term in rest & known) / total if total else 0.0


def _dates(claim: ClaimView, evidence: Evidence, quoted: EvidenceSentence) -> Iterator[Other]:
    """A month, day or weekday in place of another one."""
    there = {(each.name, each.day) for each in evidence.text.dates}
    there |= {(name, None) for name, _ in there}
    own = {(each.name, each.day) for each in claim.plain.dates}
    for each in claim.plain.dates:
        if (each.name, each.day) in there:
            continue
        for other in text_view(quoted.sentence.text).dates:
            if _form(each) == _form(other) and (other.name, other.day) not in own:
                yield Other(each.written, other.written)


def _form(date: Date) -> tuple[bool, bool]:
    return date.day is None, date.name in WEEKDAYS


def _names(claim: ClaimView, evidence: Evidence, quoted: EvidenceSentence) -> Iterator[Other]:
    """A name in place of another one."""
    article, text = quoted.context.article, claim.plain
    if text.straight.isupper():  # in which any word looks like a name
        return
    view, known = text_view(quoted.sentence.text), evidence.sentence_text.name_words
    strange = names_elsewhere(text.names, text.text, known, article)
    others = [name for name in view.names if common(name) not in text.name_words]
    for own in _phrases(strange, text.straight):
        for other in _phrases(others, view.straight):
            pair = Other(own, other)
            stands_alike = _stands_alike(pair, text.straight, view.straight)
            is_first = _is_before_a_name(pair.theirs, view.straight, text.name_words)
            if stands_alike and not is_first and not _is_one_name(pair, evidence):
                yield pair


def _phrases(names: Collection[str], text: str) -> list[str]:
    """The names with those parts together that stand together."""
    if not names:
        return []
    any_of = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{any_of})(?:\s(?:{any_of}))*(?!\w)", text)
    return list(dict.fromkeys(match[0] for match in found))


def _stands_alike(pair: Other, text: str, theirs: str) -> bool:
    """Whether the same word comes right before both names, or right after both."""
    (before, after), (other_before, other_after) = (
        neighbours(pair.own, text),
        neighbours(pair.theirs, theirs),
    )
    return before[-1:] == other_before[-1:] != () or after[:1] == other_after[:1] != ()


def _is_before_a_name(name: str, text: str, names: Collection[str]) -> bool:
    """Whether it stands before a name that both have: a first name or a title of theirs."""
    follows = re.search(rf"(?<!\w){re.escape(name)}\s([A-Z][\w’'-]*)", text)
    return follows is not None and common(follows[1]) in names


def _is_one_name(pair: Other, evidence: Evidence) -> bool:
    """Whether the article has both together, as one's first and last name."""
    both = (f"{pair.own} {pair.theirs}", f"{pair.theirs} {pair.own}")
    texts = (paragraph.text for paragraph in evidence.article.paragraphs)
    return any(each in text for text in texts for each in both)


def _negations(claim: ClaimView, _: Evidence, quoted: EvidenceSentence) -> Iterator[Other]:
    """A "not" where the other has none, in what is otherwise the same sentence."""
    cues = ordered_terms(" ".join(DENIAL.findall(claim.plain.folded)))
    own = claim.plain.term_counts.keys() - set(cues)
    most = _REWORDED if len(own) > _FEW else 0
    if len(own) < _FEW or _says_so(quoted.context.text, claim.plain, own):
        return
    for each in sentences(quoted.sentence.text):
        view = text_view(each.text)
        if len(own - view.term_counts.keys()) > most:
            continue
        texts = (claim.plain.folded, view.folded)
        denying, plain = sorted(texts, key=lambda text: DENIAL.search(text) is None)
        one_denies = bool(DENIAL.search(denying)) and not DENIAL.search(plain)
        means_the_same = UNDOING.search(plain) or any(map(EXCEPTION.search, texts))
        if one_denies and not means_the_same and is_reversed(claim.plain, view):
            yield Other("", "")


def _says_so(paragraph: str, claim: TextView, own: Collection[str]) -> bool:
    """Whether a sentence has all these words of a claim, and denies them as the claim does."""
    views = (text_view(each.text) for each in sentences(paragraph) if len(each.text) <= _LONGEST)
    return any(
        set(own) <= view.term_counts.keys() and _denies(view, own) == _denies(claim, own)
        for view in views
    )


def _denies(view: TextView, words: Collection[str]) -> bool:
    return not governed(view, DENIAL, REACH).isdisjoint(words)


def _roles(claim: ClaimView, _: Evidence, quoted: EvidenceSentence) -> Iterator[Other]:
    if names := changed_over(claim.plain, text_view(quoted.sentence.text)):
        yield Other(*names)


_FINDERS: Final[
    dict[Reason, Callable[[ClaimView, Evidence, EvidenceSentence], Iterator[Other]]]
] = {
    Reason.DATE: _dates,
    Reason.NUMBER: numbers_otherwise,
    Reason.NAME: _names,
    Reason.ORDER: _roles,
    Reason.NEGATION: _negations,
}
"""What may be otherwise, the plainest first."""

_PLAIN: Final = (Reason.DATE, Reason.NUMBER)
"""What is plainly otherwise in a sentence that means the same, also where its words are others."""
