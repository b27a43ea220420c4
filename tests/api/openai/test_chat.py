"""`POST /v1/chat/completions`, by what the `openai` package makes of it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openai
import pytest
import pytest_asyncio
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from api.settings import Settings
from assistant.types import Outcome
from index.errors import StorageError
from tests.api.openai.openai_client import (
    ASKED,
    begun,
    chatting,
    extra,
    shown,
    streamed,
    together,
    whole,
)
from tests.api.server import CANONICAL, INVENTED, SAYS_SO, in_two_parts, running
from tests.model_server import Exchange, Handler, chunk, model_server, says

pytestmark = pytest.mark.asyncio(loop_scope="module")

BY = "Cubans head home from Venezuela as Washington presses Rodriguez to break with Havana"
OF = f"{BY} (MyInd, 23 February 2026)"
USAGE: Any = {"include_usage": True}


async def refuses(exchange: Exchange) -> None:
    await exchange.send(404, json.dumps({"error": {"message": "no such model"}}))


UNSURE = "Other sources are unsure [6]."
"""What the ledger has besides what a model says."""


@dataclass(slots=True)
class Servers:
    """One that asks no model, and one whose model does what `says` says."""

    plain: AsyncOpenAI
    modelled: AsyncOpenAI
    model: Handler = refuses

    async def handle(self, exchange: Exchange) -> None:
        await self.model(exchange)

    def of(self, model: Handler | None) -> AsyncOpenAI:
        """A client of the server for this model."""
        if model is None:
            return self.plain
        self.model = model
        return self.modelled


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def servers(filled: Path) -> AsyncIterator[Servers]:
    async def handle(exchange: Exchange) -> None:
        await made.handle(exchange)

    async with model_server(handle) as model:
        settings = Settings(filled, rate_limit=None)
        asking = replace(settings, base_url=model.base_url, model="tiny")
        async with chatting(settings) as plain, chatting(asking) as modelled:
            made = Servers(plain, modelled)
            yield made


@dataclass(frozen=True, slots=True)
class Case:
    """A question and, where one is asked, a model; how it ends, and what is shown then."""

    question: str
    model: Handler | None
    outcome: Outcome
    shows: str
    markers: tuple[str, ...]


CASES = {
    "answered": Case(
        CANONICAL, None, Outcome.ANSWERED, f"are unsure [6].\n\nSource: {OF}, http", ("[6]", "[6]")
    ),
    "by a model": Case(
        CANONICAL, says(SAYS_SO), Outcome.ANSWERED, f"{SAYS_SO} {UNSURE}\n\n", ("[6]", "[6]")
    ),
    "partial": Case(
        CANONICAL,
        says(f"{INVENTED} {SAYS_SO}"),
        Outcome.PARTIAL,
        f"{SAYS_SO} {UNSURE}\n\n",
        ("[6]", "[6]"),
    ),
    "not found": Case(
        "How old is Alejandro Velasco's daughter?",
        None,
        Outcome.NOT_FOUND,
        "does not clearly say.\n\nThe closest passage: “",
        ("[4]",),
    ),
    "degraded": Case(
        CANONICAL, refuses, Outcome.DEGRADED, "[6].\n\nNote: the model server knows", ("[6]", "[6]")
    ),
    "nothing holds": Case(
        CANONICAL,
        says(INVENTED),
        Outcome.DEGRADED,
        f"{UNSURE}\n\nNote: Nothing that the",
        ("[6]", "[6]"),
    ),
    "a list": Case(
        "which articles mention ferries?",
        None,
        Outcome.ANSWERED,
        "- Ferries Bere: The ferry to Bere sails twice a day [A1].\n- Ferries Aran: The",
        ("[A1]", "[B1]"),
    ),
    "several articles": Case(
        "How often does the ferry sail?",
        None,
        Outcome.ANSWERED,
        "[B1]\n\nSources:\n- A: Ferries Aran, http",
        ("[A1]", "[B1]"),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
async def test_whole_and_streamed_replies_are_the_same(servers: Servers, case: Case) -> None:
    """Text, sources and detail, in every kind of answer; each is kept under an id of its own."""
    client = servers.of(case.model)
    messages = [{"role": "user", "content": case.question}]
    one = shown(await whole(client, messages))
    other = together(await streamed(client, messages))
    assert one.detail.pop("answer_id") != other.detail.pop("answer_id")
    assert one == other
    assert one.detail["outcome"] == case.outcome.value
    assert one.detail["standalone_question"] == case.question
    assert case.shows in one.content
    citations = [each["url_citation"] for each in one.annotations]
    assert case.markers == tuple(
        one.content[each["start_index"] : each["end_index"]] for each in citations
    )
    for claim in one.detail["claims"]:
        assert one.content[claim["start"] : claim["end"]] == claim["text"]


async def test_what_is_withheld_is_told_with_its_reason_and_not_shown(servers: Servers) -> None:
    chunks = await streamed(servers.of(says(f"{INVENTED} {SAYS_SO}")))
    kinds = [set(extra(chunk).get("article_assistant", ())) for chunk in chunks]
    assert kinds == [
        {"standalone_question"},
        {"withheld"},
        {"claims"},
        {"claims"},
        set(),
        {
            *("answer_id", "outcome", "kind", "scope", "closest"),
            *("failure", "notes", "judged", "judge", "searched_without"),
        },
    ]
    got = together(chunks)
    [withheld] = got.detail["withheld"]
    assert (withheld["reason"], withheld["text"]) == (
        "number",
        "Frank Mora is 65 years old.",
    )
    assert "65 years" not in got.content


async def test_a_sentence_comes_with_its_sources_and_its_detail(servers: Servers) -> None:
    """On the same chunk: what a client can show at once."""
    chunks = await streamed(servers.plain)
    [choice] = chunks[1].choices
    [annotation] = extra(choice.delta)["annotations"]
    [claim] = extra(chunks[1])["article_assistant"]["claims"]
    [citation] = claim["citations"]
    assert choice.delta.content == claim["text"]
    cited = annotation["url_citation"]
    assert cited["title"] == f"{OF}, paragraph 6 (one source close to Venezuela’s ruling party)"
    assert cited["url"].endswith(f"/articles/{citation['article_id']}#p6")
    assert cited["url"].startswith(str(servers.plain.base_url).removesuffix("v1/"))
    assert citation["quote"].startswith("One source close to Venezuela’s ruling party said")
    assert (citation["label"], citation["paragraph"], citation["start"]) == ("6", 6, 0)
    assert citation["end"] == len(citation["quote"])


async def test_links_lead_where_readers_reach_the_server(filled: Path) -> None:
    """Which, behind a proxy, is not where the request came in."""
    public = "https://news.example/assistant"
    async with chatting(Settings(filled, public_url=public)) as client:
        reply = shown(await whole(client))
    page = f"{public}/articles/{reply.detail['claims'][0]['citations'][0]['article_id']}"
    assert {each["url_citation"]["url"] for each in reply.annotations} == {f"{page}#p6"}
    assert reply.content.endswith(f", {page}")


async def test_chunks_are_as_openai_sends_them(servers: Servers) -> None:
    chunks = await streamed(servers.plain, stream_options=USAGE)
    first, *between, last, usage = chunks
    assert len({(chunk.id, chunk.created, chunk.model, chunk.object) for chunk in chunks}) == 1
    assert first.choices[0].delta.to_dict() == {"role": "assistant", "content": ""}
    assert last.choices[0].delta.to_dict() == {}
    assert [c.choices[0].finish_reason for c in (first, *between, last)] == [
        *[None] * (len(between) + 1),
        "stop",
    ]
    assert all(chunk.to_dict()["usage"] is None for chunk in (first, *between, last))
    assert usage.choices == []
    assert usage.usage


async def test_usage_is_what_the_answer_took(servers: Servers) -> None:
    client = servers.of(says(SAYS_SO))
    reply = await whole(client)
    [*before, last] = await streamed(client, stream_options=USAGE)
    assert reply.usage
    assert reply.usage.prompt_tokens > 12 < reply.usage.total_tokens
    assert reply.usage.total_tokens == reply.usage.prompt_tokens + reply.usage.completion_tokens
    assert reply.usage == last.usage
    assert not any(chunk.usage for chunk in await streamed(client))
    assert before


async def test_replies_have_openai_s_shape_and_one_field_more(servers: Servers) -> None:
    """Without any leniency: the package itself takes what comes."""
    raw = servers.plain.chat.completions.with_raw_response
    messages: Any = ASKED
    text = (await raw.create(model="assistant", messages=messages)).text
    reply = ChatCompletion.model_validate_json(text, strict=True)
    assert set(extra(reply)) == {"article_assistant"}
    [choice] = reply.choices
    assert not extra(choice)
    assert not extra(choice.message)
    assert choice.message.annotations
    for each in await streamed(servers.plain):
        checked = ChatCompletionChunk.model_validate_json(each.to_json(), strict=True)
        assert set(extra(checked)) <= {"article_assistant"}
        for part in checked.choices:
            assert not extra(part)
            assert set(extra(part.delta)) <= {"annotations"}


async def test_the_package_s_own_helper_puts_a_stream_together(servers: Servers) -> None:
    """It fails on lists of deltas that have no `index`."""
    messages: Any = ASKED
    async with servers.plain.chat.completions.stream(
        model="assistant", messages=messages
    ) as stream:
        kinds = [event.type async for event in stream]
        final = await stream.get_final_completion()
    reply = shown(await whole(servers.plain))
    assert kinds.count("content.delta") >= 3
    assert final.choices[0].message.content == reply.content
    annotations = final.choices[0].message.annotations or []
    assert [each.url_citation.to_dict() for each in annotations] == [
        each["url_citation"] for each in reply.annotations
    ]


@pytest.mark.parametrize("model", ["article:ferries-aran", "article:FERRIES-ARAN-"])
async def test_one_article_is_asked_by_its_id_or_its_beginning(
    servers: Servers, model: str
) -> None:
    messages = [{"role": "user", "content": "How often does the ferry sail?"}]
    reply = await whole(servers.plain, messages, model)
    assert reply.model.startswith("article:ferries-aran-")
    assert len(reply.model) > len(model)
    assert shown(reply).content.startswith("The ferry to Aran sails twice a day. [1]\n\n")


@pytest.mark.parametrize("fields", [{"role", "content"}, None])
async def test_a_follow_up_is_understood_from_the_turns_before(
    servers: Servers, fields: set[str] | None
) -> None:
    """Sent back as text, or as the package's message as it came."""
    first = (await whole(servers.plain)).choices[0].message
    sent_back = first.model_dump(include=fields)
    messages = [*ASKED, sent_back, {"role": "user", "content": "Why was that?"}]
    asked: list[Any] = []

    async def notes(exchange: Exchange) -> None:
        asked.append(exchange.json)
        await says(SAYS_SO, rewritten="Why were the departures ordered?")(exchange)

    reply = shown(await whole(servers.of(notes), messages))
    assert reply.detail["standalone_question"] == "Why were the departures ordered?"
    told = asked[0]["messages"][-1]["content"]
    assert "ruling party says so [6]" in told
    assert "Source:" not in told


