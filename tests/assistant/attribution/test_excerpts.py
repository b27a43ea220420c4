"""Whose words they are: "he said" of whoever is meant beyond doubt, and quotations whole."""

from __future__ import annotations

import pytest

from assistant.attribution import SpeakerKind, disagreements, ledger, statements
from assistant.attribution.excerpts import excerpt
from assistant.extractive.answerer import find
from assistant.extractive.summary import lead_sentences
from assistant.scored_sentence import ScoredSentence
from assistant.types import Basis
from index.language.sentences import sentences
from index.types import Article
from tests.assistant.passages import article, passage

DAHL = "Greta Dahl, who runs the port, said the crane was sound."


def asked(question: str, report: Article) -> list[ScoredSentence]:
    return find(question, [passage(report, each.number) for each in report.paragraphs])


# --- "She said" ----------------------------------------------------------------------------

SOMEBODY_ELSE = [
    "A welder was heard next. “The bolts were loose,” she said.",
    "The pilot of the tug gave evidence too. “The bolts were loose,” she told the court.",
    "The cyclist had seen it all. She said the bolts were loose.",
    "Reporters waited outside. “The bolts were loose,” she added.",
    "Dahl spoke with a surveyor from Bergen. “The bolts were loose,” she said.",
    "Dahl hugged the widow. She said the bolts were loose.",
    "Siri Moen was heard next. “The bolts were loose,” she said.",
    "Greta Dahl sat beside Ellen Rask. She said the bolts were loose.",
    "Ms. Dahl was questioned by Ms. Rask. “The bolts were loose,” she said.",
    "The yard had no comment. “The bolts were loose.”",
    "The hearing was long. “The bolts were loose. Nobody cared.” It ended at noon.",
]


@pytest.mark.parametrize("paragraph", SOMEBODY_ELSE)
def test_who_is_not_clearly_meant_is_not_named(paragraph: str) -> None:
    """The article's sentences stand there, from the paragraph that has the words."""
    report = article(DAHL, paragraph)
    for question in ("Who says the bolts were loose?", "Who said that the bolts were loose?"):
        for found in asked(question, report):
            assert (found.basis, found.paragraph, found.named) == (Basis.ARTICLE, 2, None)
            assert found.text.startswith(sentences(paragraph)[0].text)
            assert found.text.count("“") == found.text.count("”")


@pytest.mark.parametrize("paragraph", [each for each in SOMEBODY_ELSE if "Dahl" not in each])
def test_it_is_not_among_what_somebody_else_says(paragraph: str) -> None:
    told = asked("What did Greta Dahl say?", article(DAHL, paragraph))
    assert [each.text for each in told] == [DAHL]


@pytest.mark.parametrize("paragraph", SOMEBODY_ELSE)
def test_the_ledger_names_nobody_for_it(paragraph: str) -> None:
    said = [each for each in ledger(article(DAHL, paragraph)) if each.paragraph == 2 and each.verb]
    assert {each.speaker.name for each in said} <= {"she", "somebody"}
    assert not any(each.clear for each in said)


def test_a_disagreement_names_nobody_for_it() -> None:
    heard = "Greta Dahl listened. A welder denied it. She denied that the crane was sound."
    [found] = disagreements(article("Karl Lie said the crane was sound.", "It rained.", heard))
    assert [each.statement.speaker.name for each in found.views] == ["Karl Lie", "she"]


@pytest.mark.parametrize(
    ("paragraphs", "quotes"),
    [
        (["Greta Dahl runs the port. She said the bolts were loose."], [1]),
        (["Greta Dahl, the manager, spoke on Monday. “The bolts were loose,” she said."], [1]),
        (["The manager, Greta Dahl, spoke on Monday. “The bolts were loose,” she said."], [1]),
        (["Greta Dahl was born in Bergen. She grew up there. She said the bolts were loose."], [1]),
        (["Greta Dahl turned both offers down. “The bolts were loose,” she said."], [1]),
        (["The head of the port, Greta Dahl, spoke. “The bolts were loose,” she said."], [1]),
        ([DAHL, "“The bolts were loose,” she added."], [1, 2]),
        ([DAHL, "She also said the bolts were loose."], [1, 2]),
    ],
)
def test_who_is_clearly_meant_is_named(paragraphs: list[str], quotes: list[int]) -> None:
    [found] = asked("Who says the bolts were loose?", article(*paragraphs))
    assert (found.text, [each.paragraph for each in found.quotes]) == ("Greta Dahl says so", quotes)


