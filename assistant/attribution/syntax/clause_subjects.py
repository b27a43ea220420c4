"""The subject of a reporting verb: before it, after it, in front of "who", or left out."""

from __future__ import annotations

from typing import NamedTuple

from assistant.attribution.syntax.noun_phrases import NounPhrase, phrase_after
from assistant.attribution.syntax.subjects import nearest, phrase_before, with_open_apposition
from assistant.attribution.syntax.tokens import DASHES, TokenKind, Tokens
from assistant.attribution.syntax.verb_groups import VerbGroup
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import ADVERBS, DETERMINERS, PREPOSITIONS, STAND_ALONE
from index.language.en.grammar.pronouns import (
    ANYBODY,
    DEMONSTRATIVES,
    EVERYBODY,
    NOTHING,
    RELATIVES,
    SPEAKING,
    SPEAKING_OBJECTS,
)
from index.language.en.nouns import is_source_noun
from index.language.en.number_words import NUMBERS
from index.language.en.reporting_verbs import NAMING
from index.language.reporting import Complement, Form
from index.language.word_lists import word_set


class Subject(NamedTuple):
    """The subject of a verb: no phrase when it is left out; inverted when it follows the verb."""

    phrase: NounPhrase | None
    inverted: bool = False
    relative: bool = False  # "the aide who said"


_LEFT_OUT = Subject(None)
_DENYING = word_set("if unless whether whatever whenever nor not")  # before a subject
_NOBODY = NOTHING | word_set("no not neither")
_COUNTED = word_set("the these those all other another of")  # before a number without a noun
_NON_SPEAKERS = (
    DEMONSTRATIVES
    | SPEAKING
    | SPEAKING_OBJECTS
    | ANYBODY
    | EVERYBODY
    | NOTHING
    | word_set("there which what")
)


def clause_subject(tokens: Tokens, group: VerbGroup, floor: int) -> Subject | None:
    """The subject of a reporting verb; None when nothing there can speak."""
    start, end = group.start, group.end
    before = tokens.lower(start - 1) if start > floor else ""
    participle = group.verb.form is Form.ING and not group.auxiliaries
    if participle or group.auxiliaries[-1:] == ("having",):
        return _LEFT_OUT if _opens_participle(before) or tokens.is_quote(start - 1) else None
    # Right behind another report, or joined to it: its speaker goes on.
    if before in ("and", "but", "or", "then", "yet") or (floor > 0 and start == floor):
        return _LEFT_OUT
    if before in ("who", "that"):
        return _antecedent(tokens, start - 1, floor)
    if start == floor or tokens.is_quote(start - 1):
        inverted = _inverted(tokens, end)
        return inverted and Subject(inverted, inverted=True)
    if before == "," or before in DASHES:
        return _set_apart(tokens, group, floor)
    return _plain(tokens, group, floor)


def stands_alone(tokens: Tokens, at: int, floor: int) -> bool:
    """Whether a determiner has no noun and can speak: "some", "the two", "another", "one of three".

    A number alone speaks where a clause begins.
    """
    word, before = tokens.lower(at), tokens.lower(at - 1) if at > floor else ""
    if word in STAND_ALONE or word in ("another", "each"):
        return True
    if word == "other":
        return before == "the"
    if word not in NUMBERS:
        return False
    opens = at <= floor or tokens[at - 1].kind is not TokenKind.WORD or before in ("and", "but")
    return opens or before in _COUNTED


def _opens_participle(before: str) -> bool:
    """Whether what stands before a participle like "saying" leaves its subject out."""
    joins = before in ("", ",", "and", "but", "or")
    return joins or before in DASHES or before in PREPOSITIONS


def _plain(tokens: Tokens, group: VerbGroup, floor: int) -> Subject | None:
    phrase = phrase_before(tokens, group.start, floor)
    if phrase is None or not _can_speak(tokens, phrase, group, floor):
        return None
    if tokens.lower(group.end) in ("that", ":"):
        phrase = with_open_apposition(tokens, phrase, floor)
    return Subject(_with_relative_clause(tokens, phrase, floor))