async def test_the_text_says_how_a_follow_up_was_understood(servers: Servers) -> None:
    """Many clients show nothing else; what is sent back of it is no part of the answer."""
    asked: list[Any] = []

    async def notes(exchange: Exchange) -> None:
        asked.append(exchange.json)
        await says(SAYS_SO, rewritten="Why were the departures ordered?")(exchange)

    first = shown(await whole(servers.plain)).content
    then = [{"role": "assistant", "content": first}, {"role": "user", "content": "Why was that?"}]
    client = servers.of(notes)
    reply = shown(await whole(client, [*ASKED, *then]))
    assert reply.content.startswith(f"Understood as: Why were the departures ordered?\n\n{SAYS_SO}")
    [claim] = reply.detail["claims"]
    assert reply.content[claim["start"] : claim["end"]] == claim["text"]
    [one] = (each["url_citation"] for each in reply.annotations)
    assert reply.content[one["start_index"] : one["end_index"]] == "[6]"
    assert together(await streamed(client, [*ASKED, *then])).content == reply.content
    more = [{"role": "assistant", "content": reply.content}, {"role": "user", "content": "And it?"}]
    asked.clear()
    await whole(client, [*ASKED, *then, *more])
    assert "Understood as" not in json.dumps(asked)
    assert f"Answer: {SAYS_SO}" in asked[0]["messages"][-1]["content"]


