"""The question set is sound, and its grades mean what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from index.types import Article
from tests.benchmarks.asked.grading import STANCES, Grade, Heard, grade, holds
from tests.benchmarks.asked.library import own_articles
from tests.benchmarks.asked.question_set import (
    FIRST,
    HALVES,
    Expected,
    Question,
    read_questions,
    read_speakers,
)

ALL = read_questions()
QUESTIONS = [question for question in ALL if question.set == FIRST]
SETS = sorted({question.set for question in ALL})
OUTCOMES = {"answered", "refused", "needs_model", "small_talk"}
KINDS = [
    "absent",
    "compare",
    "detail",
    "false_premise",
    "follow_up",
    "is_it_true",
    "list",
    "needs_model",
    "reason",
    "scope",
    "small_talk",
    "sources",
    "summary",
    "time",
    "what_said",
    "who_says",
    "wordings",
]


@pytest.fixture
async def articles(name: str) -> Mapping[str, Article]:
    return await own_articles(name)


def test_every_question_has_an_id_of_its_own_and_known_outcomes() -> None:
    ids = [question.id for question in ALL]
    assert len(ids) == len(set(ids)) >= 220
    for question in ALL:
        assert question.half in HALVES
        assert question.expected.why
        assert OUTCOMES.issuperset(question.expected.outcome)
        assert question.expected.stance in {"", "says", *STANCES}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_asked_at_least_twelve_times_and_in_both_halves(kind: str) -> None:
    halves = Counter(question.half for question in QUESTIONS if question.kind == kind)
    assert halves.total() >= 12
    assert min(halves[half] for half in HALVES) >= 5


def test_there_are_no_other_kinds() -> None:
    assert {question.kind for question in ALL} == set(KINDS)


def test_about_half_is_asked_of_the_whole_library() -> None:
    share = sum(not question.articles for question in QUESTIONS) / len(QUESTIONS)
    assert 0.4 <= share <= 0.6


def test_an_answer_that_is_expected_has_something_to_be_graded_by() -> None:
    for question in QUESTIONS:
        expected = question.expected
        if "answered" in expected.outcome:
            assert expected.must or expected.speakers or expected.cites, question.id


@pytest.mark.parametrize("name", SETS)
def test_what_a_right_answer_holds_stands_where_it_should_be_cited(
    name: str, articles: Mapping[str, Article]
) -> None:
    for question in (each for each in ALL if each.set == name):
        if not question.needs <= articles.keys():
            continue  # of an article that stands beside the project
        text = _cited_text(question, articles)
        for group in (*question.expected.must, *question.expected.speakers):
            assert any(holds(text, phrase) for phrase in group), (question.id, group)


@pytest.mark.parametrize("name", SETS)
def test_an_answer_cites_what_it_may_be_asked_of(
    name: str, articles: Mapping[str, Article]
) -> None:
    for question in (each for each in ALL if each.set == name):
        for place in question.expected.cites:
            article, _, number = place.rpartition(":")
            assert not question.articles or article in question.articles, question.id
            if article in articles:
                assert 1 <= int(number) <= len(articles[article].paragraphs), question.id


@pytest.mark.parametrize("name", SETS)
def test_every_article_has_its_speakers(name: str, articles: Mapping[str, Article]) -> None:
    speakers = read_speakers(name)
    for own, article in articles.items():
        text = " ".join(paragraph.text for paragraph in article.paragraphs)
        for group in speakers[own]:
            assert any(holds(text, alias) for alias in group), (own, group)


def _cited_text(question: Question, articles: Mapping[str, Article]) -> str:
    """The paragraphs to be cited; without any, all that is asked, with titles and papers."""
    if question.expected.cites:
        places = [place.rpartition(":") for place in question.expected.cites]
        return " ".join(articles[name].paragraphs[int(at) - 1].text for name, _, at in places)
    asked = [articles[name] for name in question.articles] or list(articles.values())
    return " ".join(
        f"{article.title} {article.source} {paragraph.text}"
        for article in asked
        for paragraph in article.paragraphs
    )


# --- Grades -----------------------------------------------------------------------------------

TOLL = Expected(("answered",), must=(("eight", "8"), ("clamp",)), cites_any=("a:1",))


@pytest.mark.parametrize(
    ("text", "cited", "expected"),
    [
        ("Eight died, and a clamp was found.", "a:1", Grade.RIGHT),
        ("Eight died, and a clamp was found.", "a:2", Grade.PARTLY),
        ("Eight died.", "a:1", Grade.PARTLY),
        ("Nine died.", "a:1", Grade.WRONG),
        ("The weight was too much.", "a:2", Grade.WRONG),
    ],
)
def test_an_answer_is_graded_by_what_it_holds_and_cites(
    text: str, cited: str, expected: Grade
) -> None:
    assert grade(TOLL, Heard("answered", text, (text,), (), frozenset({cited}))) is expected


def test_refusals_are_right_or_wrong() -> None:
    absent = Expected(("refused",))
    assert grade(absent, Heard("refused", "")) is Grade.RIGHTLY_REFUSED
    assert grade(absent, Heard("answered", "It rained.")) is Grade.WRONG
    assert grade(TOLL, Heard("refused", "")) is Grade.WRONGLY_REFUSED
    assert grade(TOLL, Heard("needs_model", "")) is Grade.WRONGLY_REFUSED
    assert grade(Expected(("needs_model",)), Heard("needs_model", "")) is Grade.RIGHT
    assert grade(Expected(("small_talk",)), Heard("refused", "")) is Grade.WRONGLY_REFUSED


def test_events_have_to_come_in_their_order() -> None:
    timeline = Expected(("answered",), must=(("1851",), ("1988",)), order=("1851", "1988"))
    assert grade(timeline, Heard("answered", "In 1851 a wreck. In 1988 they left.")) is Grade.RIGHT
    assert grade(timeline, Heard("answered", "In 1988 they left. In 1851 …")) is Grade.PARTLY


BRIDGE = Expected(("answered",), speakers=(("Moy", "engineer"),), stance="says")
SPEAKERS = (("Moy", "engineer"), ("Brandt",), ("League",))


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (("Frances Moy says so.",), Grade.RIGHT),
        (("Frances Moy says so.", "Walter Brandt says so."), Grade.WRONG),
        (("Frances Moy says so.", "The League is unsure."), Grade.RIGHT),
        (("Frances Moy says so.", "Brandt denies it."), Grade.RIGHT),
        (("Moy said that Brandt had agreed.",), Grade.RIGHT),
        (("“It is sound,” said Moy. “Ask Brandt.”",), Grade.RIGHT),
        (("“It is sound,” said Brandt.", "Moy says so."), Grade.WRONG),
    ],
)
def test_whoever_is_falsely_named_makes_an_answer_wrong(
    claims: tuple[str, ...], expected: Grade
) -> None:
    heard = Heard("answered", " ".join(claims), claims)
    assert grade(BRIDGE, heard, SPEAKERS) is expected
