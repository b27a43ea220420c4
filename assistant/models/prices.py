"""What a model's tokens cost, from the price list that genai-prices ships; nothing is fetched."""

from __future__ import annotations

from typing import Final

from assistant.calls import Usage

OPENAI: Final = "https://api.openai.com/v1"


def price(usage: Usage, model: str, base_url: str | None) -> float | None:
    """The price in US dollars; None when the endpoint or the model is not on the list."""
    from genai_prices import Usage as Tokens  # noqa: PLC0415 - heavy, needed only with a model
    from genai_prices import calc_price  # noqa: PLC0415 - as above

    tokens = Tokens(
        input_tokens=usage.prompt_tokens,
        output_tokens=usage.completion_tokens,
        cache_read_tokens=usage.cached_tokens,
    )
    # By its address, for the same model has other prices elsewhere, and none on one's own machine.
    try:
        calculated = calc_price(tokens, model_ref=model, provider_api_url=base_url or OPENAI)
    except LookupError:
        return None
    return float(calculated.total_price)
