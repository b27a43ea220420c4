"""The page as a reader has it: asks, streams, and shows the sentence that says so."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.api.server import CANONICAL
from tests.api.site import Site
from tests.api.web.page_actions import ask, put

SAYS_SO = "One source close to Venezuela’s ruling party says so [6]."
ORDERED = (
    "One source close to Venezuela’s ruling party said Rodriguez had ordered the departures under "
    "pressure from the United States."
)


def test_a_citation_shows_the_sentence_that_says_so(page: Page) -> None:
    page.goto("/")
    turn = ask(page, CANONICAL)
    expect(turn.locator(".answer")).to_have_text(f"{SAYS_SO} Other sources are unsure [6].")
    expect(turn.locator(".quotes li").first).to_have_text(f"[6] “{ORDERED}” by rules")
    turn.locator(".answer .citation").first.click()
    marked = page.locator("#p6 mark")
    expect(marked).to_have_text(ORDERED)
    expect(marked).to_be_in_viewport()
    expect(page.locator("#article mark")).to_have_count(1)
    expect(page.locator(".paragraph.cited")).to_have_attribute("id", "p6")


def test_a_citation_is_looked_at_with_mouse_and_keyboard(page: Page) -> None:
    page.goto("/")
    turn = ask(page, CANONICAL)
    first, second = turn.locator(".answer .citation").all()
    second.hover()
    expect(page.locator("mark")).to_have_text(re.compile("^Other sources were not sure"))
    first.focus()
    expect(page.locator("mark")).to_have_text(ORDERED)
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    expect(page.locator("mark")).to_have_text(re.compile("^Other sources were not sure"))
    expect(page.locator("mark")).to_be_in_viewport()


def test_what_is_listed_has_a_line_each(page: Page, sample: str) -> None:
    """As it comes, and when the page is loaded again."""
    page.goto(f"/?article={sample}")
    turn = ask(page, "who are the sources?")
    items = turn.get_by_role("list").first.get_by_role("listitem")
    expect(items.nth(4)).to_contain_text("Frank Mora")
    boxes = [each.bounding_box() for each in items.all()]
    edges = [(box["x"], box["y"]) for box in boxes if box]
    assert len({x for x, _ in edges}) == 1
    assert len({y for _, y in edges}) == len(boxes) > 10
    page.reload()
    expect(page.locator(".turn").get_by_role("list").first.get_by_role("listitem")).to_have_count(
        len(boxes)
    )


def test_sources_light_up(page: Page, sample: str) -> None:
    page.goto(f"/?article={sample}")
    ask(page, CANONICAL)
    lit = page.locator(".paragraph.found")
    expect(lit).to_have_count(8)
    assert "p6" in [each.get_attribute("id") for each in lit.all()]


def test_what_the_articles_do_not_say(page: Page, sample: str) -> None:
    page.goto(f"/?article={sample}")
    turn = ask(page, "How many Cuban doctors work in Paris?")
    expect(turn.locator(".answer")).to_have_text(
        "The article does not clearly say. It does not mention Paris."
    )
    turn.locator(".quotes .citation").click()
    quoted = turn.locator(".quotes .quote").text_content()
    assert quoted
    expect(page.locator("mark")).to_have_text(quoted.removeprefix("“").removesuffix("”"))


def test_small_talk_is_answered_with_what_can_be_asked(page: Page, sample: str) -> None:
    """Nothing of it can be rated or copied; a question that is offered asks its own article."""
    page.goto(f"/?article={sample}")
    expect(page.locator("#suggestions .suggestion").first).to_be_visible()
    put(page, "hello")
    turn = page.locator(".turn").last
    expect(turn).to_have_class(re.compile("small_talk"))
    expect(turn.locator(".actions button")).to_have_count(0)
    turn.locator(".offered .suggestion").first.click()
    expect(page.locator(".turn").last.locator(".answer .citation").first).to_be_visible()
    expect(page.get_by_label("Articles to ask about")).to_have_value(sample)


def test_what_takes_a_model_says_how_to_set_one(page: Page, sample: str) -> None:
    page.goto(f"/?article={sample}")
    turn = ask(page, "Translate the article into German")
    expect(turn).to_have_class(re.compile("needs_model"))
    turn.get_by_role("link", name="How to set a language model").click()
    expect(page).to_have_url(re.compile("/guide/models$"))


def test_a_suggested_question_is_answered(page: Page, sample: str) -> None:
    page.goto(f"/?article={sample}")
    suggested = page.locator(".suggestion").last
    question = suggested.text_content()
    assert question
    suggested.click()
    turn = page.locator(".turn")
    expect(turn.locator("h2")).to_have_text(question)
    expect(turn.locator(".answer .citation").first).to_be_visible()
    expect(page.locator("#beginning")).to_be_hidden()


def test_the_articles_asked_about_are_chosen(page: Page, sample: str) -> None:
    page.goto("/")
    page.get_by_label("Articles to ask about").select_option("Ferries Aran")
    expect(page.locator("#article h1")).to_have_text("Ferries Aran")
    turn = ask(page, CANONICAL)
    expect(turn.locator(".answer")).to_have_text(re.compile("does not clearly say"))
    page.reload()
    expect(page.locator("#article h1")).to_have_text("Ferries Aran")
    page.get_by_label("Articles to ask about").select_option(sample)
    expect(page.locator("#article h1")).to_have_text(re.compile("^Cubans head home"))


def test_a_link_to_a_paragraph_opens_it(page: Page, sample: str) -> None:
    page.goto(f"/?article={sample}#p20")
    expect(page.locator(".paragraph.cited")).to_have_attribute("id", "p20")
    expect(page.locator("#p20")).to_be_in_viewport()


def test_the_page_of_an_article_does_without_scripts(page: Page, sample: str) -> None:
    page.goto(f"/articles/{sample}#p20")
    expect(page.locator("#p20")).to_be_in_viewport()
    expect(page.locator("script")).to_have_count(0)
    background = "element => getComputedStyle(element).backgroundColor"
    assert page.locator("#p20").evaluate(background) != page.locator("#p19").evaluate(background)
    page.get_by_role("link", name="Ask about this article").click()
    expect(page.get_by_label("Articles to ask about")).to_have_value(sample)


def test_an_answer_is_copied_with_its_citations(
    page: Page, context: BrowserContext, site: Site, sample: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/?article={sample}")
    turn = ask(page, CANONICAL)
    turn.get_by_role("button", name="Copy").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_visible()
    text, first, second = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert text == f"{SAYS_SO} Other sources are unsure [6]."
    assert first.startswith(f"[6] “{ORDERED}” — Cubans head home")
    assert first.endswith(f"{site.url}/articles/{sample}#p6")
    assert second.startswith("[6] “Other sources were not sure")


def test_what_a_reader_thinks_of_it_is_kept(page: Page, site: Site) -> None:
    page.goto("/")
    turn = ask(page, CANONICAL)
    turn.get_by_role("button", name="Not helpful").click()
    turn.get_by_label("What is wrong with it?").fill("Which source?")
    turn.get_by_role("button", name="Send").click()
    expect(turn.locator(".rating")).to_have_text("Thank you.")
    [answer] = page.evaluate("JSON.parse(sessionStorage.getItem('answers'))")
    assert opinions(site.folder, answer) == [("down", "Which source?")]


def test_asking_again_puts_the_answer_in_place_of_the_first(page: Page) -> None:
    page.goto("/")
    turn = ask(page, CANONICAL)
    turn.get_by_role("button", name="Ask again").click()
    expect(page.locator(".turn .actions")).to_have_count(1)
    expect(page.locator(".turn")).to_have_count(1)
    assert len(page.evaluate("JSON.parse(sessionStorage.getItem('answers'))")) == 1


def test_on_a_phone_the_article_takes_the_place_of_the_answer(page: Page, sample: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/?article={sample}")
    turn = ask(page, CANONICAL)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 360
    expect(page.locator("#article")).to_be_hidden()
    cited = turn.locator(".answer .citation").first
    cited.click()
    expect(page.locator("#p6 mark")).to_be_in_viewport()
    expect(turn).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="← Answer").click()
    expect(cited).to_be_focused()
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.locator("#article")).to_be_visible()


def test_an_error_of_the_page_is_said_in_the_page(page: Page, troubles: list[str]) -> None:
    page.goto("/")
    expect(page.locator(".suggestion").first).to_be_visible()
    page.evaluate("void setTimeout(() => { throw new Error('it broke') })")
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong in this page: it broke")
    page.evaluate("void Promise.reject(new Error('later'))")
    expect(page.get_by_role("alert")).to_contain_text("later")
    assert any("it broke" in each for each in troubles)
    troubles.clear()


def opinions(folder: Path, answer_id: str) -> list[tuple[str, str | None]]:
    with closing(sqlite3.connect(folder / "library.db")) as library:
        found = library.execute(
            "SELECT rating, reason FROM feedback JOIN documents ON document = key WHERE id = ?",
            (answer_id,),
        )
        return found.fetchall()
