"""What is said against what is asked about: does it say so, or not, or only speak of it?

Rules, and strict ones: whatever turns a sentence's meaning, a "not", a "may", an "if", a "claim",
has to be in what is asked about and in what is said alike, or it does not say so.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from typing import Final, NamedTuple

from assistant.attribution.other_words import asked_words, base_terms
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.en.grammar.turning_words import (
    CLAIM,
    CLAUSE_AFTER,
    CLAUSE_BEFORE,
    CONDITION,
    DOUBTING,
    FACTIVE,
    FALSE,
    FUTURE,
    GROUNDLESS,
    NOT,
    NOT_FUTURE,
    OF_ONESELF,
    OF_OTHERS,
    OPEN,
    PAST,
    PLAINLY,
    QUOTED,
    QUOTING,
    SAYING,
    SAYING_ALOUD,
    UNDOING,
    UNKNOWING,
    WANTING,
    WHEN,
    WHEN_IT_DID,
    WHETHER,
)
from index.language.folding import straighten
from index.language.sentences import sentences
from index.language.terms import terms


class Stance(Enum):
    """How a source stands to what is asked about, or to what another one says."""

    SAYS = "says"
    DENIES = "denies"  # or says that it is not so
    DOUBTS = "doubts"
    UNSURE = "unsure"
    HEDGES = "hedges"  # says that it may be so, or under a condition
    REPORTS = "reports"  # tells that others say it
    ASKS = "asks"
    DEMANDS = "demands"
    DECLINES = "declines"  # would not say
    HOPES = "hopes"  # or fears


_WORD: Final = re.compile(r"[^\W_][\w'.&-]*")
_MARKS: Final = " \"',."
_NEAR: Final = 30  # characters between what is said and that it is false
_REACH: Final = 3  # content words that a "not" can deny


class _Window(NamedTuple):
    """What is said, cut round the words that are asked about: `whole` is all of it.

    `before` and `after` are the rest of their clause, `then` is what follows it.
    """

    whole: str
    before: str
    clause: str
    after: str
    then: str
    asked: frozenset[str]


def proposition_stance(proposition: str, saying: str, *, direct: bool) -> Stance | None:
    """How someone stands to what is asked who says this; both texts straightened."""
    # Doubt and hearsay before anything else: what somebody doubts, or only retells, is not said,
    # however like its words are.
    proposition = _as_far_as_said(proposition, saying)
    window = _window(proposition, saying)
    if window is None:
        return None
    quoted = QUOTING.search(window.before) or QUOTED.match(window.after + window.then)
    if _adds(DOUBTING, proposition, window.before):
        return None if NOT.search(window.before) else Stance.DOUBTS  # "do not doubt": neither
    weakened = _weakened(proposition, window, quoted=direct and quoted is not None)
    if weakened is not None:
        groundless = _adds(GROUNDLESS, proposition, window.before)
        return Stance.DENIES if groundless and not has_not(proposition) else weakened
    if (
        _adds(WANTING, proposition, window.clause)
        # Asked with a "may", a "should" or a "false" that is not said: that is another proposition.
        or any(_adds(each, window.whole, proposition) for each in (OPEN, WANTING, FALSE))
        or (
            # What will be is not what is or was.
            FUTURE.search(window.clause)
            and not FUTURE.search(proposition)
            and NOT_FUTURE.search(proposition)
        )
    ):
        return None
    return _polarity(proposition, window)


def _weakened(proposition: str, window: _Window, *, quoted: bool) -> Stance | None:
    """The stance to what is told as unknown, as others' words or as what may be; else None."""
    if _is_unknown(proposition, window.before):  # "too early to say whether" retells nobody
        return Stance.UNSURE
    if _is_others(proposition, window) or quoted:
        return Stance.REPORTS
    may_be = _adds(OPEN, proposition, window.clause) or CONDITION.match(window.then)
    # "It failed before it sank" tells when it did; "once it fails", "when it rains" what is open.
    is_past = PAST.search(proposition) and not FUTURE.search(window.clause)
    around = WHEN_IT_DID.sub(" ", window.before) if is_past else window.clause
    is_open = _adds(WHEN, proposition, around)
    return Stance.HEDGES if may_be or is_open else None


def _is_unknown(proposition: str, before: str) -> bool:
    """Whether it is told as what is not known: "It is unclear whether"."""
    unknown = None if UNKNOWING.search(proposition) else UNKNOWING.search(before)
    return unknown is not None and WHETHER.search(before, unknown.end()) is not None


def _as_far_as_said(proposition: str, saying: str) -> str:
    """The sentences of a longer quotation that are said here to the letter; else all of it."""
    parts = [each.text.strip(_MARKS) for each in sentences(proposition)]
    here = [part for part in parts if part in saying]
    return " ".join(here) if here and len(here) < len(parts) else proposition


