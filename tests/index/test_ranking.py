"""The order of candidates: what counts, and what must not."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Coroutine, Sequence
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import ranking as module
from index.embedding.encoder import EncodedQuestion, Encoder
from index.language.terms import terms
from index.ranking import CLOSER_LOOK, POOL, Fusion, Ranked, query_terms, rank
from index.store.records import Candidate
from tests.index.fakes import FakeMiniLM, article

T = TypeVar("T")
MODEL = FakeMiniLM()
ENCODER = Encoder(MODEL, MODEL)
WORDS = st.sampled_from(
    ["ferry", "strike", "harbour", "beetle", "olive", "the", "of", "1580", ".", "?", "é", "古巴"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


def run(work: Coroutine[object, object, T]) -> T:
    """Its result; `asyncio.run` itself prints a result somewhere inside, large arrays and all."""
    results: list[T] = []

    async def keep() -> None:
        results.append(await work)

    asyncio.run(keep())
    return results[0]


def candidates(*texts: str, language: str | None = None) -> list[Candidate]:
    given = article("Report", *texts)
    encoded = run(ENCODER.paragraphs(given, given.paragraphs))
    return [
        Candidate(
            row=paragraph.number,
            article_id="report",
            language=language,
            paragraph=paragraph,
            terms=tuple(terms(paragraph.text, language)),
            encoded=each,
        )
        for paragraph, each in zip(given.paragraphs, encoded, strict=True)
    ]


def ask(text: str) -> EncodedQuestion:
    return run(ENCODER.question(text))


def numbers(ranked: Sequence[Ranked]) -> list[int]:
    return [each.candidate.paragraph.number for each in ranked]


def test_the_paragraph_with_the_questions_words_comes_first() -> None:
    some = candidates(
        "The union called a strike.",
        "A beetle ate the olives. The farmers wept.",
        "A map was sold.",
    )
    ranked = rank(ask("What did the beetle eat?"), some)
    assert numbers(ranked)[0] == 2
    best = ranked[0]
    assert [match.sentence.text for match in best.matches] == [
        "A beetle ate the olives.",
        "The farmers wept.",
    ]
    assert best.matches[0].score > best.matches[1].score
    assert best.match == pytest.approx(best.matches[0].score, abs=0.2)
    assert best.lexical > 0 == ranked[-1].lexical


def test_scores_are_what_they_are_said_to_be() -> None:
    """Dense: the mean of the cosines to the nearest chunk and the nearest sentence."""
    [one] = candidates("A map was sold. It was old.")
    question = ask("map sold")
    [ranked] = rank(question, [one])
    chunk, *sentences = (one.encoded.vectors @ question.vector).tolist()
    assert ranked.dense == pytest.approx((chunk + max(sentences)) / 2)
    assert ranked.lexical == pytest.approx(2 * math.log(4 / 3))  # one text: idf ln(4/3), norm 1.2
    assert [match.dense for match in ranked.matches] == pytest.approx(sentences)
    assert ranked.score == 0, "alone, it is ahead of nobody"


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    common = [f"The ferry sailed on day{number}." for number in range(6)]
    some = candidates(*common, "Someone saw a beetle.")
    assert numbers(rank(ask("ferry beetle"), some))[0] == 7


def test_stop_words_count_for_nothing() -> None:
    some = candidates("What is the of and to a in", "The strike is over")
    assert numbers(rank(ask("What is the strike?"), some))[0] == 2


def test_each_language_is_asked_in_its_own_stems() -> None:
    assert query_terms("Häuser running", ["de"]) == ["haus", "running"]
    assert query_terms("Häuser running", ["de", None]) == ["haus", "hauser", "run", "running"]
    assert query_terms("", ["de"]) == query_terms("?", []) == []


def test_only_a_few_are_looked_at_closely() -> None:
    some = candidates(*(f"Paragraph about thing{number}." for number in range(POOL + 20)))
    ranked = rank(ask("thing7 and thing60"), some)
    assert len(ranked) == CLOSER_LOOK
    assert set(numbers(ranked)[:2]) == {8, 61}


def test_one_side_alone_can_decide_the_order() -> None:
    """With all of a paragraph's scores known all the same."""
    some = candidates(
        "The ferry sailed at noon to the island of olives and beetles.",
        "Olive.",
        "A beetle ate the olives; the beetle was seen on the ferry.",
        "Nobody came.",
    )
    question = ask("Which beetle ate the olives on the ferry?")
    ranked = {each: rank(question, some, fusion=each) for each in Fusion}
    dense = [each.dense for each in ranked[Fusion.DENSE]]
    lexical = [each.lexical for each in ranked[Fusion.LEXICAL]]
    assert dense == sorted(dense, reverse=True)
    assert lexical == sorted(lexical, reverse=True)
    assert numbers(ranked[Fusion.DENSE]) != numbers(ranked[Fusion.LEXICAL])
    assert {each.match for each in ranked[Fusion.DENSE]} == {
        each.match for each in ranked[Fusion.FUSED]
    }


