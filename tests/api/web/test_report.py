"""A run's report in a browser, from its file, as an editor opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.evaluation.report import write_report
from assistant.evaluation.runs.run import Run
from assistant.types import Withheld
from index.types import Paragraph
from tests.api.web.conftest import PATIENCE, watch
from tests.assistant.evaluation.runs_made import FERRY, MANIFEST, islands

PAYLOAD: Final = (
    "</title></style></script><script>hacked=1</script>\"'><img src=x onerror=hacked=1>"
    '<svg onload=hacked=1>{{ 7*7 }}<a href="javascript:hacked=1">\u202e'
)


@pytest.fixture(scope="module")
def report(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the run made by hand; written once, as nothing changes it."""
    del browser
    return write_report(islands(tmp_path_factory.mktemp("run")))


@pytest.fixture
def asked() -> list[str]:
    """Every address from which something is loaded."""
    return []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1200, "height": 800}, reduced_motion="reduce")
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def page(
    context: BrowserContext, report: Path, troubles: list[str], asked: list[str]
) -> Iterator[Page]:
    """The report opened; nothing goes wrong unnoticed, and nothing but its file is loaded."""
    address = report.as_uri()
    made = context.new_page()
    watch(made, troubles)
    made.on("requestfinished", lambda request: asked.append(request.url.partition("#")[0]))
    made.goto(address)
    yield made
    assert troubles == []
    assert set(asked) == {address}


def shown(page: Page) -> list[str]:
    """The ids of the questions in the table, in order."""
    return page.locator("#table tbody tr:visible th small").all_inner_texts()


def is_open(page: Page, id_: str) -> None:
    """The answer to this question is shown, and no other."""
    expect(page.locator(".answer:visible")).to_have_id(f"q-{id_}")


def test_the_headline(page: Page) -> None:
    expect(page.locator(".lead h1")).to_have_text("islands: how good the answers are")
    lead = page.locator(".lead")
    expect(lead).to_contain_text("7 questions about 2 articles, answered by extractive with the")
    expect(lead).to_contain_text("on 25 November 2026, 09:30 UTC, commit abc1234")
    expect(lead).to_contain_text("1 of 7 questions have no result")
    expect(lead).to_contain_text("1 of 7 questions failed; they count in no figure")
    expect(lead).to_contain_text("3 of 5 questions went as they should, ")
    expect(lead).to_contain_text("or, where nothing answers, refused: see the 2 that did not.")
    said = page.locator(".headlines li").all_inner_texts()
    assert re.sub(r"\s+", " ", said[0]) == (
        "2 of 4 answerable questions were answered from the right paragraph, one that people "
        "marked "
        "50 %, 95 % interval 15 % to 85 %"
    )
    assert said[1].startswith("1 of 1\nquestions that the articles do not answer were refused")
    assert said[2].startswith("4 of 4\nquotes stand in the cited paragraph")
    expect(page.locator(".failures")).to_have_text(re.compile("broken the model did not answer"))


def test_the_plots_tell_their_numbers(page: Page) -> None:
    plots = page.locator("figure [role=img]")
    told = [(each.get_attribute("aria-label") or "").replace("\xa0", " ") for each in plots.all()]
    assert "Cites a gold paragraph. who-says: 100 % (21 % to 100 %) of 1; fact: 0 % (" in told[1]
    assert any(each.startswith("support 0.4 to 0.5: 0 % of 1; support 0.7") for each in told)
    assert "first sentence: half within 10 ms, 95 % within 10 ms (3)" in told[-1]
    for each in plots.all():
        expect(each.locator("svg text").first).to_be_visible()


def test_the_table_filters(page: Page) -> None:
    everything = ["long", "sunday", "price", "storm", "both", "broken", "unasked"]
    assert shown(page) == everything
    page.get_by_label("Find").fill("NORA hour")
    assert shown(page) == ["long"]  # by its answer's words
    expect(page.get_by_text("1 of 7 questions", exact=True)).to_be_visible()
    page.get_by_label("Find").fill("")
    page.get_by_role("combobox", name="Kind").select_option("fact")
    assert shown(page) == ["sunday", "price", "broken", "unasked"]
    page.get_by_role("combobox", name="Outcome").select_option("not found")
    assert shown(page) == ["price"]
    page.get_by_role("combobox", name="Kind").select_option("all")
    page.get_by_role("combobox", name="Outcome").select_option("all")
    page.get_by_label("misses only").check()
    assert shown(page) == ["sunday", "price"]


