"""`chroma run` as a process, which can be killed and started again at the same place."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

QUIET = subprocess.DEVNULL


@dataclass
class ChromaServer:
    """A server on loopback; its data are in the folder."""

    folder: Path
    port: int
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, folder: Path | None = None) -> None:
        """Start it, with the data of its own folder or of another, and wait until it answers."""
        chroma = str(Path(sys.executable).with_name("chroma"))
        path = str(folder or self.folder)
        where = ["--host", "127.0.0.1", "--port", str(self.port), "--path", path]
        self._process = subprocess.Popen([chroma, "run", *where], stdout=QUIET, stderr=QUIET)
        with httpx.Client(transport=httpx.HTTPTransport(retries=9)) as client:
            client.get(f"{self.url}/api/v2/heartbeat").raise_for_status()

    def kill(self) -> None:
        """Kill it with -9."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def chroma_server(folder: Path) -> Iterator[ChromaServer]:
    """A server that has been started; killed at the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    server = ChromaServer(folder, port)
    server.start()
    try:
        yield server
    finally:
        server.kill()
