"""What is found of a sentence, beside made-up paragraphs."""

from __future__ import annotations

import pytest

from assistant.draft_check import Finding, SentenceKind
from assistant.draft_check.finding import find
from assistant.draft_check.nearest import Placed
from assistant.draft_check.reader import DraftSentence
from assistant.verification import ContextParagraph
from index.language.sentences import sentences
from index.types import Article, Match, Paragraph

ARTICLE = Article(
    "Talks",
    tuple(
        Paragraph(number, text)
        for number, text in enumerate(
            (
                "Anna Lee met ministers in Rome on Tuesday. Norway sued Denmark over 12 islands.",
                "Ben Ode, a fisherman, said on May 3 that the nets were empty. She rejected it.",
                "The harbour was closed in 1998. About 32 boats are left, and no crane is in use.",
                "One of 22 towns has a ferry.",
                "“The nets were torn,” he said. Pressure is on Lester to close the road.",
                "Lester Holt lives in Bere. The ministers agreed to close the road to trucks.",
                "The fund has 40 members. It spent 9 million in Rye.",
                "Norway ordered repairs under pressure from Denmark.",
                "Ben Ode stood by. “The boats were sold,” he said.",
                "Norway opened talks with Denmark. A report said that the nets were dear.",
                "All of the ferries, except the Selma, were insured. It was not the pier.",
                "Ines Roy has pardoned all of the rebels but Kane.",
                "Roy refused to meet Kane. Kane said that he would meet Roy without conditions.",
                "The line carried 30,000 passengers last year, twice as many as in 2020.",
                "Kest was fined 2 million crowns for waste and 500,000 crowns for late wages.",
                "The profit of Lumo rose to 310 million dollars from 290 million a year earlier.",
                "Paul Dace said that Eva Holm had known of the plan since May, which she denies.",
                "The mine of OIL has no money.",
            ),
            start=1,
        )
    ),
    id="talks",
)


def _placed(article: Article, alike: dict[int, float] | None = None) -> list[Placed]:
    """The paragraphs, and how near those of these numbers are by meaning; the others not at all."""
    near = alike or {}
    return [
        Placed(
            ContextParagraph(str(each.number), article, each),
            tuple(Match(one, 0, near.get(each.number, 0)) for one in sentences(each.text)),
        )
        for each in article.paragraphs
    ]


PARAGRAPHS = _placed(ARTICLE)


@pytest.mark.parametrize(
    ("sentence", "finding", "reason"),
    [
        ("Norway sued Denmark over 14 islands.", Finding.CONTRADICTED, "number"),
        ("Denmark sued Norway over 12 islands.", Finding.CONTRADICTED, "order"),
        ("The fund has 9 million members.", Finding.CONTRADICTED, "number"),
        ("The harbour was closed in 1989.", Finding.CONTRADICTED, "number"),
        ("Anna Lee met ministers in Rome on Friday.", Finding.CONTRADICTED, "date"),
        ("Anna Lee met ministers in Paris on Tuesday.", Finding.CONTRADICTED, "name"),
        ("About 32 boats are left, and a crane is in use.", Finding.CONTRADICTED, "negation"),
        ("Kest was fined 3 million crowns for waste.", Finding.CONTRADICTED, "number"),
        ("Anna Lee said on May 3 that the nets were empty.", Finding.OTHER_SPEAKER, "speaker"),
    ],
)
def test_the_article_says_otherwise(sentence: str, finding: Finding, reason: str) -> None:
    found = find(_claim(sentence), PARAGRAPHS)
    assert found.reason is not None
    assert (found.finding, found.reason.value) == (finding, reason)


