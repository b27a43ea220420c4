"""Who a sentence is about, when its reporting verb has no subject, or it has no such verb."""

from __future__ import annotations

from assistant.attribution.reported_speech.reporting_cues import Cue
from assistant.attribution.reported_speech.reports import Report
from assistant.attribution.syntax.noun_phrases import NounPhrase, phrase_after
from assistant.attribution.syntax.tokens import Token, TokenKind, Tokens
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import ADVERBS, CONJUNCTIONS, is_inflected
from index.language.en.reporting_verbs import COLON
from index.language.reporting import VerbKind
from index.language.word_lists import word_set

_COORDINATING = word_set("but and so yet")


def announcement(tokens: Tokens) -> list[Report]:
    """A colon before a quotation, here or in the next paragraph: "She closed with: “...”"."""
    # The colon of a headline stands between its own halves.
    if tokens.is_headline:
        return []
    for at, token in enumerate(tokens):
        ends = at == len(tokens) - 1
        if at and token.lower == ":" and (ends or tokens.is_quote(at + 1)):
            cue = Cue(at, at + 1, at + 1, COLON, VerbKind.SAID, subject=None)
            return [Report(cue, () if ends else ((at + 1, at + 2),))]
    return []


def leading_phrase(tokens: Tokens, stop: int) -> NounPhrase | None:
    """The sentence's own subject, past what is set in front of it with a comma."""
    for at in range(min(stop, len(tokens))):
        opens = at == 0 or tokens.lower(at - 1) in _COORDINATING | {","}
        if opens and tokens[at].kind is TokenKind.WORD and not _is_fronted(tokens[at]):
            phrase = phrase_after(tokens, at)
            if phrase is not None:
                return phrase
    return None


def _is_fronted(token: Token) -> bool:
    fronting = ADVERBS | CONJUNCTIONS | TIMES | _COORDINATING
    return is_inflected(token.lower, "ed", "ing", "ly") or token.lower in fronting
