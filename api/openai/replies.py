"""Puts the pieces of an answer into a chat completion, or into the chunks of a stream."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from api.openai.pieces import Piece
from api.openai.schemas import (
    ChatCompletion,
    ChatCompletionChunk,
    Choice,
    ChunkChoice,
    CompletionUsage,
    Delta,
    DeltaAnnotation,
    Detail,
    ReplyMessage,
)

DONE: Final = "[DONE]"
"""The last event of a stream."""

Pieces = AsyncGenerator[Piece, None]


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of this model; whole or streamed, its content is the same."""

    model: str
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))

    async def whole(self, pieces: Pieces) -> ChatCompletion:
        """The completion."""
        async with aclosing(pieces):
            received = [piece async for piece in pieces]
        [usage] = [piece.usage for piece in received if piece.usage]
        message = ReplyMessage(
            role="assistant",
            content="".join(piece.content for piece in received),
            refusal=None,
            annotations=[each for piece in received for each in piece.annotations],
        )
        return ChatCompletion(
            id=self.id,
            object="chat.completion",
            created=self.created,
            model=self.model,
            choices=[Choice(index=0, message=message, finish_reason="stop", logprobs=None)],
            usage=usage,
            article_assistant=_together(piece.detail for piece in received if piece.detail),
        )

    async def events(self, pieces: Pieces, *, include_usage: bool) -> AsyncGenerator[str, None]:
        """The data of a stream's events: chunks as JSON, and at last DONE."""
        numbers = count()
        usage: CompletionUsage | None = None
        delta: dict[str, Any] = {"role": "assistant", "content": ""}
        shared: dict[str, Any] = {"usage": None} if include_usage else {}
        async with aclosing(pieces):
            async for piece in pieces:
                usage = piece.usage
                delta |= {"content": piece.content} if piece.content else {}
                if piece.annotations:
                    delta["annotations"] = [
                        DeltaAnnotation(index=next(numbers), **each.model_dump())
                        for each in piece.annotations
                    ]
                detail = {"article_assistant": piece.detail} if piece.detail else {}
                choice = ChunkChoice(
                    index=0,
                    delta=Delta(**delta),
                    finish_reason="stop" if usage else None,
                    logprobs=None,
                )
                # Only fields that are set are written: clients read `null` and absent differently.
                yield self._chunk([choice], shared | detail)
                delta = {}
        # As OpenAI does it: a last chunk without a choice.
        if include_usage:
            yield self._chunk([], {"usage": usage})
        yield DONE

    def _chunk(self, choices: list[ChunkChoice], more: Mapping[str, Any]) -> str:
        chunk = ChatCompletionChunk(
            id=self.id,
            object="chat.completion.chunk",
            created=self.created,
            model=self.model,
            choices=choices,
            **more,
        )
        return chunk.model_dump_json(exclude_unset=True)


def _together(details: Iterable[Detail]) -> Detail:
    """The details of all pieces as one; lists are put one after the other."""
    whole: dict[str, Any] = {"claims": [], "withheld": [], "notes": []}
    for detail in details:
        for name in detail.model_fields_set:
            value = getattr(detail, name)
            whole[name] = [*whole[name], *value] if isinstance(value, list) else value
    return Detail(**whole)
