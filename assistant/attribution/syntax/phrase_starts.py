"""Where a noun phrase starts, read from its end to the left."""

from __future__ import annotations

from assistant.attribution.syntax.noun_phrases import (
    LONGEST,
    is_auxiliary,
    is_nickname,
    is_past_report,
)
from assistant.attribution.syntax.tokens import Token, TokenKind, Tokens
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    is_inflected,
)
from index.language.en.grammar.pronouns import PRONOUNS
from index.language.en.names import FEMALE_NAMES, MALE_NAMES, TITLES
from index.language.word_lists import word_set

_RELATIVE_HEADS = word_set(  # "the third time Ms. Lee said"
    "time day way thing things moment year reason words word idea all something"
)


def start_of(tokens: Tokens, end: int, floor: int) -> int:
    """The start of the noun phrase that ends at token `end`; `end` when there is none."""
    # Bounded, or a sentence without a verb would be read to its beginning for every cue.
    start, floor = end, max(floor, end - LONGEST)
    while start > floor and _goes_on(tokens, start - 1, end, floor):
        if tokens.lower(start - 1) in _RELATIVE_HEADS and tokens[start].is_capitalised:
            return start
        # "Shares fell after its chief said": a clause of its own.
        if tokens.lower(start - 1) in ("after", "before") and start - 1 > floor:
            return _after_preposition(tokens, start - 1, end)
        start -= 1
    return _without_lead(tokens, start, end)


def _goes_on(tokens: Tokens, at: int, end: int, floor: int) -> bool:
    """Whether the phrase that ends at `end` goes on to the left with the token at `at`."""
    token, lower = tokens[at], tokens[at].lower
    if token.kind is not TokenKind.WORD:
        if token.kind is TokenKind.QUOTE:
            return at + 1 < end and is_nickname(tokens, at)
        dateline = at + 1 < end and tokens[at + 1].is_capitalised  # Ramadi, Iraq (CNN) Ann Lee
        return lower in ("&", "$", "%", "/") or (token.kind is TokenKind.ASIDE and not dateline)
    if lower in ("and", "or"):
        return at + 1 < end and _joins_nouns(tokens, at, floor)
    if lower in CONJUNCTIONS or is_auxiliary(token) or lower == "says":
        return False
    if is_past_report(token):
        return at > floor and tokens.lower(at - 1) in DETERMINERS  # "the accused officer"
    return lower not in PRONOUNS or at + 1 == end


def _joins_nouns(tokens: Tokens, at: int, floor: int) -> bool:
    """Whether "and" joins two nouns of one phrase, not two clauses."""
    if tokens.lower(at + 1) in PRONOUNS:
        return False
    start = at
    while start > max(floor, at - 8) and _can_be_joined(tokens[start - 1]):
        start -= 1
    left = tokens[start:at]
    if not left or any(token.lower in PREPOSITIONS - {"of", "in", "at"} for token in left):
        return tokens[at - 1].kind is TokenKind.ASIDE
    if start > 0 and is_auxiliary(tokens[start - 1]):
        return False
    first, last = left[0], left[-1]
    return (
        len(left) == 1
        or (first.is_capitalised and last.is_capitalised)
        or last.lower.endswith("s")
        or first.lower in DETERMINERS
    )


def _can_be_joined(token: Token) -> bool:
    return token.kind is TokenKind.WORD and not (
        token.lower in ("and", "or")
        or token.lower in PRONOUNS
        or token.lower in CONJUNCTIONS
        or is_auxiliary(token)
    )


def _without_lead(tokens: Tokens, start: int, end: int) -> int:
    """Past what comes before the phrase: "But later", "In a statement on Monday"."""
    while start < end:
        lower, more = tokens.lower(start), start + 1 < end
        opens = lower in ("all", "both") and more
        if lower in ("last", "this", "next") and tokens.lower(start + 1) in TIMES:
            start += 1
            continue
        shortly = is_inflected(lower, "ly") and tokens.lower(start + 1) in PREPOSITIONS
        adverb = (lower in ADVERBS and not opens) or (lower in TIMES and more) or shortly
        if adverb or lower in ("and", "or", "but"):
            start += 1
        elif lower in PREPOSITIONS or (
            is_inflected(lower, "ing") and more and not tokens[start].is_capitalised
        ):
            start = _after_preposition(tokens, start, end)
        else:
            break
    return start


def _after_preposition(tokens: Tokens, start: int, end: int) -> int:
    """Where the subject starts after a prepositional phrase without a comma."""
    for at in range(end - 1, start + 1, -1):
        token, before = tokens[at], tokens[at - 1]
        bound = before.lower in PREPOSITIONS or before.lower in DETERMINERS
        if bound or before.kind is not TokenKind.WORD or before.lower.endswith(("'s", "s'")):
            continue
        if token.lower in DETERMINERS or token.lower in PRONOUNS:
            return at
        if token.is_capitalised and (not before.is_capitalised or before.lower in TIMES):
            return at
    at = max(end - 1, start + 1)
    if not tokens[end - 1].is_capitalised:
        return start + 1
    while at > start + 1 and _leads_name(tokens[at - 1]):
        at -= 1
    return at


def _leads_name(token: Token) -> bool:
    word = token.lower.rstrip(".")
    return word in TITLES or word in MALE_NAMES or word in FEMALE_NAMES or len(word) == 1
