"""What a question names as its articles, and what is not looked for, is told in every channel."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from api.settings import Settings
from api.slack.outbound import rendering
from api.wiring import wired
from tests.api.conftest import Run
from tests.api.server import served
from tests.assistant.newsroom import ARTICLES, COLLAPSE, GAZETTE

IN_THE_GAZETTE = "How many people were hurt, according to the Gazette?"
TRANSLATE = "Translate the Gazette's article into Spanish, please"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two papers."""
    folder = tmp_path_factory.mktemp("papers")

    async def fill() -> None:
        async with wired(Settings(folder)) as parts:
            for each in ARTICLES:
                await parts.ingest.add(each)

    asyncio.run(fill())
    return folder


def asked(folder: Path, question: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The answer's JSON, the chat completion's, and the text in Slack."""
    settings = Settings(folder, rate_limit=None)
    with served(settings) as client:
        answer = client.post("/ask", json={"question": question}).json()
        body = {"model": "assistant", "messages": [{"role": "user", "content": question}]}
        chat = client.post("/v1/chat/completions", json=body).json()

    async def in_slack() -> str:
        async with wired(settings) as parts:
            found = await parts.assistant.ask(question)
            text = rendering.whole(found, ()) if found.claims else rendering.not_found(found, ())
            assert bool(rendering.blocks(found, None)) is bool(found.claims)
            return text

    return answer, chat, asyncio.run(in_slack())


def test_the_scope_is_shown_with_the_answer(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, chat, slack = asked(folder, IN_THE_GAZETTE)
    words = f"in the {GAZETTE}"
    assert (answer["kind"], answer["scope"]["words"]) == ("fact", words)
    assert answer["scope"]["articles"] == 3
    assert "12 people" in answer["text"]
    detail = chat["article_assistant"]
    assert (detail["kind"], detail["scope"]) == ("fact", answer["scope"])
    [note] = [each["text"] for each in answer["notes"] if each["kind"] == "scope"]
    assert words in note
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(folder))
    texts: Sequence[str] = (
        chat["choices"][0]["message"]["content"],
        slack,
        run("ask", IN_THE_GAZETTE).out,
    )
    for text in texts:
        assert words in " ".join(text.split())
        assert COLLAPSE.paragraphs[0].text.partition(" - ")[2] in " ".join(text.split())


def test_what_takes_a_model_is_told_as_that(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In no channel as what the articles do not say, and with nothing to rate or to open."""
    answer, chat, slack = asked(folder, TRANSLATE)
    assert (answer["outcome"], answer["kind"], answer["claims"]) == ("needs_model",) * 2 + ([],)
    detail = chat["article_assistant"]
    assert (detail["outcome"], detail["kind"], detail["scope"]) == ("needs_model",) * 2 + (None,)
    assert chat["choices"][0]["finish_reason"] == "stop"
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(folder))
    ran = run("ask", TRANSLATE)
    assert ran.code == 5
    for text in (answer["text"], chat["choices"][0]["message"]["content"], slack, ran.out):
        assert "A translation takes a language model" in " ".join(text.split())
        assert "clearly say" not in text
