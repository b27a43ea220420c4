"""How a server stops, as a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.api.server import CANONICAL, events, problem
from tests.model_server import Exchange, model_server, pauses

ROOT = Path(__file__).parents[3]
ASKED = {"question": CANONICAL}


@asynccontextmanager
async def process(
    folder: Path, base_url: str, prelude: str = ""
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """`assistant serve` with the model there, and where it serves."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "ASSISTANT_DATA_DIR": str(folder),
        "OPENAI_BASE_URL": base_url,
        "ASSISTANT_MODEL": "tiny",
    }
    command = [
        sys.executable,
        "-c",
        f"{prelude}from api.cli.main import main; main()",
        "serve",
        "--port",
        "0",
    ]
    started = await asyncio.create_subprocess_exec(
        *command, env=environment, cwd=folder, stderr=asyncio.subprocess.PIPE
    )
    assert started.stderr
    try:
        yield started, (await started.stderr.readline()).decode().split()[2]
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


@pytest.mark.slow
async def test_running_answers_are_finished_and_new_ones_refused(
    sample_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(sample_folder, folder)
    go = asyncio.Event()

    waits = pauses(
        "One source close to Venezuela's ruling party ",
        go,
        "said that Rodriguez had ordered the departures under pressure from the United States [6].",
    )

    async with (
        model_server(waits) as model,
        process(folder, model.base_url) as (server, url),
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as client,
        client.stream("POST", "/ask/stream", json=ASKED) as response,
    ):
        told = events(response)
        assert (await anext(told)).event == "sources"
        server.send_signal(signal.SIGTERM)
        while (ready := await client.get("/health/ready")).status_code == 200:
            pass  # until the signal has come
        refused = await client.post("/ask", json=ASKED)
        go.set()
        last = [each async for each in told][-1]
        assert await server.wait() == 0
        assert server.stderr
        lines = [json.loads(line) for line in (await server.stderr.read()).splitlines()]
    assert not ready.json()["checks"]["server"]["ready"]
    assert problem(refused).status == 503
    assert refused.headers["retry-after"] == "5"
    assert last.event == "done"
    assert last.data["text"].endswith("[6].")
    assert {line["level"] for line in lines} == {"info"}
    assert [each["outcome"] for each in lines if each["route"] == "/ask/stream"] == ["answered"]


@pytest.mark.slow
async def test_an_answer_that_does_not_end_is_ended_and_told_so(
    sample_folder: Path, tmp_path: Path
) -> None:
    """With a model that stays silent; the log has no error."""
    folder = tmp_path / "data"
    shutil.copytree(sample_folder, folder)
    asked = asyncio.Event()

    async def silent(exchange: Exchange) -> None:
        asked.set()
        await exchange.left()

    prelude = (
        "import os; os.environ['ASSISTANT_JUDGE'] = 'off';"
        "from api.asgi import graceful_shutdown as g; g.PATIENCE = 0.1;"
    )
    async with (
        model_server(silent) as model,
        process(folder, model.base_url, prelude) as (server, url),
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as client,
    ):
        answer = asyncio.create_task(client.post("/ask", json=ASKED))
        await asked.wait()
        server.send_signal(signal.SIGTERM)
        ended = problem(await answer)
        assert await server.wait() == 0
        assert server.stderr
        lines = [json.loads(line) for line in (await server.stderr.read()).splitlines()]
    assert (ended.status, ended.detail) == (503, "the server is stopping; ask again later")
    assert {line["level"] for line in lines} == {"info"}
