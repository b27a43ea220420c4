"""Records HTTP anew, from the endpoint that OPENAI_BASE_URL names: `make record`.

Chat and embeddings are recorded apart, since few local servers serve both:
`python -m tests.record chat`, `python -m tests.record embeddings`; without a word, both.
ASSISTANT_MODEL and ASSISTANT_EMBEDDER=openai:MODEL name the models; without them, the endpoint's
only model and the embedding model recorded before.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import pytest_httpx2  # noqa: F401 - without pytest, this is how respx comes to know httpcore2
import respx

from api.settings import Settings
from assistant.errors import AssistantError
from assistant.models import OpenAILLM
from index.embedding.endpoint import OpenAIEmbedder
from index.errors import IndexingError
from tests import scenarios
from tests.recorded import FOLDER, Exchange, Recording, recording

TEXTS: Final = (
    "The ferries stay in port, the harbour master said.",
    "A strike keeps the ships in the harbour.",
    "„Prices fell“, said José Ñíguez of the statistics office.",
)
"""What the embeddings are recorded of: our own, one not in ASCII."""


async def embeddings(settings: Settings) -> None:
    """Have the texts embedded."""
    chosen = settings.embedder.removeprefix("openai:")
    model = Recording.load("embeddings").model if chosen == "minilm" else chosen
    key = settings.api_key or "none"
    await OpenAIEmbedder(model, base_url=settings.base_url, api_key=key).embed(TEXTS)


async def contract(settings: Settings) -> None:
    """Ask all that a model can be asked."""
    key = settings.api_key or "none"
    model = OpenAILLM(settings.model, base_url=settings.base_url, api_key=key)
    await scenarios.contract(model)
    await model.close()


def question(question_id: str) -> Callable[[Settings], Awaitable[None]]:
    """Ask a question of the sample's set."""

    async def ask(settings: Settings) -> None:
        async with scenarios.library(settings) as (parts, article):
            answer = await scenarios.ask(parts, article, scenarios.questions()[question_id])
        if answer.failure:
            print(f"{question_id}: {answer.failure}", file=sys.stderr)

    return ask


RECORDINGS: Final[Mapping[str, Mapping[str, Callable[[Settings], Awaitable[None]]]]] = {
    "embeddings": {"embeddings": embeddings},
    "chat": {"contract": contract, **{each: question(each) for each in scenarios.ANSWERED}},
}
"""Each recording by the code that makes its requests."""


def main(settings: Settings, *kinds: str) -> None:
    """Record these kinds, or all; nothing is kept of a recording that failed."""
    if settings.base_url is None:
        sys.exit(
            "OPENAI_BASE_URL is not set. Start an OpenAI-compatible server and name it, for "
            "instance: OPENAI_BASE_URL=http://127.0.0.1:8081/v1 make record"
        )
    for kind in kinds or RECORDINGS:
        for name, make_requests in RECORDINGS[kind].items():
            try:
                made = asyncio.run(_record(make_requests(settings), settings.base_url))
            except (IndexingError, AssistantError) as error:
                sys.exit(f"{name}: {error}")
            Recording(made[-1].request.json["model"], tuple(made)).save(name)
            print(FOLDER / f"{name}.json")


async def _record(requests: Awaitable[None], base_url: str) -> list[Exchange]:
    with (
        respx.mock(using="httpcore2", assert_all_called=False) as router,
        recording(router, base_url) as made,
    ):
        await requests
    return [each for each in made if each.request.method == "POST"]


if __name__ == "__main__":
    main(Settings.load(), *sys.argv[1:])
