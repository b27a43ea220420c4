"""The second judge: asked once, about what is merely doubtful, and believed when it can be read."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wiring import Parts
from assistant.errors import ModelRefused, ReplyBroken
from assistant.options import Options
from assistant.pipeline import Assistant
from assistant.types import Answer, Basis, Judged, Outcome
from assistant.verification.judge import SecondOpinion, read
from tests.assistant.scripted import Scripted

CANONICAL = "Who says the departures were ordered?"
UNCERTAIN = "One source close to the ruling party said Rodriguez had demanded the departures"
CERTAIN = "Other sources were not sure whether the new leadership was pushing the Cubans out"
UNCERTAIN_TOO = "Other sources did not know whether the new leaders were expelling the Cubans"
BROKEN = "Rodriguez had ordered the departures under pressure from the United States"
WRITTEN = f"{UNCERTAIN} [6]. {BROKEN} [6]."
OWN = "One source close to Venezuela’s ruling party said Rodriguez had ordered the departures"


async def ask(parts: Parts, model: Scripted, *, judge: bool = True) -> Answer:
    options = Options(judge=judge)
    return await Assistant(parts.retriever, parts.answers, model, options).ask(CANONICAL)


def about(text: str) -> float:
    return 0.9 if "had ordered the departures" in text else 0.1


async def test_a_yes_shows_the_models_own_words(parts: Parts) -> None:
    model = Scripted(WRITTEN, "1: yes", likely=about)
    answer = await ask(parts, model)
    first = answer.claims[0]
    assert first.text == f"{UNCERTAIN} [6]."
    assert first.basis is Basis.MODEL
    assert answer.judged == Judged(yes=1, no=0, unchecked=0)
    assert answer.calls[-1].prompt.name == "judge"
    *_, asked = model.asked
    assert f"1: {UNCERTAIN}" in asked[-1].content
    assert OWN in asked[-1].content


async def test_one_call_asks_about_all_and_keeps_the_order(parts: Parts) -> None:
    """What the check is sure of waits behind what it doubts, and is not asked about."""
    written = f"{UNCERTAIN} [6]. {CERTAIN} [6]. {UNCERTAIN_TOO} [6]."
    model = Scripted(written, "1: yes\n2: yes", likely=about)
    answer = await ask(parts, model)
    shown = [f"{each} [6]." for each in (UNCERTAIN, CERTAIN, UNCERTAIN_TOO)]
    assert [claim.text for claim in answer.claims] == shown
    assert answer.judged == Judged(yes=2, no=0, unchecked=0)
    _, [*_, asked] = model.asked
    numbered = [line for line in asked.content.splitlines() if line[:1].isdigit()]
    assert numbered == [f"1: {UNCERTAIN}.", f"2: {UNCERTAIN_TOO}."]


async def test_each_gets_the_opinion_on_itself(parts: Parts) -> None:
    written = f"{UNCERTAIN} [6]. {UNCERTAIN_TOO} [6]."
    answer = await ask(parts, Scripted(written, "2: yes\n1: no", likely=about))
    first, second = answer.claims
    assert first.text.startswith(OWN)
    assert second.text == f"{UNCERTAIN_TOO} [6]."
    assert answer.judged == Judged(yes=1, no=1, unchecked=0)


async def test_a_verdict_that_was_cut_off_is_none(parts: Parts) -> None:
    """It may have gone on: "1: yes, but only in part"."""
    model = Scripted(f"{UNCERTAIN} [6]. Other", "1: yes", likely=about, whole=False)
    answer = await ask(parts, model)
    assert answer.claims[0].text.startswith(OWN)
    assert answer.judged == Judged(0, 0, 1)


async def test_a_model_that_breaks_off_loses_nothing_that_waits(parts: Parts) -> None:
    """It is not asked again; what it had written is shown as without a judge."""
    begun = f"{UNCERTAIN} [6]. {CERTAIN} [6]. That Cubans were being taken out of the count✂"
    model = Scripted(begun, ReplyBroken("cut short"), likely=about)
    answer = await ask(parts, model)
    own, certain = answer.claims
    assert own.text.startswith(OWN)
    assert certain.text == f"{CERTAIN} [6]."
    assert (answer.outcome, answer.failure) == (Outcome.DEGRADED, "cut short")
    assert answer.judged == Judged(0, 0, 1)
    assert len(model.asked) == 1


async def test_a_broken_rule_is_not_asked_about(parts: Parts) -> None:
    """A speaker left out stays left out, whatever a judge would say."""
    model = Scripted(WRITTEN, "1: yes\n2: yes", likely=about)
    answer = await ask(parts, model)
    *_, asked = model.asked
    assert BROKEN not in asked[-1].content.split("</paragraph>")[-1]
    assert all(claim.text.partition(" [")[0] != BROKEN for claim in answer.claims)


@pytest.mark.parametrize(
    ("verdict", "judged"),
    [
        ("1: no", Judged(0, 1, 0)),
        ("1: perhaps", Judged(0, 0, 1)),
        ("1: yes\n1: no", Judged(0, 0, 1)),
        ("", Judged(0, 0, 1)),
        (ModelRefused("too much"), Judged(0, 0, 1)),
    ],
)
async def test_anything_else_shows_the_articles_words(
    parts: Parts, verdict: str | Exception, judged: Judged
) -> None:
    """What cannot be read is counted, and is no yes."""
    answer = await ask(parts, Scripted(f"{UNCERTAIN} [6].", verdict, likely=about))
    [claim] = answer.claims
    assert claim.text.startswith(OWN)
    assert (claim.basis, claim.proposed) == (Basis.ARTICLE, f"{UNCERTAIN}.")
    assert answer.judged == judged
    kept = await parts.answers.get(answer.id)
    assert kept.judged == judged


async def test_nobody_is_asked_unless_it_is_wanted(parts: Parts) -> None:
    model = Scripted(f"{UNCERTAIN} [6].", likely=about)
    answer = await ask(parts, model, judge=False)
    assert answer.judged is None
    assert len(model.asked) == 1


async def test_nobody_is_asked_when_nothing_is_in_doubt(parts: Parts) -> None:
    model = Scripted(f"{OWN} under pressure from the United States [6].", likely=about)
    assert (await ask(parts, model)).judged is None
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("reply", "opinions"),
    [
        ("1: yes\n2: no", "yes no"),
        ("1. Yes.\n2) NO", "yes no"),
        ("**1: yes**\n- 2: no", "yes no"),
        ("2: no\n1: yes", "yes no"),
        ("yes\nno", "unchecked unchecked"),
        ("1: yes, but\n2: not sure", "unchecked unchecked"),
        ("1: yes", "yes unchecked"),
        ("1: yes\n3: yes\n2: yes\n2: yes", "yes yes"),
        ("Verdicts:\n```\n1: yes\n2: no\n```", "yes no"),
        ("1: yes\n1: yes, in part\n2: no", "unchecked no"),
        ("1: yes\nbut only in May\n2: no", "unchecked no"),
        ("1: yes\u2028but only in May\n2: no", "unchecked no"),
        ("1: !yes\n2: yes?", "unchecked unchecked"),
        ("1: ye\u017f\n2: no", "unchecked no"),
        ("11: yes\n2: no", "unchecked no"),
    ],
)
def test_verdicts_are_read_strictly(reply: str, opinions: str) -> None:
    assert [each.value for each in read(reply, 2)] == opinions.split()


@pytest.mark.parametrize("said", [*permutations(["yes", "no", "yes, in part"], 2)])
def test_two_verdicts_on_one_sentence_are_none(said: tuple[str, str]) -> None:
    """Whichever comes first; the next sentence's own stands."""
    first, second = said
    opinions = read(f"1: {first}\n1: {second}\n2: no", 2)
    assert opinions == [SecondOpinion.UNCHECKED, SecondOpinion.NO]


@given(st.text() | st.text("12: yesno,.!\n*ſ"), st.integers(0, 5))
def test_any_reply_gives_an_opinion_for_each(reply: str, count: int) -> None:
    assert len(read(reply, count)) == count


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["yes", "no", "maybe", "yes but"]))))
def test_only_one_clear_verdict_is_an_opinion(said: list[tuple[int, str]]) -> None:
    """In any order, however often: all that is said of a sentence has to be the same word."""
    for number, opinion in enumerate(read("\n".join(f"{n}: {word}" for n, word in said), 4), 1):
        words = {word for n, word in said if n == number}
        clear = len(words) == 1 and words <= {"yes", "no"}
        assert opinion.value == (words.pop() if clear else "unchecked")
