"""Who speaks in "saying" that hangs on another verb: "N was quoted as saying", "issued a letter".

"The paper quoted Ann Lee as saying that ..." is about what Ann Lee says, as is "The paper has Ann
Lee saying"; "The ministry issued a statement saying that ..." about what the ministry says.
"""

from __future__ import annotations

from assistant.attribution.syntax.noun_phrases import (
    LONGEST,
    NounPhrase,
    is_auxiliary,
    phrase_after,
)
from assistant.attribution.syntax.subjects import phrase_before, without_time
from assistant.attribution.syntax.tokens import TokenKind, Tokens
from assistant.attribution.syntax.verb_groups import VerbGroup
from index.language.en.grammar.function_words import (
    ADVERBS,
    BE,
    DETERMINERS,
    HAVE,
    NEGATIONS,
    is_inflected,
)
from index.language.en.nouns import is_document_noun
from index.language.en.reporting_verbs import ISSUING, QUOTING, SHOWING
from index.language.reporting import Form


def speaker_of_saying(tokens: Tokens, group: VerbGroup, floor: int) -> NounPhrase | None:
    """Who says what follows a "saying", or "that said", where another verb tells; else None."""
    before = tokens.lower(group.start - 1) if group.start > floor else ""
    if group.verb.form is Form.ING and before == "as":
        return _quoted(tokens, group.start - 1, floor)
    if group.verb.form is Form.ING and group.start > floor:
        return _issuer(tokens, group.start) or _shown(tokens, group.start)
    if before in ("that", "which"):
        return _issuer(tokens, group.start - 1)
    return None


def _quoted(tokens: Tokens, end: int, floor: int) -> NounPhrase | None:
    """Ann Lee in "The paper quoted Ann Lee as saying", "Ann Lee was quoted as saying"."""
    for at in range(end - 1, max(floor, end - LONGEST) - 1, -1):
        if tokens.lower(at) in QUOTING:
            if tokens.lower(at - 1) in BE and at - 1 > floor:
                return phrase_before(tokens, at - 1 - (tokens.lower(at - 2) in HAVE), floor)
            phrase = phrase_after(tokens, at + 1)
            reaches = phrase is not None and phrase.whole_end in (end, end - 1)
            return phrase if reaches else None
        if tokens.is_quote(at) or tokens.lower(at) == ";":
            break
    return None


def _shown(tokens: Tokens, end: int) -> NounPhrase | None:
    """Ann Lee in "The paper has Ann Lee saying", which ends at `end`."""
    phrase = phrase_before(tokens, end, max(0, end - LONGEST))
    if phrase is None or phrase.whole_start == 0:
        return None
    first = tokens[phrase.whole_start]
    opens = first.is_capitalised or first.lower in DETERMINERS  # not "has sent"
    return phrase if opens and tokens.lower(phrase.whole_start - 1) in SHOWING else None


def _issuer(tokens: Tokens, end: int) -> NounPhrase | None:
    """The ministry in "The ministry has issued a statement on Monday", which ends at `end`."""
    documents = False
    # To the left of cues before, too: "wrote a letter" is one of them.
    for at in range(end - 1, max(0, end - LONGEST), -1):
        token = tokens[at]
        # What is set apart with commas or quoted may have a verb of its own.
        if token.kind is TokenKind.QUOTE or token.lower in (",", ";", ":"):
            return None
        if token.lower in ISSUING:
            return _issuing(tokens, at) if documents else None
        documents = documents or is_document_noun(token.lower)
    return None


def _issuing(tokens: Tokens, at: int) -> NounPhrase | None:
    """The subject of the verb at `at`; None where it is passive or is none."""
    start = at
    while start > 0:
        before = tokens[start - 1]
        if before.lower in BE or before.lower in NEGATIONS or is_document_noun(before.lower):
            return None  # "was issued", "the statement issued"
        adverb = before.lower in ADVERBS or is_inflected(before.lower, "ly")
        if before.lower in HAVE or adverb:
            start -= 1
            continue
        earlier = without_time(tokens, start, 0)
        if earlier == start:
            break
        start = earlier
    if start > 0 and (is_auxiliary(tokens[start - 1]) or tokens.lower(start - 1) == "to"):
        return None
    return phrase_before(tokens, start, 0)
