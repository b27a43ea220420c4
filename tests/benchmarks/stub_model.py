"""A model server as a process of its own: `python -m tests.benchmarks.stub_model [TOKENS/S]`.

It prints where it listens, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import json
import sys

from tests.benchmarks.model import REPLY
from tests.model_server import Exchange, chunk, completion, model_server, stream

TOKENS = [REPLY[at : at + 4] for at in range(0, len(REPLY), 4)]
PACED = TOKENS * 4
"""For paced streams: long enough to fall behind."""
FRAMES = [
    f"{len(data):x}\r\n{data}\r\n".encode()
    for data in (f"data: {json.dumps(chunk(token))}\n\n" for token in PACED)
]
"""Made beforehand: the stub shares the cores with what is measured."""


async def serve(rate: float | None) -> None:
    """Answer at once, or with so many tokens a second."""

    async def answers(exchange: Exchange) -> None:
        if not exchange.json.get("stream"):
            await exchange.send(200, json.dumps(completion("yes")))
        elif rate is None:
            await stream(exchange, TOKENS)
        else:
            await paced(exchange, rate)

    async with model_server(answers) as server:
        print(server.base_url, flush=True)
        await asyncio.to_thread(sys.stdin.read)


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


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1]) if len(sys.argv) > 1 else None))
