"""The assistant in a fake Slack, over HTTP."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio

from api.settings import Settings
from api.slack.store.inbox import HELD
from tests.api.server import running
from tests.api.slack.fake import FakeSlack, fake_slack
from tests.api.slack.workspace import APP_TOKEN, SECRET, TOKEN

Running = AbstractAsyncContextManager[FakeSlack]
Slacked = Callable[..., Running]


class Waits:
    """Takes no time; `seconds` are those that would have been waited for Slack."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def sleep(self, seconds: float) -> None:
        if seconds in (HELD, HELD / 3):  # what looks around now and then has looked
            await asyncio.Event().wait()
        self.seconds.append(seconds)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)


def configured(library: Path) -> Settings:
    """In Slack over both ways, with Anna for manager."""
    return Settings(
        library,
        slack_bot_token=TOKEN,
        slack_signing_secret=SECRET,
        slack_app_token=APP_TOKEN,
        slack_managers=("U0ANNA",),
        public_url="https://news.example",
    )


@asynccontextmanager
async def started(
    settings: Settings, waits: Waits, slack: FakeSlack | None = None
) -> AsyncIterator[FakeSlack]:
    """The assistant as a server that Slack knows, a Slack of its own where none is given."""
    async with (
        nullcontext(slack) if slack else fake_slack() as known,
        running(settings, slack_url=known.url, sleep=waits.sleep) as client,
    ):
        known.app = str(client.base_url).rstrip("/")
        yield known


@dataclass(frozen=True)
class Shared:
    """A server that the tests of a module share, each with a workspace of its own."""

    slack: FakeSlack
    waits: Waits
    library: Path


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(
    sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Shared]:
    library = tmp_path_factory.mktemp("shared") / "library"
    shutil.copytree(sample_folder, library)
    waits = Waits()
    async with started(configured(library), waits) as slack:
        yield Shared(slack, waits, library)


@pytest.fixture
def slack(shared: Shared) -> FakeSlack:
    shared.slack.reset()
    shared.waits.seconds.clear()
    return shared.slack


@pytest.fixture
def waits(shared: Shared) -> Waits:
    return shared.waits


@pytest.fixture
def tries(shared: Shared) -> Callable[[str], int]:
    """How often a message was taken on."""
    return lambda ts: times_taken(shared.library, ts)


def times_taken(library: Path, ts: str) -> int:
    """How often a message was taken on, by its ts."""
    with closing(sqlite3.connect(library / "library.db")) as database:
        found = database.execute("SELECT tries FROM slack_messages WHERE ts = ?", (ts,))
        return sum(row[0] for row in found)


@pytest.fixture
def library(sample_folder: Path, tmp_path: Path) -> Path:
    """A data folder with the sample article, for one test."""
    folder = tmp_path / "library"
    shutil.copytree(sample_folder, folder)
    return folder


@pytest.fixture
def in_slack(library: Path) -> Slacked:
    """Starts a server for one test, with some settings changed."""

    def start(waits: Waits | None = None, **changed: object) -> Running:
        settings = replace(configured(library), **changed)  # type: ignore[arg-type]
        return started(settings, waits or Waits())

    return start
