"""Reports in a sentence: who says it, with which verb, and which tokens are what is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.attribution.reported_speech.complements import (
    Complementation,
    after_cue,
    clause_after,
    is_adverbial,
    trimmed,
)
from assistant.attribution.reported_speech.reporting_cues import Cue, cues
from assistant.attribution.syntax.noun_phrases import is_auxiliary
from assistant.attribution.syntax.tokens import DASHES, Span, TokenKind, Tokens
from index.language.en.grammar.function_words import CONJUNCTIONS, PREPOSITIONS
from index.language.en.nouns import CLAIMS
from index.language.en.reporting_verbs import ACCORDING, NEVER_BARE
from index.language.reporting import Complement
from index.language.word_lists import word_set

_JOINING = word_set("and but or then")
_OPPOSING = word_set("but while though although")
_SUBORDINATING = word_set("when while after because since although though before")


class Report(NamedTuple):
    """A cue with the tokens of what is said; without, the next paragraph says it."""

    cue: Cue
    contents: tuple[Span, ...]


def reports(tokens: Tokens) -> list[Report]:
    """The sentence's reports, in order; a question reports nothing."""
    if tokens.lower(len(tokens) - 1) == "?":
        return []
    sentence_reports, all_cues = [], cues(tokens)
    for at, cue in enumerate(all_cues):
        contents = _contents(tokens, cue, all_cues[:at], all_cues[at + 1 :])
        announces = cue.after == len(tokens) - 1 and tokens.lower(cue.after) == ":"
        if contents or announces:
            sentence_reports.append(Report(cue, contents))
    return sentence_reports


def _contents(
    tokens: Tokens, cue: Cue, earlier: Sequence[Cue], later: Sequence[Cue]
) -> tuple[Span, ...]:
    before = _before_cue(tokens, cue, earlier)
    # What is said is the subject of the passive: "The sale was confirmed by Ann Lee".
    if cue.passive:
        whole = before or trimmed(tokens, 0, cue.start)
        return (whole,) if whole else ()
    quoted = before is not None and tokens.is_quote(before[1] - 1)
    stop = _stop(tokens, cue, later)
    after = after_cue(tokens, cue, stop, after_quotation=quoted)
    before = _without_lead(tokens, before, after)
    says_before = before is not None and _says_before(tokens, cue, before, after)
    says_after = after is not None and _says_after(
        tokens, cue, after, before if says_before else None
    )
    contents = [before] if before is not None and says_before else []
    if after is not None and says_after:
        contents.append(_without_conjunction(tokens, after) if after.continues else after.span)
    if not contents and (clause := clause_after(tokens, cue, stop)) is not None:
        contents.append(clause)
    return tuple(contents)


def _without_conjunction(tokens: Tokens, after: Complementation) -> Span:
    start, end = after.span
    joined = tokens.lower(start) in ("and", "but") and end - start > 1
    return (start + joined, end)


def _without_lead(
    tokens: Tokens, before: Span | None, after: Complementation | None
) -> Span | None:
    """Only the quotation of "As for that, “it rained,” she said"; nothing if it only leads in."""
    if before is None or not tokens.is_quote(before[1] - 1) or before[1] - before[0] == 1:
        return before
    quote = before[1] - 1
    if tokens.lower(quote - 1) in (",", ":") and is_adverbial(tokens, before[0], quote - 1):
        return (quote, before[1])
    return None if after is not None and is_adverbial(tokens, *before) else before


def _says_before(tokens: Tokens, cue: Cue, before: Span, after: Complementation | None) -> bool:
    """Whether what stands before the cue is said."""
    # A single word in front is a link, as "But" is.
    quoted = tokens.is_quote(before[1] - 1)
    if cue.verb is ACCORDING and before[1] - before[0] < 2 and not quoted:
        return False
    if quoted:
        return True
    if cue.verb.complement is Complement.QUOTED:
        return False
    if cue.inverted or after is None:
        return True
    adjunct = after.continues or tokens.lower(after.span[0]) in PREPOSITIONS
    return adjunct and not after.marked and not is_adverbial(tokens, *before)


def _says_after(tokens: Tokens, cue: Cue, after: Complementation, before: Span | None) -> bool:
    """Whether what follows the cue is said; `before` is what was said before it."""
    if cue.verb.complement is Complement.QUOTED:
        return _has_quotation(tokens, after.span)
    if after.marked:
        return True
    if after.continues:
        return _continues(tokens, cue, after.span, before)
    return before is None and not cue.inverted and _takes_bare(tokens, cue, *after.span)


def _takes_bare(tokens: Tokens, cue: Cue, start: int, end: int) -> bool:
    """Whether the verb takes what nothing marks."""
    complement = cue.verb.complement
    if cue.relative and complement is Complement.NOUN:
        return False  # the man who criticised her left
    if complement is Complement.CLAIM:
        points_back = end - start == 1 and tokens.lower(start) in ("this", "that", "it")
        return points_back or any(token.lower in CLAIMS for token in tokens[start:end])
    if complement is Complement.MARKED:
        return cue.verb.lemma not in NEVER_BARE and _is_clause(tokens, start, end)
    return True


