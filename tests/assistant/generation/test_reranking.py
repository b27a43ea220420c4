"""Which passages a model is asked about, one by one or all at once, and what is kept of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import (
    ContextTooLong,
    ModelBusy,
    ModelError,
    ModelRefused,
    PromptFiltered,
    ReplyBroken,
)
from assistant.generation.context import Budget
from assistant.generation.listwise_reranking import read
from assistant.generation.reranking import Candidates, Selection, select
from index.types import Passage
from tests.assistant.passages import article, passage
from tests.assistant.scripted import Scripted

ISLES = ("Unst", "Yell", "Fetlar", "Whalsay", "Bressay", "Foula", "Mousa", "Noss")
ARTICLE = article(*(f"The ferry to {isle} sails at noon." for isle in ISLES), "Nobody lives there.")
FOUND = [passage(ARTICLE, number) for number in range(1, 9)]
QUESTION = "When does the ferry to Yell sail?"
BUDGET = Budget()


async def nothing() -> Sequence[Passage]:
    return ()


async def the_last() -> Sequence[Passage]:
    return [passage(ARTICLE, 9)]


async def selected(model: Scripted, candidates: Candidates | None = None) -> Selection:
    return await select(QUESTION, candidates or Candidates(FOUND, nothing), model, BUDGET)


def numbers(selection: Selection) -> list[int]:
    return [each.paragraph.number for each in selection.passages]


def fails_on(isle: str, error: Exception, known: int | None = 5) -> Scripted:
    """A model that fails on the passage about this isle, and finds the answer in Yell's."""

    def likely(text: str) -> float | Exception:
        said = text.partition("Question:")[0]
        return error if isle in said else 0.9 if "Yell" in said else 0.05

    return Scripted(likely=likely, likelihoods=known)


OWN = [ContextTooLong("too long", 400), PromptFiltered("violence", 400), ReplyBroken("nonsense")]


@pytest.mark.parametrize("error", OWN, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("known", [5, None], ids=["heard before", "not heard yet"])
@pytest.mark.parametrize("isle", ["Unst", "Fetlar"])
async def test_a_passage_on_which_the_model_fails_is_an_unread_passage(
    error: ModelError, known: int | None, isle: str
) -> None:
    """Refused, filtered or answered with nonsense: not the end."""
    model = fails_on(isle, error, known)
    assert numbers(await selected(model)) == [2]


@pytest.mark.parametrize(("isle", "known"), [("Fetlar", 5), ("Fetlar", None), ("Unst", None)])
async def test_a_server_that_fails_on_one_passage_is_asked_about_the_others(
    isle: str, known: int | None
) -> None:
    model = fails_on(isle, ModelBusy("500"), known)
    assert numbers(await selected(model)) == [2]


@pytest.mark.parametrize("known", [5, None])
@pytest.mark.parametrize(
    ("error", "asked"),
    [(ModelBusy("502"), 4), (ReplyBroken("a page"), 4), (ModelRefused("key"), 4)],
)
async def test_a_server_that_fails_on_all_is_not_asked_for_ever(
    error: ModelError, asked: int, known: int | None
) -> None:
    """The first error is the question's."""
    model = Scripted(likely=lambda text: error, likelihoods=known)
    with pytest.raises(type(error)) as raised:
        await selected(model)
    assert raised.value is error
    assert len(model.chosen) <= asked


async def test_passages_that_are_all_too_long_are_kept() -> None:
    """They may be cut for the answer."""
    model = Scripted(likely=lambda text: ContextTooLong("4096", 400))
    assert numbers(await selected(model)) == list(range(1, 9))


async def test_a_model_that_was_not_heard_yet_is_asked_about_no_passage_twice() -> None:
    model = fails_on("nowhere", ReplyBroken(""), known=None)
    await selected(model)
    assert len(set(model.chosen)) == len(model.chosen) == 4


# --- One call about all --------------------------------------------------------------------------


def at_a_word(*replies: str, known: int | None = None) -> Scripted:
    return Scripted(*replies, is_word=True, likelihoods=known)


def told(model: Scripted) -> str:
    [asked] = model.asked
    return asked[-1].content


@pytest.mark.parametrize(("known", "alone"), [(None, ["select"]), (0, [])])
async def test_a_model_that_gives_its_word_alone_tells_of_all_in_one_call(
    known: int | None, alone: list[str]
) -> None:
    """Never a call a passage: beside the one that found it out, there is one."""
    model = at_a_word("7, 2", known=known)
    selection = await selected(model)
    assert numbers(selection) == [7, 2]
    assert selection.best == FOUND[6]
    assert selection.is_sure
    assert not selection.one_by_one
    assert [call.prompt.name for call in selection.calls] == [*alone, "shortlist"]
    assert "[2] The ferry to Yell sails at noon.\n[3] The ferry to Fetlar" in told(model)
    assert f"Question: {QUESTION}" in told(model)


async def test_the_articles_other_paragraphs_are_told_in_the_same_call() -> None:
    """After those that were retrieved, which are the likelier to answer."""
    model = at_a_word("9")
    selection = await selected(model, Candidates(FOUND, the_last))
    assert numbers(selection) == [9]
    assert "sails at noon.\n[9] Nobody lives there." in told(model)


async def test_when_none_of_them_answers_nothing_is_selected() -> None:
    selection = await selected(at_a_word("None."), Candidates(FOUND, the_last))
    assert selection.passages == ()
    assert selection.best is None
    assert not selection.is_sure


@pytest.mark.parametrize("reply", ["yes", "I think so.", "99"])
async def test_a_reply_that_cannot_be_read_leaves_no_passage_out(reply: str) -> None:
    selection = await selected(at_a_word(reply))
    assert numbers(selection) == list(range(1, 9))
    assert not selection.is_sure


@pytest.mark.parametrize("error", [ContextTooLong("4096", 400), PromptFiltered("violence", 400)])
async def test_passages_that_cannot_be_told_at_once_are_all_kept(error: ModelError) -> None:
    """The answer is written from fewer where need be."""
    model = Scripted(error, is_word=True, likelihoods=0)
    assert numbers(await selected(model)) == list(range(1, 9))


async def test_passages_that_do_not_fit_are_not_told() -> None:
    """The best go first."""
    model = at_a_word("1", known=0)
    await select(QUESTION, Candidates(FOUND, nothing), model, Budget(total=500, answer=200))
    assert "Unst" in told(model)
    assert "Noss" not in told(model)


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("3", [3]),
        ('{"passages": [3, 1]}', [3, 1]),
        ('```json\n{ "passages" : [ ] }\n```', []),
        ("Of 8, {'passages': [2]} answer", [2]),
        ('{"passages": [99]}', None),
        ('{"passages": [3', [3]),
        ("[3], [1]", [3, 1]),
        ("Passages 3 and 1 answer the question.", [3, 1]),
        ("3, 3, 12", [3]),
        ("None of the 8 passages", []),
        ("no", []),
        ("0", []),
        ("", None),
        ("  \n", None),
        ("yes", None),
        ("Nonetheless 3", [3]),
        ("12", None),
        ("1.5 million", None),
    ],
)
def test_the_numbers_in_a_reply(reply: str, found: list[int] | None) -> None:
    assert read(reply, 8) == found


@given(st.text(), st.integers(1, 40))
def test_no_reply_names_a_passage_that_was_not_shown(reply: str, count: int) -> None:
    found = read(reply, count)
    assert all(1 <= number <= count for number in found or ())
    assert len(set(found or ())) == len(found or ())
