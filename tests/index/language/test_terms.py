"""The terms of a text, in English and in other languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.terms import terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who says the departures were ordered?", ["say", "departur", "order"]),
        ("1,200 sources", ["1200", "sourc"]),
        ("1200 source's", ["1200", "sourc"]),
        ("$5, 50% and €3.5m", ["5", "50", "3.5m"]),
        ("U.S. and US", ["us", "us"]),
        ("Díaz-Canel’s", ["diaz", "canel"]),
        ("O’Brien doesn’t know they’re out", ["o'brien", "know"]),
        ("who is he?", ["who", "is", "he"]),
        ("", []),
        ("?! 🎉", []),
        ("北京大学 opened", ["北京", "京大", "大学", "open"]),
        ("第3章 2024年", ["第", "3", "章", "2024", "年"]),
        ("ไทย", ["ไท", "ทย"]),
        ("हिन्दी", ["हिन्दी"]),
    ],
)
def test_terms_are_what_bm25_counts(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("l’avion des armées", "fr", ["l", "avion", "de", "arme"]),
        ("Los niños corrían", "es-VE", ["los", "nin", "corr"]),
        ("the departures", "zz", ["the", "departures"]),
        ("the departures", "é", ["the", "departures"]),
    ],
)
def test_other_languages_have_their_own_stems_or_none(
    text: str, language: str, expected: list[str]
) -> None:
    assert terms(text, language) == expected


@given(st.text(), st.one_of(st.none(), st.sampled_from(["en", "fr", "hi", "zh", ""]), st.text()))
def test_terms_never_fail_and_are_never_empty_strings(text: str, language: str | None) -> None:
    found = terms(text, language)
    assert all(found)
    assert not any(term.isspace() for term in found)
