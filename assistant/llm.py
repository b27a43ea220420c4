"""A language model behind any OpenAI-compatible endpoint, or several to fall back on."""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Protocol

from assistant.errors import (
    ContextTooLong,
    ModelBusy,
    ModelError,
    ModelRefused,
    ModelTooSlow,
    ModelUnreachable,
    ReplyBroken,
)
from assistant.prices import price
from assistant.types import Message, Usage

if TYPE_CHECKING:
    from openai import APIError, AsyncOpenAI

OPENAI_MODEL: Final = "gpt-5.4-mini"
"""Asked at OpenAI when no model is named."""

BETWEEN: Final = 30.0
"""Seconds that a model may be silent in the middle of a reply."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said. `whole` is False when it was stopped at the most tokens allowed."""

    text: str
    model: str
    usage: Usage
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """How likely each option is to a model; None when its reply was none of them."""

    likelihoods: Mapping[str, float] | None
    model: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. `first` is until the first piece of a reply, tries and waits included."""

    connect: float = 5.0
    first: float = 90.0
    between: float = BETWEEN
    total: float = 180.0

    @classmethod
    def within(cls, total: float) -> Timeouts:
        """With this much for a whole reply, half of which its beginning may take."""
        return cls(first=total / 2, between=min(BETWEEN, total / 2), total=total)


class LLM(Protocol):
    """A language model. Every method raises ModelError when it fails for good."""

    @property
    def name(self) -> str:
        """The model's name, as it was given."""
        ...

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The reply in pieces, then whole; closing it stops the request."""
        ...

    async def reply(self, messages: Sequence[Message], *, max_tokens: int) -> Reply:
        """The reply, whole."""
        ...

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of these words, in lower case, the model would answer with."""
        ...

    async def close(self) -> None:
        """Give connections back."""
        ...


