"""The page says of each sentence how it was verified, and what the exam says of its judge."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.settings import Settings
from tests.api.server import CANONICAL
from tests.api.site import Site
from tests.api.web.conftest import watch
from tests.api.web.page_actions import ask
from tests.assistant.judged import verdicts
from tests.examined import ASKED, Knowing
from tests.model_server import Exchange, Handler, completion, says

HOSTILE = "<img src=x onerror=alert(1)>{wrong}"
"""A model's name, which people choose."""

BY_RULES = (
    "One source close to Venezuela’s ruling party said that Rodriguez had ordered the departures "
    "under pressure from the United States"
)
JUDGED = "One source close to the ruling party said Rodriguez had demanded the departures"
DOUBTED = "Other sources did not know whether the new leaders were expelling the Cubans"
INVENTED = "Frank Mora is 65 years old"
REPLY = " ".join(f"{each} [6]." for each in (INVENTED, JUDGED, BY_RULES, DOUBTED))
SO = "so the article’s own words stand where the rules doubt"
QUESTION = "How was this checked?"


async def writes_and_judges(exchange: Exchange) -> None:
    """It writes the reply, and affirms the one sentence of it."""
    asked = ASKED.findall(exchange.json["messages"][-1]["content"] if exchange.json else "")
    if not asked:
        await says(REPLY)(exchange)
        return
    said = [("supported", ["6.1"]) if JUDGED in each[1] else ("not_stated", []) for each in asked]
    await exchange.send(200, json.dumps(completion(verdicts(*said))))


@pytest.fixture(scope="module")
def folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(sample_folder, tmp_path_factory.mktemp("checking") / "data")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Site]:
    """A server whose model has passed the exam."""
    model = Knowing(writes_and_judges)
    site = Site(Settings(folder, rate_limit=None), model, HOSTILE, is_examined=True).start()
    yield site
    site.stop()


def test_each_sentence_says_how_it_was_verified(page: Page) -> None:
    """A word under its quote, and behind the question all of them with what was withheld."""
    page.goto("/")
    turn = ask(page, CANONICAL)
    expect(turn.locator(".answer")).to_contain_text(f"{JUDGED} [6]. {BY_RULES} [6].")
    under = turn.locator(".quotes .how").all_text_contents()
    assert under == ["by a judge; by rules"], "what is in the article's words needs no quote"
    judging = turn.locator(".judging")
    expect(judging).to_be_visible()
    expect(judging).to_have_text(
        re.compile(
            re.escape(f"judged by {HOSTILE}, which passed its exam on ")
            + r"\d{4}-\d\d-\d\d: believed 0 of \d+ wrong sentences$"
        )
    )
    details = turn.locator(".how-checked")
    expect(details.locator("ol")).to_be_hidden()
    details.locator("summary").click()
    said = details.locator("ol li").all_text_contents()
    assert said[:2] == [f"{JUDGED} [6]. by a judge", f"{BY_RULES} [6]. by rules"]
    assert all(each.endswith(" the article’s words, in place of the model’s") for each in said[2:])
    assert len(said) > 2
    expect(details.locator(".withheld li")).to_have_text(re.compile("^Withheld: a number"))
    for hidden in (INVENTED, DOUBTED):
        expect(turn).not_to_contain_text(hidden)
    expect(details.locator(".judging")).to_have_count(0)
    details.get_by_role("link", name="What this means").click()
    expect(page.get_by_role("heading", name="How a sentence was verified")).to_be_in_viewport()


def test_what_was_kept_before_says_it_too(page: Page) -> None:
    """An answer of this tab, read again from the server."""
    page.goto("/")
    before = ask(page, CANONICAL).locator(".how-checked ol li").all_text_contents()
    page.reload()
    page.locator(".how-checked summary").click()
    assert page.locator(".how-checked ol li").all_text_contents() == before


@pytest.mark.parametrize(
    ("model", "line"),
    [
        (Knowing(says(REPLY), believes_all=True), rf"stub has not passed .+ ones\), {SO}"),
        (Knowing(says(f"{BY_RULES} [6].")), r"stub has passed .+ left nothing open"),
        (says(REPLY), rf"no model was to judge, or it has taken no exam, {SO}"),
        (None, "no model wrote any of this"),
    ],
    ids=["failed", "not needed", "unexamined", "no model"],
)
def test_why_nobody_judged_is_said(
    browser: Browser, folder: Path, troubles: list[str], model: Handler | None, line: str
) -> None:
    is_examined = isinstance(model, Knowing)
    site = Site(Settings(folder, rate_limit=None), model, is_examined=is_examined).start()
    page = browser.new_page()
    watch(page, troubles)
    try:
        page.goto(site.url)
        turn = ask(page, CANONICAL)
        judging = turn.locator(".judging")
        expect(judging).to_be_hidden()
        turn.get_by_text(QUESTION).click()
        expect(judging).to_have_text(re.compile(f"^not judged: {line}$"))
    finally:
        page.close()
        site.stop()
    assert troubles == []
