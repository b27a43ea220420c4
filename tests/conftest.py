"""For every test: no network, and no setting of the machine that runs it."""

from __future__ import annotations

import asyncio
import gc
import ssl
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import hypothesis
import pytest
import pytest_socket

from api.settings import Settings
from api.wiring import wired
from assistant.sample import ARTICLE
from index.embedding.minilm import MiniLM
from index.readers.formats import read_file
from tests.index.fakes import Index, opened
from tests.postgres import PostgresServer, running_server

hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


LIBRARIES = frozenset({"tmp_path", "sample_folder", "client", "parts"})
"""What a test has that writes files, or asks the assistant."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a library, and those that try many examples, are slow without saying so."""
    for item in items:
        many = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if many or not LIBRARIES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """What is imported by then stays: to look through it at each collection takes .1 s."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup() -> None:
    """Only this machine can be reached."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def one_embedder() -> Iterator[None]:
    """The weights, which nothing changes, are loaded once: 190 MB and a quarter of a second."""
    shared = MiniLM()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.wiring.MiniLM", lambda: shared)
        yield


@pytest.fixture(scope="session", autouse=True)
def one_tls_context() -> Iterator[None]:
    """The certificates of authorities are read once, not for each client: 15 ms."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", lru_cache(ssl.create_default_context))
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty data folder."""
    made = tmp_path / "data"
    made.mkdir()
    return made


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    """An empty index in it, with an embedder that costs nothing."""
    with opened(folder) as parts:
        yield parts


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server, started when it is first asked for."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample article; copied, never written to."""
    folder = tmp_path_factory.mktemp("sample")

    async def ingest() -> None:
        async with wired(Settings(folder)) as parts:
            await parts.ingest.add(await read_file(ARTICLE))

    asyncio.run(ingest())
    return folder
