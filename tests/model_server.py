"""A model server on loopback that does as it is told: replies, breaks off, or never says a word."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

Handler = Callable[["Exchange"], Awaitable[None]]


@dataclass(slots=True)
class Exchange:
    """A request, and the connection to answer it on."""

    path: str
    headers: dict[str, str]
    json: Any
    writer: asyncio.StreamWriter
    reader: asyncio.StreamReader

    async def send(self, status: int, body: str, **headers: str) -> None:
        """A whole response."""
        content = body.encode()
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self._begin(status, [f"content-length: {len(content)}", *lines])
        self.writer.write(content)
        await self.writer.drain()

    async def begin_stream(self) -> None:
        """The head of a stream of server-sent events."""
        self._begin(200, ["content-type: text/event-stream", "transfer-encoding: chunked"])
        await self.writer.drain()

    async def event(self, data: object) -> None:
        """One event of the stream; text is sent as it is."""
        text = data if isinstance(data, str) else json.dumps(data)
        content = f"data: {text}\n\n".encode()
        self.writer.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
        await self.writer.drain()

    async def end_stream(self) -> None:
        """The stream's proper end."""
        await self.event("[DONE]")
        self.writer.write(b"0\r\n\r\n")
        await self.writer.drain()

    async def left(self) -> None:
        """Until the client has closed the connection."""
        with suppress(ConnectionError):  # one that had something left to read is reset
            while await self.reader.read(1024):
                pass

    def _begin(self, status: int, lines: Sequence[str]) -> None:
        head = "\r\n".join((f"HTTP/1.1 {status} X", *lines, "", ""))
        self.writer.write(head.encode())


def completion(text: str, finish: str = "stop", **more: object) -> dict[str, object]:
    """A chat completion, whole."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "c1",
        "object": "chat.completion",
        "model": "stub",
        "choices": [{"index": 0, "message": message, "finish_reason": finish, **more}],
        "usage": {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15},
    }


def surely(word: str) -> dict[str, object]:
    """The likelihoods of a first token of which the model is sure."""
    top = {"token": word, "logprob": -0.01, "bytes": None}
    return {"content": [{**top, "top_logprobs": [top]}]}


def chunk(text: str | None = None, finish: str | None = None) -> dict[str, object]:
    """A piece of a streamed completion."""
    delta = {} if text is None else {"content": text}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c1", "object": "chat.completion.chunk", "model": "stub", "choices": [choice]}


async def stream(exchange: Exchange, pieces: Sequence[str]) -> None:
    """A streamed completion, with its usage at the end."""
    await exchange.begin_stream()
    for piece in pieces:
        await exchange.event(chunk(piece))
    await exchange.event(chunk(finish="stop"))
    usage = {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}
    await exchange.event({**chunk(), "choices": [], "usage": usage})
    await exchange.end_stream()


def says(reply: str, answering: str = "Rodriguez had ordered", rewritten: str = "") -> Handler:
    """A model that finds the answer where these words are, and then says so."""

    async def handler(exchange: Exchange) -> None:
        asked = exchange.json
        if asked is None:
            await exchange.send(200, json.dumps({"data": [{"id": "tiny"}]}))
        elif asked.get("stream"):
            await stream(exchange, [reply[at : at + 9] for at in range(0, len(reply), 9)])
        elif "logprobs" in asked:
            passage = asked["messages"][-1]["content"]
            word = "yes" if answering in passage else "no"
            await exchange.send(200, json.dumps(completion(word, logprobs=surely(word))))
        else:
            await exchange.send(200, json.dumps(completion(rewritten or "yes")))

    return handler


def pauses(first: str, go: asyncio.Event, rest: str) -> Handler:
    """A model that says the first part of its reply, and the rest when it may."""

    async def handler(exchange: Exchange) -> None:
        if not exchange.json.get("stream"):
            await says("")(exchange)
            return
        await exchange.begin_stream()
        await exchange.event(chunk(first))
        await go.wait()
        await exchange.event(chunk(rest, "stop"))
        await exchange.end_stream()

    return handler


@dataclass(slots=True)
class ModelServer:
    """Where it listens, and what it was asked."""

    base_url: str
    asked: list[Exchange] = field(default_factory=list)


@asynccontextmanager
async def model_server(*handlers: Handler) -> AsyncIterator[ModelServer]:
    """Answers requests with the handlers in turn, with the last one from then on."""
    waiting = list(handlers)
    connections: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        connections.add(task)
        try:
            while exchange := await _request(reader, writer):
                server.asked.append(exchange)
                await (waiting.pop(0) if len(waiting) > 1 else waiting[0])(exchange)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            connections.discard(task)

    listener = await asyncio.start_server(serve, "127.0.0.1", 0)
    server = ModelServer(f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}/v1")
    try:
        yield server
    finally:
        listener.close()
        for connection in [*connections]:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)


async def _request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Exchange | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
    except asyncio.IncompleteReadError:
        return None
    pairs = (line.partition(":") for line in head[1:] if line)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    path = head[0].split()[1]
    return Exchange(path, headers, json.loads(body) if body else None, writer, reader)