class OpenAILLM:
    """Chat completions. What an endpoint does not know is left out from then on."""

    def __init__(
        self,
        model: str | None,
        *,
        base_url: str | None,
        api_key: str,
        timeouts: Timeouts | None = None,
        max_retries: int = 3,
    ) -> None:
        """`model` may be None where the endpoint has only one; OpenAI's then is OPENAI_MODEL.

        `max_retries` on 429, 5xx and lost connections, with backoff or as Retry-After says.
        """
        self._model = model or (OPENAI_MODEL if base_url is None else None)
        self._base_url = base_url
        self._api_key = api_key
        self._timeouts = timeouts or Timeouts()
        self._max_retries = max_retries
        self._dialect = _Dialect("max_completion_tokens" if base_url is None else "max_tokens")

    @property
    def name(self) -> str:
        """The model's name; the endpoint's address while that has not been asked."""
        return self._model or f"the model at {self._base_url}"

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The reply in pieces, then whole; closing it stops the request."""
        limits = _Limits(self._timeouts)
        pieces: list[str] = []
        finish: str | None = None
        usage, model = Usage(), self.name
        with self._failures():
            async with asyncio.timeout(limits.next()):
                chunks = await self._create(
                    messages, max_tokens, stream=True, stream_options={"include_usage": True}
                )
            try:
                async for chunk in _paced(chunks, limits):
                    model = chunk.model or model
                    usage = self._usage(chunk, model) or usage
                    for choice in (chunk.choices or ())[:1]:
                        finish = choice.finish_reason or finish
                        if piece := choice.delta.content if choice.delta else None:
                            limits.begun()
                            pieces.append(piece)
                            yield piece
            finally:
                await chunks.close()
            yield self._finished("".join(pieces), finish, model, usage)

    async def reply(self, messages: Sequence[Message], *, max_tokens: int) -> Reply:
        """The reply, whole."""
        with self._failures():
            async with asyncio.timeout(self._timeouts.total):
                completion = await self._create(messages, max_tokens)
            model = completion.model or self.name
            usage = self._usage(completion, model) or Usage()
            choice = completion.choices[0]
            return self._finished(choice.message.content or "", choice.finish_reason, model, usage)

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of the options the model would answer with, by the likelihood of its first token.

        An endpoint that gives none is taken at its word.
        """
        with self._failures():
            async with asyncio.timeout(self._timeouts.total):
                completion = await self._create(messages, 1, logprobs=True, top_logprobs=10)
            model = completion.model or self.name
            choice = completion.choices[0]
            first = choice.logprobs.content[:1] if choice.logprobs else ()
            said = [
                (top.token, math.exp(top.logprob)) for each in first for top in each.top_logprobs
            ]
            likelihoods = _likelihoods(said or [(choice.message.content or "", 1.0)], options)
            return Choice(likelihoods, model, self._usage(completion, model) or Usage())

    async def close(self) -> None:
        """Give connections back."""
        if "_client" in self.__dict__:
            await self._client.close()

    async def _create(self, messages: Sequence[Message], max_tokens: int, **wanted: Any) -> Any:  # noqa: ANN401 - a completion, or a stream of chunks
        """The request, again with fewer parameters where the endpoint rejects one."""
        from openai import BadRequestError, UnprocessableEntityError  # noqa: PLC0415 - heavy

        sent = [{"role": message.role, "content": message.content} for message in messages]
        model = await self._chosen_model()
        create: Any = self._client.chat.completions.create
        while True:
            parameters = self._dialect.spoken({"temperature": 0, **wanted}, max_tokens)
            try:
                return await create(model=model, messages=sent, **parameters)
            except (BadRequestError, UnprocessableEntityError) as error:
                if not self._dialect.learn(_said(error), parameters):
                    raise

    async def _chosen_model(self) -> str:
        """The one named or, at an endpoint that has only one, that."""
        if self._model is None:
            page = await self._client.models.list()
            names = [model.id for model in page.data or ()]
            if len(names) != 1:
                raise ModelRefused(
                    f"the endpoint {self._base_url} has {len(names)} models. Set ASSISTANT_MODEL "
                    f"to the one to ask{': ' if names else ''}{', '.join(names[:12])}."
                )
            self._model = names[0]
        return self._model

    def _usage(self, reply: Any, model: str) -> Usage | None:  # noqa: ANN401 - as `_create`
        if (counted := reply.usage) is None:
            return None
        details = counted.prompt_tokens_details
        usage = Usage(
            prompt_tokens=counted.prompt_tokens or 0,
            completion_tokens=counted.completion_tokens or 0,
            cached_tokens=(details.cached_tokens if details else None) or 0,
        )
        return replace(usage, cost=price(usage, model, self._base_url))

    def _finished(self, text: str, finish: str | None, model: str, usage: Usage) -> Reply:
        if finish is None:
            raise ReplyBroken(
                f"the reply of {self.name} ended too early. Ask again; if it stays so, look at the "
                "model server's log."
            )
        if finish == "content_filter":
            raise ReplyBroken(f"the content filter of {self.name} stopped its reply")
        if finish == "length" and not text.strip():
            raise ReplyBroken(
                f"{self.name} used all its tokens before it said anything. Choose a model that "
                "thinks less, with ASSISTANT_MODEL."
            )
        return Reply(text, model, usage, whole=finish != "length")

    @cached_property
    def _client(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI, Timeout  # noqa: PLC0415 - heavy

        if not self._api_key.isascii():
            raise ModelRefused("OPENAI_API_KEY has characters that no key has. Copy it again.")
        limits = self._timeouts
        return AsyncOpenAI(
            base_url=self._base_url,
            api_key=self._api_key,
            max_retries=self._max_retries,
            timeout=Timeout(limits.total, connect=limits.connect),
        )

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """What goes wrong inside, as one of our errors."""
        from openai import APIConnectionError, APIError, APITimeoutError  # noqa: PLC0415 - heavy

        try:
            yield
        except (TimeoutError, APITimeoutError) as error:
            raise ModelTooSlow(
                f"{self.name} took longer than it may ({self._timeouts.first:g} s to begin, "
                f"{self._timeouts.between:g} s between words, {self._timeouts.total:g} s in all). "
                "Allow more with ASSISTANT_MODEL_TIMEOUT, or choose a faster model."
            ) from error
        except APIConnectionError as error:
            raise ModelUnreachable(
                f"no answer from the model server ({self._base_url or 'OpenAI'}). Is it running, "
                "and is OPENAI_BASE_URL right?"
            ) from error
        except APIError as error:
            raise self._refusal(error) from error
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            raise ReplyBroken(
                f"{self._base_url or 'OpenAI'} answered something that is no chat completion. "
                "OPENAI_BASE_URL usually ends in /v1."
            ) from error

    def _refusal(self, error: APIError) -> ModelError:
        status = getattr(error, "status_code", None)
        said = _said(error).replace(self._api_key, "…") if len(self._api_key) > 4 else _said(error)
        match status:
            case 401 | 403:  # what they say may have part of the key in it
                return ModelRefused(
                    f"the model server refused the key ({status}). Is OPENAI_API_KEY right, and "
                    f"may it use {self.name}?"
                )
            case 404:
                return ModelRefused(
                    f"the model server knows no model {self.name!r} ({said}). Set ASSISTANT_MODEL "
                    "to one that it has, or mend OPENAI_BASE_URL, which usually ends in /v1."
                )
            case 429 if "quota" in said:
                return ModelBusy(f"the account of OPENAI_API_KEY has no credit left ({said})")
            case 400 | 409 | 413 | 422:
                kind = ContextTooLong if _is_about_length(said) else ModelRefused
                return kind(f"the model server refused the request ({status}): {said}")
            case 408 | 429 | 500 | 502 | 503 | 504:
                return ModelBusy(
                    f"the model server is overloaded or broken ({status}), after "
                    f"{self._max_retries + 1} tries. Ask again later."
                )
            case _:
                return ReplyBroken(f"the model server failed: {said}")


class Fallback:
    """The first model that answers; the next one is asked when one fails before its first word."""

    def __init__(self, first: LLM, second: LLM) -> None:
        self._models = (first, second)

    @property
    def name(self) -> str:
        """The first one's name."""
        return self._models[0].name

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The reply in pieces, then whole."""
        first, second = self._models
        begun = False
        try:
            async for piece in first.stream(messages, max_tokens=max_tokens):
                begun = True
                yield piece
        except ContextTooLong:
            raise
        except ModelError:
            if begun:
                raise
            async for piece in second.stream(messages, max_tokens=max_tokens):
                yield piece

    async def reply(self, messages: Sequence[Message], *, max_tokens: int) -> Reply:
        """The reply, whole."""
        first, second = self._models
        try:
            return await first.reply(messages, max_tokens=max_tokens)
        except ContextTooLong:
            raise
        except ModelError:
            return await second.reply(messages, max_tokens=max_tokens)

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of the options the model would answer with."""
        first, second = self._models
        try:
            return await first.choose(messages, options)
        except ModelError:
            return await second.choose(messages, options)

    async def close(self) -> None:
        """Give connections back."""
        for model in self._models:
            await model.close()


@dataclass(slots=True)
class _Dialect:
    """Which parameters an endpoint takes, as far as its refusals have told."""

    limit: str
    renamed: bool = False
    unknown: set[str] = field(default_factory=set)

    def spoken(self, wanted: Mapping[str, Any], max_tokens: int) -> dict[str, Any]:
        known = {name: value for name, value in wanted.items() if name not in self.unknown}
        return known | {self.limit: max_tokens}

    def learn(self, refusal: str, sent: Mapping[str, Any]) -> bool:
        """Whether the refusal names a parameter that can be left out, or renamed once."""
        if _is_about_length(refusal):
            return False
        named = set(re.findall(r"\w+", refusal))
        if self.limit in named and not self.renamed:
            self.limit = _LIMITS[1 - _LIMITS.index(self.limit)]
            self.renamed = True
            return True
        refused = named & sent.keys() - {self.limit}
        if refused & _LIKELIHOODS:
            refused |= _LIKELIHOODS
        self.unknown |= refused
        return bool(refused)


_LIMITS: Final = ("max_tokens", "max_completion_tokens")
_LIKELIHOODS: Final = {"logprobs", "top_logprobs"}


class _Limits:
    """How long the next piece of a reply may take, in seconds."""

    def __init__(self, timeouts: Timeouts) -> None:
        self._timeouts = timeouts
        self._start = monotonic()
        self._begun = False

    def begun(self) -> None:
        """The first piece has come."""
        self._begun = True

    def next(self) -> float:
        elapsed = monotonic() - self._start
        left = self._timeouts.total - elapsed
        return min(left, self._timeouts.between if self._begun else self._timeouts.first - elapsed)


async def _paced(chunks: AsyncIterator[Any], limits: _Limits) -> AsyncGenerator[Any, None]:
    """The chunks, as long as each comes in time."""
    iterator = aiter(chunks)
    while True:
        try:
            async with asyncio.timeout(limits.next()):
                chunk = await anext(iterator)
        except StopAsyncIteration:
            return
        yield chunk


def _likelihoods(
    said: Sequence[tuple[str, float]], options: Sequence[str]
) -> dict[str, float] | None:
    """What of the likelihood each option has, summing to 1; None when little is on any of them."""
    words = [(token.strip(' \n.*"').casefold(), likelihood) for token, likelihood in said]
    sums = {option: sum(p for word, p in words if word == option) for option in options}
    total = sum(sums.values())
    return {option: p / total for option, p in sums.items()} if total > 0.1 else None


def _said(error: APIError) -> str:
    """The endpoint's own words, in one short line."""
    return " ".join(str(error.message).split())[:300]


def _is_about_length(said: str) -> bool:
    return (
        re.search(r"(?i)context[ _](?:length|size|window)|too long|max_model_len", said) is not None
    )
