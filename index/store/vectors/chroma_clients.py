"""Clients of Chroma: of its files, or of a server."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

GREETING: Final = 3.0
"""Seconds in which a server says that it is there."""

WRITING: Final = 20.0
"""Seconds for any other of its answers: hundreds of chunks take a while."""


def embedded_client(folder: Path) -> ClientAPI:
    """A new client of the files in this folder."""
    import chromadb  # noqa: PLC0415 - takes most of a second
    from chromadb.api.shared_system_client import SharedSystemClient  # noqa: PLC0415 - as above
    from chromadb.config import Settings  # noqa: PLC0415 - as above

    keep_freed_memory_out()
    SharedSystemClient.clear_system_cache()  # else an old view is handed out again
    return chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))


def server_client(url: str) -> ClientAPI:
    """A new client of the server at this URL; one of httpx's errors when it is not there."""
    import chromadb  # noqa: PLC0415 - as above
    import httpx  # noqa: PLC0415 - as above
    from chromadb.api.client import Client  # noqa: PLC0415 - as above
    from chromadb.api.fastapi import FastAPI  # noqa: PLC0415 - as above
    from chromadb.config import Settings  # noqa: PLC0415 - as above

    server = urlsplit(url)
    tls = server.scheme == "https"
    host, port = server.hostname or "", server.port or (443 if tls else 8000)
    # Asked first, and with a limit: Chroma's client waits for ever for who does not answer.
    greeting = f"{server.scheme}://{server.netloc.partition(':')[0]}:{port}/api/v2/heartbeat"
    httpx.get(greeting, timeout=GREETING).raise_for_status()
    client = chromadb.HttpClient(
        host,
        port,
        ssl=tls,
        settings=Settings(anonymized_telemetry=False),
    )
    if isinstance(client, Client) and isinstance(client._server, FastAPI):
        client._server._session.timeout = httpx.Timeout(WRITING, connect=GREETING)
    return client


def keep_freed_memory_out() -> None:
    """Keep what memory held before, such as an article's text, out of Chroma's files.

    hnswlib writes its blocks whole, filled or not (`data_level0.bin`, `length.bin`). glibc can
    overwrite each block as it is given out; elsewhere this does nothing.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_PERTURB, 0xA5)  # any byte but 0


_M_PERTURB: Final = -6  # malloc.h
