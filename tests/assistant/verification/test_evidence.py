"""What of the cited paragraphs a claim rests on, and that it is worked out once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.verification import ContextParagraph, EvidenceSentence
from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence, verbatim
from index.language.sentences import sentences
from tests.assistant.passages import article

BRIDGE = article(
    "The old bridge closed on Monday. Nobody was hurt.",
    "A ferry carries 300 people a day. The ferry is free.",
    "“It is safe. It will open,” said the mayor.",
)
CONTEXT = [ContextParagraph(str(each.number), BRIDGE, each) for each in BRIDGE.paragraphs]


@pytest.mark.parametrize(
    ("claim", "sentences"),
    [
        ("The bridge closed on Monday.", ["The old bridge closed on Monday."]),
        ("Nobody was hurt as the bridge closed.", [CONTEXT[0].text]),
        (
            "The bridge closed, and a ferry carries people.",
            ["The old bridge closed on Monday.", "A ferry carries 300 people a day."],
        ),
    ],
)
def test_evidence_has_the_sentences_that_a_claim_needs(claim: str, sentences: list[str]) -> None:
    """One, two in a row, or those of several paragraphs, in the text's order."""
    evidence = Evidence.of(ClaimView(claim), CONTEXT)
    assert [each.sentence.text for each in evidence.sentences] == sentences
    assert evidence.share == 1


def test_a_claim_without_content_has_no_share() -> None:
    assert Evidence.of(ClaimView("?"), CONTEXT).share == 0


def test_evidence_of_one_sentence_is_that_sentence() -> None:
    claim = ClaimView("The ferry is free.")
    quoted = EvidenceSentence(CONTEXT[1], sentences(CONTEXT[1].text)[0])
    evidence = Evidence.in_sentence(claim, quoted)
    assert (evidence.sentences, evidence.labels) == ((quoted,), "[2]")
    assert 0 < evidence.share < 1


@pytest.mark.parametrize(
    ("text", "label"),
    [("Nobody was hurt.", "1"), ("It is safe.", None), ("Nobody was hurt", None)],
)
def test_what_is_copied_stands_there_by_itself(text: str, label: str | None) -> None:
    """Not out of the middle of a quotation, nor in other signs."""
    copied = verbatim(text, CONTEXT)
    assert (copied and copied.context.label) == label


def test_what_a_claim_has_in_common_with_a_paragraph_is_worked_out_once() -> None:
    claim = ClaimView("The bridge closed on Monday.")
    assert claim.support(CONTEXT[0], BRIDGE) is claim.support(CONTEXT[0], BRIDGE)
    assert claim.terms(BRIDGE) is claim.terms(BRIDGE)


WORDS = ("Mayor", "Lee", "will", "close", "closes", "the", "docks", "He", "does", "doe", "twenty")
MARKS = (" ", ". ", ".", "? ", ", ", "\n\n", ".” ", " 5 ", " million ", "-")
texts = st.lists(st.sampled_from(WORDS + MARKS), min_size=1, max_size=24).map("".join)


@example("A doe", "The docks closed. Does he? The", "en")
@example("The strike ended", "The strike ended.Com workers left.", "en")
@given(texts, texts, st.sampled_from(("en", "de")))
def test_a_paragraph_never_has_more_of_a_claim_than_its_words_tell(
    claim: str, text: str, language: str
) -> None:
    of = replace(article(f"{text} Docks", "The docks will close."), language=language)
    context = [ContextParagraph(str(each.number), of, each) for each in of.paragraphs]
    for paragraphs in (context[:1], context):
        view = ClaimView(claim)
        assert Evidence.of(view, paragraphs).share <= Evidence.most(view, paragraphs)
