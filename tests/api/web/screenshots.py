"""The README's pictures of the page and of a report: `python -m tests.api.web.screenshots`."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from api.cli.eval.setup import EvalConfig, evaluate
from api.settings import Settings
from api.wiring import wired
from assistant.evaluation.report import write_report
from assistant.evaluation.runs.recording import Mode, Recording
from assistant.evaluation.sets.reader import read_set
from assistant.sample import ARTICLE, QUESTIONS
from index.readers.formats import read_file
from tests.api.server import CANONICAL
from tests.api.site import Site
from tests.api.web.conftest import CHROMIUM
from tests.api.web.page_actions import ask

HERE: Final = Path(__file__).parent
REPLIES: Final = HERE.parents[1] / "replies" / "sample.jsonl"


def main() -> None:
    """Ask the canonical question of the sample article, wide and light, narrow and dark."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder))
        asyncio.run(_filled(settings))
        report = asyncio.run(_report(settings))
        site = Site(settings).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            _take(browser, site.url, "wide", (1200, 640), "light")
            _take(browser, site.url, "narrow", (360, 640), "dark")
            _take_report(browser, report)
        site.stop()


def _take(
    browser: Browser, url: str, name: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        device_scale_factor=1.5,
    )
    page.goto(url)
    ask(page, CANONICAL).locator(".answer .citation").first.click()
    page.locator("mark").wait_for()
    page.screenshot(path=HERE / f"{name}.png")


def _take_report(browser: Browser, report: Path) -> None:
    """The top of it, and an answer beside its article."""
    size: ViewportSize = {"width": 1200, "height": 720}
    for name, part in (("report", ""), ("report-answer", "#q-who-01")):
        page = browser.new_page(viewport=size, color_scheme="light", device_scale_factor=1.5)
        page.goto(f"{report.as_uri()}{part}")
        page.screenshot(path=HERE / f"{name}.png")


async def _report(settings: Settings) -> Path:
    """That of the sample, answered by the recorded model."""
    recording = Recording(REPLIES, Mode.REPLAY)
    config = EvalConfig(settings=settings, folder=settings.data_dir, recording=recording)
    return write_report(await evaluate(read_set(QUESTIONS), config, None, lambda done, total: None))


async def _filled(settings: Settings) -> None:
    async with wired(settings) as parts:
        await parts.ingest.add(await read_file(ARTICLE))


if __name__ == "__main__":
    main()
