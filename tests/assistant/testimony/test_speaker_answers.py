"""What somebody says: the speaker that a question calls, and nobody else's words."""

from __future__ import annotations

import pytest

from assistant.attribution import SpeakerQuestion, source_question_of, speaker_question_of
from assistant.extractive.answerer import find
from assistant.scored_sentence import ScoredSentence
from assistant.types import Basis
from index.types import Article
from tests.assistant.passages import article, passage
from tests.work import grows

REPORT = article(
    "Mayor Ann Field presented the report on the bridge on Monday.",
    "The mayor said the report was late. “We paid for it twice,” she added.",
    "Police Chief Eli Grant said the report was wrong about the gun.",
    "“The family wants the video,” said Fay Holt, a lawyer for the family.",
    "Governor Carl Moss declined to say whether the report was read.",
    "Former mayor Bob Lund said the report was a joke. The mayor’s wife said it was not.",
    "A White House official said the report was useful. Police said the gun was found in a car.",
    "Deputy Mayor Ida Horn said the report was good. A critic said that it was thin.",
    "A spokeswoman for the ministry said the report would be read by all.",
    "President Barack Obama was told of the report. Senator Kelly said it was long.",
)


def asked(question: str) -> list[ScoredSentence]:
    return asked_of(REPORT, question)


def asked_of(report: Article, question: str, match: float = 0.6) -> list[ScoredSentence]:
    passages = [passage(report, each.number, match=match) for each in report.paragraphs]
    return find(question, passages)


@pytest.mark.parametrize(
    ("question", "speaker", "matter"),
    [
        ("What did the mayor say about the report?", "the mayor", "the report"),
        ("what did obama say about the chelsea explosion", "obama", "the chelsea explosion"),
        ("What does the family say about the gun?", "the family", "the gun"),
        ("What do police say?", "police", ""),
        ("What has the White House said on taxes?", "the White House", "taxes"),
        ("What's the mayor saying about it?", "the mayor", "it"),
        ("What did Lee tell reporters about the vote?", "Lee", "the vote"),
        ("tell me what the mayor said about the report", "the mayor", "the report"),
        ("What did the Washington Post say about it?", "the Washington Post", "it"),
        ("What did the police report say?", "the police report", ""),
        ("What did Trump claim about taxes?", "Trump", "taxes"),
        ("list all quotes by singh", "singh", ""),
        ("pls show me Lee's statements on the road", "Lee", "the road"),
        ("give me all of the mayors quotes", "the mayors", ""),
        ("whats the union's position on pay", "the union", "pay"),
        ("whats Lees view on taxes?", "Lees", "taxes"),
        ("Where does the White House stand on trade?", "the White House", "trade"),
        ("can you tell me what the police said about the gun please?", "the police", "the gun"),
        ("Did Lee say anything about the vote?", "Lee", "the vote"),
        ("Did Lee say anything else?", "Lee", ""),
        ("What else did Lee say about the vote?", "Lee", "the vote"),
        ("What more has the mayor said?", "the mayor", ""),
        ("Anything else from Lee?", "Lee", ""),
        ("everything the mayor said about the bridge", "the mayor", "the bridge"),
    ],
)
def test_whose_words_are_asked_for(question: str, speaker: str, matter: str) -> None:
    """That is not to ask who says something."""
    assert speaker_question_of(question) == SpeakerQuestion(speaker, matter)
    assert source_question_of(question) is None


@pytest.mark.parametrize("question", ["What did Lee think of it?", "What does Lee believe?"])
def test_an_opinion_is_asked_for(question: str) -> None:
    found = speaker_question_of(question)
    assert found is not None
    assert found.thinks


@pytest.mark.parametrize(
    "question",
    [
        "What did he say?",
        "What did they say about it?",
        "What do you think?",
        "What does the article say about Lee?",
        "What does this mean?",
        "What is the difference between states and phases of matter?",
        "Who says that it rained?",
        "What official says it is over?",
        "What is the inflation rate?",
        "What is the company's response time?",
        "list key quotes",
        "Did the mayor say the road is safe?",
        "What is the difference between the views?",
        "What are the claims about the bridge?",
    ],
)
def test_other_questions_ask_for_nobodys_words(question: str) -> None:
    assert speaker_question_of(question) is None


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("What did the mayor say about the report?", [2, 2]),
        ("What did Field say about the report?", [2, 2]),
        ("What did Mayor Field say?", [2, 2]),
        ("What did the police chief say about the report?", [3]),
        ("What do police say about the gun?", [3, 7]),
        ("What does the family say about the video?", [4]),
        ("What did the governor say about the report?", [5]),
        ("What did the former mayor say?", [6]),
        ("What did Bob Lund say about the report?", [6]),
        ("What did the White House say about the report?", [7]),
        ("What did the deputy mayor think of the report?", [8]),
        ("What do critics say about the report?", [8]),
        ("What did the ministry say about the report?", [9]),
        ("What did Senator Kelly say about the report?", [10]),
        ("What did kelly say about the report?", [10]),
    ],
)
def test_the_speakers_own_sentences_are_quoted(question: str, paragraphs: list[int]) -> None:
    """Called by name, role or organisation; in the article's words, but for whom "she" means."""
    found = asked(question)
    assert [each.paragraph for each in found] == paragraphs
    for each in found:
        text = REPORT.paragraph(each.paragraph).text
        assert each.text.replace(" [Ann Field]", "") == each.sentence.text
        assert (each.basis is Basis.LEDGER) == ("[" in each.text)
        assert text[each.sentence.start : each.sentence.end] == each.sentence.text


