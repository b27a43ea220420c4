"""The context of a prompt: labelled paragraphs that fit the model's budget of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.models.prompt_call import fenced
from assistant.models.token_estimate import estimated_tokens
from assistant.rendering.labels import Labels
from assistant.types import ContextUse
from assistant.verification import ContextParagraph
from index.types import Article, Paragraph, Passage

DEFAULT_TOKENS: Final = 4_096
"""Tokens of a prompt and its answer together, where nobody says what the model takes."""

ANSWER_TOKENS: Final = 512
"""Tokens of an answer; what a model thinks besides has a room of its own (`models.dialect`)."""

SHORT_ARTICLE: Final = 2_560
"""Estimated tokens up to which a model that is asked once gets an article as a whole."""

_PER_PARAGRAPH: Final = 8  # tokens of a label and of the line's end


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens: `total` for prompt and answer, of which `answer` is kept for the answer."""

    total: int = DEFAULT_TOKENS
    answer: int = ANSWER_TOKENS

    def passages(self, instructions: int) -> int:
        """Tokens left for paragraphs when the prompt's other text takes `instructions`."""
        return max(self.total - self.answer - instructions, 0)


@dataclass(frozen=True, slots=True)
class Context:
    """The labelled paragraphs of a prompt, in the articles' order; `use` says what was left out."""

    paragraphs: tuple[ContextParagraph, ...]
    labels: Labels
    use: ContextUse

    @property
    def text(self) -> str:
        """A labelled paragraph a line, in which nothing closes the fence around them."""
        return "\n".join(
            f"[{each.label}] {fenced(each.paragraph.text)}" for each in self.paragraphs
        )


def pack_context(
    passages: Sequence[Passage], budget: Budget, instructions: int, *, whole: int
) -> Context:
    """The passages that fit, best first, or their whole articles where those fit.

    `whole` is how many tokens whole articles may take, `instructions` how many all else in the
    prompt takes. A paragraph goes in whole or not at all.
    """
    articles = list(dict.fromkeys(passage.article for passage in passages))
    labels = Labels(articles)
    room = budget.passages(instructions)
    retrieved = [(passage.article, passage.paragraph) for passage in passages]
    everything = [(article, each) for article in articles for each in article.paragraphs]
    is_whole = sum(_tokens(paragraph) for _, paragraph in everything) <= min(room, whole)
    kept, left_out = _fitting(everything if is_whole else retrieved, room)
    kept.sort(key=lambda pair: (articles.index(pair[0]), pair[1].number))
    paragraphs = tuple(ContextParagraph(labels.label(*_numbered(pair)), *pair) for pair in kept)
    use = ContextUse(
        given=tuple(each.label for each in paragraphs),
        left_out=tuple(labels.label(*_numbered(pair)) for pair in left_out),
        whole=is_whole,
        instructions=instructions,
        passages=room,
        answer=budget.answer,
    )
    return Context(paragraphs, labels, use)


def _fitting(
    candidates: Sequence[tuple[Article, Paragraph]], room: int
) -> tuple[list[tuple[Article, Paragraph]], list[tuple[Article, Paragraph]]]:
    kept, left_out = [], []
    for pair in candidates:
        tokens = _tokens(pair[1])
        if tokens <= room:
            kept.append(pair)
            room -= tokens
        else:  # a shorter one after it may still fit
            left_out.append(pair)
    return kept, left_out


def _tokens(paragraph: Paragraph) -> int:
    return estimated_tokens(paragraph.text) + _PER_PARAGRAPH


def _numbered(pair: tuple[Article, Paragraph]) -> tuple[Article, int]:
    return pair[0], pair[1].number