def test_the_comparison_token_by_token_can_be_left_out() -> None:
    """Only it sees which words stand together."""
    some = candidates("The ferry. A strike ended.", "A ferry strike ended.", "Nobody came.")
    question = ask("ferry strike")
    scores = {
        fusion: [each.score for each in rank(question, some, fusion=fusion)]
        for fusion in (Fusion.FUSED, Fusion.COARSE)
    }
    assert scores[Fusion.FUSED][0] > scores[Fusion.COARSE][0] > 0


@pytest.mark.parametrize("most", [1, 12])
def test_as_many_are_looked_at_closely_as_are_wanted(most: int) -> None:
    some = candidates(*(f"Paragraph about thing{number}." for number in range(20)))
    assert len(rank(ask("thing7"), some, most=most)) == most


@settings(max_examples=20)
@given(
    question=st.one_of(TEXTS, st.text(max_size=40)), texts=st.lists(TEXTS, min_size=1, max_size=14)
)
def test_no_score_is_ever_nan(question: str, texts: list[str]) -> None:
    for each in rank(ask(question.encode("utf-8", "replace").decode()), candidates(*texts)):
        assert np.isfinite([each.score, each.dense, each.lexical, each.match]).all()
        assert 0 <= each.match <= 1
        assert all(0 <= match.score <= 1 and math.isfinite(match.dense) for match in each.matches)


@settings(max_examples=20)
@given(
    question=TEXTS, texts=st.lists(TEXTS, min_size=1, max_size=8, unique=True), chance=st.randoms()
)
def test_the_order_of_the_candidates_does_not_matter(
    question: str, texts: list[str], chance: np.random.Generator
) -> None:
    """Each has its scores whatever the order; only equals may change places."""
    some = candidates(*texts)
    shuffled = [*some]
    chance.shuffle(shuffled)
    one, other = rank(ask(question), some), rank(ask(question), shuffled)
    in_order = pytest.approx([each.score for each in other], rel=1e-5)  # of 32 bits
    assert [each.score for each in one] == in_order
    scores = pytest.approx({each.candidate.row: each.score for each in other}, rel=1e-5)
    assert {each.candidate.row: each.score for each in one} == scores


def test_equal_candidates_keep_their_order() -> None:
    assert numbers(rank(ask("strike"), candidates(*["A strike."] * 3))) == [1, 2, 3]


def test_a_question_without_a_word_ranks_all_the_same() -> None:
    some = candidates("A strike.", "A map.")
    for question in ("", "?", "😀"):
        assert len(rank(ask(question), some)) == 2


def test_a_sentence_beyond_the_first_chunk_is_compared_too() -> None:
    """A long paragraph has several chunks; each sentence has its tokens from its own."""
    filler = " ".join(f"Filler{number} goes on and on here." for number in range(120))
    [one] = candidates(f"{filler} The beetle came from Lisbon.")
    assert one.encoded.chunks > 2
    [ranked] = rank(ask("Where did the beetle come from?"), [one])
    best = max(ranked.matches, key=lambda match: match.score)
    assert best.sentence.text == "The beetle came from Lisbon."


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=9))
def test_standard_scores_have_no_scale(values: list[int]) -> None:
    scores = np.array(values, float)
    standard = module._standard(scores)
    assert np.isfinite(standard).all()
    assert standard.mean() == pytest.approx(0, abs=1e-6)
    assert module._standard(scores * 7 + 3) == pytest.approx(standard, abs=1e-6)