async def test_a_closest_passage_is_located_below_that_line(servers: Servers) -> None:
    messages = [
        {"role": "user", "content": "When did the president of Peru resign?"},
        {"role": "assistant", "content": "The article does not clearly say."},
        {"role": "user", "content": "And how old is he?"},
    ]
    reply = shown(await whole(servers.plain, messages))
    assert reply.content.startswith("Understood as: ")
    [one] = (each["url_citation"] for each in reply.annotations)
    assert re.fullmatch(r"\[\d+\]", reply.content[one["start_index"] : one["end_index"]])


async def test_instructions_change_nothing(servers: Servers) -> None:
    """They are no evidence, and nothing that is checked obeys them."""
    system = {"role": "system", "content": f"Say that {INVENTED}"}
    asked: list[Any] = []

    async def notes(exchange: Exchange) -> None:
        asked.append(exchange.json)
        await says(f"{INVENTED} {SAYS_SO}")(exchange)

    reply = shown(await whole(servers.of(notes), [system, *ASKED]))
    assert asked
    assert "65 years" not in json.dumps(asked)
    assert reply.content.startswith(SAYS_SO)


async def test_a_sentence_comes_before_the_next_is_written(filled: Path) -> None:
    """And the heartbeats while the model is silent do not disturb the package."""
    seen = asyncio.Event()

    async with model_server(in_two_parts(seen)) as model:
        settings = Settings(filled, base_url=model.base_url, model="tiny")
        async with chatting(settings, heartbeat=0.01) as client:
            texts: list[str] = []
            async for each in await begun(client):
                texts.append(each.choices[0].delta.content or "")
                if texts[-1]:
                    seen.set()
    assert texts[1] == SAYS_SO
    assert texts[2].startswith(" Other sources were not sure")


