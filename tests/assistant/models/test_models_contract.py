"""What every language model does, a scripted one, a recorded one and, where one is set, a live one.

OPENAI_BASE_URL names the live one; it has to be on this machine.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import respx

from api.settings import Settings
from assistant.models import LLM, OpenAILLM
from tests import scenarios
from tests.assistant.scripted import Scripted
from tests.recorded import BASE_URL, Recording, replay

LIVE = Settings.load()


@pytest_asyncio.fixture(params=["scripted", "recorded", "live"])
async def model(request: pytest.FixtureRequest) -> AsyncIterator[LLM]:
    match request.param:
        case "scripted":
            yield Scripted("It sails at noon.", "It sails at noon.")
        case "recorded":
            recorded = OpenAILLM(
                Recording.load("contract").model, base_url=BASE_URL, api_key="none"
            )
            with respx.mock(using="httpcore2") as router, replay(router, "contract"):
                yield recorded
            await recorded.close()
        case _:
            if LIVE.base_url is None:
                pytest.skip("OPENAI_BASE_URL is not set")
            key = LIVE.api_key or "none"
            live = OpenAILLM(LIVE.model, base_url=LIVE.base_url, api_key=key)
            yield live
            await live.close()


async def test_the_contract(model: LLM) -> None:
    """Pieces that make up the reply, the same reply whole, a choice that adds up; and tokens."""
    pieces, streamed, whole, choice = await scenarios.contract(model)
    assert len(pieces) > 1
    assert "".join(pieces) == streamed.text == whole.text
    assert "noon" in streamed.text
    assert streamed.whole
    assert choice.likelihoods is not None
    assert choice.likelihoods.keys() == {*scenarios.OPTIONS}
    assert sum(choice.likelihoods.values()) == pytest.approx(1)
    assert choice.likelihoods["yes"] > 0.5
    for usage in (streamed.usage, whole.usage, choice.usage):
        assert usage.prompt_tokens > 0
        assert usage.completion_tokens > 0
    assert streamed.model == whole.model == choice.model
    known = await model.capabilities()
    assert known.likelihoods
    assert known.streaming is not False
