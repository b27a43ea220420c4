"""What follows a reporting verb: what is said, or only when, where and how it is said."""

from __future__ import annotations

from typing import NamedTuple

from assistant.attribution.reported_speech.reporting_cues import Cue
from assistant.attribution.syntax.noun_phrases import LONGEST, is_auxiliary
from assistant.attribution.syntax.tokens import DASHES, Span, TokenKind, Tokens
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import (
    ADVERBS,
    ASKING_WORDS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    OCCASIONS,
    PREPOSITIONS,
    STAND_ALONE,
    is_inflected,
)
from index.language.en.grammar.pronouns import PRONOUNS
from index.language.reporting import Complement, VerbKind
from index.language.word_lists import word_set

_SEPARATORS = frozenset((",", ";", ":", ".")) | DASHES
_CIRCUMSTANCES = word_set("when as after before while")
_DESCRIBING = word_set("who whose according during")
_NO_OBJECT = word_set("from to on by")  # reported from Rome
_FAR = 18  # tokens between the verb and "that"


class Complementation(NamedTuple):
    """What follows a cue: marked as said by "that", a colon or a quotation, or after a comma."""

    span: Span
    marked: bool = False
    continues: bool = False


def after_cue(
    tokens: Tokens, cue: Cue, stop: int, *, after_quotation: bool
) -> Complementation | None:
    """What follows the cue up to `stop`; None when it is only an adjunct.

    After a quotation ("“Yes,” she said in a report that ...") a later "that" marks nothing.
    """
    at = _after_time(tokens, cue.after, stop)
    idle = cue.verb.complement is Complement.NOUN and tokens.lower(at) in _NO_OBJECT
    if at >= stop or idle:
        return None
    marked = _marked_span(tokens, cue, at, stop, after_quotation=after_quotation)
    if marked is not None:
        return Complementation(marked, marked=True)
    if tokens.lower(at) == "," or tokens.lower(at) in DASHES:
        return _continuation(tokens, at, stop)
    if tokens[at].kind is TokenKind.MARK:
        return None
    # Only so far, or a sentence without commas would be searched to its end for every cue.
    near = range(at, min(stop, at + LONGEST))
    comma = next((index for index in near if tokens.lower(index) == ","), stop)
    if _is_adjunct(tokens, at, comma):
        return _continuation(tokens, comma, stop)
    # "Complained of noise, and was fined" tells of the noise only.
    stop = comma if tokens.lower(at) in ("of", "about") else stop
    span = trimmed(tokens, at, stop, denied=cue.kind is VerbKind.DENIED)
    return span and Complementation(span)


def _continuation(tokens: Tokens, comma: int, stop: int) -> Complementation | None:
    """What follows the comma, unless it says how or when it was said."""
    first = tokens.lower(comma + 1)
    skips = is_inflected(first, "ing") or first in _CIRCUMSTANCES or first in _DESCRIBING
    rest = None if skips else trimmed(tokens, comma + 1, stop)
    return rest and Complementation(rest, continues=True)


def trimmed(tokens: Tokens, start: int, end: int, *, denied: bool = False) -> Span | None:
    """The span without commas and stops at its ends; None when next to nothing is left.

    What is denied may be no more than "this".
    """
    while start < end and tokens.lower(start) in _SEPARATORS:
        start += 1
    while end > start and tokens.lower(end - 1) in _SEPARATORS:
        end -= 1
    # "She said so" tells nothing by itself.
    vague = end - start == 1 and tokens.lower(start) in ("so", "it", "this", "not")
    return None if start >= end or (vague and not denied) else (start, end)


# --- Marks of what is said -----------------------------------------------------------------


def _marked_span(
    tokens: Tokens, cue: Cue, at: int, stop: int, *, after_quotation: bool
) -> Span | None:
    """What is said, when something marks it."""
    complement, lower = cue.verb.complement, tokens.lower(at)
    if complement is Complement.QUOTED and tokens.is_quote(at) and tokens[at].text[-2:-1] == ",":
        return (at, at + 1)  # closed with “Never again,” the words of
    infinitive = lower == "to" or (lower in NEGATIONS and tokens.lower(at + 1) == "to")
    if complement is Complement.PERSON and infinitive:
        return trimmed(tokens, at, stop)
    start = _marked(tokens, at, stop, after_quotation=after_quotation)
    if cue.negated and lower == "when":
        start = at  # has not said when it will rain
    if start is None and lower == "as" and complement in (Complement.NOUN, Complement.CLAIM):
        start = at + 1
    return None if start is None else trimmed(tokens, start, stop)


