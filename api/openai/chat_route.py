"""The route for chat completions."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.sse import format_sse_event

from api.asgi.inputs import LibraryOf
from api.asgi.problems import Problem
from api.asgi.sse import EventStream, streamed
from api.openai.conversation import conversation
from api.openai.error_shape import documented, error_of
from api.openai.models_route import ALL, ONE, article_of
from api.openai.pieces import pieces
from api.openai.replies import Reply
from api.openai.request import ChatRequest
from api.openai.schemas import ChatCompletion
from api.presentation.links import Links
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
_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The answer, whole or, where `stream` is true, as server-sent events",
        "content": {EventStream.media_type: _CHUNKS},
    }
}


@router.post(
    "/chat/completions",
    response_model=ChatCompletion,
    responses=_RESPONSES | documented(400, 404, 408, 413),
)
async def chat_completions(chat: ChatRequest, library: LibraryOf, request: Request) -> Response:
    """Answer the last message, a question about all articles or the one that the model is over.

    Each sentence comes with its citations: markers in the text, `annotations` that locate them
    and link to the paragraphs, and in `article_assistant` the quotes. Streamed, it comes when it
    has been checked.
    """
    chat.check()
    article_id = await article_of(chat.model, library)
    question, history = conversation(chat.messages, article_id)
    scope = Scope(article_ids=(article_id,)) if article_id else Scope()
    events = library.stream(question, scope, history)
    answer_pieces = pieces(events, Links.of(request, library.settings), question)
    reply = Reply(f"{ONE}{article_id}" if article_id else ALL)
    if chat.stream:
        include_usage = bool(chat.stream_options and chat.stream_options.include_usage)
        return await streamed(
            request, reply.events(answer_pieces, include_usage=include_usage), _frame, _failed
        )
    whole = await reply.whole(answer_pieces)
    return Response(whole.model_dump_json(), media_type="application/json")


def _frame(data: str) -> bytes:
    return format_sse_event(data_str=data)


def _failed(problem: Problem) -> str:
    return error_of(problem.status, problem.detail, code=problem.code).model_dump_json()
