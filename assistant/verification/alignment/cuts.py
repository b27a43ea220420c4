"""Is a claim a sentence with parts left out, or one part moved?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.verification.alignment.aligned_words import Word
from assistant.verification.alignment.asides import may_skip, said_aside
from assistant.verification.alignment.beginnings import is_item, may_begin
from assistant.verification.alignment.clauses import is_past, is_told_in_past
from assistant.verification.alignment.endings import may_end
from assistant.verification.alignment.marks import keeps_marks
from assistant.verification.alignment.time_phrases import is_time
from assistant.verification.alignment.word_path import path
from index.language.en.grammar.clause_words import CLAUSAL
from index.language.en.grammar.function_words import AUXILIARIES


def is_cut(claim: Sequence[Word], source: Sequence[Word]) -> bool:
    """Whether the claim says no more than the sentence does, of the same things."""
    # What an aside says is said as well: "Ida Holm, who owned the yard, sold it".
    return any(_is_cut_of(claim, each) for each in (source, *said_aside(source)))


def is_all_of(claim: Sequence[Word], source: Sequence[Word]) -> bool:
    """Whether the claim has all of a sentence's words, but for the number of a list's item."""
    start = len(source) - len(claim)
    rest = source[start:] if start >= 0 else ()
    alike = [(word.form, word.lower) for word in claim] == [
        (each.form, each.lower) for each in rest
    ]
    return (
        bool(claim)
        and alike
        and keeps_marks(claim, range(start, len(source)), source)
        and (start == 0 or is_item(source[:start], rest))
    )


def _is_cut_of(claim: Sequence[Word], source: Sequence[Word]) -> bool:
    places = path(claim, source)
    if (
        places is None
        or _differs_in_form(claim, places, source)
        or not keeps_marks(claim, places, source)
    ):
        return False
    kept = [place for place in places if place is not None]
    # In one order of its words all that is missing has to be harmless: before, between and after.
    return bool(kept) and any(
        may_begin(source, each[0], each[-1] + 1)
        and leaves_out_no_more(each, source)
        and may_end(source, each[-1] + 1)
        for each in _orders(kept, source)
    )


def _differs_in_form(
    claim: Sequence[Word], places: Sequence[int | None], source: Sequence[Word]
) -> bool:
    """Whether one of its words is another form of the sentence's: bodies, prisoner, would."""
    return any(
        not word.is_written_as(source[place])
        for word, place in zip(claim, places, strict=True)
        if place is not None
    )


def _orders(places: Sequence[int], source: Sequence[Word]) -> Iterator[Sequence[int]]:
    """The places, and with what was moved to the front or to the end put back where it stands."""
    yield places
    back = next((at for at in range(1, len(places)) if places[at] < places[at - 1]), None)
    parts = (places[:back], places[back:]) if back else ()
    in_order = all(here < there for part in parts for here, there in pairwise(part))
    if parts and in_order and any(_is_movable(source, each) for each in parts):
        # It must not pass from one clause into another.
        passed = range(min(places), max(places) + 1)
        if not any(_begins_clause(source, at) for at in passed):
            yield sorted(places)


def _is_movable(source: Sequence[Word], places: Sequence[int]) -> bool:
    """Whether these words, all in a row, are a time in front or at the end of one thing told."""
    in_a_row = all(there == here + 1 for here, there in pairwise(places))
    outside = places[0] == 0 or places[-1] == len(source) - 1
    if not in_a_row or not outside or not is_time([source[at] for at in places]):
        return False
    # Of two things told, a time that is moved may become that of the other one.
    verbs = [word for word in source if is_past(word) and word.lower not in AUXILIARIES]
    return is_told_in_past(source) and len(verbs) <= 1


def _begins_clause(source: Sequence[Word], at: int) -> bool:
    """Whether another verb may follow: "who", "that", "and", "to" before no name or article."""
    word, following = source[at], source[at + 1 : at + 2]
    if word.lower == "to":
        return not any(each.opens or each.is_name for each in following)
    return word.mark in (";", ":") or word.lower in CLAUSAL or word.form in ("that", "say")


def leaves_out_no_more(places: Sequence[int], source: Sequence[Word]) -> bool:
    """Whether these places are in order, and what is between them may be left out."""
    return all(
        here < there and (there == here + 1 or may_skip(source, here + 1, there))
        for here, there in pairwise(places)
    )
