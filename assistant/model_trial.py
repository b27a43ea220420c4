"""A trial of a model: a question about two made-up paragraphs, answered as any other."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from assistant.events import Called
from assistant.generation.generator import GenerationRequest, generate
from assistant.generation.reranking import Candidates, select
from assistant.models import LLM, Capabilities
from assistant.options import Options
from assistant.tracing import Tracing
from assistant.types import Basis, Call, Claim
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
    """The result of a trial; `is_heard` says that a sentence of the model's own was shown.

    `capabilities` are what is known of the model after it.
    """

    is_heard: bool
    capabilities: Capabilities
    calls: tuple[Call, ...]


async def try_model(model: LLM, options: Options) -> Trial:
    """The model's trial; raises the ModelError that an answer by it would meet."""
    passages = tuple(map(_passage, _ARTICLE.paragraphs))
    calls: tuple[Call, ...] = ()
    one_by_one = False
    if not options.is_direct:
        candidates = Candidates(passages, _nothing_more)
        selection = await select(QUESTION, candidates, model, options.budget, options.selection)
        passages, calls = selection.passages, selection.calls
        one_by_one = selection.one_by_one
    request = GenerationRequest(
        question=QUESTION,
        prompt_question=QUESTION,
        passages=passages,
        budget=options.budget,
        whole=options.whole_tokens,
        prompt="answer" if one_by_one else "direct",
        judge=options.judge,
    )
    async with aclosing(generate(request, model, Tracing())) as generated:
        events = [event async for event in generated]
    calls += tuple(event.call for event in events if isinstance(event, Called))
    claims = [event for event in events if isinstance(event, Claim)]
    is_heard = any(claim.basis is not Basis.ARTICLE for claim in claims)
    return Trial(is_heard, await model.capabilities(), calls)


def _passage(paragraph: Paragraph) -> Passage:
    # Scores as no search would give them: all they do is to put the passages in this order.
    matches = tuple(Match(sentence, 0.5, 0.5) for sentence in sentences(paragraph.text))
    return Passage(_ARTICLE, paragraph, 1.0 / paragraph.number, 0.5, 1.0, 0.5, matches)


async def _nothing_more() -> Sequence[Passage]:
    return ()
