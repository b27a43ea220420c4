"""What is told of who says what passes the check: that speaker, that stance, that content."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.extractive.answerer import find
from assistant.scored_sentence import Quote, ScoredSentence
from assistant.types import Basis
from assistant.verification import ContextParagraph, Judgement, Reason, Verdict, check_reported
from assistant.verification.draft import Draft
from index.language.sentences import sentences
from index.types import Article
from tests.assistant.passages import article, passage


def asked(question: str, report: Article) -> list[ScoredSentence]:
    return find(question, [passage(report, each.number) for each in report.paragraphs])


SAFE = "Ann Berg said the bridge over the Ems is safe for lorries."


@pytest.mark.parametrize(
    "question",
    [
        "Who says the bridge over the Ems is safe for 20 lorries?",
        "Who says the bridge over the Ems is safe for lorries in 2019?",
        "Who says the bridge over the Rhine is safe for lorries?",
        "Who says the bridge over the Ems is likely safe for lorries?",
    ],
)
def test_nobody_says_so_who_says_something_else(question: str) -> None:
    """A number, a date, a name, a "likely" that the sentence has not."""
    assert [found.text for found in asked(question, article(SAFE))] != ["Ann Berg says so"]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Ann Berg said the family sued the clinic.", "Who says the clinic sued the family?"),
        (
            "Ann Berg said the family was sued by the clinic.",
            "Who says the family sued the clinic?",
        ),
        ("Ann Berg said that Bo Li fired Cy Fox.", "Who says Cy Fox fired Bo Li?"),
        ("Ann Berg denied that Bo Li fired Cy Fox.", "Who denies that Cy Fox fired Bo Li?"),
        ("Ann Berg said the mayor’s son was arrested.", "Who says the mayor was arrested?"),
        ("Ann Berg said the former minister has left.", "Who says the minister has left?"),
        ("Ann Berg said the plant manager has left us.", "Who says the plant has left us?"),
        ("Ann Berg said the plant will close unless taxes fall.", "Who says the plant will close?"),
    ],
)
def test_nobody_is_named_who_says_it_the_other_way_round(sentence: str, question: str) -> None:
    """Who did what to whom, the owner for what is owned, a condition left out."""
    assert asked(question, article(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Ann Berg said the family sued the clinic.", "Who says the family sued the clinic?"),
        ("Ann Berg said Bo Li sold the mill in May.", "Who says Bo Li sold the mill?"),
        ("Ann Berg said Bo Li had ordered the sale.", "Who says the sale was ordered?"),
        ("“That plan has failed at last,” said Ann Berg.", "Who says the plan has failed at last?"),
    ],
)
def test_who_says_it_as_it_is_asked_is_named(sentence: str, question: str) -> None:
    assert [each.text for each in asked(question, article(sentence))] == ["Ann Berg says so"]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Ann Berg said the reserves had grown.", "Who says the reserves rose?"),
        ("Ann Berg said two staff would be sacked.", "Who says two employees will be dismissed?"),
        ("Ann Berg said she had warned the board in May.", "Who says the board was warned?"),
        (
            "Ann Berg denied forging the signature of Bo Li.",
            "Who denied forging Bo Li’s signature?",
        ),
        ("Ann Berg said Cy Fox had been fired by Bo Li.", "Who says Bo Li dismissed Cy Fox?"),
        ("Ann Berg said the deaths were due to ice.", "Who says ice caused the deaths?"),
        ("Ann Berg said the lift broke as it rose.", "Who says the lift broke?"),
        ("Ann Berg called for the mill to be shut.", "Who demands that the mill be closed?"),
    ],
)
def test_who_says_it_in_other_words_is_quoted(sentence: str, question: str) -> None:
    [found] = asked(question, article(sentence))
    assert (found.text, found.basis) == (sentence, Basis.ARTICLE)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Ann Berg said the clerk was sacked by Cy Fox.", "Who says the clerk dismissed Cy Fox?"),
        (
            "Ann Berg said friends of Cy Fox burned it.",
            "Who says Cy Fox burned it?",
        ),
        ("Ann Berg said the reserves had grown.", "Who says the reserves fell?"),
        ("Ann Berg said 14 people were killed.", "Who says 22 people died?"),
        ("Ann Berg said no employee would be sacked.", "Who says an employee will be dismissed?"),
    ],
)
def test_nobody_is_quoted_who_says_something_else_in_other_words(
    sentence: str, question: str
) -> None:
    assert asked(question, article(sentence)) == []


def test_a_pronoun_of_who_says_it_in_other_words_is_resolved() -> None:
    report = article("Ann Berg built the bridge.", "The reserves had grown in May, she said.")
    [found] = asked("Who says the reserves rose?", report)
    assert found.text == "The reserves had grown in May, she [Ann Berg] said."


def test_what_our_words_stand_for_is_checked_like_a_models_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Spelled out, with its speaker, against what it cites; what fails is said by the article."""
    checked: list[tuple[Draft, list[int]]] = []

    def doubtful(draft: Draft, context: Sequence[ContextParagraph], _: str) -> Verdict:
        checked.append((draft, [each.number for each in context]))
        return Verdict(Judgement.UNCERTAIN)

    monkeypatch.setattr("assistant.testimony.source_answers.check", doubtful)
    report = article("Ann Berg built the bridge.", "She said the bridge is safe for lorries.")
    [found] = asked("Who says the bridge is safe for lorries?", report)
    assert (Draft("She said the bridge is safe for lorries.", ("1", "2")), [1, 2]) in checked
    assert (found.text, found.basis) == (report.paragraph(2).text, Basis.ARTICLE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Critics declined to say whether the bridge is safe.",
        "Critics would not say the bridge is safe.",
        "Critics stopped short of saying the bridge is safe.",
        "Critics joked that the bridge is safe.",
        "Critics falsely said the bridge is safe.",
        "Critics were expected to say that the bridge is safe.",
        "Critics will say the bridge is safe.",
        "Few critics said the bridge is safe.",
        "Critics who say the bridge is safe are few.",
        "Critics said the bridge is safe only in summer.",
    ],
)
@pytest.mark.parametrize(
    "question",
    ["Who says the bridge is safe?", "Do sources agree that the bridge is safe?"],
)
def test_nobody_says_so_who_does_not_say_just_that(sentence: str, question: str) -> None:
    for report in (article(sentence), article(sentence, "Ann Berg said the bridge is safe.")):
        ours = [each.text for each in asked(question, report) if each.basis is Basis.LEDGER]
        assert ours in ([], ["Ann Berg says so"])


