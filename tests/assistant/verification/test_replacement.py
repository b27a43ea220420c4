"""The article's own sentences in place of a model's: they carry what that one said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification import ContextParagraph, Judgement, Verdict, check
from assistant.verification.claim import ClaimView
from assistant.verification.draft import Draft
from assistant.verification.replacement import replacement
from tests.assistant.passages import article

FERRY = article(
    "The ferry to Port Ellis was asked for by the island’s council. The council paid for the ferry "
    "in full. It carries 300 people a day.",
    "“The harbour was never safe,” said mayor Ann Lee. Her council closed the harbour on 4 May.",
    "“We closed it,” Tom Reyes said. “The harbour was never safe for a ferry of this size, "
    "whatever the council paid.” He left.",
    "Ann Lee grew up in Port Ellis, where her parents kept a shop, and she studied law in the "
    "capital before she came home.",
    "Tom Reyes met the islanders in the rain, at the market. The boat had been sold, and he wept.",
    "Nobody looks for the boat. No watch is kept at night. "
    + "It lay at the pier for years. " * 14,
)
CONTEXT = [ContextParagraph(str(each.number), FERRY, each) for each in FERRY.paragraphs]


def checked(
    text: str, labels: str, question: str = "What of the ferry and the council?"
) -> Verdict:
    return check(Draft(text, tuple(labels.split())), CONTEXT, question)


def shown(
    text: str, labels: str, question: str = "What of the ferry and the council?"
) -> list[str]:
    return [
        f"[{each.context.label}] {each.sentence.text}"
        for each in checked(text, labels, question).evidence
    ]


def test_the_figure_is_carried_rather_than_the_words_of_the_question() -> None:
    assert shown("It carries some 300 people.", "1") == [
        "[1] The council paid for the ferry in full. It carries 300 people a day."
    ]


def test_each_paragraph_cited_gives_what_it_adds() -> None:
    """In the article's order, however they are cited."""
    assert shown("Lee’s council shut the harbour on 4 May, and 300 use the ferry.", "2 1") == [
        "[1] The council paid for the ferry in full. It carries 300 people a day.",
        f"[2] {CONTEXT[1].text}",
    ]


def test_who_is_called_he_is_named_where_the_model_named_him() -> None:
    assert shown("Reyes wept as the boat had been sold.", "5") == [f"[5] {CONTEXT[4].text}"]
    alone = "[5] The boat had been sold, and he wept."
    assert shown("Somebody wept as the boat had been sold.", "5") == [alone]


def test_a_quotation_is_carried_as_a_quotation() -> None:
    """Though another paragraph has all its words as well."""
    assert shown("Of the ferry, Ann Lee held that “the harbour was never safe”.", "2 3") == [
        "[2] “The harbour was never safe,” said mayor Ann Lee.",
        "[3] “We closed it,” Tom Reyes said. “The harbour was never safe for a ferry of this size, "
        "whatever the council paid.”",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Some 301 people ride on it each day.",
        "Lee said it on 5 May that the harbour closed.",
        "Ann Lee said “the harbour was always safe”.",
        "In Rome the council closed the harbour.",
    ],
)
def test_what_is_invented_makes_way_for_what_the_paragraph_says(text: str) -> None:
    verdict = checked(text, "1 2")
    assert verdict.judgement is Judgement.UNCERTAIN
    assert verdict.reason is not None
    assert verdict.reason.value in {"number", "date", "quote", "name"}
    assert verdict.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee is 65.",
        "Penguins eat fish.",
        "The ferry carries 300 people a day, see evil.example/x.",
    ],
)
def test_what_no_sentence_carries_is_withheld(text: str) -> None:
    """A name alone is nobody's answer, nor is where an address leads in any paragraph's words."""
    verdict = checked(text, "1 2 4")
    assert (verdict.judgement, verdict.evidence) == (Judgement.WITHHELD, ())


def test_that_none_carries_it_is_said() -> None:
    verdict = checked("Ann Lee and Port Ellis quarrel.", "4")
    assert verdict.judgement is Judgement.WITHHELD
    assert verdict.detail.endswith("and no sentence there carries what it says")


def test_a_short_paragraph_is_whole_where_little_of_it_is_in_the_same_words() -> None:
    assert shown("Nobody searches, and security is unchanged for it.", "2", "Safe?") == []
    [whole] = shown("The mayor judged the harbour unfit and shut it.", "2", "Why?")
    assert whole == f"[2] {CONTEXT[1].text}"
    [part] = shown("Nobody searches, and the guards are unchanged.", "6", "What is done?")
    assert part == "[6] Nobody looks for the boat."


TEXT = (
    "Ann Lee said “the harbour was never safe” on 4 May, 300 people a day . It He closed “ ” x.de/x"
)
WORDS = TEXT.split()


@given(
    st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join),
    st.lists(st.sampled_from(CONTEXT), min_size=1, max_size=4, unique=True),
)
def test_all_that_is_shown_stands_there_to_the_letter_and_once(
    text: str, cited: list[ContextParagraph]
) -> None:
    found = replacement(ClaimView(text), "What closed?", cited)
    assert 0 <= found.carried <= 1
    for each in found.sentences:
        sentence = each.sentence
        assert each.context.text[sentence.start : sentence.end] == sentence.text
    for one, two in pairwise(found.sentences):
        assert one.context != two.context or one.sentence.end < two.sentence.start