def _marked(tokens: Tokens, at: int, stop: int, *, after_quotation: bool) -> int | None:
    """Where what is said begins, when something marks it."""
    lower = tokens.lower(at)
    # Would not comment on when.
    is_led = lower in ("on", "about", "of") and tokens.lower(at + 1) in ASKING_WORDS
    if is_led or lower in ASKING_WORDS - {"when", "who"} or tokens.is_quote(at):
        return at + is_led
    if lower in ("that", ":"):
        # "Said that was a lie": what was said before.
        points_back = lower == "that" and at + 1 < stop and is_auxiliary(tokens[at + 1])
        return at if points_back else at + 1
    comma = lower == "," or lower in DASHES
    if comma and at + 1 < stop and tokens.is_quote(at + 1):
        return at + 1
    opener = tokens.lower(at + 1) if lower == "," and at + 1 < stop else lower
    adjunct = opener in PREPOSITIONS or opener in ADVERBS or is_inflected(opener, "ly", "ing")
    if adjunct:
        return _marked_later(tokens, at, min(stop, at + _FAR), that=not after_quotation)
    if lower in DETERMINERS:  # added the words: “...”
        return _marked_later(tokens, at, min(stop, at + 4), that=False)
    return None


def _marked_later(tokens: Tokens, at: int, stop: int, *, that: bool) -> int | None:
    """The mark after an adjunct: "said in Ohio that", "said on Friday, “...”"."""
    for index in range(at + 1, stop - 1):
        lower, before = tokens.lower(index), tokens[index - 1]
        if that and lower == "that" and before.lower not in PREPOSITIONS:
            if not is_auxiliary(tokens[index + 1]):
                return index + 1
        elif lower in (",", ":") and tokens.is_quote(index + 1):
            return index + 1
        elif tokens.is_quote(index) and before.kind is TokenKind.WORD:
            return None
    return None


# --- Adjuncts ------------------------------------------------------------------------------


def _after_time(tokens: Tokens, at: int, stop: int) -> int:
    """Past "on Friday", "last week", "again"."""
    while at < stop:
        lower = tokens.lower(at)
        if lower in ("on", "in", "last", "this", "next", "early", "late", "earlier", "the"):
            far = tokens.lower(at + 1) in ("early", "late", "last")
            if not _is_time(tokens, at + 1) and not (far and tokens.lower(at + 2) in TIMES):
                break
        elif not (_is_time(tokens, at) or lower in ADVERBS - STAND_ALONE):
            break
        at += 1
    return at


def _is_time(tokens: Tokens, at: int) -> bool:
    """Whether a day, a month or a year stands there, or the number in "May 4"."""
    lower = tokens.lower(at)
    number = lower.isdecimal() and (len(lower) == 4 or tokens.lower(at - 1) in TIMES)
    return number or lower in TIMES


def _is_adjunct(tokens: Tokens, start: int, end: int) -> bool:
    """Whether it only says when, where or how: "in a statement on Monday"."""
    words = [token.lower for token in tokens[start:end] if token.kind is TokenKind.WORD]
    if not words or words[0] in _CIRCUMSTANCES:
        return bool(words)
    # What is so long says more than when, where or how.
    if words[0] not in PREPOSITIONS or len(words) > 14:
        return False
    has_clause = any(word in AUXILIARIES or word in PRONOUNS for word in words)
    return not has_clause and any(word in OCCASIONS or word in TIMES for word in words)


def clause_after(tokens: Tokens, cue: Cue, stop: int) -> Span | None:
    """All that follows, when it has a clause of its own: "said after the vote it would rain"."""
    if cue.verb.complement is not Complement.CLAUSE or cue.inverted:
        return None
    words = tokens[cue.after + 1 : stop]
    has_clause = any(is_auxiliary(token) or token.lower in PRONOUNS for token in words)
    return trimmed(tokens, cue.after, stop) if has_clause else None


def is_adverbial(tokens: Tokens, start: int, end: int) -> bool:
    """Whether what stands before a subject is no statement: "On Monday", "However"."""
    while start < end and tokens.lower(start) in ("but", "and", "so", "or", "still"):
        start += 1
    if start >= end:
        return True
    first = tokens.lower(start)
    if first in ("last", "this", "next"):
        return not any(is_auxiliary(token) for token in tokens[start:end])
    return (
        any(first in words for words in (PREPOSITIONS, CONJUNCTIONS, ADVERBS, TIMES))
        or is_inflected(first, "ing")
        or (is_inflected(first, "ed") and tokens.lower(start + 1) in PREPOSITIONS)
        or (is_inflected(first, "ly") and end - start < 5)
    )
