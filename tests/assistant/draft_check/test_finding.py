"""What is found of a sentence, beside made-up paragraphs."""

from __future__ import annotations

import pytest

from assistant.draft_check import Finding, SentenceKind
from assistant.draft_check.finding import find
from assistant.draft_check.reader import DraftSentence
from assistant.verification import ContextParagraph
from index.types import Article, Paragraph

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
            ),
            start=1,
        )
    ),
    id="talks",
)
PARAGRAPHS = [ContextParagraph(str(each.number), ARTICLE, each) for each in ARTICLE.paragraphs]


@pytest.mark.parametrize(
    ("sentence", "finding", "reason"),
    [
        ("Norway sued Denmark over 14 islands.", Finding.CONTRADICTED, "number"),
        ("Denmark sued Norway over 12 islands.", Finding.CONTRADICTED, "order"),
        ("The harbour was closed in 1989.", Finding.CONTRADICTED, "number"),
        ("Anna Lee met ministers in Rome on Friday.", Finding.CONTRADICTED, "date"),
        ("Anna Lee met ministers in Paris on Tuesday.", Finding.CONTRADICTED, "name"),
        ("About 32 boats are left, and a crane is in use.", Finding.CONTRADICTED, "negation"),
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
        "Anna Lee of Paris met ministers on Tuesday.",  # which is no place of the meeting
        "Anna Lee met ministers in Rome in March.",  # perhaps on that Tuesday
        "Norway sued Denmark over 12 islands and would not talk about any fishing quota.",
        "Norway sued Denmark over 14 harbours.",  # as well as the islands, perhaps
        "The fund has 9 million members.",  # the paragraph has both numbers
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
    paragraphs = [ContextParagraph("1", endless, endless.paragraphs[0])]
    assert find(_claim("Denmark sued Norway."), paragraphs).finding is Finding.UNCLEAR
    short = Article("Short", (Paragraph(1, "Norway sued Denmark."),))
    paragraphs = [ContextParagraph("1", short, short.paragraphs[0])]
    assert find(_claim("Denmark sued Norway."), paragraphs).finding is Finding.CONTRADICTED


def test_what_no_paragraph_is_about_has_none_beside_it() -> None:
    found = find(_claim("Penguins breed on cold beaches."), PARAGRAPHS)
    assert (found.finding, found.evidence) == (Finding.NOTHING, ())


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
