"""What a draft states is judged, in whatever form: before a colon, as a question, in brackets."""

from __future__ import annotations

import pytest

from assistant.draft_check import Finding, SentenceKind
from assistant.draft_check.finding import find
from assistant.draft_check.nearest import Placed
from assistant.draft_check.reader import read_draft
from assistant.verification import ContextParagraph
from index.types import Article, Paragraph

ARTICLE = Article("Rye", (Paragraph(1, "The court of Rye will rule in April."),), id="rye")
PLACED = [Placed(ContextParagraph("1", ARTICLE, ARTICLE.paragraphs[0]), ())]


@pytest.mark.parametrize(
    ("draft", "finding"),
    [
        ("The court of Rye will rule in April:", Finding.SUPPORTED),
        ("The court of Rye will rule in May:", Finding.CONTRADICTED),
        ("The court of Rye will rule in May, as follows:", Finding.UNCLEAR),
        ("The court of Rye will rule in May, won't it?", Finding.CONTRADICTED),
        ("The court of Rye will rule in May, right?", Finding.CONTRADICTED),
        ("Did you know that the court of Rye will rule in May?", Finding.CONTRADICTED),
        ("The court of Rye will <not> rule in April.", Finding.CONTRADICTED),
        ("The court of Rye will <not ever> rule in April.", Finding.UNCLEAR),
        ("The court of Rye will <b not>rule in April.", Finding.UNCLEAR),
        ("The court of Rye will </not> rule in April.", Finding.CONTRADICTED),
        ("The court of Rye <b>will</b> <span class='x'>rule</span> in April.", Finding.SUPPORTED),
        ("The court of Rye will rule in April <para>1</para>.", Finding.SUPPORTED),
        ("Will the court of Rye rule in May?", Finding.NO_CLAIM),
    ],
)
def test_it_is_judged_as_a_statement(draft: str, finding: Finding) -> None:
    [sentence] = read_draft(draft, {"1"})
    if sentence.kind is SentenceKind.CLAIM:
        assert find(sentence, PLACED).finding is finding
    else:
        assert finding is Finding.NO_CLAIM


@pytest.mark.parametrize(
    "lead_in",
    [
        "The reasons are as follows:",
        "Here are the main findings:",
        "Here’s what we know:",
        "Key points:",
        "In short:",
    ],
)
def test_what_leads_up_to_claims_is_none(lead_in: str) -> None:
    [sentence] = read_draft(lead_in, ())
    assert (sentence.kind, sentence.text) == (SentenceKind.EMPTY, lead_in)


def test_a_tag_marks_a_paragraph_as_before() -> None:
    [sentence] = read_draft("The court will rule in April <para>1</para>.", {"1"})
    assert (sentence.text, sentence.labels) == ("The court will rule in April.", ("1",))
