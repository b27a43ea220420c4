"""The page of a sweep in a browser: what there is to choose from, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.calls import Usage
from assistant.evaluation.runs.run import Run
from assistant.evaluation.sweep.knobs import read_over
from assistant.evaluation.sweep.outcomes import summarize
from assistant.evaluation.sweep.page import write_page
from assistant.evaluation.sweep.setups import Setup, one_at_a_time
from assistant.options import Options
from assistant.types import Answer
from tests.assistant.evaluation.made import answer, case, manifest, run, says

HOSTILE = "<img src=x onerror=alert(1)>"


def answering(tokens: int, ms: float, *right: bool) -> list[Answer]:
    return [
        replace(answer(says(1 if each else 2), total_ms=ms), usage=Usage(tokens, 0))
        for each in right
    ]


@pytest.fixture
def sweep_page(tmp_path: Path) -> str:
    """Four ways over three questions: the default, two better and dearer, and a bad one."""

    def made(name: str, answers: list[Answer]) -> Run:
        asked = zip((case("q1"), case("q2"), case("q3")), answers, strict=True)
        named = run(tmp_path / "runs", *asked, name=name)
        return replace(named, manifest=manifest(name, set_name=HOSTILE, model=HOSTILE))

    knobs = read_over([f"model={HOSTILE}", "passages=12,4"])
    setups = one_at_a_time(Setup(Options(), None, "minilm"), knobs)
    runs = [
        made("default", answering(100, 20, True, False, False)),
        made("dear", answering(900, 90, True, True, False)),
        made("dearer", answering(905, 80, True, True, False)),
        made("bad", answering(200, 30, False, False, False)),
    ]
    done = summarize("gold_cited", list(knobs), list(zip(setups, runs, strict=True)))
    path = tmp_path / "sweep.html"
    write_page(done, path)
    return path.as_uri()


def test_the_table_has_each_way_and_stars_the_optimal_ones(page: Page, sweep_page: str) -> None:
    page.goto(sweep_page)
    heads = page.locator("thead th").all_text_contents()
    at = {name: number for number, name in enumerate(heads)}
    rows = [
        [" ".join(cell.split()) for cell in row.locator("th, td").all_text_contents()]
        for row in page.locator("tbody tr").all()
    ]
    assert [row[at["passages"]] for row in rows] == ["8", "8", "12", "4"]
    assert [row[at["gold_cited"]][:5] for row in rows] == ["0.333", "0.667", "0.667", "0.000"]
    assert [row[at["tokens"]] for row in rows] == ["100 ★", "900 ★", "905", "200"]
    assert [row[at["ms"]] for row in rows] == ["20 ★", "90", "80 ★", "30"]
    assert rows[0][at["its change"]] == "the default"
    assert rows[1][at["its change"]].startswith("+0.333")


def test_both_plots_have_every_way_where_it_belongs(page: Page, sweep_page: str) -> None:
    """What is worth more is higher, what costs more is to the right; the front is a line."""
    page.goto(sweep_page)
    expect(page.locator("figure svg")).to_have_count(2)
    tokens = page.locator("figure").first.locator("svg")
    boxes = {}
    for number in ("1", "4"):
        box = tokens.get_by_text(number, exact=True).last.bounding_box()
        assert box is not None
        boxes[number] = (box["x"], box["y"])
    assert boxes["1"][0] < boxes["4"][0]
    assert boxes["1"][1] < boxes["4"][1]
    expect(tokens.get_by_text("2, 3", exact=True)).to_be_visible()
    expect(tokens.locator(".mark-line path")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plots_can_be_read_in_light_and_dark(
    page: Page, sweep_page: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(sweep_page)
    seen = page.locator("figure svg").first.evaluate(
        """svg => {
          const text = svg.querySelector("text"), line = svg.querySelector(".mark-line path");
          return [getComputedStyle(text).fill, getComputedStyle(line).stroke,
                  getComputedStyle(document.body).color];
        }"""
    )
    accent = {"light": "rgb(11, 107, 99)", "dark": "rgb(95, 208, 196)"}[scheme]
    assert seen == [seen[2], accent, seen[2]]


def test_what_is_hostile_is_only_text(page: Page, sweep_page: str) -> None:
    """The set's name, the model's name, a value; a dialog or an error would be noticed."""
    page.goto(sweep_page)
    expect(page.locator("h1")).to_contain_text(HOSTILE)
    expect(page.locator("tbody tr").nth(1)).to_contain_text(HOSTILE)
    expect(page.locator("img, script, iframe")).to_have_count(0)


def test_it_asks_for_nothing(page: Page, sweep_page: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(sweep_page)
    assert asked == [sweep_page]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_from_choosing(
    page: Page, sweep_page: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(sweep_page)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []


def test_on_a_telephone_the_page_itself_does_not_scroll_sideways(
    page: Page, sweep_page: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(sweep_page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
