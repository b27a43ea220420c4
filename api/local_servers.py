"""Model servers on this machine: noticed at the ports where they usually are, and never asked.

All that is sent is one request for the list of models. It is written out here: to load an HTTP
client would take `chat` a sixth of a second at each start, and on loopback no proxy has a say.
"""

from __future__ import annotations

import asyncio
import json
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from api.presentation.quantities import counted
from index.language.visible_text import clean

PORTS: Final = (11434, 1234, 8080, 8000, 1337)
"""Of Ollama; LM Studio; llama.cpp and LocalAI; vLLM; Jan."""

OWNER: Final = "article-assistant"
"""Who owns the models that our own server lists: it listens where vLLM does, and is none."""

PATIENCE: Final = 0.3
"""Seconds for a list of models, longer than any server on the same machine needs."""

_MAX_BYTES: Final = 256 * 1024
_MAX_NAME: Final = 200
_SHOWN: Final = 3

# What takes apart a reply that is none meets with: no connection, no HTTP, no JSON.
_NO_LIST: Final = (OSError, EOFError, asyncio.LimitOverrunError, ValueError, RecursionError)


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A model server that answers; its models, of which there is one at least, by name."""

    base_url: str
    models: tuple[str, ...]

    def advice(self, line_break: str) -> str:
        """Where it answers, with which models, and the lines for a shell that put it to use."""
        lines = (
            f"export OPENAI_BASE_URL={self.base_url}",
            f"export ASSISTANT_MODEL={shlex.quote(self.models[0])}",
        )
        return (
            f"A model server answers at {self.base_url} with {self._listed_models()}. "
            f"To have it write answers:{line_break}{f';{line_break}'.join(lines)}"
        )

    def _listed_models(self) -> str:
        more = len(self.models) - _SHOWN
        others = [counted(more, "other model")] if more > 0 else []
        *names, last = [*self.models[:_SHOWN], *others]
        return f"{', '.join(names)} and {last}" if names else last


async def local_servers(ports: Iterable[int]) -> list[LocalServer]:
    """The model servers that answer at these ports of this machine, in the ports' order."""
    looked_at = await asyncio.gather(*map(_server_at, ports))
    return [server for server in looked_at if server is not None]


async def _server_at(port: int) -> LocalServer | None:
    try:
        async with asyncio.timeout(PATIENCE):
            models = tuple(_names(await _list_of_models(port)))
    except _NO_LIST:
        return None
    return LocalServer(f"http://127.0.0.1:{port}/v1", models) if models else None


async def _list_of_models(port: int) -> bytes:
    """The body of the reply; empty where that is a refusal, cut where it is too long."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=_MAX_BYTES)
    try:
        # HTTP/1.0: the body comes in one piece, and the connection ends with it.
        writer.write(f"GET /v1/models HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        status, *headers = (await reader.readuntil(b"\r\n\r\n")).lower().splitlines()
        if status.split()[1:2] != [b"200"]:
            return b""
        lengths = [line[15:] for line in headers if line.startswith(b"content-length:")]
        return await reader.readexactly(min(int(lengths[0]), _MAX_BYTES) if lengths else _MAX_BYTES)
    except asyncio.IncompleteReadError as ended:
        return ended.partial
    finally:
        writer.transport.abort()


def _names(body: bytes) -> Iterator[str]:
    """The models in a list of them that could write answers; none in anything else."""
    listed = json.loads(body)
    models = listed.get("data") if isinstance(listed, dict) else None
    for model in models if isinstance(models, list) else ():
        match model:
            case {"owned_by": owner} if owner == OWNER:
                return
            case {"id": str(name)} if _is_plain(name) and "embed" not in name.lower():
                yield name


def _is_plain(name: str) -> bool:
    """Whether it can be shown, and typed, to the letter."""
    return 0 < len(name) <= _MAX_NAME and clean(name) == name
