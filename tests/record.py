"""Records HTTP anew, from the endpoint that OPENAI_BASE_URL names: `make record`.

ASSISTANT_EMBEDDER=openai:MODEL records another model; without it, the recorded one is asked again.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import httpx
import pytest_httpx2  # noqa: F401 - without pytest, this is how respx comes to know httpcore2
import respx

from api.settings import Settings
from index.embed import OpenAIEmbedder
from index.errors import EmbeddingError
from tests.recorded import FOLDER, Recording, Sent

TEXTS: Final = (
    "The ferries stay in port, the harbour master said.",
    "A strike keeps the ships in the harbour.",
    "„Prices fell“, said José Ñíguez of the statistics office.",
)
"""What the embeddings are recorded of: our own, one not in ASCII."""


async def embeddings(settings: Settings) -> str:
    """Have the texts embedded; the model's name."""
    chosen = settings.embedder.removeprefix("openai:")
    model = Recording.load("embeddings").model if chosen == "minilm" else chosen
    key = settings.api_key or "none"
    await OpenAIEmbedder(model, base_url=settings.base_url, api_key=key).embed(TEXTS)
    return model


RECORDINGS: Final[Mapping[str, Callable[[Settings], Awaitable[str]]]] = {"embeddings": embeddings}
"""Each recording by the code that makes its one request."""


def main(settings: Settings) -> None:
    """Record all of them; nothing is kept of one that failed."""
    if settings.base_url is None:
        sys.exit(
            "OPENAI_BASE_URL is not set. Start an OpenAI-compatible server that serves embeddings "
            "and name it, for instance: OPENAI_BASE_URL=http://127.0.0.1:8081/v1 make record"
        )
    for name, make_request in RECORDINGS.items():
        try:
            asyncio.run(_record(name, make_request(settings), settings.base_url))
        except EmbeddingError as error:
            sys.exit(f"{name}: {error}")
        print(FOLDER / f"{name}.json")


async def _record(name: str, model: Awaitable[str], base_url: str) -> None:
    """Pass the request on to the endpoint, and keep it with the answer."""
    made: list[tuple[Sent, httpx.Response]] = []

    def pass_on(request: httpx.Request) -> httpx.Response:
        headers = {
            name: request.headers[name] for name in ("authorization", "content-type", "accept")
        }
        response = httpx.request(
            request.method, request.url, content=request.content, headers=headers, timeout=60
        )
        made.append((Sent.of(request, base_url), response))
        return httpx.Response(response.status_code, json=response.json())

    with respx.mock(using="httpcore2") as router:
        router.route().mock(side_effect=pass_on)
        asked = await model
    [(sent, response)] = [each for each in made if each[1].is_success]  # others were tried again
    Recording(asked, sent, response.status_code, response.json()).save(name)


if __name__ == "__main__":
    main(Settings.load())