def test_the_headline_leads_to_the_misses(page: Page) -> None:
    page.get_by_role("link", name="see the 2 that did not").click()
    assert shown(page) == ["sunday", "price"]
    expect(page.locator("#table")).to_be_in_viewport()


def test_the_table_sorts_with_the_keyboard(page: Page) -> None:
    head = page.get_by_role("columnheader", name="Question")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert shown(page) == ["long", "sunday", "both", "price", "storm", "unasked", "broken"]
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert shown(page) == ["broken", "unasked", "storm", "price", "both", "sunday", "long"]
    page.get_by_role("button", name="Gold cited").click()
    expect(page.locator("[aria-sort]")).to_have_text("Gold cited")
    assert shown(page) == ["price", "sunday", "both", "long", "broken", "unasked", "storm"]
    page.get_by_role("button", name="Gold cited").click()
    assert shown(page) == ["both", "long", "price", "sunday", "broken", "unasked", "storm"]


def test_a_row_opens_the_answer_beside_its_article(page: Page) -> None:
    page.locator("#table tbody tr", has_text="How long does the ferry").locator("td").last.click()
    is_open(page, "long")
    answer = page.locator("#q-long")
    expect(answer).to_contain_text("It went as it should")
    expect(answer).to_contain_text("Assistant: Yes, to Aran [1].")
    expect(answer).to_contain_text("Understood as: How long does the ferry to Aran take?")
    expect(answer).to_contain_text("support 0.75, in the model’s words")
    expect(answer.locator(".withheld")).to_have_text("It takes two hours. number: 2 is not in [1]")
    expect(answer.locator(".checks li")).to_have_text(
        [
            "✓ an hour / 60 minutes said",
            "✗ twice not said",
            "✓ Nora Kane said",
            "✓ two hours · Bere not said",
        ]
    )
    expect(answer.locator(".references")).to_have_text("About an hour")
    expect(page.locator("article:visible h2")).to_have_text("The ferry to Aran")
    expect(page.locator("#overview")).to_be_hidden()


def test_gold_and_cited_paragraphs_are_marked(page: Page) -> None:
    """In words, not in colours alone; and the quote to the letter, after a 🚢 too."""
    page.goto(f"{page.url}#q-long")
    both = page.locator("article .paragraph:has(.tags)")
    expect(both).to_have_attribute("id", "article-1-1")
    expect(both.locator(".tag")).to_have_text(["gold", "cited"])
    expect(page.locator("article mark")).to_have_text("It takes an hour, Nora Kane said.")
    expect(page.locator("article mark")).to_be_in_viewport()
    page.get_by_role("button", name="Next question").click()
    is_open(page, "sunday")
    expect(page.locator("#article-1-1 p")).to_have_text(FERRY.paragraphs[0].text)
    expect(page.locator("#article-1-1 .tag")).to_have_count(0)
    expect(page.locator("#article-1-2 .tag")).to_have_text(["gold"])
    expect(page.locator("#article-1-3 .tag")).to_have_text(["cited"])
    expect(page.locator("article mark")).to_have_text("A ticket is 20 euros.")


def test_a_question_about_several_articles(page: Page) -> None:
    page.goto(f"{page.url}#q-both")
    expect(page.locator("article:visible h2")).to_have_text(
        ["The ferry to Aran", "A bridge to Bere"]
    )
    expect(page.locator("article .gold.cited .tag + .tag")).to_have_text(
        ["cited [A3]", "cited [B2]"]
    )
    page.locator("#q-both .said .citation", has_text="[B2]").click()
    expect(page.locator("#article-2-2")).to_be_in_viewport()
    is_open(page, "both")


def test_from_question_to_question_and_back(page: Page) -> None:
    page.get_by_role("combobox", name="Kind").select_option("fact")
    page.get_by_role("link", name="What is a ticket?").click()
    expect(page.locator("#place", has_text="2 of 4")).to_be_visible()
    page.get_by_role("button", name="Next question").click()
    is_open(page, "broken")
    expect(page.locator("#q-broken")).to_contain_text("It failed: the model did not answer in time")
    page.go_back()
    is_open(page, "price")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="What is a ticket?")).to_be_focused()
    assert shown(page) == ["sunday", "price", "broken", "unasked"]


