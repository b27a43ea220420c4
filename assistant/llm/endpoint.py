"""Chat completions of any OpenAI-compatible endpoint."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from assistant.errors import ModelRefused, ModelTooSlow, ModelUnreachable, ReplyBroken
from assistant.llm.dialect import Dialect
from assistant.llm.failures import in_a_line, refusal
from assistant.llm.pacing import Limits, paced
from assistant.llm.types import Choice, Reply, Timeouts
from assistant.prices import price
from assistant.types import Message, Usage
from index.threads import my_turn

if TYPE_CHECKING:
    from openai import APIError, AsyncOpenAI

OPENAI_MODEL: Final = "gpt-5.4-mini"
"""Asked at OpenAI when no model is named."""

RETRIES: Final = 3


class OpenAILLM:
    """Chat completions. What an endpoint does not know is left out from then on."""

    def __init__(
        self,
        model: str | None,
        *,
        base_url: str | None,
        api_key: str,
        timeouts: Timeouts | None = None,
        max_retries: int | None = None,
    ) -> None:
        """`model` may be None where the endpoint has only one; OpenAI's then is OPENAI_MODEL.

        `max_retries` (default: RETRIES) on 429, 5xx and lost connections, with backoff or as
        Retry-After says.
        """
        self._model = model or (OPENAI_MODEL if base_url is None else None)
        self._base_url = base_url
        self._api_key = api_key
        self._timeouts = timeouts or Timeouts()
        self._max_retries = RETRIES if max_retries is None else max_retries
        self._naming = asyncio.Lock()
        self._dialect = Dialect("max_completion_tokens" if base_url is None else "max_tokens")

    @property
    def name(self) -> str:
        """The model's name; the endpoint's address while that has not been asked."""
        return self._model or f"the model at {self._base_url}"

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The reply in pieces, then whole; closing it stops the request."""
        limits = Limits(self._timeouts)
        pieces: list[str] = []
        finish: str | None = None
        usage, model = Usage(), self.name
        with self._failures():
            async with asyncio.timeout(limits.next()):
                chunks = await self._create(
                    messages, max_tokens, stream=True, stream_options={"include_usage": True}
                )
            async with aclosing(chunks.response), aclosing(paced(chunks, limits)) as due:
                async for chunk in due:
                    model = chunk.get("model") or model
                    usage = self._usage(chunk, model) or usage
                    for choice in (chunk.get("choices") or ())[:1]:
                        finish = choice.get("finish_reason") or finish
                        if piece := (choice.get("delta") or {}).get("content"):
                            limits.begun()
                            pieces.append(piece)
                            yield piece
            yield self._finished("".join(pieces), finish, model, usage)

    async def reply(self, messages: Sequence[Message], *, max_tokens: int) -> Reply:
        """The reply, whole."""
        with self._failures():
            async with asyncio.timeout(self._timeouts.total):
                completion = await self._create(messages, max_tokens)
            model = completion.get("model") or self.name
            usage = self._usage(completion, model) or Usage()
            choice = completion["choices"][0]
            said = choice["message"].get("content") or ""
            return self._finished(said, choice.get("finish_reason"), model, usage)

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of the options the model would answer with, by the likelihood of its first token.

        An endpoint that gives none is taken at its word.
        """
        with self._failures():
            async with asyncio.timeout(self._timeouts.total):
                completion = await self._create(messages, 1, logprobs=True, top_logprobs=10)
            model = completion.get("model") or self.name
            choice = completion["choices"][0]
            tokens = (choice.get("logprobs") or {}).get("content") or ()
            tops = [top for each in tokens[:1] for top in each.get("top_logprobs") or ()]
            said = [(top["token"], math.exp(top["logprob"])) for top in tops]
            word = choice["message"].get("content") or ""
            likelihoods = _likelihoods(said or [(word, 1.0)], options)
            return Choice(likelihoods, model, self._usage(completion, model) or Usage())

    async def close(self) -> None:
        """Give connections back."""
        if "_client" in self.__dict__:
            await self._client.close()

    async def _create(self, messages: Sequence[Message], max_tokens: int, **wanted: Any) -> Any:  # noqa: ANN401 - a completion as it was sent, or a stream of chunks
        """The request, again with fewer parameters where the endpoint rejects one.

        Replies are left as they are: the package's models of them take a millisecond for five
        tokens, which 128 streams do not have.
        """
        from openai import AsyncStream, BadRequestError, UnprocessableEntityError  # noqa: PLC0415 - heavy

        sent = [{"role": message.role, "content": message.content} for message in messages]
        model = await self._chosen_model()
        client: Any = self._client
        post = partial(client.post, "/chat/completions", cast_to=object)
        if wanted.get("stream"):
            post = partial(post, stream=True, stream_cls=AsyncStream[object])
        while True:
            parameters = self._dialect.spoken({"temperature": 0, **wanted}, max_tokens)
            await my_turn()
            try:
                reply = await post(body={"model": model, "messages": sent, **parameters})
                return json.loads(reply) if isinstance(reply, str) else reply  # without its type
            except (BadRequestError, UnprocessableEntityError) as error:
                if not self._dialect.learn(self._said(error), parameters):
                    raise

    async def _chosen_model(self) -> str:
        """The one named or, at an endpoint that has only one, that."""
        async with self._naming:
            if self._model is None:
                self._model = await self._only_model()
            return self._model

    async def _only_model(self) -> str:
        page = await self._client.models.list()
        names = [model.id for model in page.data or ()]
        if len(names) != 1:
            raise ModelRefused(
                f"the endpoint {self._base_url} has {len(names)} models. Set ASSISTANT_MODEL "
                f"to the one to ask{': ' if names else ''}{', '.join(names[:12])}."
            )
        return names[0]

    def _usage(self, reply: Any, model: str) -> Usage | None:  # noqa: ANN401 - as `_create`
        if (counted := reply.get("usage")) is None:
            return None
        details = counted.get("prompt_tokens_details") or {}
        usage = Usage(
            prompt_tokens=counted.get("prompt_tokens") or 0,
            completion_tokens=counted.get("completion_tokens") or 0,
            cached_tokens=details.get("cached_tokens") or 0,
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
            status = getattr(error, "status_code", None)
            raise refusal(status, self._said(error), self.name) from error
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise ReplyBroken(
                f"{self._base_url or 'OpenAI'} answered something that is no chat completion. "
                "OPENAI_BASE_URL usually ends in /v1."
            ) from error

    def _said(self, error: APIError) -> str:
        return in_a_line(str(error.message), self._api_key)


def _likelihoods(
    said: Sequence[tuple[str, float]], options: Sequence[str]
) -> dict[str, float] | None:
    """What of the likelihood each option has, summing to 1; None when little is on any of them."""
    words = [(token.strip(' \n.*"').casefold(), likelihood) for token, likelihood in said]
    sums = {option: sum(p for word, p in words if word == option) for option in options}
    total = sum(sums.values())
    return {option: p / total for option, p in sums.items()} if total > 0.1 else None
