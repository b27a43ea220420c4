"""The page to check a draft on, as a desk has it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.api.web.page_actions import check

TRUE = "Oil that Cuba badly needed came from Venezuela in exchange."
WRONG = (
    "Departures in recent weeks were confirmed by fourteen sources with knowledge of the matter."
)
RIGHT = WRONG.replace("fourteen", "eleven")
DRAFT = f"# Oil\n\n{TRUE}\n{WRONG} 🛢 Penguins breed on cold beaches [99]."


def test_each_sentence_has_a_word_in_the_shape_of_the_draft(page: Page) -> None:
    sentences = check(page, DRAFT)
    expect(sentences).to_have_text(
        [
            "Oil · a heading",
            f"{TRUE} ✓ supported",
            f"{WRONG} ✗ contradicted",
            "🛢 Penguins breed on cold beaches [99]. ∅ nothing about it",
        ]
    )
    shape = page.locator("#sentences").evaluate("shown => shown.textContent")
    assert shape.startswith("# Oil · a heading\n\nOil that")
    expect(page.locator(".count")).to_have_text(
        ["✓ 1 supported", "✗ 1 contradicted", "∅ 1 nothing about it", "· 1 not judged"]
    )


def test_a_click_shows_what_is_found_and_marks_the_articles_sentence(page: Page) -> None:
    check(page, DRAFT)
    page.locator("a.contradicted").click()
    found = page.locator("#finding")
    expect(found.locator("h2")).to_have_text("✗ contradicted")
    expect(found.locator(".own")).to_have_text(WRONG)
    expect(found.locator(".note")).to_have_text(["the draft has “fourteen”, the article “eleven”"])
    expect(found.locator(".quotes li")).to_have_text([f"[A1] “{RIGHT}”"])
    expect(page.locator("#p1 mark")).to_have_text(RIGHT)
    expect(page.locator("#p1 mark")).to_be_in_viewport()
    page.locator("a.nothing_about_it").click()
    expect(found.locator(".note")).to_have_text(["[99] names no paragraph here."])
    expect(page.locator("[aria-current]")).to_have_count(1)


def test_by_keyboard_alone(page: Page) -> None:
    """A draft is checked, its sentences are gone through, and it is written anew."""
    page.goto("/check")
    field = page.get_by_label("Check a draft")
    field.focus()
    page.keyboard.type(f"{TRUE} {WRONG}")
    page.keyboard.press("Control+Enter")
    page.locator(".count").first.wait_for()
    expect(page.locator("#sentences")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("a.contradicted")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#p1 mark")).to_have_text(RIGHT)
    page.locator("#edit").focus()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{TRUE} {WRONG}")


def test_a_file_is_opened_or_dropped(page: Page, tmp_path: Path) -> None:
    page.goto("/check")
    field = page.get_by_label("Check a draft")
    (tmp_path / "draft.md").write_text(TRUE)
    page.locator("#file").set_input_files(tmp_path / "draft.md")
    expect(field).to_have_value(TRUE)
    for name, text in (("draft.txt", WRONG), ("draft.pdf", "%PDF")):
        dropped = page.evaluate_handle(
            """([name, text]) => {
              const dropped = new DataTransfer();
              dropped.items.add(new File([text], name));
              return dropped;
            }""",
            [name, text],
        )
        page.dispatch_event("body", "drop", {"dataTransfer": dropped})
        expect(field).to_have_value(WRONG)
    expect(page.locator("#wrong")).to_have_text("A draft is a text or Markdown file: .txt or .md.")


def test_only_the_chosen_article_and_the_way_to_the_other_page_and_back(
    page: Page, sample: str
) -> None:
    page.goto(f"/?article={sample}")
    page.get_by_role("link", name="Check a draft").click()
    expect(page).to_have_url(f"{page.url.partition('/check')[0]}/check?article={sample}")
    expect(page.locator("#scope")).to_have_value(sample)
    page.get_by_label("Check a draft").fill(WRONG)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator("a.contradicted").click()
    expect(page.locator("#finding .quotes li")).to_have_text([f"[1] “{RIGHT}”"])
    page.get_by_role("link", name="Ask").click()
    expect(page.get_by_label("Your question")).to_be_visible()
    expect(page.locator("#scope")).to_have_value(sample)


def test_a_draft_does_nothing_but_stand_there(page: Page) -> None:
    hostile = "<img src=x onerror=alert(1)> <script>alert(2)</script> It rained."
    check(page, hostile)
    assert page.locator("#sentences img, #sentences script, #finding img").count() == 0
    expect(page.locator("#sentences")).to_contain_text("It rained.")


def test_what_cannot_be_checked_is_told_and_the_text_stays(page: Page, troubles: list[str]) -> None:
    page.goto("/check")
    field = page.get_by_label("Check a draft")
    field.fill("…")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#wrong")).to_contain_text("there are no words in the draft")
    expect(field).to_have_value("…")
    assert "422" in troubles.pop()


def test_on_a_narrow_screen_the_way_back_leads_to_the_sentence(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    check(page, DRAFT)
    page.locator("a.contradicted").click()
    expect(page.locator("#finding h2")).to_be_in_viewport()
    expect(page.locator("#p1 mark")).to_be_in_viewport()
    page.get_by_role("button", name="← Draft").click()
    expect(page.locator("a.contradicted")).to_be_focused()
