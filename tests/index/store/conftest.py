"""A Chroma server, for those who want one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.index.store.chroma_server import chroma_server as started


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its URL. It is started once, for that takes seconds; each library has its own part of it."""
    with started(tmp_path_factory.mktemp("chroma-server")) as server:
        yield server.url
