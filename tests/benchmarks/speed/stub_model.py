"""A model server, a process: `python -m tests.benchmarks.speed.stub_model [BEHAVIOUR]`.

The behaviour is a number of tokens a second, or `quotes`; else the same reply comes at once.
It prints where it listens, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from index.language.sentences import sentences
from tests.benchmarks.speed.model import REPLY
from tests.model_server import Exchange, Handler, chunk, completion, model_server, stream, surely

TOKENS = [REPLY[at : at + 4] for at in range(0, len(REPLY), 4)]
PACED = TOKENS * 4
"""For paced streams: long enough to fall behind."""
FRAMES = [
    f"{len(data):x}\r\n{data}\r\n".encode()
    for data in (f"data: {json.dumps(chunk(token))}\n\n" for token in PACED)
]
"""Made beforehand: the stub shares the cores with what is measured."""
PARAGRAPH = re.compile(r"(?m)^\[(\w+)\] (.+)$")


@asynccontextmanager
async def stub_model(behaviour: str = "") -> AsyncIterator[str]:
    """Such a process, by where it listens."""
    command = [sys.executable, "-m", "tests.benchmarks.speed.stub_model", behaviour]
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    assert process.stdout
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


async def serve(answers: Handler) -> None:
    """Answer so until standard input ends."""
    async with model_server(answers) as server:
        print(server.base_url, flush=True)
        await asyncio.to_thread(sys.stdin.read)


async def at_once(exchange: Exchange) -> None:
    """The whole reply."""
    if exchange.json.get("stream"):
        await stream(exchange, TOKENS)
    else:
        await exchange.send(200, json.dumps(completion("yes")))


async def quotes(exchange: Exchange) -> None:
    """The first sentences of the first two paragraphs of the prompt, each with its marker.

    Asked whether a passage answers, it is sure that it does.
    """
    if "logprobs" in exchange.json:
        await exchange.send(200, json.dumps(completion("yes", logprobs=surely("yes"))))
        return
    paragraphs = PARAGRAPH.findall(exchange.json["messages"][-1]["content"])[:2]
    quoted = [(label, sentences(text)[0].text) for label, text in paragraphs]
    reply = [f"{text.removesuffix('.')} [{label}]. " for label, text in quoted]
    if exchange.json.get("stream"):
        await stream(exchange, reply)
    else:
        await exchange.send(200, json.dumps(completion("".join(reply))))


def pacing(rate: float) -> Handler:
    """The whole reply, with so many tokens a second."""

    async def answers(exchange: Exchange) -> None:
        if exchange.json.get("stream"):
            await paced(exchange, rate)
        else:
            await at_once(exchange)

    return answers


async def paced(exchange: Exchange, rate: float) -> None:
    """A token whenever one is due; one that is late does not delay the others."""
    loop = asyncio.get_running_loop()
    await exchange.begin_stream()
    start = loop.time()
    for number, frame in enumerate(FRAMES):
        await asyncio.sleep(start + number / rate - loop.time())
        exchange.writer.write(frame)
    await exchange.event(chunk(finish="stop"))
    await exchange.end_stream()


def behaviour(argument: str) -> Handler:
    """How to answer, as the command line names it."""
    if not argument:
        return at_once
    return quotes if argument == "quotes" else pacing(float(argument))


if __name__ == "__main__":
    asyncio.run(serve(behaviour("".join(sys.argv[1:]))))
