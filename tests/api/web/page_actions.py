"""What every reader of the page does."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def ask(page: Page, question: str) -> Locator:
    """The turn of a question, once its answer is whole or has failed."""
    put(page, question)
    turn = page.locator(".turn").last
    expect(turn.get_by_role("button", name="Ask again")).to_be_visible()
    return turn


def put(page: Page, question: str) -> None:
    """Ask, and do not wait."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def check(page: Page, draft: str) -> Locator:
    """The sentences of a draft, once all have been checked."""
    page.goto("/check")
    page.get_by_label("Check a draft").fill(draft)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".count").first.wait_for()
    return page.locator(".sentence")
