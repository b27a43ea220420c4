"""Who is named when it is asked who says something, and who says not, denies, doubts, confirms it.

Made-up statements of every stance, about several matters, asked about in every form of question.
Whoever is not expected is named nowhere in the answer.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import pytest

from assistant.extractive.answerer import find
from assistant.types import Basis
from index.types import Article
from tests.assistant.passages import article, passage


class Matter(NamedTuple):
    """Something to be said: that it is so, that it is not, and that it should be."""

    so: str
    not_so: str
    should: str


MATTERS: Final = (
    Matter("the bridge is safe", "the bridge is not safe", "the bridge be safe"),
    Matter(
        "the explosion was a bomb", "the explosion was not a bomb", "the explosion be called a bomb"
    ),
    Matter("the mine will close in May", "the mine will not close in May", "the mine close in May"),
    Matter(
        "the minister took bribes", "the minister never took bribes", "the minister take bribes"
    ),
    Matter(
        "the video should be released", "the video should not be released", "the video be released"
    ),
)
SPEAKERS: Final = ("Ann Berg", "the mayor", "a union leader", "Kofi Reilly", "the ministry")

# {S} speaks; {so}, {So}, {not_so}, {Not_so} and {should} are of the matter; {O} is another.
STATEMENTS: Final = {
    "says": """
        {S} said {so}.
        {S} said that {so}.
        “{So},” {S} said.
        “{So},” said {S}.
        “{So}. We looked at it twice,” {S} said.
        “We looked at it twice. {So},” said {S}.
        According to {S}, {so}.
        {So}, according to {S}.
        {So}, {S} said.
        {S} told reporters that {so}.
        {S} insists {so}.
        In a statement on Monday, {S} said {so}.
        “I have no doubt that {so},” {S} said.
        “I believe that {so},” {S} said.
        {S} wrote: “{So}.”
        {S} is convinced that {so}.
        {S} pointed out that {so}.
        {S} made it clear that {so}.
        {S} said {so}, but gave no figures.
    """,
    "confirms": """
        {S} confirmed that {so}.
        {S} has confirmed that {so}.
        {S} acknowledged that {so}.
    """,
    "says not": """
        {S} said {not_so}.
        {S} said that {not_so}.
        “{Not_so},” {S} said.
        {S} told reporters that {not_so}.
        According to {S}, {not_so}.
        {Not_so}, {S} said.
    """,
    "denies": """
        {S} denied that {so}.
        {S} denies {so}.
        {S} flatly denied that {so}.
        {S} has denied that {so}.
        {S} rejected the claim that {so}.
        {S} disputed the claim that {so}.
        {S} dismissed the idea that {so}.
        {S} did not believe that {so}.
    """,
    "doubts": """
        {S} doubts that {so}.
        {S} doubted {so}.
        {S} is doubtful that {so}.
        {S} was sceptical that {so}.
        “I doubt that {so},” said {S}.
        {S} questioned whether {so}.
    """,
    "unsure": """
        {S} was unsure whether {so}.
        {S} was not sure whether {so}.
        {S} did not know whether {so}.
        {S} said it was too early to say whether {so}.
        “It is too early to tell whether {so},” {S} said.
        {S} said it was unclear whether {so}.
        “I do not know if {so},” {S} said.
        {S} said it remains to be seen whether {so}.
    """,
    "none": """
        {S} said that perhaps {so}.
        “Maybe {so},” {S} said.
        {S} said it is possible that {so}.
        {S} said {so} if the tests are right.
        “If {so}, I will eat my hat,” {S} said.
        “Until {so}, we stay away,” {S} said.
        {S} hopes {so}.
        {S} fears that {so}.
        {S} is hopeful that {so}.
        {S} suspects that {so}.
        “I hope that {so},” {S} said.
        “Imagine that {so},” {S} said.
        {S} asked whether {so}.
        “Is it true that {so}?” asked {S}.
        “Who says that {so}?” {S} asked.
        “How can anyone say {so}?” {S} asked.
        {S} wanted to know whether {so}.
        {S} was asked whether {so}.
        {S} demanded proof that {so}.
        {S} demanded that {should}.
        {S} recommended that {should}.
        {S} urged the council to make sure that {so}.
        {S} said the council must prove that {so}.
        {S} promised to find out whether {so}.
        {S} declined to say whether {so}.
        {S} refused to comment on whether {so}.
        {S} would not say whether {so}.
        {S} did not say whether {so}.
        {S} would neither confirm nor deny that {so}.
        {S} could not confirm that {so}.
        {S} has not confirmed that {so}.
        {S} declined to confirm that {so}.
        {S} refused to rule out that {so}.
        {S} never said that {so}.
        {S} no longer says that {so}.
        {S} stopped short of saying that {so}.
        {S} avoided saying that {so}.
        “I never said that {so},” {S} said.
        “I am not saying that {so},” {S} said.
        {S} denied saying that {so}.
        {S} denied having said that {so}.
        {S} apologised for saying that {so}.
        {S} warned against believing that {so}.
        Asked whether {so}, {S} declined to comment.
        Asked if {so}, {S} said the council would meet on Friday.
        {S} said there is no evidence that {so}.
        {S} said the report does not show that {so}.
        {S} said the council pretends that {so}.
        “They say {so},” {S} said.
        “{So}, they tell us,” {S} said.
        “We were told that {so},” {S} said.
        {S} said it had heard that {so}.
        “{O} claims that {so},” {S} said.
        “{O} says {so}. That is a lie,” {S} said.
        {S} called {O}’s claim that {so} a lie.
        {S} criticised {O} for saying that {so}.
        {S} mocked {O}’s statement that {so}.
        {S} said {O} was wrong to say that {so}.
        “‘{So}.’ I have heard that before,” {S} said.
        “So {so}? I do not believe it,” {S} said.
    """,
}
# What is asked, and whose statements answer it.
QUESTIONS: Final = (
    ("Who says {so}?", {"says", "confirms"}),
    ("Who said that {so}?", {"says", "confirms"}),
    ("Does anyone say that {so}?", {"says", "confirms"}),
    ("How many say that {so}?", {"says", "confirms"}),
    ("How many sources say {so}?", {"says", "confirms"}),
    ("Who says {not_so}?", {"says not"}),
    ("Who denies that {so}?", {"denies", "says not"}),
    ("Does anyone deny that {so}?", {"denies", "says not"}),
    ("Who confirms that {so}?", {"confirms"}),
    ("Has anyone confirmed that {so}?", {"confirms"}),
    ("Is there anyone who doubts that {so}?", {"doubts"}),
    ("Are there any who doubt {so}?", {"doubts"}),
    ("Is anyone unsure whether {so}?", {"unsure"}),
    ("Who does not know whether {so}?", {"unsure"}),
    ("Do they agree that {so}?", set(STATEMENTS) - {"none"}),
)
CASES: Final = [
    (kind, template.strip(), at)
    for kind, templates in STATEMENTS.items()
    for at, template in enumerate(templates.strip().splitlines())
]
ADLER: Final = "Gus Adler said {so}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _report(template: str, speaker: str, matter: Matter, *more: str) -> Article:
    forms = {
        **matter._asdict(),
        "So": _capital(matter.so),
        "Not_so": _capital(matter.not_so),
        "S": speaker,
        "O": "Olaf Quist",
    }
    said = [_capital(each.format(**forms)) for each in (template, *more)]
    return article("The council met on Monday to talk about money.", *said, "Tea was served.")


def _told(question: str, report: Article) -> list[str]:
    passages = [passage(report, each.number) for each in report.paragraphs]
    return [found.text for found in find(question, passages)]


def _names(speaker: str, told: list[str]) -> bool:
    return any(speaker.rsplit(maxsplit=1)[-1] in each for each in told)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "template", "at"), CASES, ids=[case[1] for case in CASES])
def test_who_answers_is_named_and_nobody_else(kind: str, template: str, at: int) -> None:
    """Whatever is asked, alone in an article and beside somebody who says so."""
    for turn, matter in enumerate(MATTERS):
        speaker = SPEAKERS[(at + turn) % len(SPEAKERS)]
        alone = _report(template, speaker, matter)
        beside = _report(template, speaker, matter, ADLER)
        for question, kinds in QUESTIONS:
            asked = question.format(**matter._asdict())
            if (turn + at) % 2:
                assert _names(speaker, _told(asked, alone)) is (kind in kinds), asked
                continue
            answer = _told(asked, beside)
            contrast = kind in ("denies", "doubts", "unsure") and "says" in kinds
            if not contrast:
                assert _names(speaker, answer) is (kind in kinds), asked
            assert _names("Adler", answer) is ("says" in kinds), asked


@pytest.mark.parametrize("kind", ["denies", "doubts", "unsure"])
def test_who_opposes_is_told_beside_who_says_so_and_never_as_saying_so(kind: str) -> None:
    for template in STATEMENTS[kind].strip().splitlines():
        for matter in MATTERS:
            report = _report(template.strip(), "Ann Berg", matter, ADLER)
            told = _told(f"Who says {matter.so}?", report)
            assert told[0] == "Gus Adler says so", template
            assert all("Berg says so" not in each for each in told), template


@pytest.mark.parametrize(
    ("sentence", "question", "told"),
    [
        ("Ann Berg said the bridge is safe.", "Who says the bridge is safe?", "Ann Berg says so"),
        ("Police said the bridge is safe.", "Who says the bridge is safe?", "Police say so"),
        (
            "Local authorities said the bridge is safe.",
            "Who says the bridge is safe?",
            "Local authorities say so",
        ),
        (
            "Court papers show that the bridge is safe.",
            "Who says the bridge is safe?",
            "Court papers say so",
        ),
        (
            "The United Nations said the bridge is safe.",
            "Who says the bridge is safe?",
            "The United Nations says so",
        ),
        (
            "State media denied that the bridge is safe.",
            "Who denies that the bridge is safe?",
            "State media deny it",
        ),
        (
            "Ann Berg doubts the bridge is safe.",
            "Who doubts the bridge is safe?",
            "Ann Berg doubts it",
        ),
        (
            "Ann Berg and Bo Li confirmed that the bridge is safe.",
            "Who confirms the bridge is safe?",
            "Ann Berg and Bo Li confirm it",
        ),
    ],
)
def test_the_verb_agrees_with_who_speaks(sentence: str, question: str, told: str) -> None:
    assert _told(question, article(sentence)) == [told]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Ann Berg said the bridge is not safe.", "Who denies that the bridge is safe?"),
        ("Ann Berg rejected the claim that the bridge is safe.", "Who denies the bridge is safe?"),
        ("Ann Berg admitted that the bridge is safe.", "Who confirms that the bridge is safe?"),
        ("Ann Berg would not say when the road will open.", "Who says when the road will open?"),
        ("Ann Berg asked the council if the bridge is safe.", "Who asked if the bridge is safe?"),
        ("Ann Berg demanded that the bridge be closed.", "Who demands that the bridge be closed?"),
        (
            "Ann Berg declined to say if the bridge is safe.",
            "Who declined to say if the bridge is safe?",
        ),
        ("Ann Berg fears that the bridge is unsafe.", "Who fears that the bridge is unsafe?"),
    ],
)
def test_what_has_no_exact_word_of_ours_is_told_in_the_articles(
    sentence: str, question: str
) -> None:
    report = article(sentence)
    [found] = find(question, [passage(report, 1)])
    assert (found.text, found.basis) == (sentence, Basis.ARTICLE)


def test_a_word_of_ours_is_not_given_out_as_the_articles() -> None:
    report = article("Ann Berg said the bridge is safe.")
    [found] = find("Who says the bridge is safe?", [passage(report, 1)])
    assert (found.text, found.basis) == ("Ann Berg says so", Basis.LEDGER)
