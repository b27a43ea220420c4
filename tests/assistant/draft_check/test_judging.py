"""What a judge says of a draft's sentences that the rules leave open."""

from __future__ import annotations

import json

import pytest

from api.wiring import Parts
from assistant.draft_check import CheckedSentence, DraftChecker, Finding
from assistant.errors import ModelError
from tests.assistant.judged import Examined, result, verdicts
from tests.assistant.scripted import Scripted

pytestmark = pytest.mark.asyncio(loop_scope="module")

REWORDED = "The Cuban president spoke with Delcy Rodriguez by phone towards the end of January."
COPIED = "Oil that Cuba badly needed came from Venezuela in exchange."
WRONG = (
    "Departures in recent weeks were confirmed by fourteen sources with knowledge of the matter."
)


async def _checked(parts: Parts, judge: Scripted, draft: str) -> list[CheckedSentence]:
    checker = DraftChecker(parts.retriever, parts.articles, Examined(judge))
    return [*(await checker.check(draft)).sentences]


async def test_it_is_asked_about_what_is_open_alone_and_its_yes_settles_it(parts: Parts) -> None:
    judge = Scripted(verdicts(("supported", ["16.1"])))
    wrong, reworded, copied = await _checked(parts, judge, f"{WRONG} {REWORDED} {COPIED}")
    assert (wrong.finding, wrong.judge) == (Finding.CONTRADICTED, None)
    assert (copied.finding, copied.judge) == (Finding.SUPPORTED, None)
    assert (reworded.finding, reworded.reason, reworded.detail) == (Finding.SUPPORTED, None, "")
    assert [(each.label, each.start) for each in reworded.citations] == [("16", 0)]
    assert str(reworded.judge) == "supported"
    [[*_, prompt]] = judge.asked
    assert REWORDED in prompt.content
    assert WRONG not in prompt.content


async def test_any_other_word_is_told_and_settles_nothing(parts: Parts) -> None:
    said = {"sentence": 1, "rests_on": ["16.1"], "differs": "the end", "verdict": "contradicted"}
    judge = Scripted(json.dumps({"verdicts": [said]}))
    [reworded] = await _checked(parts, judge, REWORDED)
    assert reworded.finding is Finding.UNCLEAR
    assert str(reworded.judge) == "contradicted – the end"
    assert reworded.as_json()["judge"] == {"word": "contradicted", "differs": "the end"}


async def test_the_report_names_the_judge_with_its_exam_where_one_was_heard(parts: Parts) -> None:
    """What has nothing about it is not asked: then nobody has judged."""
    judge = Scripted(verdicts(("supported", ["16.1"])))
    checker = DraftChecker(parts.retriever, parts.articles, Examined(judge))
    silent = await checker.check("Penguins breed on cold beaches.")
    assert (silent.judge, silent.as_json()["judge"], judge.asked) == (None, None, [])
    heard = await checker.check(REWORDED)
    assert heard.judge == result()
    assert heard.as_json()["judge"] == result().as_json()


@pytest.mark.parametrize("reply", ["I cannot say.", ModelError("it is down")])
async def test_a_judge_that_says_nothing_leaves_it_as_the_rules_did(
    parts: Parts, reply: str | Exception
) -> None:
    [reworded] = await _checked(parts, Scripted(reply), REWORDED)
    assert (reworded.finding, reworded.judge) == (Finding.UNCLEAR, None)


async def test_several_sentences_share_a_call_and_keep_their_order(parts: Parts) -> None:
    draft = " ".join([REWORDED, COPIED] * 7)
    yes = ("supported", ["16.1"])
    judge = Scripted(verdicts(*[yes] * 6), verdicts(yes))
    checked = await _checked(parts, judge, draft)
    assert [each.text for each in checked] == [REWORDED, COPIED] * 7
    assert all(each.finding is Finding.SUPPORTED for each in checked)
    assert len(judge.asked) == 2