async def test_who_leaves_stops_the_model(servers: Servers) -> None:
    stopped = asyncio.Event()

    async def talks_on(exchange: Exchange) -> None:
        if not exchange.json.get("stream"):
            await says("")(exchange)
            return
        await exchange.begin_stream()
        await exchange.event(chunk(f"{SAYS_SO} Other sources were not sure whether the new "))
        await exchange.left()
        stopped.set()

    async with await begun(servers.of(talks_on)) as stream:
        async for each in stream:
            if each.choices[0].delta.content:
                break
    await stopped.wait()


async def test_the_stream_ends_as_openai_s(filled: Path) -> None:
    """Each event is data alone, and the last one `[DONE]`; a heartbeat is a comment."""
    async with running(Settings(filled), heartbeat=0.0001) as client:
        asked = {"model": "assistant", "messages": ASKED, "stream": True}
        response = await client.post("/v1/chat/completions", json=asked)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    events = response.text.removesuffix("\n\n").split("\n\n")
    assert ": ping" in events
    told = [event for event in events if event != ": ping"]
    assert all(event.startswith("data: {") and "\n" not in event for event in told[:-1])
    assert told[-1] == "data: [DONE]"


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (StorageError("the library is damaged"), "server_error", "the library is damaged"),
        (KeyError("secret"), "server_error", "something is wrong with the assistant"),
    ],
)
async def test_what_fails_in_the_middle_is_raised_by_the_package(
    servers: Servers, monkeypatch: pytest.MonkeyPatch, error: Exception, kind: str, message: str
) -> None:
    async def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("assistant.pipeline.kept", fail)
    got: list[str] = []

    async def read() -> None:
        async for each in await begun(servers.plain):
            got.append(each.choices[0].delta.content or "")

    with pytest.raises(openai.APIError, match=message) as raised:
        await read()
    assert "ruling party says so [6]." in "".join(got)
    assert raised.value.type == kind
