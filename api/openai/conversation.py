"""The messages of a chat as a question and the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.asgi.inputs import Text
from api.openai.error_shape import InvalidRequest
from api.openai.legend import cited, read_legend
from api.openai.understood import without_understood
from api.presentation.markdown_escaping import plain
from assistant.questions.follow_ups.follow_up import MOST_CITED
from assistant.types import Message
from index.language.visible_text import visible
from index.types import Place

_TEXTS: Final = {"text": "text", "refusal": "refusal"}
"""The kinds of parts that are text, and where they have it."""

_TURNS: Final = frozenset({"user", "assistant"})
_DEEP_LINK: Final = re.compile(r"/articles/(?P<id>[a-z0-9-]+)#p(?P<number>[1-9]\d{0,5})\Z")


class Part(BaseModel):
    """A part of a message; only text can be read."""

    model_config = ConfigDict(extra="allow")

    type: Text
    text: Text | None = None
    refusal: Text | None = None


class ChatMessage(BaseModel):
    """A message of the chat. `annotations` are those of an earlier reply, where a client has them.

    Only what users and the assistant said is read. Instructions (`system`, `developer`) and the
    results of tools are not: neither can be evidence, and no instruction changes what is checked.
    """

    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Text | list[Part] | None = None
    annotations: list[Any] | None = Field(default=None, description="As in an earlier reply.")


Messages = Annotated[list[ChatMessage], Field(min_length=1)]


def conversation(
    messages: Sequence[ChatMessage], article_id: str | None = None
) -> tuple[str, list[Message]]:
    """The question, which is the last message, and the turns before it, the oldest first.

    `article_id` is the one article asked about: what markers mean where nothing else says so.

    Raises:
        InvalidRequest: there is no question, or something in the messages is no text.
    """
    texts = [_text(each, f"messages[{at}]") for at, each in enumerate(messages)]
    spoken = [
        (each, text)
        for each, text in zip(messages, texts, strict=True)
        if each.role not in ("system", "developer")
    ]
    if not spoken or spoken[-1][0].role != "user":
        raise InvalidRequest(
            "the last message has to be the user's: it is the question", "messages"
        )
    # Results of tools are left out of the turns, but a chat may not end with one.
    question = spoken.pop()[1]
    turns = [_turn(each, text, article_id) for each, text in spoken if each.role in _TURNS and text]
    return question, turns


def _text(message: ChatMessage, where: str) -> str:
    content = message.content
    if content is None and message.role == "user":
        raise InvalidRequest("the message has no content", f"{where}.content")
    if content is None or isinstance(content, str):
        return content or ""
    return "\n".join(_part(part, f"{where}.content[{at}]") for at, part in enumerate(content))


def _part(part: Part, where: str) -> str:
    if part.type not in _TEXTS:
        raise InvalidRequest(
            f"a part of type {part.type!r} cannot be read: questions about articles are asked in "
            "text. Send parts of type 'text' only.",
            f"{where}.type",
        )
    text = part.text if part.type == "text" else part.refusal
    if text is None:
        raise InvalidRequest(f"the part has no {_TEXTS[part.type]}", f"{where}.{part.type}")
    return text


def _turn(message: ChatMessage, text: str, article_id: str | None) -> Message:
    if message.role == "user":
        return Message("user", visible(text))
    shown, articles = read_legend(without_understood(text))
    body = plain(visible(shown))
    # A legend names the articles. Without one, markers can only mean the one article asked about.
    known = articles or ({"": article_id} if article_id else {})
    return Message("assistant", body, _linked(message.annotations or ()) or cited(body, known))


def _linked(annotations: Sequence[Any]) -> tuple[Place, ...]:
    """The paragraphs that an earlier reply's annotations link to."""
    places: dict[Place, None] = {}
    for each in annotations:
        citation = each.get("url_citation") if isinstance(each, dict) else None
        url = citation.get("url") if isinstance(citation, dict) else None
        if isinstance(url, str) and (link := _DEEP_LINK.search(url)):
            places[Place(link["id"], int(link["number"]))] = None
    return tuple(places)[:MOST_CITED]
