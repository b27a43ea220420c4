"""A model on trial: a question about two paragraphs of ours, by the calls that answers take."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from assistant.clock import Clock
from assistant.generation.generator import Generation, GenerationRequest, Options
from assistant.models import LLM
from assistant.types import Basis, Call
from index.language.sentences import sentences
from index.types import Article, Match, Paragraph, Passage

QUESTION: Final = "When will the old bridge close?"

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
    """What a model made of the question; `is_heard` says that a sentence of its own was shown.

    `gives_likelihoods` as in `assistant.models.LLM`.
    """

    is_heard: bool
    gives_likelihoods: bool | None
    calls: tuple[Call, ...]


async def tried(model: LLM, options: Options) -> Trial:
    """The model asked as for any answer; raises the ModelError that such an answer would meet."""
    asking = GenerationRequest(
        QUESTION, QUESTION, tuple(map(_passage, _ARTICLE.paragraphs)), _nothing_more
    )
    generation = Generation(asking, model, options, Clock())
    async with aclosing(generation.events()) as events:
        async for _ in events:
            pass
    heard = any(claim.basis is not Basis.ARTICLE for claim in generation.claims)
    return Trial(heard, model.gives_likelihoods, tuple(generation.calls))


def _passage(paragraph: Paragraph) -> Passage:
    matches = tuple(Match(sentence, 0.5, 0.5) for sentence in sentences(paragraph.text))
    return Passage(_ARTICLE, paragraph, 1.0 / paragraph.number, 0.5, 1.0, 0.5, matches)


async def _nothing_more() -> Sequence[Passage]:
    return ()
