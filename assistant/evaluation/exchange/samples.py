"""What RAGAS and DeepEval have of a question: texts that were found, texts that should be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.exchange.collector import Collector, ImportedSet
from assistant.evaluation.runs.run import Run
from assistant.evaluation.sets.cases import Case, sorted_places
from assistant.evaluation.sets.question import Question
from assistant.types import Answer
from index.language.visible_text import clean
from index.types import Article, Place


@dataclass(frozen=True, slots=True)
class Sample:
    """A question, the answer given, references, and contexts: those found and those that answer.

    What is None is not known. `id`, `kind` and `answerable` are ours: other tools look past them.
    """

    question: str
    response: str | None = None
    references: tuple[str, ...] = ()
    retrieved: tuple[str, ...] | None = None
    gold: tuple[str, ...] | None = None
    id: str | None = None
    kind: str = "question"
    answerable: bool = True

    @property
    def reference(self) -> str | None:
        """The first reference: other tools have room for one."""
        return self.references[0] if self.references else None

    @property
    def ours(self) -> dict[str, Any]:
        """The fields that other tools do not have."""
        fields = {"id": self.id, "kind": self.kind, "answerable": self.answerable}
        return fields | ({"references": self.references} if len(self.references) > 1 else {})


def sample(
    question: str,
    reference: str | None,
    retrieved: Sequence[str] | None,
    gold: Sequence[str] | None,
    ours: dict[str, Any],
) -> Sample:
    """A sample as another tool has it, with our own fields as far as they are what we wrote."""
    references = ours.get("references")
    if not isinstance(references, list) or not all(isinstance(each, str) for each in references):
        references = [reference] if reference else []
    name, kind = ours.get("id"), ours.get("kind")
    return Sample(
        question=question,
        references=tuple(references),
        retrieved=None if retrieved is None else tuple(retrieved),
        gold=None if gold is None else tuple(gold),
        id=name if isinstance(name, str) else None,
        kind=kind if isinstance(kind, str) and clean(kind) else "question",
        answerable=ours.get("answerable") is not False,
    )


def collected(samples: Iterable[Sample]) -> ImportedSet:
    """The set of samples, each a question about an article of its contexts.

    Samples with the same contexts are about the same article.
    """
    collector = Collector()
    names: dict[tuple[str, ...], str] = {}
    for number, each in enumerate(samples, 1):
        gold = collector.texts(each.gold or ())
        # What was found and what should be, each once: more of the text is not known.
        texts = tuple(dict.fromkeys((*collector.texts(each.retrieved or ()), *gold)))
        if not texts:
            collector.leave_out("questions without contexts, so without an article")
            continue
        if texts not in names:
            names[texts] = collector.article(
                f"contexts-{len(names) + 1}", f"Contexts {len(names) + 1}", texts
            )
        # Without gold contexts nobody has said which paragraphs answer: None, not that none does.
        numbers = tuple(dict.fromkeys(texts.index(text) + 1 for text in gold))
        gold_numbers = numbers or None
        collector.question(
            Question(
                id=each.id or f"question-{number}",
                question=each.question,
                articles=(names[texts],),
                gold_paragraphs=gold_numbers if each.answerable else (),
                kind=clean(each.kind),
                answerable=each.answerable,
                answers=tuple(filter(None, map(clean, each.references))),
            )
        )
    return collector.done()


def of_run(run: Run) -> tuple[list[Sample], list[str]]:
    """The samples of a run's answers, and the ids of the questions that have none."""
    articles = run.articles
    samples, unanswered = [], []
    for case in run.cases:
        result = run.results.get(case.question.id)
        if result is None or result.answer is None or result.failure:
            unanswered.append(case.question.id)
        else:
            samples.append(_sample(case, result.answer, articles))
    return samples, unanswered


def _sample(case: Case, answer: Answer, articles: dict[str, Article]) -> Sample:
    question = case.question

    def texts(places: Iterable[Place]) -> tuple[str, ...]:
        return tuple(articles[each.article_id].paragraph(each.paragraph).text for each in places)

    # Other tools know no conversations: a follow-up goes to them as the question that it means.
    return Sample(
        question=answer.standalone_question if question.history else question.question,
        response=answer.text,
        references=question.answers,
        retrieved=texts(Place(each.article_id, each.paragraph) for each in answer.passages),
        gold=None if case.gold is None else texts(sorted_places(case.gold)),
        id=question.id,
        kind=question.kind,
        answerable=question.answerable,
    )
