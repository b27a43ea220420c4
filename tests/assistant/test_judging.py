"""The second judge: asked once, about what is merely doubtful, and believed when it can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wiring import Parts
from assistant.answer import Assistant
from assistant.errors import ModelRefused
from assistant.generation import Options
from assistant.judging import Opinion, read
from assistant.types import Answer, Basis, Judged
from tests.assistant.scripted import Scripted

CANONICAL = "Who says the departures were ordered?"
DOUBTFUL = "One source close to the ruling party said Rodriguez had demanded the departures"
BROKEN = "Rodriguez had ordered the departures under pressure from the United States"
WRITTEN = f"{DOUBTFUL} [6]. {BROKEN} [6]."
OWN = "One source close to Venezuela’s ruling party said Rodriguez had ordered the departures"


async def ask(parts: Parts, model: Scripted, *, judge: bool = True) -> Answer:
    options = Options(judge=judge)
    return await Assistant(parts.search, parts.answers, model, options).ask(CANONICAL)


def about(text: str) -> float:
    return 0.9 if "had ordered the departures" in text else 0.1


async def test_a_yes_shows_the_models_own_words(parts: Parts) -> None:
    model = Scripted(WRITTEN, "1: yes", likely=about)
    answer = await ask(parts, model)
    first = answer.claims[0]
    assert first.text == f"{DOUBTFUL} [6]."
    assert first.basis is Basis.MODEL
    assert answer.judged == Judged(yes=1, no=0, unchecked=0)
    assert answer.calls[-1].prompt.name == "judge"
    *_, asked = model.asked
    assert f"1: {DOUBTFUL}" in asked[-1].content
    assert OWN in asked[-1].content


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
    answer = await ask(parts, Scripted(f"{DOUBTFUL} [6].", verdict, likely=about))
    [claim] = answer.claims
    assert claim.text.startswith(OWN)
    assert (claim.basis, claim.proposed) == (Basis.ARTICLE, f"{DOUBTFUL}.")
    assert answer.judged == judged
    kept = await parts.answers.get(answer.id)
    assert kept.judged == judged


async def test_nobody_is_asked_unless_it_is_wanted(parts: Parts) -> None:
    model = Scripted(f"{DOUBTFUL} [6].", likely=about)
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
    ],
)
def test_verdicts_are_read_strictly(reply: str, opinions: str) -> None:
    assert [each.value for each in read(reply, 2)] == opinions.split()


@given(st.text(), st.integers(0, 5))
def test_any_reply_gives_an_opinion_for_each(reply: str, count: int) -> None:
    found = read(reply, count)
    assert len(found) == count
    assert Opinion.YES not in found or "yes" in reply.lower()
