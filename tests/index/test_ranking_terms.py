"""Each term of the ranking alone: the passage that is better in one thing moves up by its weight.

Passages made by hand, alike in all that counts but that one thing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pytest

from index.embedding.embedder import Vectors
from index.embedding.encoder import Encoded, EncodedQuestion
from index.ranking import Fusion, Ranked, rank
from index.store.records import Candidate
from index.types import Paragraph

BITS: Final = [np.arange(384) >> bit & 1 for bit in range(5)]
SEA, OIL, OTHER = BITS[:3]
"""The signs of three tokens; the cosine of any two is nought."""

NEAR_OIL: Final = OIL ^ (BITS[3] & BITS[4])
"""A quarter of the signs is another: a cosine of a half to that token, and nought to the others."""


def toward(cosine: float) -> Vectors:
    """A vector of unit length that has this cosine to the question's."""
    return np.array([cosine, math.sqrt(1 - cosine**2)], np.float32)


def encoded(
    chunk: float = 0.375,  # fractions of two, so that sums of them are exact
    sentence: float = 0.5,
    tokens: Sequence[Any] = (NEAR_OIL, SEA, OTHER, OTHER),
    ranges: Sequence[tuple[int, int]] = ((1, 3), (3, 4)),
) -> Encoded:
    """A paragraph of one chunk and two sentences; the first token is in neither of them."""
    return Encoded(
        chunks=1,
        spans=np.array([(0, 17), (0, 8), (9, 17)], np.int32),
        vectors=np.stack([toward(chunk), toward(sentence), toward(0.25)]),
        signs=np.packbits(np.array(tokens, int).reshape(-1, 384), axis=1),
        ranges=np.array(ranges, np.int32),
    )


def candidate(
    text: str = "Sea map. Oil map.",
    terms: str = "sea oil map map",
    **changes: Any,  # noqa: ANN401 - as `encoded` takes them
) -> Candidate:
    return Candidate(
        row=0,
        article_id="report",
        language="en",
        paragraph=Paragraph(1, text),
        terms=tuple(terms.split()),
        encoded=encoded(**changes),
    )


QUESTION: Final = EncodedQuestion(
    text="sea oil",
    vector=toward(1),
    tokens=np.array([(0, 3), (4, 7)], np.int32),
    states=np.array([SEA * 2 - 1, OIL * 2 - 1], np.float32) / math.sqrt(384),
)

CHANGES: Final = {
    "chunk": (candidate(chunk=0.5), candidate(chunk=0.25)),
    "lexical": (candidate(terms="sea oil oil map"), candidate(terms="sea map map map")),
    "sentence": (  # what the chunk has less keeps the two together as they were
        candidate(chunk=0.25, sentence=0.625),
        candidate(chunk=0.5, sentence=0.375),
    ),
    "sentence's words": (candidate("Sea oil. Map map."), candidate("Map map. Map map.")),
    "tokens": (
        candidate(tokens=(OIL, SEA, OTHER, OTHER)),
        candidate(tokens=(OTHER, SEA, OTHER, OTHER)),
    ),
    "sentence's tokens": (
        candidate(ranges=((0, 3), (3, 4))),
        candidate(ranges=((0, 1), (2, 4))),
    ),
}
"""A candidate that is better in this one thing, and one that is worse."""

COARSE: Final = {"chunk": 0.3, "lexical": 0.3, "sentence": 0.33, "sentence's words": 0.5}
WEIGHTS: Final[dict[Fusion, dict[str, float]]] = {
    Fusion.FUSED: {**COARSE, "tokens": 1, "sentence's tokens": 1},
    Fusion.COARSE: COARSE,
    Fusion.DENSE: {"chunk": 1},
    Fusion.LEXICAL: {"lexical": 1},
}
"""What each counts, in standard scores: chosen on the development sets, so not by accident."""


def ranked(changed: Candidate, fusion: Fusion) -> list[Ranked]:
    """Two plain candidates and this one between them."""
    some = [candidate(), changed, candidate()]
    rows = [replace(each, row=row) for row, each in enumerate(some)]
    return rank(QUESTION, rows, fusion=fusion)


@pytest.mark.parametrize("term", CHANGES)
@pytest.mark.parametrize("fusion", Fusion)
def test_a_term_alone_moves_a_passage_by_its_weight(term: str, fusion: Fusion) -> None:
    """The one of three that differs has a standard score of the root of two."""
    better, worse = (ranked(each, fusion) for each in CHANGES[term])
    weight = WEIGHTS[fusion].get(term, 0)
    order = [[each.candidate.row for each in some] for some in (better, worse)]
    assert order == ([[1, 0, 2], [0, 2, 1]] if weight else [[0, 1, 2], [0, 1, 2]])
    assert better[0].score == pytest.approx(weight * math.sqrt(2), rel=1e-3)
    assert worse[-1].score == pytest.approx(-weight * math.sqrt(2), rel=1e-3)


def test_a_text_without_tokens_says_nothing_of_what_is_asked() -> None:
    """Such as one of marks alone: last, not first."""
    nothing = candidate(tokens=(), ranges=((0, 0), (0, 0)))
    *_, last = ranked(nothing, Fusion.FUSED)
    assert last.candidate.row == 1
    assert (last.match, [each.score for each in last.matches]) == (0, [0, 0])


def test_what_is_asked_counts_by_how_rare_it_is() -> None:
    """Half of the tokens are there, and more than half of what they are worth."""
    rare = candidate(terms="sea map", tokens=(SEA,), ranges=((0, 1), (1, 1)))
    common = [candidate(terms="oil map", tokens=(OIL,), ranges=((0, 1), (1, 1)))] * 3
    shares = {each.candidate.terms: each.match for each in rank(QUESTION, [rare, *common])}
    # One of four texts has it: ln(1 + 3.5 / 1.5); three of four: ln(1 + 1.5 / 3.5).
    expected = math.log(10 / 3) / (math.log(10 / 3) + math.log(10 / 7))
    assert shares["sea", "map"] == pytest.approx(expected, rel=1e-3)
    assert shares["oil", "map"] == pytest.approx(1 - expected, rel=1e-3)


def test_a_stop_word_is_worth_next_to_nothing() -> None:
    question = replace(QUESTION, text="sea the")
    only = [candidate(tokens=(token,), ranges=((0, 1), (1, 1))) for token in (SEA, OIL)]
    assert [each.match > 0.99 for each in rank(question, only)] == [True, False]
    assert 0 < rank(question, only)[-1].match < 0.01


def test_what_is_asked_for_besides_is_looked_at_too() -> None:
    """Behind the best, however bad it is."""
    some = [candidate(chunk=chunk) for chunk in (0.25, 0.5, 0.375)]
    numbered = [replace(each, row=row) for row, each in enumerate(some)]
    assert [each.candidate.row for each in rank(QUESTION, numbered, most=1)] == [1]
    assert [each.candidate.row for each in rank(QUESTION, numbered, [0], most=1)] == [1, 0]
    assert [each.candidate.row for each in rank(QUESTION, numbered, [1], most=1)] == [1]
