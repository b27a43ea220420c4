"""The noun phrase before a verb: who speaks in "In Ohio, Ann Lee, a lawyer, said ..."."""

from __future__ import annotations

from assistant.attribution.syntax.noun_phrases import (
    LONGEST,
    NounPhrase,
    can_head,
    is_apposition,
    is_code,
    is_name,
    is_role,
)
from assistant.attribution.syntax.phrase_starts import start_of
from assistant.attribution.syntax.tokens import DASHES, Token, TokenKind, Tokens
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import DETERMINERS, PREPOSITIONS
from index.language.en.grammar.pronouns import (
    PRONOUNS,
    REFLEXIVES,
    RELATIVES,
    THIRD_PERSON_OBJECTS,
)
from index.language.word_lists import word_set

_REFLEXIVES = REFLEXIVES | word_set("all both each")
_MOST_APPOSITIONS = 6


def phrase_before(tokens: Tokens, end: int, floor: int) -> NounPhrase | None:
    """The noun phrase that ends right before token `end`, beginning at `floor` at the earliest."""
    while end - 1 > floor and tokens[end - 1].lower in _REFLEXIVES:
        end -= 1
    if end <= floor:
        return None
    last = tokens[end - 1]
    # Two people close to her
    is_object = last.lower in THIRD_PERSON_OBJECTS and tokens.lower(end - 2) in PREPOSITIONS
    if last.lower in PRONOUNS and not (is_object and end - 2 > floor):
        return NounPhrase(end - 1, end)
    if last.lower == ",":
        return _phrase_with_apposition(tokens, end - 1, floor)
    if last.lower in DASHES:
        return _phrase_between_dashes(tokens, end - 1, floor)
    return (
        _plain_phrase(tokens, end, floor)
        if last.kind in (TokenKind.WORD, TokenKind.ASIDE)
        else None
    )


def _plain_phrase(tokens: Tokens, end: int, floor: int) -> NounPhrase | None:
    start = start_of(tokens, end, floor)
    if start >= end or all(token.lower in TIMES for token in tokens[start:end]):
        return None
    if start - 1 > floor and _is_contact_clause(tokens, start, end):
        near = max(floor, end - LONGEST)  # or each could hang on another without end
        phrase = phrase_before(tokens, start - 1, near)
        return phrase and phrase._replace(apposition=(start - 1, end))
    if start > floor and tokens.lower(start - 1) == ",":
        if is_code(tokens, start, end):
            return _phrase_with_apposition(tokens, end, floor)
        start = _list_start(tokens, start, end, floor)
    return NounPhrase(start, end)


def _is_contact_clause(tokens: Tokens, start: int, end: int) -> bool:
    """What stands after the pronoun in "the experts I talked to"."""
    return (
        tokens.lower(start - 1) in PRONOUNS
        and end - start <= 3
        and not any(
            token.is_capitalised or token.lower in DETERMINERS for token in tokens[start:end]
        )
    )


def _list_start(tokens: Tokens, start: int, end: int, floor: int) -> int:
    """The first of "Ann Lee (D), Bo Li (R) and Cy Fox", when the phrase is its end."""
    if "and" not in (token.lower for token in tokens[start:end]):
        return start
    while start > floor and tokens.lower(start - 1) == ",":
        before = start_of(tokens, start - 1, _chunk_start(tokens, start - 1, floor))
        if before >= start - 1 or not is_name(tokens, before, start - 1):
            break
        start = before
    return start


# --- Appositions ---------------------------------------------------------------------------