def test_a_quotation_that_goes_on_is_the_speakers() -> None:
    """After “…,” she said, in the next paragraph of one that never closed, after a colon."""
    report = article(
        "“The bolts were loose,” said Greta Dahl. “I told them twice.”",
        "Greta Dahl added: “It was cold.",
        "“It was dark as well.”",
    )
    said = statements(report)
    assert {each.speaker.name for each in said} == {"Greta Dahl"}
    assert all(each.clear for each in said)


def test_what_a_question_is_answered_with_may_be_anothers() -> None:
    said = statements(article("“Were the bolts loose?” asked Greta Dahl. “They were.”"))
    assert [each.clear for each in said] == [True, False]


# --- Quotations ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sought", "shown"),
    [
        (
            "It rained. “He sold the ship. He kept the money. It is so,” said Nils Lie. It rained.",
            "He kept",
            "“He sold the ship. He kept the money. It is so,” said Nils Lie.",
        ),
        (
            '"He sold the ship?" Nils Lie asked. "Not him. Never."',
            "He sold",
            '"He sold the ship?" Nils Lie asked. "Not him. Never."',
        ),
        (
            "John Lie sighed. “He sold the ship,” he said. “He kept the money.” The talks ended.",
            "He kept",
            "“He sold the ship,” he said. “He kept the money.”",
        ),
        (
            "A cook was asked. “He kept the money,” she said.",
            "He kept",
            "A cook was asked. “He kept the money,” she said.",
        ),
        (
            "It began late. A cook wept. “It is true,” she said. She said he kept the money.",
            "he kept",
            "A cook wept. “It is true,” she said. She said he kept the money.",
        ),
        (
            "In May she said: “I erred. He kept the money. I saw it.” The talks ended.",
            "He kept",
            "In May she said: “I erred. He kept the money. I saw it.”",
        ),
        (
            "“He sold the ship. He kept the money.",
            "He kept",
            "“He sold the ship. He kept the money.",
        ),
        (
            "Rumour: he kept the money. Finding: he did not. Nothing else is known.",
            "Rumour",
            "Rumour: he kept the money. Finding: he did not.",
        ),
        (
            "The “old ship” was sold. He kept the money. It rained.",
            "He kept",
            "He kept the money.",
        ),
        ("He said it rained. Nils Lie kept the money.", "Nils Lie", "Nils Lie kept the money."),
    ],
)
def test_a_sentence_is_shown_with_what_it_hangs_on(text: str, sought: str, shown: str) -> None:
    report = article(text)
    sentence = next(each for each in sentences(text) if sought in each.text)
    found = excerpt(report, 1, sentence)
    assert found.text == shown
    assert text[found.start : found.end] == shown


def test_an_answer_shows_quotations_whole_and_once() -> None:
    report = article(
        "“The ship sank in May. The ship was sold in June. It is gone,” said Nils Lie."
    )
    told = asked("When was the ship sold?", report)
    assert [each.text for each in told] == [report.paragraph(1).text]


def test_an_overview_shows_quotations_whole() -> None:
    report = article("“The ship sank. It is gone,” said Nils Lie. It rained.")
    found = lead_sentences(report)[0]
    assert found.text == "“The ship sank. It is gone,” said Nils Lie."


def test_the_reporters_sentences_are_clear() -> None:
    [own] = ledger(article("It rained."))
    assert (own.speaker.kind, own.clear) == (SpeakerKind.REPORTER, True)
