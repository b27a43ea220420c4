"""Noun phrases: what can be a name, an apposition, a head; and the phrase after a verb."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.attribution.syntax.tokens import DASHES, Span, Token, TokenKind, Tokens
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    OCCASIONS,
    PREPOSITIONS,
    is_inflected,
)
from index.language.en.grammar.pronouns import PRONOUNS, RELATIVES
from index.language.en.names import NAME_PARTICLES, TITLES
from index.language.en.nouns import PEOPLE_PLURALS, is_people_noun, is_source_noun
from index.language.en.reporting_verbs import REPORTING_VERBS
from index.language.reporting import Form
from index.language.word_lists import word_set

LONGEST = 40  # tokens that a noun phrase can have
_CODE = re.compile(r"[RDI]-[\w.]+|[A-Z][a-z]{1,4}\.|(?:[A-Z]\.)+[A-Z]?|[A-Z]{2}|[JS]r\.?")


class NounPhrase(NamedTuple):
    """Token indexes of a noun phrase, and of its apposition or relative clause."""

    start: int
    end: int
    apposition: Span | None = None

    @property
    def whole_end(self) -> int:
        """The end, with an apposition that follows."""
        return max(self.end, self.apposition[1]) if self.apposition else self.end

    @property
    def whole_start(self) -> int:
        """The start, with an apposition that precedes."""
        return min(self.start, self.apposition[0]) if self.apposition else self.start


# --- What stretches of tokens can be -------------------------------------------------------


def is_auxiliary(token: Token) -> bool:
    """Whether a token is an auxiliary verb, and not Theresa May or Will Smith."""
    return token.lower in AUXILIARIES and token.text not in ("May", "Will")


def is_past_report(token: Token) -> bool:
    """Whether a token is a reporting verb in the past: no part of a noun phrase."""
    verb = REPORTING_VERBS.get(token.lower)
    return verb is not None and verb.form is Form.PAST


def is_code(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a span is a party, a state or "Jr.": what stands between commas after a name."""
    return end - start == 1 and _CODE.fullmatch(tokens[start].text) is not None


def is_nickname(tokens: Tokens, at: int) -> bool:
    """Whether a token is a short quotation inside a name: Robert C. “Bobby” Scott."""
    short = tokens.is_quote(at) and tokens[at].text.count(" ") < 3
    inside = short and 0 < at < len(tokens) - 1
    return inside and tokens[at - 1].is_capitalised and tokens[at + 1].is_capitalised


