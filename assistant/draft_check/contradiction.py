"""Does the nearest sentence say otherwise: another number, date or name, a "not", roles changed?

A rule that is broken is not enough, since a sentence about something else breaks rules as well.
What is different has to stand in the same place, among the same words, and nowhere in the nearest
sentences, which may say both. These have to carry most of the rest or, where a number or a date
differs, to mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final, NamedTuple

from assistant.draft_check.nearest import ALIKE, Nearest
from assistant.draft_check.roles import changed_over
from assistant.verification import EvidenceSentence, Reason
from assistant.verification.claim import ClaimView
from assistant.verification.detectors.cue_scopes import governed
from assistant.verification.detectors.dates import Date
from assistant.verification.detectors.derived_numbers import COUNTED, is_derived
from assistant.verification.detectors.names import common, names_elsewhere
from assistant.verification.detectors.numbers import VAGUE
from assistant.verification.evidence import Evidence
from assistant.verification.lexical_support import content_terms, ordered_terms
from assistant.verification.rules.negation import REACH, is_reversed
from assistant.verification.text_view import TextView, text_view
from index.language.en.calendar import WEEKDAYS
from index.language.en.cues import DENIAL, DERIVING, EXCEPTION
from index.language.en.turning_words import UNDOING
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

_ROUND: Final = 60  # characters around a number or name in which its neighbours stand
_YEARS: Final = range(1000, 2200)
_ROUGHLY: Final = re.compile(
    r"\b(?:about|around|almost|nearly|roughly|approximately|some|over|under|(?:more|less|fewer)\sthan"
    r"|at\s(?:least|most)|up\sto|close\sto)\s$"
)
_ONE_OF: Final = re.compile(r"\b(?:one|1)\sof\b")  # by which others are told
_PART: Final = re.compile(r"[,;:()—]\s|\s[–-]\s")
_NEARLY: Final = 0.1  # by how much a rough number may be off


class Difference(NamedTuple):
    """What the draft has and the article has otherwise, and the article's sentence."""

    reason: Reason
    detail: str
    quoted: EvidenceSentence


class _Other(NamedTuple):
    """The draft's words and the article's, where they differ."""

    own: str
    theirs: str


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


def _told(reason: Reason, other: _Other) -> str:
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
    total = sum(worth[term] for term in rest)
    return sum(worth[term] for term in rest & known) / total if total else 0.0


def _dates(claim: ClaimView, evidence: Evidence, quoted: EvidenceSentence) -> Iterator[_Other]:
    """A month, day or weekday in place of another one."""
    there = {(each.name, each.day) for each in evidence.text.dates}
    there |= {(name, None) for name, _ in there}
    own = {(each.name, each.day) for each in claim.plain.dates}
    for each in claim.plain.dates:
        if (each.name, each.day) in there:
            continue
        for other in text_view(quoted.sentence.text).dates:
            if _form(each) == _form(other) and (other.name, other.day) not in own:
                yield _Other(each.written, other.written)


def _form(date: Date) -> tuple[bool, bool]:
    return date.day is None, date.name in WEEKDAYS


def _numbers(claim: ClaimView, evidence: Evidence, quoted: EvidenceSentence) -> Iterator[_Other]:
    """A number in place of another one, or two that have changed places."""
    text, theirs = claim.plain.folded, text_view(quoted.sentence.text).folded
    if _ONE_OF.search(theirs):
        return
    own, there = _plain_numbers(claim.plain), _plain_numbers(text_view(quoted.sentence.text))
    known = evidence.text.numbers
    reckons = DERIVING.search(text) or DERIVING.search(theirs)
    for value in own.keys() - VAGUE:
        if reckons and value not in known and value > COUNTED and is_derived(value, known):
            continue
        for other in there.keys() - {value}:
            pair = _Other(own[value], there[other])
            if (
                (value in _YEARS) != (other in _YEARS)
                or _is_about(value, other, pair.own, text)
                or not _counts_the_same(pair, text, theirs)
            ):
                continue
            if other in own:
                differs = _have_changed_places(pair, text, theirs)
            else:
                # What is counted once in the sentence is another number elsewhere.
                is_elsewhere = value in known
                differs = not is_elsewhere or _is_counted_once(pair.theirs, there.values(), theirs)
            if differs:
                yield pair


def _have_changed_places(pair: _Other, text: str, theirs: str) -> bool:
    """Whether each counts what the other counts there: "4 boys, 6 girls" for "6 boys, 4 girls"."""
    [one, two], [other_one, other_two] = (
        [_counted(written, each) for written in pair] for each in (text, theirs)
    )
    return one is not None and one == other_two != two == other_one and two is not None


