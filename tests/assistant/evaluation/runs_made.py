"""A run made by hand: every way in which a question can end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from assistant.calls import Usage
from assistant.evaluation.runs.run import CheckedSentence, Result, Run
from assistant.evaluation.sets.cases import Case
from assistant.evaluation.sets.question import Question, Turn
from assistant.types import Answer, Basis, Citation, Source, Withheld
from index.types import Article, Paragraph, Place
from tests.assistant.evaluation.made import answer, manifest

FERRY: Final = Article(
    "The ferry to Aran",
    (
        Paragraph(1, "The ferry 🚢 to Aran sails twice a day. It takes an hour, Nora Kane said."),
        Paragraph(2, "On Sundays it sails once."),
        Paragraph(3, "A ticket is 20 euros."),
    ),
    source="Island News",
    published=datetime(2026, 3, 1, tzinfo=UTC),
    language="en",
    id="ferry",
)
BRIDGE: Final = Article(
    "A bridge to Bere",
    (Paragraph(1, "Nobody wants a bridge."), Paragraph(2, "It would cost 9 million euros.")),
    id="bridge",
)

MANIFEST: Final = manifest(
    "20261125-093000-islands-extractive",
    started=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
    set_name="islands",
    model="extractive",
    embedder="all-MiniLM-L6-v2-int8",
    commit="abc1234",
)


def case(
    id_: str,
    question: str,
    gold: Sequence[Place] = (),
    *articles: Article,
    **fields: Any,  # noqa: ANN401 - a question's own
) -> Case:
    """A question, by default about the ferry; without gold paragraphs nothing answers it."""
    asked = articles or (FERRY,)
    names = tuple(article.id for article in asked)
    made = Question(id_, question, names, answerable=bool(gold), **fields)
    return Case(made, asked, frozenset(gold) or None)


def cite(article: Article, paragraph: int, quote: str, label: str | None = None) -> Citation:
    start = article.paragraphs[paragraph - 1].text.index(quote)
    return Citation(
        label or str(paragraph),
        article.id,
        article.title,
        article.url,
        paragraph,
        quote,
        start,
        start + len(quote),
    )


def answered(asked: Case, *sentences: tuple[str, tuple[Citation, ...]], support: float) -> Answer:
    """What the extractive assistant says to a question; without sentences it refuses."""
    return replace(
        answer(*sentences, support=support, total_ms=120.0),
        question=asked.question.question,
        standalone_question=asked.question.question,
        closest=None if sentences else PRICE,
        passages=(Source("ferry", 1, 2.0, 0.5, 3.0, 0.6), Source("ferry", 3, 1.0, 0.4, 1.0, 0.3)),
        model="extractive",
        prompt=None,
        usage=Usage(),
        calls=(),
    )


HOUR: Final = cite(FERRY, 1, "It takes an hour, Nora Kane said.")
PRICE: Final = cite(FERRY, 3, "A ticket is 20 euros.")


def islands(folder: Path) -> Run:
    """Right, wrongly cited, refused (twice), of two articles, failed, and not asked."""
    long = case(
        "long",
        "How long does the ferry take?",
        [Place("ferry", 1)],
        facts=(("an hour", "60 minutes"), ("twice",)),
        forbidden=("two hours", "Bere"),
        speaker="Nora Kane",
        kind="who-says",
        history=(Turn("user", "Is there a ferry?"), Turn("assistant", "Yes, to Aran [1].")),
        answers=("About an hour",),
    )
    sunday = case("sunday", "How often does it sail on Sundays?", [Place("ferry", 2)], kind="fact")
    price = case("price", "What is a ticket?", [Place("ferry", 3)], kind="fact")
    storm = case("storm", "What is the captain’s name?", kind="unanswerable")
    both = case(
        "both",
        "What do a ticket and a bridge cost?",
        [Place("ferry", 3), Place("bridge", 2)],
        FERRY,
        BRIDGE,
        kind="several",
    )
    broken = case("broken", "Who pays?", [Place("ferry", 3)], kind="fact")
    unasked = case("unasked", "When?", [Place("ferry", 2)], kind="fact")
    cases = (long, sunday, price, storm, both, broken, unasked)
    two = (replace(PRICE, label="A3"), cite(BRIDGE, 2, "It would cost 9 million euros.", "B2"))
    first = answered(long, ("It takes an hour, Nora Kane said [1].", (HOUR,)), support=0.75)
    answers = [
        replace(
            first,
            claims=tuple(replace(each, basis=Basis.MODEL) for each in first.claims),
            standalone_question="How long does the ferry to Aran take?",
            withheld=(Withheld("It takes two hours.", "number", "2 is not in [1]"),),
        ),
        answered(sunday, ("A ticket is 20 euros [3].", (PRICE,)), support=0.4),
        answered(price, support=0.0),
        answered(storm, support=0.0),
        answered(both, ("A ticket is 20 euros [A3], a bridge 9 million [B2].", two), support=0.9),
    ]
    results = {
        each.question.id: Result(each.question.id, given)
        for each, given in zip(cases, answers, strict=False)
    }
    checked = (CheckedSentence("A ticket is 30 euros.", supported=False, judgement="withheld"),)
    results["price"] = replace(results["price"], checked=checked)
    results["broken"] = Result("broken", None, "the model did not answer in time")
    return Run(folder, MANIFEST, cases, results)
