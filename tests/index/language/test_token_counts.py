"""Token counts by the vendored ranks."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexingError
from index.language.tokens import token_counts
from index.language.tokens.token_counts import count_tokens, token_rank


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("hello world", 2),
        ("tiktoken is great!", 6),
        ("antidisestablishmentarianism", 6),
        ("<|endoftext|>", 7),
        ("お誕生日おめでとう", 8),
    ],
)
def test_tokens_are_those_of_o200k_base(text: str, count: int) -> None:
    assert count_tokens(text) == count


def test_the_commoner_word_has_the_earlier_rank() -> None:
    common, rare = token_rank(" the"), token_rank(" Obama")
    assert common is not None
    assert rare is not None
    assert common < rare
    assert [token_rank(each) for each in (" obamaesque", "\ud800", "")] == [None] * 3


@pytest.mark.parametrize("text", [" " * 1_000_000, "a" * 300_000, "\ud800", "\x00"])
def test_hostile_text_is_counted_too(text: str) -> None:
    assert 0 < count_tokens(text) <= len(text)


@given(st.text(), st.text())
def test_joining_texts_adds_hardly_any_tokens(left: str, right: str) -> None:
    joined = count_tokens(left + right)
    assert joined <= count_tokens(left) + count_tokens(right) + 4
    assert joined <= len((left + right).encode("utf-8", "surrogatepass"))


def test_damaged_ranks_are_an_error_that_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for content in (b"not gzip", gzip.compress(b"IQ== 0\n")):
        ranks = tmp_path / "o200k_base.tiktoken.gz"
        ranks.write_bytes(content)
        monkeypatch.setattr(token_counts, "_RANKS", ranks)
        token_counts._encoding.cache_clear()
        with pytest.raises(IndexingError, match=r"o200k_base\.tiktoken\.gz .* reinstall"):
            count_tokens("one")
    monkeypatch.undo()
    assert count_tokens("one") == 1