@pytest.mark.parametrize(
    "sentence",
    [
        "Denmark was sued by Norway over 12 islands.",  # the same, from the other side
        "Some 30 boats are left.",  # roughly
        "Lee met ministers in Rome on Tuesday.",
        "The harbour was not open in 1998.",
        "A fisherman said on May 3 that the nets were empty.",
        "Twenty-one other towns have a ferry.",
        "In May, 14 islands were empty.",  # another matter
        "Pressure is on Holt to close the road.",  # the same man
        "The ministers agreed that the road is not open to trucks.",
        "Denmark opened talks with Norway.",  # to each other
        "Under pressure from Denmark, repairs were ordered by Norway.",
        "Under Denmark’s pressure, Norway ordered repairs.",
        "The Selma was not insured.",  # who is excepted
        "Kane has not been pardoned by Ines Roy.",
        "Kane said that he would meet Roy.",  # it is the conditions that are denied
        "The line carried 15,000 passengers in 2020.",  # half of them
        "Kest was fined 2.5 million crowns in all.",
        "The profit of Lumo was 310 million dollars, 20 million more than a year earlier.",
        "Eva Holm denies that she had known of the plan since May.",  # what another says
        "The pier.",
        "HOLM STOLE THE MONEY OF THE MINE",
        "Anna Lee of Paris met ministers on Tuesday.",  # which is no place of the meeting
        "Anna Lee met ministers in Rome in March.",  # perhaps on that Tuesday
        "Norway sued Denmark over 12 islands and would not talk about any fishing quota.",
        "Norway sued Denmark over 14 harbours.",  # as well as the islands, perhaps
        "Ben Ode said that the boats were sold.",  # he likely did
        "Anna Lee said that the nets were torn.",  # who "he" is, nobody knows
        "Ferries said that the nets were dear.",  # a document's speaker is nobody's
        "An official said on May 3 that the nets were empty.",  # who may be the fisherman
        "Sweden and Norway share 40 harbours in Rome.",
        "Anna Lee will meet the king of Sweden on Friday in Oslo.",
    ],
)
def test_what_is_about_something_else_or_worded_otherwise_is_not_contradicted(
    sentence: str,
) -> None:
    found = find(_claim(sentence), PARAGRAPHS)
    assert found.finding not in (Finding.CONTRADICTED, Finding.OTHER_SPEAKER)


def test_an_endless_sentence_of_an_article_is_not_read_closely() -> None:
    """Whatever it does: a draft is checked by many sentences like it."""
    endless = Article("Endless", (Paragraph(1, f"Norway sued Denmark {'and Norway ' * 300}."),))
    assert find(_claim("Denmark sued Norway."), _placed(endless)).finding is Finding.UNCLEAR
    short = Article("Short", (Paragraph(1, "Norway sued Denmark."),))
    assert find(_claim("Denmark sued Norway."), _placed(short)).finding is Finding.CONTRADICTED


def test_what_no_paragraph_is_about_has_none_beside_it() -> None:
    found = find(_claim("Penguins breed on cold beaches."), PARAGRAPHS)
    assert (found.finding, found.evidence) == (Finding.NOTHING, ())


def test_what_is_about_it_in_other_words_stands_beside_it() -> None:
    """By the search's comparison of meanings, where hardly a word is the same."""
    sentence = _claim("Penguins breed on cold beaches.")
    near, far = (find(sentence, _placed(ARTICLE, {3: cosine})) for cosine in (0.55, 0.45))
    assert (near.finding, far.finding) == (Finding.UNCLEAR, Finding.NOTHING)
    assert [each.context.label for each in near.evidence] == ["3"]


def test_a_few_words_in_common_do_not_outdo_the_meaning() -> None:
    """One paragraph has a little of it by chance, and another one means it."""
    sentence = _claim("A fisherman would rather that the ferry be cheap and sail to Spain at noon.")
    found = find(sentence, _placed(ARTICLE, {4: 0.3, 6: 0.6}))
    assert [each.context.label for each in found.evidence] == ["6"]


