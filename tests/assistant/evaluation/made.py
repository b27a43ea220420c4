"""Cases and answers made by hand, about an article of three paragraphs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from assistant.calls import Call, PromptRef, Usage
from assistant.evaluation.metrics.answer_metrics import scores
from assistant.evaluation.runs.archive import Runs
from assistant.evaluation.runs.run import Manifest, Result, Run
from assistant.evaluation.sets.cases import Case
from assistant.evaluation.sets.question import Question
from assistant.types import Answer, Citation, Claim, Outcome, Source, Timings
from index.types import Article, Paragraph, Place

TEXTS: Final = (
    "The ferry sails at noon, the harbour master said.",
    "Twelve people were on board.",
    "The captain denied that the ferry was late.",
)
ARTICLE: Final = Article(
    title="Ferries",
    paragraphs=tuple(Paragraph(at, text) for at, text in enumerate(TEXTS, 1)),
    url="https://example.org/ferries",
    language="en",
    id="ferries-1",
)
PROMPT: Final = PromptRef("answer", "0123456789ab")


def case(
    question_id: str = "q1",
    gold: tuple[int, ...] | None = (1,),
    **fields: Any,  # noqa: ANN401 - a question's own
) -> Case:
    """A question about the article; its gold paragraphs by number."""
    question = Question(
        id=question_id,
        question=fields.pop("question", "When does it sail?"),
        articles=("ferries.txt",),
        gold_paragraphs=gold,
        **fields,
    )
    places = None if gold is None else frozenset(Place(ARTICLE.id, each) for each in gold)
    return Case(question, (ARTICLE,), places)


def citation(paragraph: int, quote: str | None = None, label: str | None = None) -> Citation:
    """A citation of the whole paragraph, or of what is said to stand in it."""
    text = TEXTS[paragraph - 1] if paragraph <= len(TEXTS) else "?"
    return Citation(
        label=label or str(paragraph),
        article_id=ARTICLE.id,
        title=ARTICLE.title,
        url=None,
        paragraph=paragraph,
        quote=text if quote is None else quote,
        start=0,
        end=len(text),
    )


def answer(
    *sentences: tuple[str, tuple[Citation, ...]],
    found: tuple[int, ...] = (1, 2, 3),
    failure: str | None = None,
    total_ms: float = 20.0,
    support: float = 0.9,
) -> Answer:
    """An answer of these sentences with what they cite; without any, the article does not say."""
    claims, at = [], 0
    for text, cited in sentences:
        claims.append(Claim(text, at, at + len(text), support, cited))
        at += len(text) + 1
    return Answer(
        id="a1",
        asked=datetime(2026, 1, 2, tzinfo=UTC),
        question="When does it sail?",
        standalone_question="When does it sail?",
        outcome=Outcome.ANSWERED if claims else Outcome.NOT_FOUND,
        text=" ".join(claim.text for claim in claims) or "The article does not clearly say.",
        claims=tuple(claims),
        withheld=(),
        closest=None,
        passages=tuple(Source(ARTICLE.id, each, 1.0, 0.5, 1.0, 0.5) for each in found),
        model="a model",
        prompt=PROMPT,
        usage=Usage(100, 10),
        timings=Timings(1.0, 10.0 if claims else None, total_ms),
        calls=(Call(PROMPT, "a model", Usage(100, 10), 5.0),),
        failure=failure,
    )


def says(paragraph: int, text: str | None = None) -> tuple[str, tuple[Citation, ...]]:
    """A sentence that cites a paragraph, in its words or others."""
    return f"{text or TEXTS[paragraph - 1]} [{paragraph}]", (citation(paragraph),)


def manifest(name: str = "run-1", **fields: Any) -> Manifest:  # noqa: ANN401 - whatever it has
    """How a run was made."""
    made: dict[str, Any] = {
        "id": name,
        "started": datetime(2026, 1, 2, tzinfo=UTC),
        "set_name": "ferries",
        "set_hash": "abc",
        "model": "a model",
        "embedder": "minilm",
        "prompts": {"answer": PROMPT.hash},
        "settings": {"whole": False},
        "version": "1",
        "commit": None,
    }
    return Manifest(**made | fields)


def run(folder: Path, *asked: tuple[Case, Answer | None], name: str = "run-1") -> Run:
    """A run on disk with these answers; None is a question that is still open."""
    made = Runs(folder).start(manifest(name), [each for each, _ in asked])
    for each, given in asked:
        if given is not None:
            made = made.add(Result(each.question.id, given, given.failure))
    return made


def score(
    asked: Case,
    given: Answer | None,
    **more: Any,  # noqa: ANN401 - whatever it has
) -> dict[str, float | None]:
    """The scores of one answer; `more` is what else its result has."""
    question_id = asked.question.id
    result = Result(question_id, given, **more)
    return dict(scores(Run(Path(), manifest(), (asked,), {question_id: result}))[question_id])
