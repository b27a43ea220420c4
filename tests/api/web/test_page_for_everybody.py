"""Everybody can use the page: what axe-core finds wrong with it, in each of its states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.api.server import CANONICAL
from tests.api.web.page_actions import ask, check


def beginning(page: Page) -> None:
    page.locator(".suggestion").first.wait_for()


def answered(page: Page) -> None:
    ask(page, CANONICAL).locator(".answer .citation").first.click()
    page.locator("mark").wait_for()


def asked_how(page: Page) -> None:
    ask(page, CANONICAL).get_by_text("How was this checked?").click()


def not_found(page: Page) -> None:
    ask(page, "How old is the mayor of Paris?")


def adding(page: Page) -> None:
    page.locator("#add").click()


def reading(page: Page) -> None:
    page.goto(page.request.get("/articles").json()[-1]["id"].join(("/articles/", "#p6")))


def checked(page: Page) -> None:
    check(page, "It rained. Departures in recent weeks were confirmed by fourteen sources.")
    page.locator("a.sentence").last.click()
    page.locator("mark").wait_for()


def writing(page: Page) -> None:
    page.goto("/check")
    page.locator("#article article").wait_for(state="attached")


def guide(page: Page) -> None:
    page.locator(".to-guide").click()
    page.locator(".contents a", has_text="Settings").click()
    page.locator("h1", has_text="Settings").wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (360, "dark")])
@pytest.mark.parametrize(
    "state", [beginning, answered, asked_how, not_found, adding, reading, writing, checked, guide]
)
def test_nothing_keeps_anybody_out(
    page: Page, state: Callable[[Page], None], width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/")
    state(page)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []
