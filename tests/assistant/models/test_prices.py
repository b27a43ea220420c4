"""What tokens cost, where the model is on the list."""

from __future__ import annotations

import pytest

from assistant.calls import Usage
from assistant.models.prices import price

USAGE = Usage(prompt_tokens=1_000, completion_tokens=100)


@pytest.mark.parametrize("base_url", [None, "https://api.openai.com/v1"])
def test_a_model_of_openai_has_a_price(base_url: str | None) -> None:
    cost = price(USAGE, "gpt-4o-mini-2024-07-18", base_url)
    assert cost == pytest.approx(1_000 * 0.15e-6 + 100 * 0.60e-6)


def test_cached_tokens_cost_less() -> None:
    cached = Usage(prompt_tokens=1_000, completion_tokens=100, cached_tokens=900)
    whole = price(USAGE, "gpt-4o-mini", None)
    less = price(cached, "gpt-4o-mini", None)
    assert whole is not None
    assert less is not None
    assert less < whole


@pytest.mark.parametrize(
    ("model", "base_url"), [("qwen", "http://127.0.0.1:8081/v1"), ("no-such-model", None)]
)
def test_what_is_not_on_the_list_has_none(model: str, base_url: str | None) -> None:
    assert price(USAGE, model, base_url) is None


def test_the_sum_of_two_is_known_where_one_is() -> None:
    both = Usage(1, 2, 3, 0.5) + Usage(10, 20, 30)
    assert both == Usage(11, 22, 33, 0.5)
    assert (Usage(1) + Usage(2)).cost is None