def test_without_javascript_everything_is_there(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    expect(page.locator("#table tbody tr")).to_have_count(7)
    expect(page.locator(".filters")).to_be_hidden()
    page.get_by_role("link", name="How long does the ferry take?").click()
    expect(page.locator("#q-long")).to_be_in_viewport()
    page.locator("#q-long .citation").first.click()
    expect(page.locator("#article-1-1")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (390, "dark")])
@pytest.mark.parametrize("where", ["", "#q-long", "#q-sunday", "#q-price"])
def test_nothing_keeps_anybody_out(
    page: Page, where: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{page.url}{where}")
    page.locator("details").evaluate_all("all => all.forEach((each) => (each.open = true))")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_article_is_a_press_away(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 740})
    page.goto(f"{page.url}#q-long")
    page.get_by_role("button", name="Article").click()
    expect(page.locator("article mark")).to_be_in_viewport()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("#q-long h1")).to_be_in_viewport()


class TestHostile:
    """Whatever articles, questions, models and settings say is shown, and nothing of it runs."""

    @pytest.fixture
    def report(self, tmp_path: Path) -> Path:
        """Everything that is text says the payload."""
        made = islands(tmp_path)
        name = f"{PAYLOAD} \x00\r\n"
        long = made.cases[0]
        question = replace(
            long.question,
            id=name,
            question=PAYLOAD,
            kind=PAYLOAD,
            facts=((PAYLOAD,),),
            forbidden=(PAYLOAD,),
            speaker=PAYLOAD,
            history=tuple(replace(each, content=PAYLOAD) for each in long.question.history),
            answers=(PAYLOAD,),
        )
        article = replace(
            long.articles[0],
            title=PAYLOAD,
            source=PAYLOAD,
            language=PAYLOAD,
            paragraphs=(Paragraph(1, PAYLOAD),),
        )
        result = made.results["long"]
        assert result.answer is not None
        [claim] = result.answer.claims
        quote = replace(claim.citations[0], quote=PAYLOAD, start=0, end=len(PAYLOAD), title=PAYLOAD)
        answer = replace(
            result.answer,
            text=PAYLOAD,
            claims=(replace(claim, text=f"{PAYLOAD} [1]", proposed=PAYLOAD, citations=(quote,)),),
            withheld=(Withheld(PAYLOAD, PAYLOAD, PAYLOAD),),
            standalone_question=f"{PAYLOAD}?",
            model=PAYLOAD,
        )
        failed = replace(made.results["broken"], failure=f"{PAYLOAD}\ud800")
        broken = made.cases[5]
        manifest = replace(
            MANIFEST,
            id=PAYLOAD,
            set_name=PAYLOAD,
            set_hash=PAYLOAD,
            model=PAYLOAD,
            embedder=PAYLOAD,
            version=PAYLOAD,
            commit=PAYLOAD,
            prompts={PAYLOAD: PAYLOAD},
            settings={PAYLOAD: PAYLOAD},
        )
        run = Run(
            tmp_path,
            manifest,
            (
                replace(long, question=question, articles=(article,)),
                replace(broken, articles=(article,)),
            ),
            {name: replace(result, id=name, answer=answer), "broken": failed},
        )
        return write_report(run)

    def test_nothing_runs(self, page: Page) -> None:
        expect(page.locator(".lead h1")).to_have_text(f"{PAYLOAD}: how good the answers are")
        page.get_by_role("combobox", name="Kind").select_option(PAYLOAD)
        page.locator("#table tbody a").first.click()
        expect(page.locator(".answer:visible h1")).to_have_text(PAYLOAD)
        expect(page.locator("article mark")).to_have_text(PAYLOAD)
        expect(page.locator("article .tag")).to_have_text(["gold", "cited"])
        assert page.evaluate("typeof hacked") == "undefined"
        assert page.locator("img, script, iframe").count() == 1  # its own script


def test_the_policy_lets_nothing_else_run(
    page: Page, troubles: list[str], asked: list[str]
) -> None:
    """What got past the escaping would still be stopped."""
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "hacked = 1";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend",
                '<img src="http://127.0.0.1:9/x" onerror="hacked = 1"><p style="color: red">');
            return fetch("http://127.0.0.1:9/y").catch(() => null);
        }"""
    )
    assert page.evaluate("typeof hacked") == "undefined"
    refused = "\n".join(troubles)
    for directive in ("script-src", "style-src", "default-src"):
        assert directive in refused
    troubles.clear()
