"""The seam between languages and the rest."""

from __future__ import annotations

import pytest

from index.language.languages import ENGLISH, LANGUAGES, language_of, other_language


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


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Le maire a dit que le pont serait fermé en mai.", "fr"),
        ("Der Bürgermeister sagte, die Brücke werde im Mai geschlossen.", "de"),
        ("Мэр сказал, что мост закроют.", "ru"),
        ("市长说这座桥将于五月关闭。", "zh"),
    ],
)
def test_a_sentence_in_another_language_is_known(sentence: str, code: str) -> None:
    assert other_language(sentence, {"en-GB", "it"}) == code
    assert other_language(sentence, {None}) == code
    assert other_language(sentence, {"en", code}) is None


@pytest.mark.parametrize(
    "sentence",
    ["", "12", "Lee, Moe, Reyes.", "The mayor quoted “Le pont sera fermé en mai”.", "Ships sail."],
)
def test_what_may_be_english_is_taken_for_english(sentence: str) -> None:
    assert other_language(sentence, {"en"}) is None
