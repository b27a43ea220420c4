"""A question set and the articles that it is about, brought together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.sets.question import Gold, Question
from assistant.evaluation.sets.reader import QuestionSet, check
from assistant.generation.drafts import read
from assistant.rendering.labels import Labels
from assistant.types import Message
from index.errors import ArticleNotFound
from index.readers.formats import read_file
from index.types import EVERYTHING, Article, Place, Scope


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its articles, in the order in which it names them, as the library has them.

    `gold` are the paragraphs that answer; None when nobody said which. `everywhere` has all
    articles searched, not its own alone.
    """

    question: Question
    articles: tuple[Article, ...]
    gold: frozenset[Place] | None
    everywhere: bool = False

    @property
    def scope(self) -> Scope:
        """The articles that are searched."""
        return (
            EVERYTHING
            if self.everywhere
            else Scope(article_ids=tuple(article.id for article in self.articles))
        )

    @property
    def history(self) -> list[Message]:
        """The conversation before the question; its answers cite what their markers say."""
        labels = Labels(self.articles)
        places = {
            labels.label(article, paragraph.number): Place(article.id, paragraph.number)
            for article in self.articles
            for paragraph in article.paragraphs
        }
        return [
            Message(
                turn.role,
                turn.content,
                tuple(
                    places[label]
                    # Read as a model's reply is: a set's answers have its markers.
                    for draft in read(turn.content, places)
                    for label in draft.labels
                    if turn.role == "assistant"
                ),
            )
            for turn in self.question.history
        ]


async def cases(
    questions: QuestionSet,
    add: Callable[[Article], Awaitable[Article]],
    get: Callable[[str], Awaitable[Article]],
) -> list[Case]:
    """The set's questions with their articles: those it brings are added, others got by id.

    Raises:
        EvaluationError: an article is not in the library, or a gold paragraph not in its article.
        IndexingError: an article that the set brings cannot be read or stored.
    """
    # Added through the library: so they get their ids, and their vectors, as any article does.
    brought = {
        name: await add(await read_file(each) if isinstance(each, Path) else each)
        for name, each in questions.articles.items()
    }
    articles, complaints = dict(brought), []
    for question in questions.questions:
        for name in question.articles:
            if name not in articles:
                try:
                    articles[name] = await get(name)
                except ArticleNotFound:
                    complaints.append(
                        f"line {questions.lines[question.id]}, {question.id}: the article {name!r} "
                        "is not in the library, nor a file beside the set"
                    )
    # Before gold is looked at: what it is in has to be there.
    check(questions.name, complaints)
    complaints = [
        f"line {questions.lines[question.id]}, {question.id}: {wrong}"
        for question in questions.questions
        for wrong in _misplaced(question, articles)
    ]
    check(questions.name, complaints)
    return [_case(question, articles) for question in questions.questions]


def _case(question: Question, articles: Mapping[str, Article]) -> Case:
    gold = None
    if question.gold_paragraphs is not None:
        places = (_named(question, each) for each in question.gold_paragraphs)
        gold = frozenset(Place(articles[name].id, number) for name, number in places)
    return Case(question, tuple(articles[name] for name in question.articles), gold)


def _named(question: Question, gold: int | Gold) -> tuple[str, int]:
    if isinstance(gold, int):
        return question.articles[0], gold
    return gold.article, gold.paragraph


def _misplaced(question: Question, articles: Mapping[str, Article]) -> list[str]:
    """What is wrong with a question's gold paragraphs, in words."""
    wrong = []
    for name, number in (_named(question, each) for each in question.gold_paragraphs or ()):
        if name not in question.articles:
            wrong.append(f"a gold paragraph is in {name!r}, which is none of its articles")
        elif not 1 <= number <= len(articles[name].paragraphs):
            last = len(articles[name].paragraphs)
            wrong.append(
                f"the gold paragraph {number} does not exist; {name!r} has paragraphs 1 to {last}"
            )
    return wrong


def sorted_places(places: frozenset[Place]) -> list[Place]:
    """Places in the order of articles and paragraphs."""
    return sorted(places, key=lambda place: (place.article_id, place.paragraph))