def test_another_number_of_the_same_in_a_sentence_that_means_the_same() -> None:
    sentence = _claim("Oslo took its neighbour to court for fourteen islands.")
    near, far = (find(sentence, _placed(ARTICLE, {1: cosine})) for cosine in (0.6, 0.45))
    assert (near.finding, near.detail) == (
        Finding.CONTRADICTED,
        "the draft has “fourteen”, the article “12”",
    )
    assert far.finding is Finding.NOTHING


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("The class has 6 boys and 4 girls.", Finding.CONTRADICTED),
        ("The class has 9 boys and 6 girls.", Finding.CONTRADICTED),
        ("There are 4 boys and 6 girls here.", Finding.UNCLEAR),
        ("Of 9 boys 4 are in the class, with 6 girls.", Finding.UNCLEAR),
    ],
)
def test_numbers_that_have_changed_places(sentence: str, finding: Finding) -> None:
    article = Article("Class", (Paragraph(1, "The class had 4 boys and 6 girls."),))
    assert find(_claim(sentence), _placed(article, {1: 0.8})).finding is finding


TOLD = Article(
    "Told",
    tuple(
        Paragraph(number, text)
        for number, text in enumerate(
            (
                "Carla Wines said that the nets were dear.",
                "“Engines cost more than a house,” said Tom Roe. “Ropes are cheap.”",
                "The agency said that the quay was unsafe. Dora Hill met the mayor.",
                "Hill was pleased with Wimes. Dora Hill opened the market, and Tom Roe sang.",
                "Eve Moss said the market was full, and Tom Roe said the market was full.",
            ),
            start=1,
        )
    ),
    id="told",
)


@pytest.mark.parametrize(
    ("sentence", "detail"),
    [
        ("Dora Hill said that the nets were dear.", "Dora Hill, the article from Carla Wines"),
        (
            "The market was open, and Dora Hill said that the nets were dear.",
            "Dora Hill, the article from Carla Wines",
        ),
        ("Hill said that motors are more expensive than homes.", "Hill, the article from Tom Roe"),
    ],
)
def test_somebody_else_says_it_anywhere_in_the_article_or_in_other_words(
    sentence: str, detail: str
) -> None:
    found = find(_claim(sentence), _placed(TOLD, {2: 0.7}))
    assert (found.finding, found.detail) == (
        Finding.OTHER_SPEAKER,
        f"the draft has it from {detail}",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Wimes said that the nets were dear.",  # misspelt on one side
        "Dora Hill said that the quay was unsafe.",  # who may speak for the agency
        "Tom Roe said the market was full.",  # as well as Eve Moss
        "Those in Hill said that the nets were dear.",
        "A manager of Hill said that the nets were dear.",  # who may be Carla Wines
        "Carla Wines met Dora Hill, telling her that the nets were dear.",
    ],
)
def test_who_may_be_the_one_who_says_it_is_nobody_else(sentence: str) -> None:
    assert find(_claim(sentence), _placed(TOLD)).finding is not Finding.OTHER_SPEAKER


def test_the_paragraph_that_is_named_is_asked_first() -> None:
    """Supported by another one all the same, which is told."""
    named, other = (
        find(_claim("Norway sued Denmark over 12 islands.", label), PARAGRAPHS)
        for label in ("1", "3")
    )
    assert (named.finding, named.detail) == (Finding.SUPPORTED, "")
    assert (other.finding, other.detail) == (Finding.SUPPORTED, "[1] says it, not [3]")


def test_a_paragraph_that_is_about_something_else_is_not_what_is_compared() -> None:
    found = find(_claim("Norway sued Denmark over 14 islands.", "3"), PARAGRAPHS)
    assert (found.finding, found.detail) == (
        Finding.CONTRADICTED,
        "the draft has “14”, the article “12”",
    )


def test_a_sentence_too_long_to_be_understood_is_not_judged() -> None:
    found = find(_claim(f"Norway sued Denmark over 14 islands, {'and so on, ' * 100}"), PARAGRAPHS)
    assert (found.finding, found.evidence) == (Finding.UNCLEAR, ())
    assert "1,000 characters" in found.detail


def _claim(text: str, *labels: str) -> DraftSentence:
    return DraftSentence(text, 0, len(text), SentenceKind.CLAIM, labels)
