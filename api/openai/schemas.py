"""The shapes of chat completions as OpenAI's clients read them, with one field more for detail."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, PlainSerializer

from assistant.calls import Usage
from assistant.types import AskedScope, Citation, Claim, Judged, Kind, Note, Outcome, Withheld
from assistant.types.exam_result import ExamResult
from index.types import Lack


class UrlCitation(BaseModel):
    """A citation: `content[start_index:end_index]` is its marker, `url` the paragraph's page."""

    start_index: int
    end_index: int
    title: str = Field(description="The article, the paragraph, and who speaks there.")
    url: str


class Annotation(BaseModel):
    """What a client knows as a source."""

    type: Literal["url_citation"]
    url_citation: UrlCitation


class DeltaAnnotation(Annotation):
    """The same in a stream; `index` counts them, as clients that put deltas together need it."""

    index: int


Exam = Annotated[ExamResult, PlainSerializer(lambda result: result.as_json())]
"""An exam's result as it stands in an answer's JSON."""


class Detail(BaseModel):
    """What OpenAI's shape has no place for; in a stream each chunk has its part of it.

    `claims[].start` and `.end` are offsets into the content, where the text stands with its
    Markdown escaped; a citation's are offsets into its paragraph. `closest` is the nearest passage
    when the articles do not say; `failure` says what went wrong when the outcome is `degraded`,
    `notes` what of the answer is not checked. `kind` is what the question asks for, `scope` the
    articles that it names, `searched_without` what the search had to do without.
    `claims[].verified` says how a sentence was verified, the last two what is known of its judge.
    """

    standalone_question: str | None = None
    claims: list[Claim] = []
    withheld: list[Withheld] = []
    answer_id: str | None = None
    outcome: Outcome | None = None
    closest: Citation | None = None
    failure: str | None = None
    notes: list[Note] = []
    kind: Kind | None = None
    scope: AskedScope | None = None
    searched_without: Lack | None = None
    judged: Judged | None = None
    judge: Exam | None = None


class PromptTokensDetails(BaseModel):
    """Tokens that the model's server had from before."""

    cached_tokens: int


class CompletionUsage(BaseModel):
    """Tokens that the answer took, the checks included; zeros where no model was asked."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    prompt_tokens_details: PromptTokensDetails

    @classmethod
    def of(cls, usage: Usage) -> CompletionUsage:
        """The same, as OpenAI's clients read it."""
        return cls(
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            total_tokens=usage.prompt_tokens + usage.completion_tokens,
            prompt_tokens_details=PromptTokensDetails(cached_tokens=usage.cached_tokens),
        )


class ReplyMessage(BaseModel):
    """The answer."""

    role: Literal["assistant"]
    content: str
    refusal: None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The only one."""

    index: Literal[0]
    message: ReplyMessage
    finish_reason: Literal["stop"]
    logprobs: None


class ChatCompletion(BaseModel):
    """An answer, whole."""

    id: str
    object: Literal["chat.completion"]
    created: int = Field(description="Seconds since 1970.")
    model: str
    choices: list[Choice]
    usage: CompletionUsage
    article_assistant: Detail


class Delta(BaseModel):
    """What a chunk adds to the message."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    annotations: list[DeltaAnnotation] | None = None


class ChunkChoice(BaseModel):
    """The only one; `finish_reason` is null until the last."""

    index: Literal[0]
    delta: Delta
    finish_reason: Literal["stop"] | None
    logprobs: None


class ChatCompletionChunk(BaseModel):
    """A piece of a streamed answer; with `include_usage` the last one has no choice but `usage`."""

    id: str
    object: Literal["chat.completion.chunk"]
    created: int = Field(description="Seconds since 1970.")
    model: str
    choices: list[ChunkChoice]
    usage: CompletionUsage | None = None
    article_assistant: Detail | None = None


class Model(BaseModel):
    """What can be asked: all articles, or one of them; `name` is for readers."""

    id: str
    object: Literal["model"]
    created: int = Field(description="Seconds since 1970.")
    owned_by: str
    name: str


class ModelList(BaseModel):
    """Everything that can be asked."""

    object: Literal["list"]
    data: list[Model]
