"""A Chroma server, for those who want one."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its URL. It is started once, for that takes seconds; each library has its own part of it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    chroma = str(Path(sys.executable).with_name("chroma"))
    path = str(tmp_path_factory.mktemp("chroma-server"))
    command = [chroma, "run", "--host", "127.0.0.1", "--port", port, "--path", path]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        url = f"http://127.0.0.1:{port}"
        with httpx.Client(transport=httpx.HTTPTransport(retries=9)) as client:
            client.get(f"{url}/api/v2/heartbeat").raise_for_status()
        yield url
        process.terminate()