def _with_relative_clause(tokens: Tokens, phrase: NounPhrase, floor: int) -> NounPhrase:
    """The companies in "The companies that sell bikes say": the phrase is "sell bikes"."""
    words = tokens[phrase.start : phrase.end]
    nouns = any(token.is_capitalised or is_source_noun(token.lower) for token in words)
    relative = tokens.lower(phrase.start - 1) in RELATIVES | {"that"}
    if nouns or not relative or words[0].lower in DETERMINERS:
        return phrase
    head = phrase_before(tokens, phrase.start - 1, floor)
    if head is None or not is_source_noun(tokens.lower(head.end - 1)):
        return phrase
    return NounPhrase(head.start, head.end, (head.end, phrase.end))


def _antecedent(tokens: Tokens, relative: int, floor: int) -> Subject | None:
    """Who speaks in "..., the aide who said"."""
    stop = relative - (tokens.lower(relative - 1) == ",")
    phrase = phrase_before(tokens, stop, floor)
    return phrase and Subject(nearest(tokens, phrase), relative=True)


def _set_apart(tokens: Tokens, group: VerbGroup, floor: int) -> Subject | None:
    """Who speaks in "Ann Lee, a lawyer, said ..." and in "..., said Ann Lee"."""
    inverted = _inverted(tokens, group.end)
    if inverted is not None and (group.start < 2 or tokens.is_quote(group.start - 2)):
        return Subject(inverted, inverted=True)
    phrase = phrase_before(tokens, group.start, floor)
    if phrase is not None:
        return Subject(phrase)
    if inverted is not None:
        return Subject(inverted, inverted=True)
    comma = tokens.lower(group.start - 1) == ","
    return _LEFT_OUT if comma and group.verb.form is Form.PAST and not group.auxiliaries else None


def _inverted(tokens: Tokens, end: int) -> NounPhrase | None:
    """The phrase after the verb, when nothing but an adjunct follows it."""
    if end >= len(tokens) or tokens[end].kind is not TokenKind.WORD:
        return None
    if tokens.lower(end) in PREPOSITIONS or tokens.lower(end) == "that":
        return None
    phrase = phrase_after(tokens, end)
    if phrase is None or phrase.whole_end == len(tokens):
        return phrase
    following = tokens[phrase.whole_end]
    lower = following.lower
    adjunct = lower in PREPOSITIONS or lower in ADVERBS or lower in TIMES
    ends = adjunct or lower in ("who", "as", "last", "this", "and")
    return phrase if following.kind is not TokenKind.WORD or ends else None


def _can_speak(tokens: Tokens, phrase: NounPhrase, group: VerbGroup, floor: int) -> bool:
    if phrase.end - phrase.start == 1 and tokens.lower(phrase.start) in _NON_SPEAKERS:
        return False
    guard = tokens.lower(phrase.start - 1) if phrase.start > floor else ""
    quoted = group.verb.complement is Complement.QUOTED
    if guard in ("what", "how"):
        return quoted  # what he called “rain”
    if group.verb.lemma in NAMING and tokens.is_quote(group.end):
        return False  # a film called “Rain”
    return guard not in _DENYING and tokens.lower(phrase.start) not in _NOBODY


def agrees(tokens: Tokens, group: VerbGroup, subject: Subject) -> bool:
    """Whether the verb's number fits the subject's; nouns in -s do not."""
    phrase, form = subject.phrase, group.verb.form
    if group.auxiliaries or subject.inverted:
        return True
    if form is Form.BASE:
        return phrase is not None and _is_plural(tokens, phrase)
    if form is not Form.PRESENT or phrase is None:
        return True
    # Names and nouns that only end like plurals ("news", "bus") take "says" as well.
    last = tokens[phrase.end - 1]
    if last.lower in STAND_ALONE:
        return False  # some states
    if last.is_capitalised or not last.lower.endswith("s"):
        return True
    singular = tokens.lower(phrase.start) in ("one", "a", "an", "the", "each")
    return last.lower.endswith(("ss", "'s", "news", "us")) or (
        singular and phrase.end - phrase.start > 3
    )


def _is_plural(tokens: Tokens, phrase: NounPhrase) -> bool:
    words = [token.lower for token in tokens[phrase.start : phrase.end]]
    if words[0] in STAND_ALONE or (words[0] in NUMBERS and words[0] != "one"):
        return True
    return "and" in words or any(
        word in ("they", "we", "you", "data", "people", "police", "media", "men", "women")
        or (word.endswith("s") and not word.endswith(("ss", "'s")))
        for word in words
    )
