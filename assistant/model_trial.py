"""A trial of a model: a question about two made-up paragraphs, answered as any other.

The probe makes it, too, and finds out beside it what a model can do.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Final

from assistant.calls import Call
from assistant.errors import ModelError
from assistant.events import Called, GenerationEvent
from assistant.generation.generator import GenerationRequest, generate
from assistant.generation.listwise_reranking import shortlist
from assistant.generation.reranking import Candidates, Selection, select
from assistant.models import LLM, Capabilities, OpenAILLM
from assistant.options import Options
from assistant.tracing import Tracing
from assistant.types import Basis, Claim
from index.language.sentences import sentences
from index.types import Article, Match, Paragraph, Passage

QUESTION: Final = "When will the old bridge close?"

# Made up: a server that is only tried is sent nobody's text.
_ARTICLE: Final = Article(
    title="Old bridge to close",
    paragraphs=(
        Paragraph(1, "The mayor said on Monday that the old bridge would close in May."),
        Paragraph(2, "Fishermen from both banks sell their catch at the market every Saturday."),
    ),
    language="en",
    id="old-bridge-to-close",
)


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of a trial; `is_answered` says that anything was shown.

    `is_heard` says that a sentence of the model's own was.
    """

    is_answered: bool
    is_heard: bool
    calls: tuple[Call, ...]


async def try_model(model: LLM, options: Options) -> Trial:
    """The model's trial; raises the ModelError that an answer by it would meet."""
    options = options.for_model(None)
    passages, one_by_one = _PASSAGES, False
    calls: tuple[Call, ...] = ()
    if not options.is_direct:
        selection = await _selected(model, options)
        passages, calls = selection.passages, selection.calls
        one_by_one = selection.one_by_one
    events = await _written(passages, model, options, "answer" if one_by_one else "direct")
    calls += tuple(event.call for event in events if isinstance(event, Called))
    claims = [event for event in events if isinstance(event, Claim)]
    is_heard = any(claim.basis is not Basis.ARTICLE for claim in claims)
    return Trial(bool(claims), is_heard, calls)


async def probe(model: OpenAILLM, options: Options) -> Capabilities:
    """All that the model can do, found out anew; the ModelError that an answer would meet."""
    await model.forget()
    await try_model(model, options)
    return await find_out(model, options)


async def find_out(model: OpenAILLM, options: Options) -> Capabilities:
    """What the trial did not show, by a small call each, of the kinds that answers make.

    One that fails leaves that unknown: it is no reason against answers, which do without it.
    """
    with suppress(ModelError):
        if (await model.capabilities()).likelihoods is None:
            await _selected(model, options)
    with suppress(ModelError):
        if (await model.capabilities()).structure is None:
            await shortlist(QUESTION, _PASSAGES, model, options.budget)
    with suppress(ModelError):
        if (await model.capabilities()).streaming is None:
            await _written(_PASSAGES, model, options, "direct")
    with suppress(ModelError):
        if (await model.capabilities()).context is None:
            await model.ask_for_context()
    return await model.capabilities()


async def _selected(model: LLM, options: Options) -> Selection:
    candidates = Candidates(_PASSAGES, _nothing_more)
    return await select(QUESTION, candidates, model, options.budget, options.selection)


async def _written(
    passages: tuple[Passage, ...], model: LLM, options: Options, prompt: str
) -> list[GenerationEvent]:
    request = GenerationRequest(
        question=QUESTION,
        prompt_question=QUESTION,
        passages=passages,
        budget=options.budget,
        whole=options.whole_tokens,
        prompt=prompt,
    )
    async with aclosing(generate(request, model, Tracing())) as generated:
        return [event async for event in generated]


def _passage(paragraph: Paragraph) -> Passage:
    # Scores as no search would give them: all they do is to put the passages in this order.
    matches = tuple(Match(sentence, 0.5, 0.5) for sentence in sentences(paragraph.text))
    return Passage(_ARTICLE, paragraph, 1.0 / paragraph.number, 0.5, 1.0, 0.5, matches)


async def _nothing_more() -> Sequence[Passage]:
    return ()


_PASSAGES: Final = tuple(map(_passage, _ARTICLE.paragraphs))
