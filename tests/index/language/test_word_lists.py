"""Word lists, and the patterns made of them."""

from __future__ import annotations

import re

from index.language.word_lists import any_of, capitalised, name_set, ordered_words, word_set


def test_lists_are_read_over_several_lines() -> None:
    assert word_set(" one two\n  two ") == {"one", "two"}
    assert ordered_words("two\n one") == ("two", "one")
    assert name_set("bbc news, ap\nthe hindu,") == {"bbc news", "ap", "the hindu"}


def test_a_pattern_takes_the_longest_word() -> None:
    """Also where a shorter one is its beginning, and whatever its signs mean to a pattern."""
    assert re.findall(any_of(["a.m", "a", "an"]), "an a.m axm") == ["an", "a.m", "a"]


def test_a_set_gives_the_same_pattern_every_time() -> None:
    assert any_of({"on", "at", "during"}) == any_of(["during", "on", "at"]) == "(?:during|at|on)"


def test_a_word_with_a_capital() -> None:
    assert capitalised(["monday", "may"]) == ["Monday", "May"]
