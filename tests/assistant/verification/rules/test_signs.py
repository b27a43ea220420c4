"""What in a model's sentence is no word: unseen characters never come out, signs are checked."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import QuestionError
from assistant.generation.drafts import DraftReader
from assistant.questions.follow_ups.follow_up import understand
from assistant.questions.wording.question_text import check_question
from assistant.types import Message
from assistant.verification import ContextParagraph, Judgement, Reason, check
from assistant.verification.draft import Draft
from assistant.verification.rules.sign import scare_quotes, strange_signs
from tests.assistant.passages import article
from tests.assistant.scripted import Scripted

BRIDGE = article(
    "The old bridge would close in May, the mayor said. Nobody knows why!",
    "Is it “safe”? About 20 % of the piles ~ the eastern ones ~ are rotten, he said.",
)
CONTEXT = [ContextParagraph(str(each.number), BRIDGE, each) for each in BRIDGE.paragraphs]
UNSEEN = "\x1b\x00\x07\x7f\x85\x9b\u200b\u200e\u202a\u202e\u2066\u2069\u2060\ufeff\U000e0041\xad"


@given(
    st.text(st.sampled_from(f"ab 6.[]\n👩{UNSEEN}\u200d\ufe0f"), max_size=60),
    st.lists(st.integers(1, 9), max_size=20),
)
def test_no_character_that_nobody_sees_comes_out_of_a_reply(text: str, cuts: list[int]) -> None:
    """However the stream cut it; and what is seen is read as if they were not there."""
    reader = DraftReader({"6"})
    drafts: list[Draft] = []
    at = 0
    for cut in cuts:
        drafts += reader.feed(text[at : at + cut])
        at += cut
    drafts += [*reader.feed(text[at:]), *reader.finish()]
    for draft in drafts:
        assert not set(draft.text) & set(UNSEEN)
        assert not [each for each in draft.text if unicodedata.category(each) == "Cc"]


def test_what_is_seen_of_a_reply_stays(  # joiners that shape letters and emoji, and their forms
) -> None:
    text = "👩\u200d🚒 می\u200cخواهم क्\u200dष ☎\ufe0f [6]."
    for size in (1, 2, 500):
        reader = DraftReader({"6"})
        drafts = [d for at in range(0, len(text), size) for d in reader.feed(text[at : at + size])]
        [draft] = [*drafts, *reader.finish()]
        assert draft.text == f"{text.removesuffix(' [6].')}."


def test_a_marker_with_unseen_characters_in_it_is_read() -> None:
    reader = DraftReader({"6"})
    [draft] = [*reader.feed("It \x1bcloses [\u20666\u2069\u200b]."), *reader.finish()]
    assert draft == Draft("It closes.", ("6",))


def test_a_question_is_what_is_seen_of_it() -> None:
    assert check_question(" Who\u202e says\u2066 so\x1b? ") == "Who says so?"
    with pytest.raises(QuestionError, match="empty"):
        check_question("\u200b\u202e")


async def test_a_question_that_a_model_rewrote_is_what_is_seen_of_it() -> None:
    history = [Message("user", "What of the bridge?"), Message("assistant", "It is closed.")]
    understood = await understand("And it?", history, Scripted("What of the\u202e \x1bbridge?"))
    assert understood.question == "What of the bridge?"


@pytest.mark.parametrize(
    "said",
    [
        "The old bridge would 🚫 close in May, the mayor said.",
        "The old bridge would close in May (/s), the mayor said.",
        "The old bridge would close in May, the mayor said /j.",
        "The old bridge would close in May, the mayor said?!",
        "The old bridge would close in May, the mayor “said”.",
        "The “old” bridge would close in May, the mayor said.",
        "The 'old bridge' would close in May, the mayor said.",
        "The old bridge would ~~close~~ in May, the mayor said.",
        "The old bridge would c\u0336l\u0336o\u0336s\u0336e in May, the mayor said.",
        "The old bridge would close in May → the mayor said.",
        "The old bridge would close in May ✔, the mayor said.",
        "The old bridge ≠ would close in May, the mayor said.",
        "The old bridge would *close in May, the mayor said.",
        "The old bridge would close in May™, the mayor said.",
        "The old bridge would close in May, the mayor said…",
        "The old bridge would close in May, the mayor said...",
        "The old bridge would close in May... the mayor said.",
        "The old bridge would close in May, the mayor said (?).",
        "The old bridge would close in May, the mayor said :)",
        "The old bridge would close in May, the mayor ‹said›.",
    ],
)
def test_a_sentence_with_a_sign_of_its_own_is_said_in_the_article_s_words(said: str) -> None:
    verdict = check(Draft(said, ("1",)), CONTEXT, "When would the bridge close?")
    assert verdict.judgement is Judgement.UNCERTAIN
    [quoted] = verdict.evidence
    assert quoted.sentence.text == "The old bridge would close in May, the mayor said."


@pytest.mark.parametrize(
    "reply",
    [
        "❌ The old bridge would close in May, the mayor said [1].",
        "- 🚫 The old bridge would close in May, the mayor said [1].",
        "👎🏽 The old bridge would close in May, the mayor said [1].",
        ":thumbsdown: The old bridge would close in May, the mayor said [1].",
        "The old bridge would close in May, the mayor said [1]. ❌",
        "The old bridge would close in May, the mayor said [1].\n❌",
        "❌\nThe old bridge would close in May, the mayor said [1].",
        "| said | so |\n|---|\n| The old bridge would close in May, the mayor said [1]. | ❌ |",
        "| The old bridge would close in May, the mayor said [1]. | False |",
        "~~The old bridge would close in May, the mayor said [1].~~",
        "The old bridge would <del>close</del> in May, the mayor said [1].",
        "<sarcasm>The old bridge would close in May, the mayor said [1].</sarcasm>",
        "The old bridge would close in May, the mayor said [1]. (/s)",
        "The old bridge would ~~not~~ close in May, the mayor said [1].",
    ],
)
def test_what_a_reply_takes_back_is_no_decoration(reply: str) -> None:
    """Read as it comes, in any pieces, its sentence is never shown as the model's own."""
    for size in (1, 7, 500):
        reader = DraftReader({"1", "2"})
        drafts = [
            draft
            for at in range(0, len(reply), size)
            for draft in reader.feed(reply[at : at + size])
        ]
        for draft in [*drafts, *reader.finish()]:
            verdict = check(draft, CONTEXT, "When would the bridge close?")
            assert verdict.judgement not in (Judgement.SUPPORTED, Judgement.REPAIRED)


