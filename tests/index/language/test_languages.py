"""The seam between languages and the rest."""

from __future__ import annotations

import pytest

from index.language.languages import ENGLISH, LANGUAGES, language_of


@pytest.mark.parametrize("code", [None, "", "en", "en-GB", "EN-us"])
def test_a_text_is_english_unless_it_is_known_not_to_be(code: str | None) -> None:
    assert language_of(code) is ENGLISH


@pytest.mark.parametrize("code", ["de", "de-AT", "vi", "zz", "é"])
def test_rules_are_known_of_english_alone(code: str) -> None:
    language = language_of(code)
    assert language.code == code.partition("-")[0]
    assert not language.has_rules


def test_a_language_whose_stems_nobody_knows_keeps_its_words() -> None:
    assert language_of("vi").stems(["những", "người"]) == ["những", "người"]
    assert language_of("de").stems(["häuser"]) == ["haus"]


def test_a_year_has_twelve_months_in_every_language() -> None:
    assert {len(language.months) for language in LANGUAGES} == {12}
