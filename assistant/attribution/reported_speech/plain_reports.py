"""Reports of which every word is understood: a speaker, a verb of saying, what is said, and when.

"Ann Lee told reporters on Monday that it rained" is; with anything else beside, "wrongly", "in the
film", "It is not the case that", "then took it back", it is not known what is said, or by whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from assistant.attribution.entities.source_kinds import kind_of, source_phrase
from assistant.attribution.reported_speech.reporting_cues import Cue
from assistant.attribution.reported_speech.reports import Report
from assistant.attribution.syntax.tokens import DASHES, Token, TokenKind, Tokens
from assistant.attribution.types import SpeakerKind
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import ARTICLES, OCCASIONS, PREPOSITIONS, is_inflected
from index.language.en.grammar.pronouns import (
    ANYBODY,
    DEMONSTRATIVES,
    EVERYBODY,
    PRONOUNS,
    REFLEXIVES,
    SOMEBODY,
    SPEAKING,
    SPEAKING_OBJECTS,
    THIRD_PERSON_OBJECTS,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.en.nouns import is_source_noun
from index.language.en.number_words import NUMBERS
from index.language.en.reporting_verbs import ACCORDING, PLAIN_VERBS, SIGNALS, WHOLE_PHRASES
from index.language.reporting import VerbKind
from index.language.word_lists import word_set

_BESIDE_VERB: Final = (
    TIMES
    | REFLEXIVES
    | word_set(
        """
    has have is are was were also again still now just already recently repeatedly further later
    then meanwhile however flatly all both on in last this early late earlier
    """
    )
)
_DETERMINERS: Final = (
    NUMBERS.keys() | ARTICLES | THIRD_PERSON_POSSESSIVES | word_set("another other several local")
)
_ABOUT_DOCUMENTS: Final = word_set("new recent latest annual official final first second joint")
_NOBODY: Final = (
    DEMONSTRATIVES
    | ANYBODY
    | EVERYBODY
    | SOMEBODY
    | SPEAKING
    | word_set(
        "not no nor never neither none nobody only whoever some many most few any every each"
    )
)
_HEARERS: Final = THIRD_PERSON_OBJECTS | SPEAKING_OBJECTS | word_set("jury crowd audience")
# What is said in a show or with a laugh may be a part that is played, or a joke.
_UNTRUE_TO_LIFE: Final = word_set("show program programme broadcast column laugh smile part")
ADJUNCT: Final = (
    (OCCASIONS - _UNTRUE_TO_LIFE)
    | TIMES
    | ARTICLES
    | THIRD_PERSON_POSSESSIVES
    | word_set(
        """
        in on at during to by with after from for of this last next early late earlier also again
        later then however meanwhile but and asked speaking new separate written brief
        """
    )
)
"""Words that say when and on what occasion something is said, and nothing else."""

_MARKS: Final = frozenset((",", ":", ".", "that")) | DASHES


def is_plain(tokens: Tokens, report: Report) -> bool:
    """Whether nothing in the sentence makes it doubtful who says it, or that it is said so."""
    cue = report.cue
    # "Was not sure" is what makes it unsure; any other "not" turns the report into another one.
    unsure = cue.kind is VerbKind.UNSURE
    if cue.subject is None or cue.relative or cue.passive or (cue.negated and not unsure):
        return False
    is_understood = unsure or cue.verb.lemma in PLAIN_VERBS
    if not (is_understood and _is_plain_verb(tokens, cue) and _is_speaker(tokens, cue)):
        return False
    return all(_is_adjunct(gap) for gap in _gaps(tokens, report)) and _is_hearer(tokens, cue)


def _is_plain_verb(tokens: Tokens, cue: Cue) -> bool:
    words = [each.lower for each in tokens[cue.start : cue.end]]
    if cue.verb.lemma in WHOLE_PHRASES:
        return not any(is_inflected(word, "ly") for word in words)
    return all(word in _BESIDE_VERB or word.isdecimal() for word in words[:-1])


# --- Who speaks ----------------------------------------------------------------------------


def _is_speaker(tokens: Tokens, cue: Cue) -> bool:
    """Whether a name or a definite noun phrase speaks, and nothing casts doubt on it."""
    phrase = cue.subject
    if phrase is None:
        return False
    words = tokens[phrase.start : phrase.end]
    # Whether it is clear whom the pronoun means is looked at elsewhere.
    if len(words) == 1 and words[0].lower in PRONOUNS - _NOBODY:
        return True
    if any(each.lower in _NOBODY for each in words):
        return False
    source = source_phrase(tokens, phrase)
    kind = None if source.name else kind_of(source.head)
    if not source.name and kind is None and source.head != "police":
        return False
    if kind is SpeakerKind.DOCUMENT:
        return phrase.apposition is None and _is_plain_document(words, source.head)
    return phrase.apposition is None or _describes(tokens[slice(*phrase.apposition)])


def _is_plain_document(words: Iterable[Token], head: str) -> bool:
    """Whether no word before it says what is wrong with it: not "a forged letter"."""
    for each in words:
        if each.lower.removesuffix("'s") == head:
            break
        is_plain_word = each.lower in _DETERMINERS or each.lower in _ABOUT_DOCUMENTS
        if not (is_plain_word or each.is_capitalised or is_source_noun(each.lower)):
            return False
    return True


def _describes(words: tuple[Token, ...]) -> bool:
    """Whether an apposition tells who it is, and not how it was said: ", quoting the owner,"."""
    lower = [each.lower for each in words]
    doubtful = any(
        word in SIGNALS or word in ("was", "were", "had", "been") or is_inflected(word, "ing", "ly")
        for word in lower
    )
    opens = lower[:1] and (
        lower[0] in ("who", "whose", "former", "of", "one") or lower[0] in _DETERMINERS
    )
    named = any(each.is_capitalised or is_source_noun(each.lower) for each in words)
    led = lower[0] in PREPOSITIONS - {"of"} if lower else True
    return not doubtful and not led and bool(opens or named)


# --- What else there is --------------------------------------------------------------------


def _gaps(tokens: Tokens, report: Report) -> Iterator[list[Token]]:
    """Runs of tokens that are neither speaker nor verb nor hearer nor what is said."""
    cue = report.cue
    spans = [*report.contents, (cue.start, max(cue.end, _hearer_end(cue)))]
    if cue.subject is not None:
        spans += [(cue.subject.whole_start, cue.subject.whole_end)]
    covered = {at for start, end in spans for at in range(start, end)}
    run: list[Token] = []
    for at, token in enumerate(tokens):
        if at in covered:
            yield run
            run = []
        else:
            run.append(token)
    yield run


def _is_adjunct(gap: list[Token]) -> bool:
    """Whether it only says when or on what occasion: "In an interview with CNN on Monday,"."""
    occasion = False
    for each in gap:
        if each.text in _MARKS or each.lower in _MARKS:
            continue
        if each.kind is not TokenKind.WORD:
            return False
        # Names are understood behind an occasion only: "in an interview with the Post".
        is_plain_word = each.lower in ADJUNCT or each.lower.isdecimal()
        if not is_plain_word and not (occasion and each.is_capitalised):
            return False
        occasion = occasion or each.lower in OCCASIONS
    return True


def _hearer_end(cue: Cue) -> int:
    return cue.after if not cue.inverted and cue.verb is not ACCORDING else cue.end


def _is_hearer(tokens: Tokens, cue: Cue) -> bool:
    """Whether what stands between the verb and what is told is somebody who is told it."""
    words = tokens[cue.end : _hearer_end(cue)]
    if not words:
        return True
    last = words[-1]
    is_hearer = last.lower in _HEARERS or last.lower in OCCASIONS or is_source_noun(last.lower)
    return (is_hearer or last.is_capitalised) and all(each.kind is TokenKind.WORD for each in words)
