"""A request for a chat completion, and the refusal of what is never done."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.asgi.inputs import Text
from api.openai.conversation import Messages
from api.openai.error_shape import InvalidRequest


class StreamOptions(BaseModel):
    """How a reply is streamed."""

    model_config = ConfigDict(extra="allow")

    include_usage: bool | None = False


class ChatRequest(BaseModel):
    """A chat, the last message of which is the question.

    What would shape how a model writes (`temperature`, `max_tokens`, `seed`, `stop` and so on)
    changes nothing: each sentence is shown as it was checked. It is ignored, as are parameters
    that nobody knows. What asks for another kind of reply is refused.
    """

    model_config = ConfigDict(extra="allow")

    model: Text = Field(description="`assistant`, or `article:` and an article's id.")
    messages: Messages
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: int | None = Field(default=None, description="1: there is one answer.")
    logprobs: bool | None = Field(default=None, description="Not true.")
    top_logprobs: int | None = Field(default=None, description="None.")
    response_format: Annotated[
        dict[str, Any] | None, Field(description="An answer is text: type `text`.")
    ] = None
    modalities: list[Text] | None = Field(default=None, description="`text` alone.")
    audio: Annotated[dict[str, Any] | None, Field(description="None.")] = None
    tool_choice: Annotated[
        Text | dict[str, Any] | None, Field(description="`auto` or `none`: no tool is called.")
    ] = None
    function_call: Annotated[
        Text | dict[str, Any] | None, Field(description="`auto` or `none`.")
    ] = None

    def check(self) -> None:
        """InvalidRequest when it asks for a reply of a kind that is never given."""
        if self.n not in (None, 1):
            raise InvalidRequest("there is one answer to a question: 'n' can be 1", "n")
        if self.logprobs or self.top_logprobs:
            raise InvalidRequest(
                "an answer has no logprobs; article_assistant.claims[].support says how sure the "
                "check of a sentence is",
                "logprobs" if self.logprobs else "top_logprobs",
            )
        if self.response_format and self.response_format.get("type", "text") != "text":
            raise InvalidRequest(
                "an answer is sentences with their citations: 'response_format' can be of type "
                "'text'. article_assistant has the same for programs.",
                "response_format",
            )
        if self.audio or set(self.modalities or ()) - {"text"}:
            raise InvalidRequest(
                "an answer is text: 'modalities' can be ['text']",
                "audio" if self.audio else "modalities",
            )
        for name in ("tool_choice", "function_call"):
            if getattr(self, name) not in (None, "auto", "none"):
                raise InvalidRequest(
                    f"no tool is ever called: {name!r} can be 'auto' or 'none'", name
                )
        if self.stream_options and not self.stream:
            raise InvalidRequest(
                "'stream_options' is only allowed when 'stream' is true", "stream_options"
            )
