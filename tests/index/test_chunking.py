"""Chunks of `index.chunking`: what they cover, what fits, where they end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chunking import chunks
from index.language.tokens.token_counts import count_tokens
from index.types import Article, Chunk, Paragraph


def words(text: str) -> int:
    return len(text.split())


def words_and_frame(text: str) -> int:
    """Like an embedder that adds a token at both ends."""
    return len(text.split()) + 2


def article(*texts: str) -> Article:
    return Article("A title", tuple(Paragraph(n, text) for n, text in enumerate(texts, 1)))


def chunk_texts(text: str, max_tokens: int, count: Callable[[str], int] = words) -> list[str]:
    return [chunk.text for chunk in chunks(article(text), max_tokens=max_tokens, count=count)]


def test_a_paragraph_that_fits_is_one_chunk() -> None:
    assert chunks(article("One. Two.", " Three. "), max_tokens=2, count=words) == (
        Chunk(1, "One. Two.", 0, 9),
        Chunk(2, "Three.", 1, 7),
    )


def test_a_paragraph_without_text_has_no_chunk() -> None:
    assert chunks(article("", " \n"), max_tokens=5, count=words) == ()


def test_a_long_paragraph_is_split_at_sentence_ends_into_chunks_of_like_length() -> None:
    text = " ".join(f"Sentence {number} has five words." for number in range(8))
    assert [words(chunk) for chunk in chunk_texts(text, 30)] == [20, 20]
    assert [words(chunk) for chunk in chunk_texts(text, 39)] == [20, 20]
    assert [words(chunk) for chunk in chunk_texts(text, 19)] == [15, 15, 10]


def test_the_tokens_that_the_embedder_adds_are_counted_once_a_chunk() -> None:
    text = "One is here. Two is here. Ten is there."
    assert chunk_texts(text, 8, words_and_frame) == ["One is here. Two is here.", "Ten is there."]


def test_a_sentence_that_is_too_long_is_split_between_words() -> None:
    assert chunk_texts("one two three four five six seven.", 4) == [
        "one two three",
        "four five six seven.",
    ]


def test_text_without_spaces_is_split_between_characters() -> None:
    assert chunk_texts("北" * 10, 4, len) == ["北" * 3, "北" * 3, "北" * 4]


def test_a_long_gap_makes_no_chunk() -> None:
    assert chunk_texts("one" + " " * 40 + "two", 10, len) == ["one", "two"]


def test_a_character_is_never_split() -> None:
    assert chunk_texts("🎉🎉", 1, lambda text: len(text.encode())) == ["🎉", "🎉"]


def test_no_room_for_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="no room for text in 2 tokens"):
        chunks(article("One."), max_tokens=2, count=words_and_frame)


@pytest.mark.parametrize("text", ["Five words to a sentence. " * 4_000, "word " * 20_000])
def test_a_very_long_paragraph_is_counted_a_few_times_only(text: str) -> None:
    counted = 0

    def count(part: str) -> int:
        nonlocal counted
        counted += len(part)
        return words(part)

    found = chunk_texts(text, 254, count)
    assert len(found) in (79, 80)
    assert counted < 4 * len(text)


prose = st.lists(
    st.sampled_from(
        ["It is. ", "word ", "Longer words, here; ", "“No.” ", "猫が好き。", "x" * 70, "\n"]
    )
).map("".join)


@given(
    st.lists(st.one_of(st.text(), prose), max_size=3),
    st.integers(3, 40),
    st.sampled_from([len, words, words_and_frame, count_tokens]),
)
def test_chunks_cover_each_paragraph_in_order_and_fit(
    texts: list[str], max_tokens: int, count: Callable[[str], int]
) -> None:
    found = chunks(article(*texts), max_tokens=max_tokens, count=count)
    assert [chunk.paragraph for chunk in found] == sorted(chunk.paragraph for chunk in found)
    for number, text in enumerate(texts, 1):
        end = 0
        for chunk in (chunk for chunk in found if chunk.paragraph == number):
            assert text[chunk.start : chunk.end] == chunk.text == chunk.text.strip() != ""
            assert chunk.start >= end
            assert not text[end : chunk.start].strip()
            assert count(chunk.text) <= max_tokens or len(chunk.text) == 1
            end = chunk.end
        assert not text[end:].strip()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20), st.integers(9, 30))
def test_sentences_that_fit_stay_whole_in_the_fewest_chunks(lengths: list[int], room: int) -> None:
    text = " ".join(" ".join(["One", *["more"] * (length - 1)]) + "." for length in lengths)
    found = chunk_texts(text, room)
    fewest, used = 1, 0
    for length in lengths:
        if used + length > room:
            fewest, used = fewest + 1, 0
        used += length
    assert len(found) == fewest
    assert all(chunk.endswith(".") for chunk in found)
