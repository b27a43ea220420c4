"""The parts that compose.yaml names, as processes of this machine.

Commands, environments, names and ports are taken from the file. What is another here: where a
service is (this machine, a free port), and the folder that a volume is.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import yaml

from tests.packaging.dockerfile_steps import ROOT, steps
from tests.postgres import PostgresServer

COMPOSE: Final[dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: Final[dict[str, dict[str, Any]]] = COMPOSE["services"]

ENTRYPOINTS: Final = {
    # The Dockerfile's; the image of Chroma begins with its program.
    "api": [sys.executable, "-c", "from api.cli.main import main; main()"],
    "chroma": [str(Path(sys.executable).with_name("chroma"))],
}

_SETTING: Final = re.compile(r"\$\{(\w+):([?-])([^}]*)\}")


@dataclass
class Parts:
    """The services, each at a port of its own; `variables` are those of the file .env."""

    folder: Path
    variables: Mapping[str, str]
    ports: dict[str, int] = field(default_factory=dict)

    def command(self, service: str, *words: str) -> list[str]:
        """How a service is started, or another command of its image is run."""
        if service == "api":
            assert json.loads(_entrypoint()) == ["assistant"]
        given = words or SERVICES[service]["command"]
        return ENTRYPOINTS[service] + [self._here(service, each) for each in given]

    def environment(self, service: str) -> dict[str, str]:
        """What a service is given, and what every process has."""
        given: dict[str, str] = SERVICES[service].get("environment", {})
        own = {
            name: self._here(service, _filled(value, self.variables))
            for name, value in given.items()
        }
        usual = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return usual | {"PYTHONPATH": str(ROOT)} | own

    def run(self, service: str, *words: str) -> str:
        """As `docker compose run --rm SERVICE …`; what it prints."""
        ran = subprocess.run(
            self.command(service, *words),
            env=self.environment(service),
            cwd=self._volume(service),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def start(self, service: str) -> subprocess.Popen[str]:
        """As `docker compose up SERVICE`; what it says goes to standard error's pipe."""
        self.ports.setdefault(service, free_port())
        return subprocess.Popen(
            self.command(service),
            env=self.environment(service),
            cwd=self._volume(service),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _volume(self, service: str) -> Path:
        volume = self.folder / service
        volume.mkdir(exist_ok=True)
        return volume

    def _here(self, service: str, value: str) -> str:
        """The same on this machine."""
        for name, port in self.ports.items():
            value = re.sub(rf"(?<=[@/]){name}:\d+", f"127.0.0.1:{port}", value)
        own = {"0.0.0.0": "127.0.0.1", "/data": str(self._volume(service))}  # noqa: S104 - in the file
        if value in own:
            return own[value]
        return str(self.ports[service]) if value == "8000" else value


def _entrypoint() -> str:
    dockerfile = steps((ROOT / "Dockerfile").read_text("utf-8"))
    return next(step.words for step in dockerfile if step.instruction == "ENTRYPOINT")


def _filled(value: str, variables: Mapping[str, str]) -> str:
    def fill(found: re.Match[str]) -> str:
        name, kind, other = found.groups()
        assert kind == "-" or name in variables, other
        return variables.get(name, other if kind == "-" else "")

    return _SETTING.sub(fill, value)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def prepare_database(parts: Parts, server: PostgresServer) -> None:
    """What the image of PostgreSQL makes when it is first started."""
    own = parts.environment("postgres")
    user, name, password = (own[f"POSTGRES_{each}"] for each in ("USER", "DB", "PASSWORD"))
    server.run(f"CREATE USER {user} PASSWORD '{password}'")
    server.run(f"CREATE DATABASE {name} OWNER {user} TEMPLATE template0 ENCODING UTF8")
    parts.ports["postgres"] = server.port


def workers_of(pid: int) -> list[int]:
    """The processes that this one has started and that are there, the oldest first."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError):  # the thread has ended meanwhile
            found += map(int, thread.read_text().split())
    return sorted(found)


@contextmanager
def chroma(parts: Parts) -> Iterator[None]:
    """Chroma's server, which answers."""
    with parts.start("chroma") as process:
        try:
            with httpx.Client(transport=httpx.HTTPTransport(retries=9)) as client:
                url = f"http://127.0.0.1:{parts.ports['chroma']}/api/v2/heartbeat"
                client.get(url).raise_for_status()
            yield
        finally:
            process.terminate()
            process.communicate()
