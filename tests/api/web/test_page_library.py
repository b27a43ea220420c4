"""Articles are added and removed on the page; a server stops and comes back; one asks for a key."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from api.access.roles import Role
from api.settings import Settings
from api.wiring import wired
from tests.api.server import CANONICAL
from tests.api.site import Site
from tests.api.web.conftest import watch
from tests.api.web.page_actions import ask

TITLE = "Ferries & Co"
PARAGRAPHS = [
    "🛳️ The ferry sails at noon. <img src=x onerror=alert('text')>. It is 🐟 seldom late in May.",
    "</p></div><script>alert('more')</script> The crew is new.",
]
ARABIC = "العبّارة\n\nتبحر العبّارة إلى الجزيرة مرتين في اليوم، ونادرًا ما تتأخر عن موعدها في الصيف."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server over an empty library, which may fetch from this machine."""
    folder = tmp_path_factory.mktemp("library") / "data"
    site = Site(Settings(folder, rate_limit=None, allow_private_urls=True)).start()
    yield site
    site.stop()


def test_an_article_is_added_by_paste_and_shown_as_text(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Add article").click()
    page.get_by_label("or text").fill("\n\n".join([TITLE, *PARAGRAPHS]))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#article h1")).to_have_text(TITLE)
    assert page.locator("#article .paragraph p").all_text_contents() == PARAGRAPHS
    expect(page.locator("#article img, #article script")).to_have_count(0)
    turn = ask(page, "How often is the ferry late in May?")
    turn.locator(".answer .citation").first.click()
    expect(page.locator("mark")).to_have_text("It is 🐟 seldom late in May.")


def test_an_article_is_added_by_file_with_progress(page: Page, tmp_path: Path) -> None:
    paragraphs = [f"The ferry sailed {number} times in May." for number in range(70)]
    file = tmp_path / "ferries.md"
    file.write_text("# Many ferries\n\n" + "\n\n".join(paragraphs))
    page.goto("/")
    page.evaluate(
        """() => {
          window.said = [];
          const status = document.getElementById("adding-said");
          new MutationObserver(() => window.said.push(status.textContent)).observe(
            status, { childList: true });
        }"""
    )
    page.get_by_role("button", name="Add article").click()
    page.get_by_label("or file").set_input_files(file)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#article h1")).to_have_text("Many ferries")
    expect(page.get_by_role("dialog")).to_be_hidden()
    said = page.evaluate("window.said")
    assert "Many ferries: 32 of 70 paragraphs" in said
    assert said[-1] == "Many ferries: 70 of 70 paragraphs"


def test_an_article_is_added_by_link(page: Page, site: Site) -> None:
    """The link is to a page of this server: any will do."""
    page.goto("/")
    added = page.request.post("/articles", data={"text": f"Linked\n\n{PARAGRAPHS[0]}"}).json()
    page.get_by_role("button", name="Add article").click()
    page.get_by_label("Link").fill(f"{site.url}/articles/{added['id']}")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_label("Articles to ask about").locator("option:checked")).to_have_text(
        "Linked"
    )


@pytest.mark.parametrize(
    ("label", "given", "told"),
    [
        ("Link", "http://127.0.0.1:9/nothing", "cannot be"),
        ("Link", "file:///etc/passwd", "http"),
        ("or text", "  ", "Give a link, a file or the text."),
    ],
)
def test_what_cannot_be_added_is_said(
    page: Page, troubles: list[str], label: str, given: str, told: str
) -> None:
    page.goto("/")
    page.get_by_role("button", name="Add article").click()
    page.get_by_label(label).fill(given)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text(told)
    assert all("422" in each for each in troubles)  # which the browser notes by itself
    troubles.clear()


def test_an_article_that_is_written_from_right_to_left(page: Page) -> None:
    page.goto("/")
    id_ = page.request.post("/articles", data={"text": ARABIC}).json()["id"]
    page.goto(f"/?article={id_}")
    for what in ("#article h1", "#p1 p"):
        direction = page.locator(what).evaluate("each => getComputedStyle(each).direction")
        assert direction == "rtl"


def test_an_article_is_removed(page: Page, troubles: list[str]) -> None:
    page.goto("/")
    id_ = page.request.post("/articles", data={"text": f"Unwanted\n\n{PARAGRAPHS[0]}"}).json()["id"]
    page.goto(f"/?article={id_}")
    expect(page.locator("#article h1")).to_have_text("Unwanted")
    page.get_by_role("button", name="Remove article").click()
    expect(page.get_by_label("Articles to ask about").locator("option")).not_to_contain_text(
        ["Unwanted"]
    )
    assert troubles == ["Remove “Unwanted”, and the answers that quote it?"]
    troubles.clear()
    assert page.request.get(f"/articles/{id_}").status == 404


def test_the_page_survives_a_restart_of_the_server(
    page: Page, site: Site, troubles: list[str]
) -> None:
    page.request.post("/articles", data={"text": "Tides\n\nThe tide turns at dawn in Kinsale."})
    page.goto("/")
    answer = ask(page, "When does the tide turn?").locator(".answer").text_content()
    assert answer
    site.stop()
    turn = ask(page, "Where does the tide turn at dawn?")
    expect(turn.get_by_role("alert")).to_contain_text("The server cannot be reached.")
    site.start()
    turn.get_by_role("button", name="Ask again").click()
    expect(page.locator(".turn .answer")).to_have_text([answer, answer])
    # Its sentences are there before it is kept, and a page only finds again what is kept.
    expect(page.locator(".turn").last.get_by_role("button", name="Ask again")).to_be_visible()
    page.reload()
    expect(page.locator(".turn .answer")).to_have_text([answer, answer])
    page.locator(".turn").first.locator(".answer .citation").click()
    expect(page.locator("mark")).to_have_text("The tide turns at dawn in Kinsale.")
    assert all("ERR_CONNECTION_REFUSED" in each for each in troubles)
    troubles.clear()


@pytest.fixture
def locked(sample_folder: Path, tmp_path: Path) -> Iterator[tuple[Site, str]]:
    """A server that wants keys, and one of them."""
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    made: list[str] = []

    async def make() -> None:
        async with wired(Settings(folder)) as parts:
            made.append(await parts.keys.new("a reader", Role.ASK))

    making = Thread(target=lambda: asyncio.run(make()))  # this one has Playwright's event loop
    making.start()
    making.join()
    site = Site(Settings(folder, rate_limit=None)).start()
    yield site, made[0]
    site.stop()


def test_a_reader_gives_their_key_and_arrives_where_they_wanted_to(
    context: BrowserContext, locked: tuple[Site, str]
) -> None:
    """By the link of a citation; a wrong key is asked for again, and a right one once."""
    site, key = locked
    page = context.new_page()
    troubles: list[str] = []
    watch(page, troubles)
    page.goto(f"{site.url}/articles/cubans-head-home-from-venezuela-3a9f15#p20")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for given in ("wrong", key):
        dialog.get_by_label("API key").fill(given)
        dialog.get_by_role("button", name="Use it").click()
    expect(page.locator(".paragraph.cited")).to_have_attribute("id", "p20")
    turn = ask(page, CANONICAL)
    expect(turn.locator(".answer")).to_contain_text("says so [6]")
    assert all("401" in each for each in troubles)
