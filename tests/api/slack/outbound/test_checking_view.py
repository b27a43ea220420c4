"""How an answer was checked, however long or hostile, as Slack takes and shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given

from api.slack.outbound.checking_view import dialog
from assistant.calls import Call, PromptRef, Usage
from assistant.types import Answer, Claim, Judged, Verification, Withheld
from tests.api.slack.documented import check_view
from tests.api.slack.outbound.test_rendering import HOSTILE, TEXTS, answer_of
from tests.api.slack.shown_text import text_of
from tests.api.slack.workspace import BOT, Said
from tests.assistant.judged import result

CALL = Call(PromptRef("answer", "0"), "m", Usage(), 1.0)


def shown(answer: Answer) -> list[str]:
    view = dialog(answer)
    check_view(view)
    return text_of(Said("", BOT, "", blocks=view["blocks"])).strip().split("\n\n")


def judged_answer() -> Answer:
    made = answer_of([(f"Sentence {at} [1].", []) for at in range(4)])
    ways = zip(made.claims, Verification, strict=True)
    return replace(
        made,
        claims=tuple(replace(each, verified=way) for each, way in ways),
        withheld=(Withheld("Lee is 65.", "number", "65 is not in [1]"),),
        calls=(CALL,),
        judged=Judged(yes=1, no=1, unchecked=0),
        judge=result(),
    )


def test_every_way_has_its_word() -> None:
    """What is withheld is told without its text."""
    assert shown(judged_answer()) == [
        "Sentence 0 [1].\nword for word",
        "Sentence 1 [1].\nby rules",
        "Sentence 2 [1].\nby a judge",
        "Sentence 3 [1].\nthe article’s words, in place of the model’s",
        "A sentence of the model is withheld\n"
        "a number that the paragraph does not have: 65 is not in [1]",
        "Judged by scripted, which passed its exam on 2026-11-29: "
        "believed 2 of 100 wrong sentences.",
    ]


def test_a_model_that_has_not_passed_is_told_as_such() -> None:
    failed = replace(judged_answer(), judged=None, judge=result(passed=False))
    assert shown(failed)[-1] == (
        "Not judged: scripted has not passed its exam of 2026-11-29 (believed 60 of 100 wrong "
        "sentences, and 95 of 100 right ones), so the article’s own words stand where the rules "
        "doubt."
    )


@given(TEXTS)
def test_no_text_makes_a_link_or_a_mention(text: str) -> None:
    hostile = replace(
        judged_answer(),
        claims=(Claim(text, 0, len(text), 1.0, ()),),
        withheld=(Withheld(text, text, text),),
        judge=replace(result(), model=text),
    )
    view = dialog(hostile)
    check_view(view)
    runs = list(_runs(view["blocks"]))
    assert all(each["type"] == "text" for each in runs)
    assert not any("://" in each["text"] for each in runs)


def test_a_long_answer_fits_into_a_dialog() -> None:
    long = answer_of([(f"{HOSTILE * 20} {at}", []) for at in range(300)])
    said = shown(replace(long, withheld=judged_answer().withheld * 300))
    assert "There are 520 more." in said
    assert said[-1].startswith("Not judged: ")


def _runs(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "text" in node and isinstance(node["text"], str):
            yield node
        for each in node.values():
            yield from _runs(each)
    elif isinstance(node, list):
        for each in node:
            yield from _runs(each)
