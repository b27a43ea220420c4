"""A model's answer: a prompt is packed and sent, its reply verified and rendered as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Final

from assistant.errors import ContextTooLong, NoRoomForParagraphs
from assistant.events import Called, Drafted, GenerationEvent, Noted, Packed, Prompted, Started
from assistant.generation.checking import judged, render, verify
from assistant.generation.context import Budget, Context, pack_context
from assistant.generation.disputed import left_out
from assistant.generation.drafts import DraftReader
from assistant.generation.ledger import Ledger
from assistant.generation.ledger_lines import paragraphs_of, told_lines
from assistant.models import LLM, Reply
from assistant.models.prompt_call import PromptCall
from assistant.models.token_estimate import estimated_tokens
from assistant.rendering.claim_renderer import ClaimRenderer
from assistant.tracing import Tracing
from assistant.types import Claim
from assistant.verification.judge import Judge
from index.concurrency import my_turn
from index.types import Passage, Place

SHORTEST: Final = "answer"
"""The prompt that leaves paragraphs the most room."""


HALVINGS: Final = 3
"""How often a prompt that is too long is made half as long: from 4,096 tokens down to 512."""


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """A question for a model, and the passages that it is to be answered from.

    `question` is the last one alone, empty where anything may answer it; `prompt_question` is what
    the model reads, with the question before it where the last one depends on that. `is_overview`
    says that the question is about an article as a whole. `prompt` is the name of the prompt that
    it is written by, `whole` how many tokens whole articles may take in it; `judge` is asked what
    the rules leave open. `ledger` is what the articles' ledger has to the question.
    """

    question: str
    prompt_question: str
    passages: tuple[Passage, ...]
    is_overview: bool = False
    budget: Budget = field(default_factory=Budget)
    whole: int = 0
    prompt: str = "direct"
    judge: Judge | None = None
    ledger: Ledger = field(default_factory=Ledger)


async def generate(
    request: GenerationRequest, model: LLM, tracing: Tracing
) -> AsyncGenerator[GenerationEvent, None]:
    """Claims, and what is withheld, from the passages; ModelError when the model fails."""
    if not (request.passages or request.ledger.lines):
        return
    too_long: ContextTooLong | None = None
    for _ in range(HALVINGS + 1):
        request = await _within_context(request, model)
        try:
            async with aclosing(_attempt(request, model, tracing)) as events:
                async for event in events:
                    yield event
        except ContextTooLong as error:  # the estimate was wrong, or the model takes less than told
            too_long = error
            budget = Budget(request.budget.total // 2, request.budget.answer // 2)
            request = replace(request, budget=budget)
        except NoRoomForParagraphs:  # which the endpoint's own words explain
            if too_long is None:
                raise
            break
        else:
            return
    if too_long is not None:
        raise too_long


async def _within_context(request: GenerationRequest, model: LLM) -> GenerationRequest:
    """The request for what is known of the model's context, which a refusal may have told."""
    context = (await model.capabilities()).context
    return replace(request, budget=request.budget.within(context))


async def _attempt(
    request: GenerationRequest, model: LLM, tracing: Tracing
) -> AsyncGenerator[GenerationEvent, None]:
    await my_turn()
    context, told = await asyncio.to_thread(_packed, request)
    if not context.paragraphs:
        request = replace(request, prompt=SHORTEST)
        context, told = await asyncio.to_thread(_packed, request)
    yield Packed(context.use, context.paragraphs)
    if not context.paragraphs:
        raise NoRoomForParagraphs(request.budget.total)
    prompt = PromptCall(
        request.prompt,
        paragraphs=context.text,
        ledger=f"\n\n{told}" if told else "",
        question=request.prompt_question,
    )
    yield Prompted(prompt.ref)
    renderer = _renderer(request, context)
    labels = {each.label for each in context.paragraphs}
    events = write(prompt, labels, model, request.budget.answer, tracing)
    events = verify(events, context.paragraphs, request.prompt_question, tracing)
    if (judge := request.judge) is not None:
        asked = request.prompt_question
        events = judged(events, context.paragraphs, asked, judge, tracing)
    claims: list[Claim] = []
    async with aclosing(render(events, renderer)) as rendered:
        async for event in rendered:
            if isinstance(event, Claim):
                claims.append(event)
            yield event
    if not claims:
        return
    for claim in renderer.quoted(left_out(request.ledger.disputed, claims)):
        yield claim
    yield Noted(tuple(request.ledger.notes_on(claims, context.labels)))


def _packed(request: GenerationRequest) -> tuple[Context, str]:
    """The paragraphs that fit, and what the model reads of their ledger, which takes room too."""
    bare = PromptCall(request.prompt, paragraphs="", ledger="", question=request.prompt_question)
    instructions = sum(estimated_tokens(message.content) for message in bare.messages)
    context = _context(request, instructions)
    paragraphs = context.paragraphs
    if told := _told(request, context):
        context = _context(request, instructions + estimated_tokens(told))
    # With the ledger there may be room for one paragraph less, of which it must not tell.
    return context, told if context.paragraphs == paragraphs else _told(request, context)


def _told(request: GenerationRequest, context: Context) -> str:
    given = [Place(each.article.id, each.number) for each in context.paragraphs]
    return told_lines(request.ledger.lines, given, context.labels, context.use.passages)


def _context(request: GenerationRequest, instructions: int) -> Context:
    also = paragraphs_of(request.ledger.lines)
    return pack_context(
        request.passages, request.budget, instructions, whole=request.whole, also=also
    )


def _renderer(request: GenerationRequest, context: Context) -> ClaimRenderer:
    # Only the words of a question about something in particular tell what is beside it.
    stands_alone = request.prompt_question == request.question and not request.is_overview
    passages = request.passages if stands_alone else ()
    return ClaimRenderer(request.question, passages, context.labels)


async def write(
    prompt: PromptCall, labels: Collection[str], model: LLM, max_tokens: int, tracing: Tracing
) -> AsyncGenerator[GenerationEvent, None]:
    """The sentences of the model's reply, as they come; `labels` are those of its paragraphs."""
    reader = DraftReader(labels)
    stream = model.stream(prompt.messages, max_tokens=max_tokens)
    has_started = False
    with tracing.stage("generate"):
        async with aclosing(stream) as pieces:
            async for piece in pieces:
                # The reply comes last: then what waited for its next words is a sentence, too.
                if isinstance(piece, Reply):
                    yield Called(prompt.record(piece.model, piece.usage))
                    drafts = reader.finish()
                    if not piece.whole and drafts:
                        drafts.pop()  # cut in the middle
                else:
                    if not has_started:
                        has_started = True
                        yield Started()
                    drafts = reader.feed(piece)
                for draft in drafts:
                    yield Drafted(draft)
