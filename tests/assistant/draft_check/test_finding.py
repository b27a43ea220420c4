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
        "Sweden and Norway share 40 harbours in Rome.",
        "Anna Lee will meet the king of Sweden on Friday in Oslo.",
    ],
)
def test_what_is_about_something_else_or_worded_otherwise_is_not_contradicted(
    sentence: str,
) -> None:
    found = find(_claim(sentence), PARAGRAPHS)
    assert found.finding not in (Finding.CONTRADICTED, Finding.OTHER_SPEAKER)


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


def test_a_sentence_too_long_to_be_understood_is_not_judged() -> None:
    found = find(_claim(f"Norway sued Denmark over 14 islands, {'and so on, ' * 100}"), PARAGRAPHS)
    assert (found.finding, found.evidence) == (Finding.UNCLEAR, ())
    assert "1,000 characters" in found.detail


def _claim(text: str, *labels: str) -> DraftSentence:
    return DraftSentence(text, 0, len(text), SentenceKind.CLAIM, labels)
