"""One question through every habit of endpoints and models that is known.

Played from documents and reports of users; nothing was recorded of any provider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

import pytest

from api.settings import Settings
from api.wiring import Parts, model_named, options_of
from assistant.pipeline import Assistant
from assistant.store.model_tables import LibraryCapabilities
from assistant.types import Answer, Basis, Outcome
from tests.assistant.models.habits import parameters, prose, rate_limits, refusals, streams
from tests.assistant.models.habits.player import CITED, CLOCK, QUESTION, Habit, Request
from tests.model_server import Exchange, model_server

pytestmark = pytest.mark.slow

TABLES = (parameters, rate_limits, refusals, streams, prose)
HABITS = [habit for table in TABLES for habit in table.HABITS]
JUNK = re.compile(
    r"(?i)think>|channel|<\||\*\*|^#|```|let me know|^answer|^summary|^based on|^as states|user:"
    r"|[†【{}|\\]|</?(?:cite|ref|sup|answer)|okay|hmm|sources:"
)
"""What a model writes beside its answer."""
KEY = "sk-played-0123456789"


@pytest.fixture(autouse=True)
def nobody_waits() -> Iterator[None]:
    """Waits are as long as they are by a clock of their own."""
    CLOCK.now = 0.0
    with pytest.MonkeyPatch.context() as patch:
        for name in ("pacing.monotonic", "transport.throttle.monotonic"):
            patch.setattr(f"assistant.models.{name}", CLOCK.monotonic)
        patch.setattr("assistant.models.transport.throttle.sleep", CLOCK.sleep)
        patch.setattr("assistant.models.transport.events.LINGERING", 0.02)
        patch.setattr("assistant.models.pacing.AFTER", 20.0)
        patch.setattr("assistant.models.connection.LOADING", 0.0)
        yield


async def asked(habit: Habit, parts: Parts) -> tuple[Answer, list[Exchange]]:
    """The answer to the question, and the requests that it took; all share a library."""
    numbers = count()

    async def handler(exchange: Exchange) -> None:
        await habit.play(Request(exchange, next(numbers)))

    async with model_server(handler) as server:
        # An address of its own: what is learnt of an endpoint is kept in the library.
        own = server.base_url.removesuffix("/v1") + "/" + re.sub(r"\W+", "-", habit.name)
        variables = {
            "OPENAI_API_KEY": KEY,
            "OPENAI_BASE_URL": own + habit.path,
            "ASSISTANT_MODEL": "played",
            **dict(habit.settings),
        }
        settings = Settings.parse(variables)
        model = model_named(settings, settings.model, LibraryCapabilities(parts.database))
        assistant = Assistant(parts.retriever, parts.answers, model, options_of(settings))
        try:
            answer = await assistant.ask(QUESTION)
        finally:
            await model.close()
    return answer, server.asked


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
async def test_a_question_through_a_habit(
    habit: Habit, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both facts, or the reason in plain words and what the article says; and few requests."""
    if habit.stays_open:
        monkeypatch.setattr("assistant.models.pacing.AFTER", 0.02)
    answer, requests = await asked(habit, parts)
    cited = {each.paragraph for claim in answer.claims for each in claim.citations}
    bases = {claim.basis for claim in answer.claims}
    assert not [claim.text for claim in answer.claims if JUNK.search(claim.text)]
    assert len(requests) <= habit.most
    assert KEY not in str(answer)
    assert len({claim.text for claim in answer.claims}) == len(answer.claims)
    if habit.code:
        assert answer.outcome is Outcome.DEGRADED
        assert answer.failure_code == habit.code, answer.failure
        assert re.search(habit.says, answer.failure or ""), answer.failure
        assert cited >= habit.kept
        assert cited == habit.kept or bases == {Basis.ARTICLE}
        return
    assert answer.failure is None
    if habit.silent:
        assert answer.outcome is Outcome.NOT_FOUND
        return
    assert answer.outcome in (Outcome.ANSWERED, Outcome.PARTIAL)
    assert cited == CITED
    assert not habit.own or bases == {Basis.MODEL}