def _phrase_with_apposition(tokens: Tokens, end: int, floor: int) -> NounPhrase | None:
    """The head of "Ann Lee, a professor of law, of Dover," that ends at `end`: a name at best."""
    head: NounPhrase | None = None
    cut = end
    # Each may hang on one before it: a bound, for sentences of nothing but commas.
    for _ in range(_MOST_APPOSITIONS):
        comma = _comma_before(tokens, cut, floor)
        named = comma is not None and is_name(tokens, comma + 1, cut)
        if comma is None or not (named or is_apposition(tokens, comma + 1, cut)):
            break
        chunk = _chunk_start(tokens, comma, floor)
        start = start_of(tokens, comma, chunk)
        relative = tokens.lower(chunk) in RELATIVES
        if can_head(tokens, chunk, start, comma) and not relative:
            if is_name(tokens, start, comma) and tokens.lower(chunk) not in PREPOSITIONS:
                return NounPhrase(start, comma, (comma + 1, end))
            role = is_role(tokens, start, comma)
            if named and head is None and (role or not tokens[comma - 1].is_capitalised):
                return NounPhrase(comma + 1, cut, (start, comma))  # "the mayor, Bill Lee,"
            if role and head is None and _is_named_so(tokens, comma + 1, cut):
                return NounPhrase(comma + 1, cut, (start, comma))  # "his wife, Ann,"
            head = head or NounPhrase(start, comma, (comma + 1, end))
        elif named and cut == end:
            return NounPhrase(comma + 1, cut)
        cut = comma
    return head


def _is_named_so(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a span names whom a role before it means: "Ann", "the second officer Bo Li"."""
    alone = end - start == 1 and not is_code(tokens, start, end)
    if alone:
        return tokens[start].is_capitalised and tokens.lower(start) not in TIMES
    name = next((at for at in range(start, end) if tokens[at].is_capitalised), end)
    return is_name(tokens, name, end) and is_role(tokens, start, name)


def _phrase_between_dashes(tokens: Tokens, end: int, floor: int) -> NounPhrase | None:
    for at in range(end - 1, max(floor, end - LONGEST), -1):
        if tokens.lower(at) in DASHES:
            start = start_of(tokens, at, floor)
            if tokens.lower(start - 1) == "," and not is_name(tokens, start, at):
                return _phrase_with_apposition(tokens, at, floor)
            speaks = can_head(tokens, start, start, at)
            return NounPhrase(start, at, (at + 1, end)) if speaks else None
    return None


def _chunk_start(tokens: Tokens, end: int, floor: int) -> int:
    comma = _comma_before(tokens, end, floor)
    return floor if comma is None else comma + 1


def _comma_before(tokens: Tokens, end: int, floor: int) -> int | None:
    """The comma before `end` with neither a dash nor a colon or semicolon in between."""
    for at in range(end - 1, max(floor, end - LONGEST), -1):
        if tokens.lower(at) == ",":
            return at
        if tokens.lower(at) in (";", ":") or tokens.lower(at) in DASHES:
            return None
    return None


def with_open_apposition(tokens: Tokens, phrase: NounPhrase, floor: int) -> NounPhrase:
    """The name in "Ann Lee, who leads it said that", where a comma was left out."""
    comma = _comma_before(tokens, phrase.start + 1, floor)
    first = "" if comma is None else tokens.lower(comma + 1)
    if first not in ("a", "an", "the", "former", "who", "whose"):
        return phrase
    whole = _phrase_with_apposition(tokens, phrase.end, floor)
    if whole is None or whole.start > 0:
        return phrase
    named = first in ("who", "whose") or is_name(tokens, whole.start, whole.end)
    return whole if named else phrase


def without_time(tokens: Tokens, end: int, floor: int) -> int:
    """`end` moved before "on Tuesday", "in 2010" or "just this month"."""
    cut = end
    while cut - 1 > floor and _is_time(tokens[cut - 1]):
        cut -= 1
    while cut < end and cut - 1 > floor and tokens.lower(cut - 1) in _BEFORE_TIME:
        cut -= 1
    return cut


_BEFORE_TIME = word_set("on in this last early late just earlier later")


def _is_time(token: Token) -> bool:
    return token.lower in TIMES or (token.text.isdigit() and len(token.text) == 4)


def nearest(tokens: Tokens, phrase: NounPhrase) -> NounPhrase:
    """The antecedent of "who" in a phrase: no further left than its own determiner or name."""
    at = phrase.end - 1
    while at > phrase.start:
        token, before = tokens[at], tokens[at - 1]
        opens = token.lower in DETERMINERS or (
            token.is_capitalised and not before.is_capitalised and before.lower not in DETERMINERS
        )
        purpose = tokens.lower(at - 2) == "to" and at - 2 > phrase.start  # to placate | critics
        if purpose or (opens and before.lower not in PREPOSITIONS):
            break
        at -= 1
    return phrase._replace(start=at)