def _has_quotation(tokens: Tokens, span: Span) -> bool:
    return any(token.kind is TokenKind.QUOTE for token in tokens[slice(*span)])


def _continues(tokens: Tokens, cue: Cue, span: Span, before: Span | None) -> bool:
    """Whether what follows a comma is said: "Prices, she said, will rise"."""
    if before is None:
        fronted = cue.first > 0 and tokens.lower(cue.first - 1) in ("as", ",")
        return cue.verb is ACCORDING or fronted
    if cue.inverted and cue.verb is not ACCORDING:
        return False
    if not tokens.is_quote(before[1] - 1):
        return True
    joined = tokens.lower(span[0]) in ("and", "but")
    return (
        joined
        and _has_quotation(tokens, span)
        and (before[1] - before[0] > 1 or tokens.is_quote(span[0] + 1))
    )


def _is_clause(tokens: Tokens, start: int, end: int) -> bool:
    """Whether it begins with a subject and an auxiliary: "his comments were false"."""
    for at in range(start, min(end, start + 7)):
        token = tokens[at]
        if token.kind is not TokenKind.WORD or token.lower in PREPOSITIONS | CONJUNCTIONS:
            return False
        if is_auxiliary(token):
            return at > start
    return False


# --- Where it begins and ends --------------------------------------------------------------


def _before_cue(tokens: Tokens, cue: Cue, earlier: Sequence[Cue]) -> Span | None:
    """What precedes the cue up to a comma, dash or quotation."""
    end = cue.first
    if cue.relative or (cue.subject is None and not cue.passive):
        return None
    if tokens.lower(end - 1) in ("as", "and", "but") and tokens.lower(end - 2) == ",":
        if tokens.lower(end - 1) != "as":
            return None
        end -= 1
    if tokens.lower(end - 1) == "," and tokens.lower(end - 2) in ("but", "and", "that"):
        return None  # but, according to Lee, it rained
    separated = tokens.lower(end - 1) in {",", "?", "!"} | DASHES or tokens.is_quote(end - 1)
    if not (separated or cue.verb is ACCORDING or cue.passive):
        return None
    return trimmed(tokens, _after_earlier(tokens, earlier, end), end)


def _after_earlier(tokens: Tokens, earlier: Sequence[Cue], end: int) -> int:
    """Where what belongs to no earlier cue begins."""
    start = 0
    for cue in earlier:
        # "Divers have found the ferry, the guard said": what is found is said by nobody else.
        if cue.verb.complement is Complement.MARKED and not _is_marked(tokens, cue.after):
            continue
        if cue.subject is not None and not cue.inverted and not cue.relative:
            start = max(start, cue.after)
        for at in range(max(cue.after, start), end - 1):
            comma = tokens.lower(at) == "," and tokens.lower(at + 1) in _OPPOSING
            if comma or tokens.lower(at) == ";":
                start = at + 1
                break
    return start


def _is_marked(tokens: Tokens, at: int) -> bool:
    return tokens.lower(at) in ("that", ":", ",") or tokens.is_quote(at)


def _stop(tokens: Tokens, cue: Cue, later: Sequence[Cue]) -> int:
    """Where what follows the cue ends, because another report of the same rank begins."""
    # Reports inside what is said are part of it: only one that is joined at the same rank ends it.
    for other in later:
        # "They had looked for traces and found none": what is found there is no report.
        if other.verb.complement is Complement.MARKED and not _is_marked(tokens, other.after):
            continue
        stop = _stop_before(tokens, cue.after, other)
        if stop is not None:
            return stop
    # In "When Lee said it rained, they left" the comma ends what she said.
    if 0 < cue.first <= 2 and tokens.lower(cue.first - 1) in _SUBORDINATING:
        for at in range(cue.after + 2, len(tokens)):
            if tokens.lower(at) == ",":
                return at
    return len(tokens)


def _stop_before(tokens: Tokens, after: int, other: Cue) -> int | None:
    at = other.first - 1
    if other.verb is ACCORDING:
        if at >= after and tokens.is_quote(at):
            return at + 1
        return at if at > after and tokens.lower(at) == "," else None
    if other.subject is None:
        while at > after and tokens.lower(at) in _JOINING:
            at -= 1
        if tokens.lower(at) == ",":
            return at
        return at + 1 if tokens.lower(at + 1) in _JOINING else None
    if at - 1 > after and tokens.lower(at) in _OPPOSING | {"and"}:
        return at - 1 if tokens.lower(at - 1) in {",", ";"} | DASHES else None
    return at if at > after and tokens.lower(at) in {";"} | DASHES else None
