"""A judge of its own, elsewhere: asked only to judge, and each endpoint gets only its own key."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings
from api.wiring import wired
from assistant.sample import ARTICLE
from assistant.types import NoteKind, Verification
from index.readers.formats import read_bytes
from tests.assistant.judged import verdicts
from tests.examined import Knowing
from tests.model_server import Exchange, ModelServer, model_server, says

CANONICAL = "Who says the departures were ordered?"
OPEN = "One source close to the ruling party said Rodriguez had demanded the departures"


def keys(server: ModelServer) -> set[str]:
    return {exchange.headers["authorization"] for exchange in server.asked}


@pytest.mark.parametrize(("own_key", "sent"), [("judges", "Bearer judges"), (None, "Bearer none")])
async def test_a_strong_model_judges_a_weak_one(
    folder: Path, own_key: str | None, sent: str
) -> None:
    weak = says(f"{OPEN} [6].")
    strong = Knowing(says("", rewritten=verdicts(("supported", ["6.1"]))))
    async with model_server(weak) as writing, model_server(strong) as judging:
        settings = Settings(
            folder,
            base_url=writing.base_url,
            api_key="writers",
            model="weak",
            judge_model="strong",
            judge_base_url=judging.base_url,
            judge_api_key=own_key,
        )
        async with wired(settings) as parts:
            _, judge = parts.examinees
            assert (await judge.examine()).passed
            await parts.ingest.add(read_bytes(ARTICLE.read_bytes(), name=ARTICLE.name))
            answer = await parts.assistant.ask(CANONICAL)
        assert keys(writing) == {"Bearer writers"}
        assert keys(judging) == {sent}
    claim, _ = answer.claims
    assert (claim.text, claim.verified) == (f"{OPEN} [6].", Verification.JUDGE)
    assert answer.model == "stub"
    assert answer.judge is not None
    assert answer.judge.model == "strong"
    assert [call.prompt.name for call in answer.calls][-1] == "judge"


async def test_at_the_same_endpoint_it_has_the_same_key(folder: Path) -> None:
    strong = Knowing(says(f"{OPEN} [6]."))
    async with model_server(strong) as server:
        settings = Settings(
            folder, base_url=server.base_url, api_key="one", model="weak", judge_model="strong"
        )
        async with wired(settings) as parts:
            _, judge = parts.examinees
            assert (await judge.examine()).model == "strong"
        assert keys(server) == {"Bearer one"}


async def test_a_judge_that_has_died_since_its_exam_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The article's own words stand, and a note says why; where it answers there is none."""

    async def at_once(_: float) -> None:
        pass

    monkeypatch.setattr("assistant.models.transport.throttle.sleep", at_once)
    strong = Knowing(says("", rewritten=verdicts(("supported", ["6.1"]))))
    is_dead = False

    async def mortal(exchange: Exchange) -> None:
        if is_dead:
            exchange.writer.close()
        else:
            await strong(exchange)

    async with model_server(says(f"{OPEN} [6].")) as writing, model_server(mortal) as judging:
        settings = Settings(
            folder,
            base_url=writing.base_url,
            model="weak",
            judge_model="strong",
            judge_base_url=judging.base_url,
        )
        async with wired(settings) as parts:
            _, judge = parts.examinees
            assert (await judge.examine()).passed
            await parts.ingest.add(read_bytes(ARTICLE.read_bytes(), name=ARTICLE.name))
            alive = await parts.assistant.ask(CANONICAL)
            is_dead = True
            dead = await parts.assistant.ask(CANONICAL)
    assert alive.notes == ()
    [note] = dead.notes
    assert note.kind is NoteKind.JUDGE
    assert note.text.startswith("Not judged: strong could not be asked. Where the rules doubt")
    assert [each["kind"] for each in dead.as_json()["notes"]] == ["judge"]
    assert dead.claims[0].verified is Verification.REPLACED