def _polarity(proposition: str, window: _Window) -> Stance | None:
    """The stance by "not" and "false" on both sides; None where that cannot be told."""
    if _adds(FALSE, proposition, window.whole):
        rejects = _adds(FALSE, proposition, window.before) or _is_called_false(
            proposition, window.after
        )
        # A "not" and a "false" may cancel out: "It is not false that it is so".
        plain = not NOT.search(window.clause) and not NOT.search(proposition)
        return Stance.DENIES if rejects and plain else None
    if NOT.search(window.before) and SAYING_ALOUD.search(window.before):
        return None  # I never said that it is so
    asked_nots, said_nots = len(NOT.findall(proposition)), len(NOT.findall(window.clause))
    if asked_nots == said_nots:
        return Stance.SAYS
    # More of them on one side than on the other: which words the odd one denies cannot be told.
    if asked_nots and said_nots:
        return None
    negated, other = (window.clause, proposition) if said_nots else (proposition, window.clause)
    if _adds(UNDOING, negated, other):
        return None  # left out, and not counted
    return Stance.DENIES if asked_nots + said_nots == 1 and _denies(negated, window.asked) else None


def _window(proposition: str, saying: str) -> _Window | None:
    asked = asked_words(proposition)
    wanted_terms = frozenset(asked.terms).union(*asked.others.values())
    # Word by word, since the terms of a whole text do not tell where they stand.
    hits = [
        each for each in _WORD.finditer(saying) if not wanted_terms.isdisjoint(base_terms(each[0]))
    ]
    if not hits:
        return None
    # Where it stands to the letter, words of it that come before or after are not meant.
    verbatim = proposition.casefold().strip(_MARKS)
    first = saying.casefold().replace("\n", " ").find(verbatim)
    last = first + len(verbatim)
    if first < 0:
        first, last = hits[0].start(), hits[-1].end()
    start = max((each.end() for each in CLAUSE_BEFORE.finditer(saying, 0, first)), default=0)
    boundary = CLAUSE_AFTER.search(saying, last)
    end = boundary.start() if boundary else len(saying)
    return _Window(
        saying, saying[start:first], saying[start:end], saying[last:end], saying[end:], wanted_terms
    )


def _is_others(proposition: str, window: _Window) -> bool:
    """Whether it is told as what others say, or as a claim."""
    # Who says "I think that it is so" says so, and retells nobody.
    before = OF_ONESELF.sub(" ", window.before)
    is_hearsay = (
        _adds(SAYING, proposition, before)
        or _adds(CLAIM, proposition, before)
        or _is_embedded(before)
    )
    if _adds(FALSE, proposition, window.whole) and not _adds(SAYING, proposition, before):
        return False  # the claim that it is so is false
    return is_hearsay or OF_OTHERS.match(window.then) is not None


def _is_embedded(before: str) -> bool:
    """Whether it follows "that", and what stands before that does not say that it is so."""
    matrix, that, _ = before.rpartition("that ")
    left = [word for word in terms(matrix) if word not in STOP_WORDS]
    return bool(that and left) and FACTIVE.search(matrix) is None


def _is_called_false(proposition: str, after: str) -> bool:
    called = re.match(r"\W*(?:is|are|was|were|as)\b", after)
    return called is not None and _adds(FALSE, proposition, after[:_NEAR])


def _adds(status: re.Pattern[str], proposition: str, saying: str) -> bool:
    """Whether what is said has more words of this kind than what is asked."""
    asked_cues, said_cues = (
        Counter(each.lower() for each in status.findall(text)) for text in (proposition, saying)
    )
    return bool(said_cues - asked_cues)


def _denies(text: str, wanted_terms: frozenset[str]) -> bool:
    """Whether a text's "not" stands before one of these words."""
    negation = NOT.search(text)
    following = base_terms(text[negation.end() :])[:_REACH] if negation else []
    return not wanted_terms.isdisjoint(following)


def has_not(text: str) -> bool:
    """Whether a text has a "not" in it, or a word like it."""
    return NOT.search(straighten(text)) is not None


def is_stated_plainly(content: str, sentence: str) -> bool:
    """Whether a sentence has the content to the letter, and no word besides that would turn it."""
    proposition, saying = (
        straighten(content).casefold().strip(_MARKS),
        straighten(sentence).casefold(),
    )
    if proposition not in saying or "?" in saying:
        return False
    besides = PLAINLY.sub(" ", saying.replace(proposition, " "))
    return not any(each.search(besides) for each in (NOT, OPEN, WANTING, FALSE, CLAIM, SAYING))
