"""Chat completions: OpenAI's protocol, so that clients which speak it can ask."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.sse import format_sse_event

from api.asgi.inputs import CallerOf, PartsOf
from api.asgi.problems import Problem
from api.asgi.sse import EventStream, streamed
from api.links import Links
from api.openai.completions import ChatCompletion
from api.openai.conversation import conversation
from api.openai.errors import documented, error_of
from api.openai.models import ALL, ONE, article_of
from api.openai.pieces import pieces
from api.openai.replies import Reply
from api.openai.request import ChatRequest
from index.types import Scope

router = APIRouter(prefix="/v1")


_CHUNKS: Final = {
    "schema": {
        "type": "object",
        "description": "An event: its data is a chunk, the last one's `[DONE]`.",
        "required": ["data"],
        "properties": {
            "data": {
                "type": "string",
                "contentMediaType": "application/json",
                "contentSchema": {"$ref": "#/components/schemas/ChatCompletionChunk"},
            }
        },
    },
}
_ANSWERED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The answer, whole or, where `stream` is true, as server-sent events",
        "content": {EventStream.media_type: _CHUNKS},
    }
}


@router.post(
    "/chat/completions",
    response_model=ChatCompletion,
    responses=_ANSWERED | documented(400, 404, 408, 413),
)
async def chat_completions(
    asked: ChatRequest, parts: PartsOf, caller: CallerOf, request: Request
) -> Response:
    """Answer the last message, a question about all articles or the one that the model is over.

    Each sentence comes with its citations: markers in the text, `annotations` that locate them
    and link to the paragraphs, and in `article_assistant` the quotes. Streamed, it comes when it
    has been checked.
    """
    asked.check()
    article_id = await article_of(asked.model, parts)
    question, history = conversation(asked.messages, article_id)
    scope = Scope(article_ids=(article_id,)) if article_id else Scope()
    events = parts.assistant.stream(question, scope, history, caller.id)
    answering = pieces(events, Links.of(request, parts))
    reply = Reply(f"{ONE}{article_id}" if article_id else ALL)
    if asked.stream:
        include_usage = bool(asked.stream_options and asked.stream_options.include_usage)
        return await streamed(
            request, reply.events(answering, include_usage=include_usage), _frame, _failed
        )
    whole = await reply.whole(answering)
    return Response(whole.model_dump_json(), media_type="application/json")


def _frame(data: str) -> bytes:
    return format_sse_event(data_str=data)


def _failed(problem: Problem) -> str:
    return error_of(problem.status, problem.detail).model_dump_json()
