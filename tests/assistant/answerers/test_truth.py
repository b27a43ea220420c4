"""Whether something is so: who says it and who does not, never a bare yes."""

from __future__ import annotations

import pytest

from assistant.questions.forms.truth_questions import TruthQuestion, truth_question_of
from assistant.types import NoteKind
from tests.assistant.answerers.asking import answered
from tests.assistant.answerers.whole_articles import asked
from tests.assistant.passages import article

MILL = article(
    "Two officials said that Mayor Ann Field had ordered the closure. Other officials were unsure "
    "whether she had ordered it.",
    "Field said the bridge was safe. “Nobody was hurt,” she said.",
    "Bo Larsson, a baker, denied that the bridge was safe.",
    "The contractor, Moss & Sons, did not respond to requests for comment.",
    id_="mill",
    title="A bridge is closed",
)


@pytest.mark.parametrize(
    "question",
    [
        "Is it true that Field ordered the closure?",
        "is it true the mayor had ordered the closure",
        "pls fact check: Field had ordered the closure",
        "did field order the closure",
        "tell me if it's true that Field ordered the closure",
    ],
)
def test_for_and_against_are_told_together(question: str) -> None:
    found = asked(question, MILL)
    assert " ".join(each.text for each in found.sentences) == MILL.paragraph(1).text
    assert [each.kind for each in found.notes] == [NoteKind.CLAIMED]


def test_a_denial_in_the_next_paragraph_is_told_along() -> None:
    told = [each.paragraph for each in asked("is the bridge safe?", MILL).sentences]
    assert told == [2, 3]


TREATY = article(
    "Anton Ruzic told reporters that Elias Maro had promised to withdraw his troops.",
    "Maro said that he had promised no such thing as to withdraw them.",
    "The opposition disputed that. Its leader, Eva Roth, said Maro was lying.",
    "Roth gave a different account. She said Maro had asked for the talks.",
    id_="treaty",
    title="The talks on the troops go on",
)


def test_what_others_say_that_somebody_said_is_told_beside_it() -> None:
    told = asked("Did Maro promise to withdraw his troops?", TREATY).sentences
    assert [each.paragraph for each in told] == [1, 2]


def test_what_only_says_which_article_is_meant_is_left_out() -> None:
    question = "is it true that Maro had asked for the talks on the troops?"
    assert [each.paragraph for each in asked(question, TREATY).sentences] == [4]


def test_whom_the_question_names_is_asked_alone() -> None:
    told = [each.text for each in asked("Did Larsson deny the bridge was safe?", MILL).sentences]
    assert told == [MILL.paragraph(3).text]
    silent = asked("did moss & sons confirm the closure?", MILL).sentences
    assert [each.text for each in silent] == [MILL.paragraph(4).text]


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Did the governor confirm the closure?", "Nobody called “the governor” is quoted here."),
        ("has Larsson confirmed that the mayor resigned?", "nothing of it was found to be about"),
    ],
)
def test_nobody_else_answers_for_them(question: str, note: str) -> None:
    found = asked(question, MILL)
    assert found.sentences == ()
    assert note in found.notes[0].text


def test_what_nobody_speaks_of_is_refused() -> None:
    assert asked("is it true that the ferry sank?", MILL).sentences == ()


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        (
            "has the White House confirmed the strike",
            TruthQuestion(
                "the strike", "the White House", whole="the White House confirmed the strike"
            ),
        ),
        ("was the sale ordered by Lee?", TruthQuestion("the sale ordered by Lee")),
        ("isn't it true that it rained?", TruthQuestion("it rained", is_checked=True)),
        ("Was it really his rope?", TruthQuestion("his rope", is_checked=True)),
        ("When did it rain?", None),
        ("Did he confirm it?", None),
        ("Is there a bridge?", None),
        ("Is it safe?", None),
    ],
)
def test_what_is_asked_to_be_checked(question: str, claim: TruthQuestion | None) -> None:
    assert truth_question_of(question) == claim


PORT = article(
    "The Harbour Pilots Board sent a team of six overnight.",
    "Two officers said that divers had taken the ropes from the tug. The board declined to confirm "
    "that.",
    "The owner said its winches were locked away. “Nobody used our winches,” said Lars Eide. "
    "The customs office denied that.",
    id_="port",
    title="A tug sinks",
)


def test_who_declines_to_confirm_it_answers_by_the_last_word_of_their_name() -> None:
    told = answered("did the Harbour Pilots Board confirm that ropes were taken?", PORT)
    assert told[-1].endswith("The board declined to confirm that.")


def test_another_board_has_not_declined() -> None:
    told = answered("did the School Prize Board confirm that ropes were taken?", PORT)
    assert told == []


def test_what_is_near_in_meaning_is_told_with_who_answers_it() -> None:
    question = "Is it true the thieves used the builder's winches?"
    told = " ".join(answered(question, PORT))
    assert "Nobody used our winches" in told
    assert "The customs office denied that." in told
    assert "winches" not in " ".join(answered(question, PORT, match=0.3))
