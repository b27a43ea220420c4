"""The Vercel AI SDK as a client: it shows the citations as sources. `make vercel` installs it."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from api.settings import Settings
from tests.api.openai.openai_client import chatting, shown, whole
from tests.api.server import CANONICAL

SCRIPT = Path(__file__).parent / "vercel" / "show.mjs"

INSTALLED = shutil.which("node") and (SCRIPT.parent / "node_modules" / "ai").is_dir()

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not INSTALLED,
        reason="node or the Vercel AI SDK is not installed; `make vercel` does the latter",
    ),
]


async def run(*arguments: str) -> list[dict[str, Any]]:
    """What an application would show, part by part."""
    process = await asyncio.create_subprocess_exec(
        "node", str(SCRIPT), *arguments, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0
    parts: list[dict[str, Any]] = json.loads(printed)
    return parts


async def test_citations_are_shown_as_sources(filled: Path) -> None:
    """By both of its providers, whole and streamed: what the `openai` package gets, too."""
    async with chatting(Settings(filled)) as client:
        reply = shown(await whole(client))
        for provider in ("openai", "openai-compatible"):
            for mode in ("stream", "whole"):
                parts = await run(str(client.base_url), "assistant", CANONICAL, provider, mode)
                text = "".join(part["text"] for part in parts if part["type"] == "text-delta")
                sources = [
                    {"title": part["title"], "url": part["url"]}
                    for part in parts
                    if part["type"] == "source"
                ]
                assert text == reply.content
                assert sources == [
                    {name: each["url_citation"][name] for name in ("title", "url")}
                    for each in reply.annotations
                ]
                assert len(sources) == 2
                assert parts[-1]["reason"] == "stop"