@pytest.mark.parametrize(
    "question",
    [
        "what did obama say about the report",
        "What did President Obama say about the report?",
        "What did the pope say about the report?",
        "What did the prime minister think of the report?",
        "What did the mayor of Leeds say about the report?",
        "What did the council say?",
    ],
)
def test_who_does_not_speak_is_not_answered_with_others(question: str) -> None:
    assert asked(question) == []


NEWS = article(
    "Governor Ada Finch, a Democrat, called the road “a scar”. Former governor Ben Hale liked it.",
    "“We never saw it,” Ms. Finch’s spokesman, Cy Dorr, told the Post. “Nobody wrote.”",
    "Olga Brandt's lawyer said the road was stolen.",
    "The ministry's spokeswoman said the road was wide.",
    "Engineer Lars Vik said the road was long.",
    "The head teacher of Hill School, Max Orr, said the road was loud.",
    "The Defence Ministry’s lawyer, Eve Hall, came. “The road is ours,” Hall said.",
    "The European Union welcomed the road. Its envoy, Claire Mont, said it was the first.",
    "Judge Ola Reed told Vik that he had been careless.",
)


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("What did the governor say about the road?", [1]),
        ("What did Ms. Finch say about seeing it?", []),
        ("What did Ada Finch say?", [1]),
        ("What did Cy Dorr say?", [2]),
        ("What did the Post say?", []),
        ("What did Olga Brandt say?", []),
        ("What did the ministry say?", [4]),
        ("What did the engineer say?", [5]),
        ("What did the headteacher say?", [6]),
        ("What did the head teacher of Hill School say?", [6]),
        ("What did the lawyer of the defense ministry say?", [7]),
        ("What did the EU envoy say?", [8]),
        ("What did the envoy of the European Union say?", [8]),
        ("What did the envoy of the ministry say?", []),
        ("what did the judge tell vik", [9]),
        ("what does the engineer want", [5]),
    ],
)
def test_a_title_calls_somebody_and_anothers_spokesman_is_not_them(
    question: str, paragraphs: list[int]
) -> None:
    """Nor is a paper who tells it something; a ministry speaks by its spokeswoman."""
    assert [each.paragraph for each in asked_of(NEWS, question, match=0.3)] == paragraphs


def test_who_is_called_she_is_named_beside_it() -> None:
    """And cited where she is named."""
    first, second = "Ann Lee, the mayor, opened the road.", "“It is a good road,” she said."
    [told] = asked_of(article(first, second), "What did Lee say?")
    assert told.text == "“It is a good road,” she [Ann Lee] said."
    assert [each.sentence.text for each in told.quotes] == [first, second]


def test_a_quotation_that_goes_on_is_told_with_its_speaker() -> None:
    """Each paragraph of it, closed where the article leaves it open."""
    report = article(
        "Ann Lee spoke on Monday. “The road is good,” Lee said. “It was dear.",
        "“We paid for it twice,” she added.",
        "“And it will last.”",
    )
    told = asked_of(report, "list lee's quotes")
    assert all("Lee" in each.text for each in told)
    assert not any(each.text.count("“") > each.text.count("”") for each in told)


def test_of_what_is_said_what_is_about_the_matter_is_told() -> None:
    """Where no sentence is likely to answer, those that have its words."""
    report = article(
        "Ann Lee said the road will open in June. She said the bridge was painted red.",
        "“Taxes are too high,” Ann Lee said.",
    )
    faint = [passage(report, each.number, match=0.05) for each in report.paragraphs]
    told = [each.text for each in find("What did Lee say about taxes?", faint)]
    assert told == ["“Taxes are too high,” Ann Lee said."]
    assert find("What did Lee say about football?", faint) == []
    assert find("What did Lee think of taxes?", faint) == []


def test_a_sentence_is_told_once_and_a_quotation_goes_on() -> None:
    report = article("“It is late. It is too long,” said Ann Lee. “We paid for it twice.”")
    told = [each.text for each in find("What did Lee say?", [passage(report, 1)])]
    assert " ".join(told) == report.paragraph(1).text


@pytest.mark.parametrize(
    "question",
    [
        *("Who says it rained?", "Do sources agree that it rained?"),
        *("What did Ann Lee say?", "What did the minister say about the rain?"),
    ],
)
@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "“It rained.” ",
        "“It rained,” Ann Lee said, “and it poured.” ",
        "The minister said it rained in May. He denied it. ",
    ],
)
def test_who_says_what_takes_no_longer_than_its_paragraph(question: str, unit: str) -> None:
    """Twice the paragraph, twice the work."""

    def answered(text: str) -> list[ScoredSentence]:
        return find(question, [passage(article(text), 1)])

    assert grows(answered, unit, 3_000, before="Ann Lee said it rained. ") < 2.4


def test_a_speaker_named_far_before_is_not_told_with_all_between() -> None:
    """A quotation may go on without end; thirty sentences of it are the most."""
    near, far = (
        find("What did Lee say about the dam?", [passage(report, 1, match=0.0)])
        for report in (
            article("Ann Lee said it rained. " + "“It rained.” " * count + "“The dam broke.”")
            for count in (10, 60)
        )
    )
    assert [each.text.count("“") for each in near] == [11]
    assert all(each.text.count("“") <= 30 for each in far)
