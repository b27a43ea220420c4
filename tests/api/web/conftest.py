"""The page in a real browser, before a real server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from api.settings import Settings
from tests.api.site import Site

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")

PATIENCE: Final = 30_000
"""Milliseconds; much more than anything takes, even on a machine that has other things to do."""

expect.set_options(timeout=PATIENCE)

# What has to be found when the gate runs: there, a browser that is missing is a failure.
MUST: Final = bool(os.environ.get("CI"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    reason = "there is no Chromium; on Debian `apt-get install chromium` brings it"
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)
            if CHROMIUM is None and not MUST:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server over the sample article and two more, without a model."""
    folder = shutil.copytree(filled, tmp_path_factory.mktemp("site") / "data")
    site = Site(Settings(folder, rate_limit=None)).start()
    yield site
    site.stop()


@pytest.fixture(scope="module")
def browser(site: Site, filled: Path) -> Iterator[Browser]:
    """Chromium; after all folders, whose making needs the event loop that Playwright has then."""
    del site, filled
    with sync_playwright() as playwright:
        yield _launched(playwright)


def _launched(playwright: Playwright) -> Browser:
    arguments = ["--no-sandbox", "--disable-gpu"]  # in a container, and of our own page only
    return playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)


@pytest.fixture
def sample(page: Page) -> str:
    """The sample article's id."""
    listed: list[dict[str, str]] = page.request.get("/articles").json()
    return next(each["id"] for each in listed if each["title"].startswith("Cubans"))


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=site.url, viewport={"width": 1200, "height": 800})
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def troubles() -> list[str]:
    """What the page complained about; a test that expects something takes it out."""
    return []


@pytest.fixture
def page(context: BrowserContext, troubles: list[str]) -> Iterator[Page]:
    """A tab, in which nothing goes wrong unnoticed: neither an error nor a refused script."""
    made = context.new_page()
    watch(made, troubles)
    yield made
    assert troubles == []


def watch(page: Page, troubles: list[str]) -> None:
    """Note what the page complains about."""

    def failed(error: Error) -> None:
        troubles.append(str(error))

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            troubles.append(message.text)

    def asked(dialog: Dialog) -> None:
        troubles.append(dialog.message)
        dialog.accept()

    page.on("pageerror", failed)
    page.on("console", said)
    page.on("dialog", asked)