@pytest.mark.parametrize("whom", ["Bo Li", "the bridge", "critics"])
def test_what_somebody_thinks_of_something_is_said_in_the_article_s_words(whom: str) -> None:
    report = article("Ann Berg said the bridge is ugly. Critics declined to say.", "Bo Li agreed.")
    found = asked(f"What did {whom} think of the bridge?", report)
    assert all(each.basis is Basis.ARTICLE for each in found)
    assert not any("Ann Berg" in each.text for each in found) or whom == "the bridge"


def test_what_leaves_out_a_modifier_is_shown_in_the_articles_own_words() -> None:
    own = "Ann Berg denied that the firm had known of the engine’s failure."
    [found] = asked("Who denied that the firm had known of the failure?", article(own))
    assert (found.text, found.basis) == (own, Basis.ARTICLE)


def test_words_that_the_check_cannot_follow_are_shown_in_the_articles_own() -> None:
    own = "Ann Berg said on Monday the bridge over the river Ems is safe for lorries and buses."
    asking = "Who says the whole bridge over the river Ems is safe for lorries and buses?"
    [found] = asked(asking, article(own))
    assert (found.text, found.basis) == (own, Basis.ARTICLE)


def test_a_speaker_named_in_another_paragraph_is_cited_with_it() -> None:
    report = article("Ann Berg built the bridge.", "She said the bridge is safe for lorries.")
    [found] = asked("Who says the bridge is safe for lorries?", report)
    [named] = sentences(report.paragraph(1).text)
    [said] = sentences(report.paragraph(2).text)
    assert (found.text, found.basis) == ("Ann Berg says so", Basis.LEDGER)
    assert found.quotes == [Quote(report, 1, named), Quote(report, 2, said)]


def test_a_speaker_whom_only_a_namesake_is_named_for_is_not_told() -> None:
    """Mr. Lee may be another Lee; the first one named is far away."""
    report = article(
        "Mary Lee opened the hall.",
        *("It rained all day.",) * 6,
        "John Lee, the mayor, came. The hall was full.",
        "On Friday, Ms. Lee said the bridge is safe for lorries.",
    )
    [found] = asked("Who says the bridge is safe for lorries?", report)
    assert found.text == "Mary Lee says so"
    assert found.paragraph == 9


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ("Other officials were unsure.", []),
        ("Other officials were not sure whether to use it.", ["Other officials are unsure"]),
        ("Bob Gray denied that he had been paid.", []),
        ("Ann Berg said so twice.", []),
    ],
)
def test_who_stands_beside_it_is_told_when_referring_to_it(beside: str, told: list[str]) -> None:
    """Who are called others are unsure of what is said before; Bob Gray denies something else."""
    report = article(f"{SAFE} {beside}")
    found = asked("Who says the bridge over the Ems is safe for lorries?", report)
    assert [each.text for each in found] == ["Ann Berg says so", *told]


PARAGRAPH = "Ann Berg denied that the bridge is safe. Bob Gray said the road might close on 4 June."


@pytest.mark.parametrize(
    ("claim", "sentence", "judgement", "reason"),
    [
        ("denied the bridge is safe", 0, Judgement.SUPPORTED, None),
        ("the bridge is safe", 0, Judgement.UNCERTAIN, Reason.NEGATION),
        ("the road might close on 4 June", 1, Judgement.SUPPORTED, None),
        ("the road closes on 4 June", 1, Judgement.UNCERTAIN, Reason.HEDGE),
        ("the road might close on 5 June", 1, Judgement.WITHHELD, Reason.DATE),
        ("confirms the road might close", 1, Judgement.UNCERTAIN, Reason.VERB),
        ("the bridge is old", 0, Judgement.UNCERTAIN, Reason.NEGATION),
    ],
)
def test_what_a_source_is_told_to_say_is_held_against_its_sentence(
    claim: str, sentence: int, judgement: Judgement, reason: Reason | None
) -> None:
    report = article(PARAGRAPH)
    cited = ContextParagraph("1", report, report.paragraph(1))
    frames = (f"Ann Berg {claim}", f"Bob Gray said {claim}")
    verdict = check_reported(claim, cited, sentences(PARAGRAPH)[sentence], frames)
    assert (verdict.judgement, verdict.reason) == (judgement, reason)
