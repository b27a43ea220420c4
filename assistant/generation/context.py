"""The context of a prompt: labelled paragraphs that fit the model's budget of tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.models.prompt_call import fenced
from assistant.models.token_estimate import estimated_tokens
from assistant.rendering.labels import Labels
from assistant.types import ContextUse, imprint
from assistant.verification import ContextParagraph
from index.types import Article, Paragraph, Passage

DEFAULT_TOKENS: Final = 4_096
"""Tokens of a prompt and its answer together, where nobody says what the model takes."""

ANSWER_TOKENS: Final = 512
"""Tokens of an answer; what a model thinks besides has a room of its own (`models.dialect`)."""

SHORT_ARTICLE: Final = 2_560
"""Estimated tokens of paragraphs up to which a model that is asked once gets whole articles."""

_PER_PARAGRAPH: Final = 8  # tokens of a label and of the line's end
_PER_ARTICLE: Final = 4  # tokens of the line's ends around an article's heading


_Pair = tuple[Article, Paragraph]


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens: `total` for prompt and answer, of which `answer` is kept for the answer.

    `is_set` says that somebody has set the total, so that it holds whatever a model can take.
    """

    total: int = DEFAULT_TOKENS
    answer: int = ANSWER_TOKENS
    is_set: bool = False

    def within(self, context: int | None) -> Budget:
        """The budget for a model with so many tokens of context, None where that is not told.

        A larger context is no reason to take more: a prompt costs what it is long.
        """
        if self.is_set or context is None or context >= self.total:
            return self
        return replace(self, total=context, answer=min(self.answer, context // 4))

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
        """A labelled paragraph a line, in which nothing closes the fence around them.

        Of several articles each has a heading: its letter, title, paper and day.
        """
        told: dict[str, list[str]] = {}
        for each in self.paragraphs:
            begun = told.setdefault(each.article.id, _heading(each.article, self.labels))
            begun.append(f"[{each.label}] {fenced(each.paragraph.text)}")
        return "\n\n".join("\n".join(lines) for lines in told.values())


def pack_context(
    passages: Sequence[Passage],
    budget: Budget,
    instructions: int,
    *,
    whole: int,
    also: Sequence[_Pair] = (),
) -> Context:
    """The passages that fit, best first, and all the rest of their articles where that fits.

    `whole` is how many tokens the paragraphs may take with the rest of articles, `instructions`
    how many all else in the prompt takes. A paragraph goes in whole or not at all, those of `also`
    before all others.
    """
    retrieved = [(passage.article, passage.paragraph) for passage in passages]
    by_id = {article.id: article for article, _ in (*also, *retrieved)}
    articles = list({article.id: by_id[article.id] for article, _ in (*retrieved, *also)}.values())
    labels = Labels(articles)
    room = budget.passages(instructions)
    places = {(article.id, each.number): each for article, each in (*also, *retrieved)}
    wanted = [(by_id[article_id], each) for (article_id, _), each in places.items()]
    headings = {each.id: _of_heading(each, labels) for each in articles}
    rest = _rest(articles, wanted, min(room, whole) - sum(headings.values()))
    kept, left_out = _fitting([*wanted, *rest], room, headings)
    kept.sort(key=lambda pair: (articles.index(pair[0]), pair[1].number))
    paragraphs = tuple(ContextParagraph(labels.label(*_numbered(pair)), *pair) for pair in kept)
    use = ContextUse(
        given=tuple(each.label for each in paragraphs),
        left_out=tuple(labels.label(*_numbered(pair)) for pair in left_out),
        whole=len(kept) == sum(len(article.paragraphs) for article in articles),
        instructions=instructions,
        passages=room,
        answer=budget.answer,
    )
    return Context(paragraphs, labels, use)


def _rest(articles: Sequence[Article], retrieved: Sequence[_Pair], room: int) -> list[_Pair]:
    """The other paragraphs of the articles, of each all or none, the best one's first."""
    room -= sum(_tokens(paragraph) for _, paragraph in retrieved)
    rest: list[_Pair] = []
    for article in articles:
        # By number: a paragraph is compared with all of its text.
        there = {paragraph.number for its, paragraph in retrieved if its is article}
        others = [each for each in article.paragraphs if each.number not in there]
        room -= sum(map(_tokens, others))
        if room < 0:
            break
        rest += [(article, each) for each in others]
    return rest


def _fitting(
    candidates: Sequence[_Pair], room: int, headings: Mapping[str, int]
) -> tuple[list[_Pair], list[_Pair]]:
    """Those that fit and the others; the first of an article needs room for its heading, too."""
    kept, left_out = [], []
    to_come = dict(headings)
    for pair in candidates:
        tokens = _tokens(pair[1]) + to_come.get(pair[0].id, 0)
        if tokens <= room:
            kept.append(pair)
            room -= tokens
            to_come.pop(pair[0].id, None)
        else:  # a shorter one after it may still fit
            left_out.append(pair)
    return kept, left_out


def _heading(article: Article, labels: Labels) -> list[str]:
    """The line with what article a letter is, its paper and day; none for the only article."""
    letter = labels.letter(article)
    known = imprint(article.source, article.published.date() if article.published else None)
    return [fenced(f"{letter}: “{article.title}”{f', {known}' if known else ''}")] if letter else []


def _of_heading(article: Article, labels: Labels) -> int:
    return sum(estimated_tokens(each) + _PER_ARTICLE for each in _heading(article, labels))


def _tokens(paragraph: Paragraph) -> int:
    return estimated_tokens(paragraph.text) + _PER_PARAGRAPH


def _numbered(pair: _Pair) -> tuple[Article, int]:
    return pair[0], pair[1].number
