"""What refusals are about, in everybody's words: each kind is told from the others."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import ContextTooLong, PromptFiltered
from assistant.models.errors import CreditUsedUp, KeyRefused, ModelUnknown, RateLimited
from assistant.models.failures import failure
from assistant.models.refusals import Refusal, in_a_line
from tests.assistant.models.habits.refusals import FILTERED, TOO_LONG, UNKNOWN

KEY = "sk-secret-0123456789"


def read(status: int, body: object) -> Refusal:
    return Refusal.read(body, KEY, status, {})


def subjects(refusal: Refusal) -> set[str]:
    """All that a refusal is taken to be about."""
    about = {
        "length": refusal.is_about_length,
        "filter": refusal.is_filter,
        "model": refusal.is_about_model,
        "credit": refusal.is_about_credit,
    }
    return {name for name, is_so in about.items() if is_so}


@pytest.mark.parametrize("body", TOO_LONG.values(), ids=TOO_LONG)
def test_a_prompt_that_is_too_long(body: object) -> None:
    refusal = read(400, body)
    assert isinstance(failure(refusal, "m"), ContextTooLong)
    assert subjects(refusal) == {"length"}


@pytest.mark.parametrize(("status", "body"), FILTERED.values(), ids=FILTERED)
def test_a_prompt_that_is_filtered(status: int, body: object) -> None:
    refusal = read(status, body)
    assert isinstance(failure(refusal, "m"), PromptFiltered)
    assert subjects(refusal) == {"filter"}


@pytest.mark.parametrize(("status", "body"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_model_that_is_not_there(status: int, body: object) -> None:
    refusal = read(status, body)
    assert isinstance(failure(refusal, "m"), ModelUnknown)
    assert subjects(refusal) == {"model"}


@pytest.mark.parametrize(
    "words",
    [
        "Unsupported parameter: 'logprobs' is not supported with this model.",
        "max_tokens is too large: 512. This model supports at most 256 completion tokens.",
        "Invalid 'max_tokens': integer above maximum value. Expected a value <= 4096.",
        "max_tokens exceeds the limit of 4096",
        "System role not supported",
        "For this model, logprobs are not available.",
        "temperature must be between 0 and 2",
        "Streaming is not available for this deployment.",
        "Could not finish the message because max_tokens or model output limit was reached.",
    ],
)
def test_what_is_about_the_way_of_asking_is_about_none_of_these(words: str) -> None:
    refusal = read(400, {"error": {"message": words}})
    assert subjects(refusal) == set()
    assert not refusal.is_passing


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504, 520, 524, 529])
def test_what_may_pass(status: int) -> None:
    assert read(status, {"error": "busy"}).is_passing


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 422])
def test_what_does_not(status: int) -> None:
    assert not read(status, {"error": "no"}).is_passing


def test_a_limit_of_a_minute_that_is_called_a_quota_is_no_lack_of_credit() -> None:
    """Gemini's words are OpenAI's for an account that is used up."""
    words = "You exceeded your current quota, please check your plan and billing details."
    assert isinstance(failure(read(429, [{"error": {"message": words}}]), "m"), CreditUsedUp)
    words += "\nPlease retry in 38.6s."
    refusal = read(429, [{"error": {"message": words}}])
    assert refusal.wait == pytest.approx(38.6)
    assert refusal.is_passing
    assert isinstance(failure(refusal, "m", refusal.wait or 0), RateLimited)


def test_when_limits_are_reset_counts_where_one_is_reached() -> None:
    """OpenAI says it with every response."""
    headers = {"x-ratelimit-reset-tokens": "6m0s"}
    assert Refusal.read({}, KEY, 429, headers).wait == 360
    assert Refusal.read({}, KEY, 500, headers).wait is None
    assert Refusal.read({}, KEY, 500, headers | {"retry-after": "2"}).wait == 2


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (f"Incorrect key {KEY}.", "Incorrect key …"),
        ("Incorrect key sk-sec****6789.", "Incorrect key …"),
        ("Incorrect key ****456789.", "Incorrect key …"),
        ("Incorrect key [sk-another].", "Incorrect key …"),
        (f"Header 'Bearer {KEY[:12]}…' is malformed", "Header 'Bearer … is malformed"),
        ("The **model** is\n gone", "The **model** is gone"),
        ("x " * 900, ("x " * 150)[:300]),
    ],
)
def test_words_are_shown_in_a_line_without_any_part_of_a_key(words: str, shown: str) -> None:
    assert in_a_line(words, KEY) == shown


def test_a_key_that_is_an_ordinary_word_hides_nothing() -> None:
    assert in_a_line("none of these", "none") == "none of these"
    assert in_a_line("an abc of these", "abc") == "an abc of these"


@pytest.mark.parametrize(
    "body", [None, [], [[]], {}, {"error": None}, {"error": {"code": {}}}, 7, "x" * 9_999]
)
def test_bodies_of_any_shape(body: Any) -> None:  # noqa: ANN401 - that is the point
    assert isinstance(failure(read(401, body), "m"), KeyRefused)