def _is_counted_once(written: str, numbers: Collection[str], text: str) -> bool:
    """Whether no other number of a text counts the same."""
    counted = _counted(written, text)
    return counted is not None and [_counted(each, text) for each in numbers].count(counted) == 1


def _counted(written: str, text: str) -> str | None:
    """The word that follows a number."""
    _, after = _neighbours(written, text)
    return after[0] if after else None


def _plain_numbers(view: TextView) -> dict[float, str]:
    """The numbers that are no days of a month, by value."""
    days = {float(each.day) for each in view.dates if each.day is not None}
    return {value: written for value, written in view.numbers.items() if value not in days}


def _is_about(value: float, other: float, written: str, text: str) -> bool:
    at = text.find(written)
    is_rough = _ROUGHLY.search(text, max(at - _ROUND, 0), at) is not None
    return is_rough and abs(value - other) <= _NEARLY * max(abs(value), abs(other))


def _counts_the_same(pair: _Other, text: str, theirs: str) -> bool:
    """Whether the same word follows both numbers, or comes before both where none follows."""
    (before, after), (other_before, other_after) = (
        _neighbours(pair.own, text),
        _neighbours(pair.theirs, theirs),
    )
    if after and other_after:
        return after[0] == other_after[0]
    return bool(before and other_before) and before[-1] == other_before[-1]


def _names(claim: ClaimView, evidence: Evidence, quoted: EvidenceSentence) -> Iterator[_Other]:
    """A name in place of another one."""
    article, text = quoted.context.article, claim.plain
    if text.straight.isupper():  # in which any word looks like a name
        return
    view, known = text_view(quoted.sentence.text), evidence.sentence_text.name_words
    strange = names_elsewhere(text.names, text.text, known, article)
    others = [name for name in view.names if common(name) not in text.name_words]
    for own in _phrases(strange, text.straight):
        for other in _phrases(others, view.straight):
            pair = _Other(own, other)
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


def _stands_alike(pair: _Other, text: str, theirs: str) -> bool:
    """Whether the same word comes right before both names, or right after both."""
    (before, after), (other_before, other_after) = (
        _neighbours(pair.own, text),
        _neighbours(pair.theirs, theirs),
    )
    return before[-1:] == other_before[-1:] != () or after[:1] == other_after[:1] != ()


def _is_before_a_name(name: str, text: str, names: Collection[str]) -> bool:
    """Whether it stands before a name that both have: a first name or a title of theirs."""
    follows = re.search(rf"(?<!\w){re.escape(name)}\s([A-Z][\w’'-]*)", text)
    return follows is not None and common(follows[1]) in names


def _is_one_name(pair: _Other, evidence: Evidence) -> bool:
    """Whether the article has both together, as one's first and last name."""
    both = (f"{pair.own} {pair.theirs}", f"{pair.theirs} {pair.own}")
    texts = (paragraph.text for paragraph in evidence.article.paragraphs)
    return any(each in text for text in texts for each in both)


def _neighbours(written: str, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The content words before a word of a text, and those after it, up to a comma."""
    at = re.search(rf"(?<!\w){re.escape(written)}(?!\w)", text)
    if at is None:
        return (), ()
    # Cut words at the edges do not matter: what is next to it is looked at.
    before, after = text[max(at.start() - _ROUND, 0) : at.start()], text[at.end() :][:_ROUND]
    return ordered_terms(_PART.split(before)[-1]), ordered_terms(_PART.split(after)[0])


def _negations(claim: ClaimView, _: Evidence, quoted: EvidenceSentence) -> Iterator[_Other]:
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
            yield _Other("", "")


def _says_so(paragraph: str, claim: TextView, own: Collection[str]) -> bool:
    """Whether a sentence has all these words of a claim, and denies them as the claim does."""
    views = (text_view(each.text) for each in sentences(paragraph) if len(each.text) <= _LONGEST)
    return any(
        set(own) <= view.term_counts.keys() and _denies(view, own) == _denies(claim, own)
        for view in views
    )


def _denies(view: TextView, words: Collection[str]) -> bool:
    return not governed(view, DENIAL, REACH).isdisjoint(words)


def _roles(claim: ClaimView, _: Evidence, quoted: EvidenceSentence) -> Iterator[_Other]:
    if names := changed_over(claim.plain, text_view(quoted.sentence.text)):
        yield _Other(*names)


_FINDERS: Final[
    dict[Reason, Callable[[ClaimView, Evidence, EvidenceSentence], Iterator[_Other]]]
] = {
    Reason.DATE: _dates,
    Reason.NUMBER: _numbers,
    Reason.NAME: _names,
    Reason.ORDER: _roles,
    Reason.NEGATION: _negations,
}
"""What may be otherwise, the plainest first."""

_PLAIN: Final = (Reason.DATE, Reason.NUMBER)
"""What is plainly otherwise in a sentence that means the same, also where its words are others."""