def test_what_only_adorns_a_reply_is_left_out() -> None:
    reply = "✅ The old bridge would close in May, the mayor said [1].\n📌 Nobody knows why [1]!"
    reader = DraftReader({"1"})
    drafts = [*reader.feed(reply), *reader.finish()]
    assert [each.text for each in drafts] == [
        "The old bridge would close in May, the mayor said.",
        "Nobody knows why!",
    ]


def test_why_it_is_not_shown_as_written_can_be_read() -> None:
    said = "The old bridge would 🚫 close in May, the mayor said."
    verdict = check(Draft(said, ("1",)), CONTEXT, "When would it close?")
    assert (verdict.reason, verdict.detail) == (Reason.SIGN, "[1] does not have the sign 🚫")


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("“It closes,” he said – at 5 p.m.; 20% (or $5) & more/less", "It closes, he said."),
        ("Is it “safe”? Yes!", "He asked: Is it 'safe'? Yes!"),
        ("“safe”", "He called it «quite safe»."),
        ("It’s 5 km – or so", "It's 5 km - or so"),
        ("* It closes.\n+ It opens.", "It closes. It opens."),
        ("He read “Common Ground” aloud.", "He read Common Ground aloud."),
        ("He said “it would close in May”.", "He said it would close in May."),
        ("café नमस्ते", "cafe\u0301 नमस्ते"),
    ],
)
def test_ordinary_marks_are_no_signs(claim: str, evidence: str) -> None:
    assert strange_signs(claim, evidence) == scare_quotes(claim, evidence) == []


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("The “old” bridge would close.", ["old"]),
        ("The 'rather old bridge' would “close”.", ["rather old bridge", "close"]),
        ("He said “the bridge would close”.", []),
    ],
)
def test_a_few_words_in_quotation_marks_are_a_reservation(claim: str, found: list[str]) -> None:
    """Up to three; more are somebody's words, which another rule compares."""
    assert scare_quotes(claim, "The rather old bridge would close, he said.") == found


@given(st.text(max_size=60))
def test_a_text_has_no_sign_that_it_has_not_itself(text: str) -> None:
    assert strange_signs(text, text) == []
    assert scare_quotes(text, text) == []


def test_what_is_made_a_question_claims_nothing() -> None:
    said = "The old bridge would close in May, the mayor said?"
    verdict = check(Draft(said, ("1",)), CONTEXT, "When would the bridge close?")
    assert verdict.judgement is Judgement.LEAD_IN
