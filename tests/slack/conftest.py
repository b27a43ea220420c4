"""The assistant in a fake Slack, over HTTP."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from api.settings import Settings
from tests.api.server import running
from tests.slack.fake import FakeSlack, fake_slack
from tests.slack.workspace import APP_TOKEN, SECRET, TOKEN

Slacked = Callable[..., AbstractAsyncContextManager[FakeSlack]]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def library(sample_folder: Path, tmp_path: Path) -> Path:
    """A data folder with the sample article, to be changed."""
    folder = tmp_path / "library"
    shutil.copytree(sample_folder, folder)
    return folder


@pytest.fixture
def settings(library: Path) -> Settings:
    return Settings(
        library,
        slack_bot_token=TOKEN,
        slack_signing_secret=SECRET,
        slack_app_token=APP_TOKEN,
        public_url="https://news.example",
    )


@pytest.fixture
def in_slack(settings: Settings) -> Slacked:
    """Starts the assistant as a server that Slack knows, with some settings changed."""

    @asynccontextmanager
    async def start(**changed: object) -> AsyncIterator[FakeSlack]:
        async with fake_slack() as slack:
            using = replace(settings, **changed)  # type: ignore[arg-type]
            async with running(using, slack_url=slack.url) as client:
                slack.app = str(client.base_url).rstrip("/")
                yield slack

    return start


@pytest.fixture
async def slack(in_slack: Slacked) -> AsyncIterator[FakeSlack]:
    async with in_slack() as started:
        yield started