def is_name(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a span is two capitalised words or more, with particles and nicknames at most."""
    words = [token for token in tokens[start:end] if token.kind is not TokenKind.ASIDE]
    return (
        sum(_is_name_word(token) for token in words) >= 2
        and words[0].is_capitalised
        and all(
            _is_name_word(token) or token.lower in NAME_PARTICLES or token.kind is TokenKind.QUOTE
            for token in words
        )
    )


def is_role(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a span says what somebody is: "the head teacher of Mill Road School", "his wife"."""
    cut = next((at for at in range(start + 1, end) if tokens.lower(at) in PREPOSITIONS), end)
    if cut - start < 2 or tokens[cut - 1].is_capitalised or not is_person(tokens.lower(cut - 1)):
        return False
    return tokens.lower(start) in DETERMINERS or tokens.lower(start).endswith(("'s", "s'"))


def is_person(noun: str) -> bool:
    """Whether a noun names one person by what he or she is."""
    plural = noun.endswith("s") and not noun.endswith("ss")
    return is_people_noun(noun) and not plural and noun not in PEOPLE_PLURALS


def _is_name_word(token: Token) -> bool:
    return token.is_capitalised or token.lower.startswith(("al-", "el-"))


def is_apposition(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a span can describe the phrase before it: "a professor at Yale", "who leads it"."""
    if start >= end:
        return False
    first, words = tokens[start], tokens[start:end]
    if first.lower in RELATIVES:
        return True
    if first.lower in ("and", "but", "or", "that", "because", "if") or first.lower in PRONOUNS:
        return False
    has_clause = any(token.lower in RELATIVES or token.lower == "that" for token in words)
    # With a verb and no "who" it is a sentence of its own, not a description.
    if not has_clause and any(is_auxiliary(token) for token in words):
        return False
    if not first.is_capitalised:
        return first.kind is not TokenKind.QUOTE
    return (
        end - start <= 3
        or first.lower in DETERMINERS
        or tokens.lower(start + 1) == "of"
        or any(is_people_noun(token.lower) for token in words)
    )


def can_head(tokens: Tokens, chunk: int, start: int, end: int) -> bool:
    """Whether the end of the chunk that begins at `chunk` can speak: no place, date or party."""
    if start >= end or end - start > 16 or is_code(tokens, start, end):
        return False
    if start == chunk + 1 and tokens.lower(chunk) in PREPOSITIONS:
        return False
    aside = tokens[end - 1].kind is TokenKind.ASIDE and end - start > 1
    last, first = tokens[end - 1 - aside], tokens[start]
    if last.lower in TIMES or (last.lower in OCCASIONS and first.lower != "the"):
        return False
    return (
        last.is_capitalised
        or first.lower in DETERMINERS
        or any(is_people_noun(token.lower) for token in tokens[start:end])
    )


# --- After a verb or a preposition ---------------------------------------------------------

_INDEFINITE = word_set("a an one two three some")
_OUTSIDE = (CONJUNCTIONS, TIMES, ADVERBS, PRONOUNS, NEGATIONS)  # words that end a phrase
_DANGLING = PREPOSITIONS | {"and", "or"} | DETERMINERS - PEOPLE_PLURALS


def phrase_after(tokens: Tokens, start: int) -> NounPhrase | None:
    """The noun phrase that begins at token `start`, with its apposition."""
    end = start
    while end < min(len(tokens), start + LONGEST) and _goes_on(tokens, start, end):
        end += 1
    while end > start and tokens[end - 1].lower in _DANGLING:
        end -= 1
    if end == start:
        return None
    apposition = _apposition_after(tokens, end)
    if apposition and is_name(tokens, *apposition) and _is_role(tokens[end - 1]):
        return NounPhrase(*apposition, (start, end))  # the manager, Bo Li
    return NounPhrase(start, end, apposition)


def _is_role(noun: Token) -> bool:
    """Whether a name after a comma is that of whom this noun describes: "the cook, Bo Li"."""
    source = is_source_noun(noun.lower) and not is_people_noun(noun.lower)
    return not noun.is_capitalised and not source


def _goes_on(tokens: Tokens, start: int, at: int) -> bool:
    """Whether the phrase that begins at `start` goes on with the token at `at`."""
    token, lower = tokens[at], tokens[at].lower
    if at == start:
        bound = lower in CONJUNCTIONS or lower in AUXILIARIES or lower in PREPOSITIONS
        return token.kind is TokenKind.WORD and not bound
    if token.kind is not TokenKind.WORD:
        return token.kind is TokenKind.ASIDE or lower == "&" or is_nickname(tokens, at)
    before = tokens.lower(at - 1)
    ends = is_auxiliary(token) or before in PRONOUNS or any(lower in words for words in _OUTSIDE)
    if ends:
        # Unless it dates a source: "a March article".
        dates = lower in TIMES and before in DETERMINERS
        return dates and is_source_noun(tokens.lower(at + 1))
    # A second article begins another phrase, unless something joins the two.
    if lower in DETERMINERS:
        return before in PREPOSITIONS or before in ("and", "or", "all", "both")
    if lower in ("and", "or"):
        return _joins(tokens, at)
    return _attaches(tokens, at) if lower in PREPOSITIONS else _continues_noun(tokens, start, at)


def _joins(tokens: Tokens, at: int) -> bool:
    if at + 1 == len(tokens) or tokens[at + 1].kind is not TokenKind.WORD:
        return False
    following, before = tokens[at + 1], tokens.lower(at - 1)
    return following.is_capitalised or is_people_noun(following.lower) or is_people_noun(before)


def _attaches(tokens: Tokens, at: int) -> bool:
    """Whether the preposition belongs to the noun before it."""
    lower, before = tokens.lower(at), tokens[at - 1]
    if lower == "of" or (lower in ("to", "with") and before.lower in ("close", "familiar")):
        return True
    if lower not in ("for", "with", "from", "at", "in", "to", "on", "near", "inside"):
        return False
    following = tokens[at + 1 : at + 5]
    return not before.is_capitalised and not any(
        token.lower in OCCASIONS or token.lower in TIMES for token in following
    )


def _continues_noun(tokens: Tokens, start: int, at: int) -> bool:
    token, lower, before = tokens[at], tokens[at].lower, tokens[at - 1]
    verb = REPORTING_VERBS.get(lower)
    if verb is not None and verb.form in (Form.PAST, Form.ING):
        return before.lower in DETERMINERS
    if is_inflected(lower, "ed") and (before.is_capitalised or is_source_noun(before.lower)):
        return False
    if token.is_capitalised or not before.is_capitalised or before.lower in DETERMINERS:
        return True
    return (  # a common noun after a name: the Trump campaign, the UN children's agency
        any(is_source_noun(tokens.lower(index)) for index in range(at, at + 2))
        or lower in TITLES
        or lower.endswith(("ential", "torial", "ssional"))
        or tokens.lower(start) in _INDEFINITE
    )


def _apposition_after(tokens: Tokens, end: int) -> Span | None:
    """What stands between a comma, or "who", and the next comma or the sentence's end."""
    if tokens.lower(end) not in (",", "who", "whose") or end + 1 >= len(tokens):
        return None
    start = stop = end + 1 if tokens.lower(end) == "," else end
    while stop < min(len(tokens), start + LONGEST):
        if tokens.is_quote(stop):
            return None
        if tokens.lower(stop) in (",", ";", ":") or tokens.lower(stop) in DASHES:
            break
        stop += 1
    first = tokens.lower(start)
    if is_inflected(first, "ing") or first in ("in", "on", "at", "after", "during"):
        return None
    opens = first in ("a", "an", "who", "whose", "the", "one", "former")
    single = stop - start == 1 and stop < len(tokens) and tokens[start].is_capitalised
    named = (single or is_name(tokens, start, stop)) and not tokens[end - 1].is_capitalised
    if opens or named or any(is_source_noun(token.lower) for token in tokens[start:stop]):
        return (start, stop) if is_apposition(tokens, start, stop) else None
    return None
