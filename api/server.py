"""The composition: the HTTP API, OpenAI's, Slack over HTTP and the pages, in one app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Security
from pydantic.json_schema import models_json_schema

from api.asgi.problems import Problem, handlers
from api.asgi.sse import HEARTBEAT
from api.http import answers, articles, ask, check, checking_schema, guide, health, ingest, pages
from api.http.middleware.authentication import bearer
from api.http.middleware.install import TELEMETRY, install
from api.http.middleware.metering import MeteredAssistant
from api.http.server_state import ServerState
from api.openai import chat_route, models_route
from api.openai import error_shape as openai_errors
from api.openai.schemas import ChatCompletionChunk
from api.settings import Settings
from api.warm_up import clearing, examining, warm_up
from api.wiring import Parts, wired


class Api(FastAPI):
    """The app, whose OpenAPI document has the schemas that no endpoint returns as its own."""

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if not self.openapi_schema:
            # Streams are documented by reference; FastAPI adds only the schemas of whole responses.
            schemas = super().openapi()["components"]["schemas"]
            _, named = models_json_schema(
                [(Problem, "serialization"), (ChatCompletionChunk, "serialization")],
                ref_template="#/components/schemas/{model}",
            )
            schemas.update(named["$defs"])
            checking_schema.describe(schemas)
        return super().openapi()


def create_app(  # noqa: PLR0913 - what tests and workers do otherwise
    settings: Settings,
    *,
    heartbeat: float = HEARTBEAT,
    warm: bool = False,
    examine: bool = True,
    slack_url: str | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> FastAPI:
    """The API over the library that the settings name, which is open while the app runs.

    `heartbeat`: seconds without an event after which a stream says that it is still there.
    `warm`: load what is heavy before the first question, which would hold all others up, and
    examine the models that have taken no exam, unless `examine` says that another process does.
    `slack_url`: where Slack's Web API is, if not at Slack; `sleep`: how it waits for Slack.
    """
    state = ServerState(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Any]]:
        # Every way in asks the one assistant in the parts, so questions are counted here.
        async with wired(settings) as unmetered:
            metered = MeteredAssistant(unmetered.assistant, state.metrics)
            parts = replace(unmetered, assistant=metered)
            async with AsyncExitStack() as running:
                if warm:
                    await warm_up(parts)
                    if examine:
                        await running.enter_async_context(examining(parts))
                await running.enter_async_context(clearing(parts.database))
                if state.rates and settings.is_shared:
                    await running.enter_async_context(state.rates.shared.exchanged(parts.database))
                slack = await running.enter_async_context(_in_slack(parts, state, slack_url, sleep))
                # Starlette copies this into the state of every request.
                yield {"parts": parts, "heartbeat": heartbeat, **slack}

    app = Api(
        title="Article Assistant",
        version=version("article-assistant"),
        lifespan=lifespan,
        telemetry=TELEMETRY,
        docs_url=None,  # its page comes from elsewhere; /openapi.json is ours
        redoc_url=None,
        # Operation ids are the functions' names: the document is read by people too.
        generate_unique_id_function=lambda route: route.name,
        exception_handlers={
            **handlers({openai_errors.PATHS: openai_errors.write_error}),
            **openai_errors.HANDLERS,
        },
        dependencies=[Security(bearer)],
    )
    for part in (
        ask,
        check,
        answers,
        articles,
        ingest,
        chat_route,
        models_route,
        health,
        pages,
        guide,
    ):
        app.include_router(part.router)
    app.mount("/web", pages.WEB)
    # Slack's packages take a while to load, and most servers do not need them.
    if settings.slack_over_http:
        from api.slack.http_endpoint import router  # noqa: PLC0415 - heavy, needed only here

        app.include_router(router)
    app.state.server = state
    install(app, settings, state)
    return app


@asynccontextmanager
async def _in_slack(
    parts: Parts, state: ServerState, url: str | None, sleep: Callable[[float], Awaitable[None]]
) -> AsyncIterator[dict[str, Any]]:
    """What Slack's requests need, where the settings want any."""
    if not parts.settings.slack_over_http:
        yield {}
        return
    from api.slack.app import slack_app  # noqa: PLC0415 - as above

    async with slack_app(
        parts, state.slots, url, rated=state.metrics.count_rating, sleep=sleep
    ) as slack:
        yield {"slack": slack}
