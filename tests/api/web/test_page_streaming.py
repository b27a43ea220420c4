"""The page before a server that asks a model: sentences as they come, and what is kept back."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.settings import Settings
from tests.api.server import CANONICAL
from tests.api.site import Site
from tests.api.web.page_actions import ask, put
from tests.model_server import Exchange, chunk, says

FIRST = (
    "One source close to Venezuela’s ruling party said that Rodriguez had ordered the departures "
    "under pressure from the United States"
)
SECOND = "Other sources were not sure whether the new leadership was pushing the Cubans out"
INVENTED = "Frank Mora is 65 years old"
HOSTILE = "<img src=x onerror=alert(1)>The departures were ordered<script>alert(2)</script>"
FOLLOW_UP = "Why was that?"
UNDERSTOOD = "Why were the departures ordered?"


class Model:
    """A model whose reply goes on when it is told to."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._going_on = asyncio.Event()
        self.waits = False

    def go_on(self) -> None:
        """Say the rest."""
        self.waits = False
        assert self._loop
        self._loop.call_soon_threadsafe(self._going_on.set)

    async def __call__(self, exchange: Exchange) -> None:
        asked = exchange.json["messages"][-1]["content"]
        if not exchange.json.get("stream"):
            await says("", rewritten=UNDERSTOOD if FOLLOW_UP in asked else "")(exchange)
        elif self.waits:
            await self._in_two_parts(exchange)
        elif FOLLOW_UP in asked or UNDERSTOOD in asked:
            await says(f"{HOSTILE} [6]. {FIRST} [6].")(exchange)
        else:
            await says(f"{INVENTED} [6]. {FIRST} [6].")(exchange)

    async def _in_two_parts(self, exchange: Exchange) -> None:
        self._loop = asyncio.get_running_loop()
        self._going_on.clear()
        await exchange.begin_stream()
        await exchange.event(chunk(f"{FIRST} [6]. {SECOND[:40]}"))
        await self._going_on.wait()
        await exchange.event(chunk(f"{SECOND[40:]} [6].", "stop"))
        await exchange.end_stream()


@pytest.fixture(scope="module")
def model() -> Model:
    return Model()


@pytest.fixture(scope="module")
def site(
    sample_folder: Path, model: Model, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A server over the sample article that asks the model."""
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("streaming") / "data")
    site = Site(Settings(folder, rate_limit=None), model).start()
    yield site
    site.stop()


def test_a_sentence_is_shown_while_the_next_is_written(page: Page, model: Model) -> None:
    model.waits = True
    page.goto("/")
    put(page, CANONICAL)
    turn = page.locator(".turn")
    expect(turn.locator(".answer")).to_have_text(f"{FIRST} [6].")
    expect(page.locator("#p6.found")).to_be_visible()
    expect(turn.locator(".waiting")).to_have_text(re.compile(r"^Reading paragraphs 6, "))
    turn.locator(".citation").click()
    expect(page.locator("#p6 mark")).to_be_in_viewport()
    model.go_on()
    expect(turn.locator(".answer")).to_have_text(f"{FIRST} [6]. {SECOND} [6].")
    expect(turn.locator(".waiting")).to_have_count(0)


def test_it_stops_when_told_to(page: Page, model: Model) -> None:
    model.waits = True
    page.goto("/")
    put(page, CANONICAL)
    turn = page.locator(".turn")
    expect(turn.locator(".citation")).to_be_visible()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Stop").click()
    expect(turn).to_contain_text("Stopped.")
    expect(turn.locator(".answer")).to_have_text(f"{FIRST} [6].")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    turn.get_by_role("button", name="Ask again").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(turn.locator(".citation")).to_be_visible()
    model.go_on()
    expect(page.locator(".turn .quotes li")).to_have_count(2)
    expect(page.locator(".turn")).to_have_count(1)


def test_what_is_withheld_is_counted_and_says_why(page: Page) -> None:
    page.goto("/")
    turn = ask(page, CANONICAL)
    expect(turn.locator(".answer")).to_have_text(f"{FIRST} [6]. Other sources are unsure [6].")
    summary = turn.locator(".how-checked summary")
    expect(summary).to_have_text("How was this checked? 1 sentence of the model withheld")
    why = turn.locator(".withheld li")
    expect(why).to_be_hidden()
    summary.click()
    expect(why).to_have_text(re.compile("^Withheld: a number that the paragraph does not have: 65"))
    expect(turn).not_to_contain_text(INVENTED)


def test_a_follow_up_says_what_it_was_understood_as(page: Page) -> None:
    """And what a model writes is text, whatever it looks like."""
    page.goto("/")
    ask(page, CANONICAL)
    turn = ask(page, FOLLOW_UP)
    expect(turn.locator(".understood")).to_have_text(f"Understood as: {UNDERSTOOD}")
    expect(page.locator(".turns img, .turns script")).to_have_count(0)
