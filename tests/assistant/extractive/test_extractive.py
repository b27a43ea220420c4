"""What the extractive answerer picks, and how it says who says so."""

from __future__ import annotations

import pytest

from assistant.extractive.answerer import MOST, Thresholds, find, judge, likelihoods
from assistant.questions.fitting import fits
from assistant.rendering.labels import Labels
from index.types import Place
from tests.assistant.passages import article, passage

REPORT = article(
    "The mayor resigned on Monday.",
    "Two officials said the bridge was unsafe. One engineer denied that the bridge was unsafe.",
    "Anna Berg, who built it, spoke to reporters. She said the steel had rusted.",
    "The ministry confirmed that the tunnel was closed.",
)
PASSAGES = [passage(REPORT, number, score=4.0 - number) for number in range(1, 5)]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who says that the bridge was unsafe?", "Two officials say so"),
        ("Who says the steel had rusted?", "Anna Berg says so"),
        ("Who confirmed that the tunnel was closed?", "The ministry confirms it"),
    ],
)
def test_who_says_so(question: str, said: str) -> None:
    assert find(question, PASSAGES)[0].text == said


def test_a_denial_is_told_as_one() -> None:
    """Whoever denies it is never said to say it."""
    texts = [found.text for found in find("Who says that the bridge was unsafe?", PASSAGES)]
    assert "One engineer denies it" in texts


def test_the_quote_names_the_speaker() -> None:
    """Behind a pronoun, it begins where the name stands."""
    [found] = find("Who says the steel had rusted?", PASSAGES)
    assert found.sentence.text == REPORT.paragraph(3).text


def test_thresholds_say_which_sentences_are_quoted() -> None:
    """None is likely enough; only those as likely as the best; all, but no more than are wanted."""
    question = "When did the mayor resign?"
    likely = judge(question, PASSAGES)
    best = likely[0].probability
    assert len({each.probability for each in likely}) > 2
    assert find(question, PASSAGES, Thresholds(threshold=best + 0.01)) == []
    alone = find(question, PASSAGES, Thresholds(0, nearly_as_good=1))
    assert {each.probability for each in alone} == {best}
    assert (
        find(question, PASSAGES, Thresholds(0, nearly_as_good=0, most=5))
        == [each for each in likely if fits(question, each.text)][:5]
    )


def test_one_passage_is_judged_as_among_all() -> None:
    question = "When did the mayor resign?"
    of_second = [each for each in judge(question, PASSAGES) if each.paragraph == 2]
    place = Place(REPORT.id, 2)
    assert likelihoods(question, PASSAGES, place) == {
        each.sentence.start: each.probability for each in of_second
    }


def test_other_answers_are_the_articles_own_sentences() -> None:
    for found in judge("When did the mayor resign?", PASSAGES):
        assert found.text == found.sentence.text
        paragraph = REPORT.paragraph(found.paragraph).text
        assert paragraph[found.sentence.start : found.sentence.end] == found.text


def test_nothing_is_found_in_nothing() -> None:
    assert find("When did the mayor resign?", []) == []


def test_what_hardly_matches_is_no_answer() -> None:
    faint = [passage(REPORT, number, match=0.05) for number in range(1, 5)]
    assert find("What does the weather do?", faint) == []


def test_an_answer_stays_short() -> None:
    many = article(*(f"The mayor resigned on day {day}." for day in range(9)))
    passages = [passage(many, number, match=0.95) for number in range(1, 10)]
    assert 1 <= len(find("When did the mayor resign?", passages)) <= MOST


def test_labels_are_plain_in_one_article_and_lettered_in_several() -> None:
    other = article("Another.", id_="another")
    sentence = PASSAGES[0].matches[0].sentence
    assert Labels([REPORT]).cite(REPORT, 4, sentence).label == "4"
    both = Labels([REPORT, other, REPORT])
    assert both.cite(REPORT, 4, sentence).label == "A4"
    assert both.cite(other, 1, sentence).label == "B1"


def test_labels_go_on_after_z() -> None:
    many = [article("x.", id_=str(number)) for number in range(28)]
    cited = Labels(many).cite(many[27], 1, PASSAGES[0].matches[0].sentence)
    assert cited.label == "AB1"


def test_what_tells_no_reason_is_none_however_likely() -> None:
    """A "to" or a "for" may give one; when something was does not."""
    report = article("The flights resumed in the week following the raid.")
    aimed = article("The town is replacing its gas lamps to save money.")
    assert find("Why did the flights resume?", [passage(report, 1, match=1.0)]) == []
    told = find("Why does the town replace its gas lamps?", [passage(aimed, 1, match=1.0)])
    assert [found.text for found in told] == [aimed.paragraph(1).text]
