"""The command line as a user runs it, in this process; and the HTTP API over some articles."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.cli.main import main
from api.settings import Settings
from api.wiring import wired
from assistant.evaluation.runs import runner
from assistant.evaluation.runs.run import Result
from assistant.evaluation.sets.cases import Case
from assistant.models import LLM
from assistant.pipeline import Assistant
from index.types import Article, Paragraph
from tests.api.server import served
from tests.model_server import Handler, ModelServer, model_server


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


Run = Callable[..., Ran]
Listen = Callable[[Handler], ModelServer]
Serve = Callable[[Handler], None]
StoppedAt = Callable[[int], list[str]]


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, no other setting, and no model server of the machine."""
    for name in os.environ:
        if name.startswith(("OPENAI_", "ASSISTANT_", "CHROMA_", "DATABASE_", "SLACK_")):
            monkeypatch.delenv(name)
    monkeypatch.setattr("api.local_servers.PORTS", ())
    folder = tmp_path / "data"
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    """`run("ask", "Who?")` as `assistant ask Who?`."""

    def command(*arguments: str) -> Ran:
        capfd.readouterr()
        monkeypatch.setattr(sys, "argv", ["assistant", *arguments])
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capfd.readouterr()
        return Ran(printed.out, printed.err, code)

    return command


@pytest.fixture
def sample(run: Run, sample_folder: Path, data_folder: Path) -> Run:
    """The same, with the sample article in the library."""
    shutil.copytree(sample_folder, data_folder)
    return run


@pytest.fixture
def listen() -> Iterator[Listen]:
    """`listen(handler)`: a model server that answers so, until the test ends."""
    stops: list[Callable[[], object]] = []

    def start(handler: Handler) -> ModelServer:
        listening: Future[ModelServer] = Future()

        async def serving() -> None:
            stop = asyncio.Event()
            stops.append(lambda: loop.call_soon_threadsafe(stop.set))
            async with model_server(handler) as server:
                listening.set_result(server)
                await stop.wait()

        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_until_complete, args=(serving(),))
        thread.start()
        started = listening.result(timeout=10)
        stops.append(thread.join)
        stops.append(loop.close)
        return started

    yield start
    for stop in stops:
        stop()


@pytest.fixture
def serve(listen: Listen, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """`serve(handler)`: from then on OPENAI_BASE_URL is a server that answers so."""

    def start(handler: Handler) -> None:
        monkeypatch.setenv("OPENAI_BASE_URL", listen(handler).base_url)
        monkeypatch.setenv("ASSISTANT_MODEL", "tiny")

    return start


@pytest.fixture
def stopped_at(monkeypatch: pytest.MonkeyPatch) -> StoppedAt:
    """Ctrl-C while the question of this number is asked; the ids of those asked, in order."""
    ask = runner.ask
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a server's may be there still

    def stop(at: int) -> list[str]:
        asked: list[str] = []

        async def asks(case: Case, assistant: Assistant, judge: LLM | None) -> Result:
            asked.append(case.question.id)
            if len(asked) == at:
                signal.raise_signal(signal.SIGINT)
                await asyncio.Event().wait()
            return await ask(case, assistant, judge)

        monkeypatch.setattr(runner, "ask", asks)
        return asked

    return stop


@pytest.fixture
def bare_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports without plots, which have tests of their own and take half a second."""
    monkeypatch.setattr("assistant.evaluation.report.charts.svg", lambda chart: "<svg></svg>")


@pytest.fixture(scope="session")
def filled(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample article and two whose ids begin alike."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(sample_folder, folder)

    async def ingest() -> None:
        async with wired(Settings(folder)) as parts:
            for island in ("Aran", "Bere"):
                paragraph = Paragraph(1, f"The ferry to {island} sails twice a day.")
                await parts.ingest.add(Article(f"Ferries {island}", (paragraph,)))

    asyncio.run(ingest())
    return folder


@pytest.fixture(scope="session")
def client(filled: Path) -> Iterator[TestClient]:
    """A client of the API over that folder, which tests do not change."""
    with served(Settings(filled, rate_limit=None)) as session:
        yield session


@pytest.fixture
def sample_id(client: TestClient) -> str:
    """The sample article's id."""
    listed: list[dict[str, str]] = client.get("/articles").json()
    return listed[-1]["id"]
