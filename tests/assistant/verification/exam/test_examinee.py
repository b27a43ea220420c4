"""The exam: the very calls of judging, ended when it is lost, kept for endpoint, model and exam."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from assistant.calls import Usage
from assistant.errors import ModelRefused
from assistant.models import Reply, Schema
from assistant.models.prompt_call import fenced
from assistant.sample.exam import exam_sentences
from assistant.types import Message
from assistant.types.exam_result import ExamResult
from assistant.verification.exam import Examinee
from assistant.verification.exam.examinee import AT_ONCE, MOST_FAILED
from assistant.verification.exam.papers import exam_hash, papers
from tests.assistant.judged import TAKEN
from tests.assistant.scripted import Scripted

LABELS = {fenced(each.text): each.supported for each in exam_sentences()}
RIGHT = sum(LABELS.values())
WRONG = len(LABELS) - RIGHT
ASKED = re.compile(r"^(\d+)\. (.+) \(cites (.+)\)$", re.MULTILINE)
NUMBER = re.compile(r"^\[(\d+\.\d+)\]", re.MULTILINE)


class Candidate(Scripted):
    """Says of a sentence what `believes` says, resting on all that it was shown."""

    def __init__(self, believes: Callable[[str], bool | Exception]) -> None:
        super().__init__()
        self._believes = believes

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Schema | None = None
    ) -> Reply:
        self.asked.append(list(messages))
        text = messages[-1].content
        verdicts = []
        for number, sentence, _ in ASKED.findall(text):
            believed = self._believes(sentence)
            if isinstance(believed, Exception):
                raise believed
            verdicts.append(
                {
                    "sentence": int(number),
                    "rests_on": NUMBER.findall(text),
                    "differs": "",
                    "verdict": "supported" if believed else "not_stated",
                }
            )
        return Reply(json.dumps({"verdicts": verdicts}), self.name, Usage(100, 10, cost=0.01))


class Kept:
    """A store in memory."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, str], Mapping[str, Any]] = {}

    async def find(self, endpoint: str, model: str, exam: str) -> Mapping[str, Any] | None:
        return self.rows.get((endpoint, model, exam))

    async def keep(self, endpoint: str, model: str, exam: str, result: Mapping[str, Any]) -> None:
        self.rows[endpoint, model, exam] = result


def but(*, wrong: int = 0, right: int = 0) -> Callable[[str], bool]:
    """By the labels, but for so many wrong ones believed and right ones not."""
    believed = [text for text, supported in LABELS.items() if not supported][:wrong]
    doubted = [text for text, supported in LABELS.items() if supported][:right]
    return lambda text: (LABELS[text] or text in believed) and text not in doubted


async def taken(believes: Callable[[str], bool | Exception], *, whole: bool = True) -> ExamResult:
    return await Examinee(Candidate(believes), "http://a/v1", Kept()).examine(whole=whole)


async def test_who_knows_passes_and_it_is_kept() -> None:
    candidate, kept = Candidate(but()), Kept()
    examinee = Examinee(candidate, "http://a/v1", kept)
    assert await examinee.result() is None
    result = await examinee.examine()
    assert result.passed
    assert (result.wrong, result.wrong_believed) == (WRONG, 0)
    assert (result.right, result.right_believed) == (RIGHT, RIGHT)
    assert result.usage.prompt_tokens == 100 * len(papers())
    assert result.usage.completion_tokens == 10 * len(papers())
    assert result.usage.cost == pytest.approx(0.01 * len(papers()))
    assert [*kept.rows] == [("http://a/v1", "scripted", exam_hash())]
    json.dumps(kept.rows["http://a/v1", "scripted", exam_hash()])
    again = await Examinee(candidate, "http://a/v1", kept).result()
    assert again == result


@pytest.mark.parametrize(
    ("believes", "passed"),
    [
        (but(wrong=int(WRONG * 0.05)), True),
        (but(wrong=int(WRONG * 0.05) + 1), False),
        (but(right=int(RIGHT * 0.2)), True),
        (but(right=int(RIGHT * 0.2) + 1), False),
        (lambda text: True, False),
        (lambda text: False, False),
    ],
)
async def test_the_bar(believes: Callable[[str], bool], passed: bool) -> None:
    """At most 5 in 100 wrong ones believed, and at least 80 in 100 right ones."""
    assert (await taken(believes)).passed is passed


async def test_it_ends_when_it_is_lost() -> None:
    """What a model costs that fails anyway."""
    candidate = Candidate(lambda text: True)
    result = await Examinee(candidate, "http://a/v1", Kept()).examine()
    assert not result.passed
    assert not result.is_whole
    assert len(candidate.asked) < len(papers()) / 2


async def test_the_calls_are_those_of_judging() -> None:
    """Each sentence is asked about once, under its question, with what it cites."""
    candidate = Candidate(but())
    await Examinee(candidate, "http://a/v1", Kept()).examine()
    asked = []
    for messages in candidate.asked:
        question = ""
        for line in messages[-1].content.splitlines():
            question = (
                line.removeprefix("Question: ") if line.startswith("Question: ") else question
            )
            asked += [(question, text, cites) for _, text, cites in ASKED.findall(line)]
    wanted = [
        (fenced(each.question), fenced(each.text), "".join(f"[{at}]" for at in each.cites))
        for each in exam_sentences()
    ]
    assert sorted(asked) == sorted(wanted)


async def test_a_refused_call_is_no_belief() -> None:
    """A filter may refuse one about a killing: what it asked about counts as not believed."""
    refused = next(text for text, supported in LABELS.items() if supported)
    result = await taken(
        lambda text: ModelRefused("not allowed") if text == refused else LABELS[text]
    )
    assert result.failed == 1
    assert result.is_whole
    assert RIGHT - 6 <= result.right_believed < RIGHT


async def test_an_endpoint_that_fails_is_not_a_model_that_fails() -> None:
    kept = Kept()
    candidate = Candidate(lambda text: ModelRefused("no key"))
    told: list[int] = []
    with pytest.raises(ModelRefused, match="no key"):
        await Examinee(candidate, "http://a/v1", kept).examine(
            progress=lambda result, ended: told.append(ended)
        )
    assert not kept.rows
    assert told == [*range(MOST_FAILED + 1)]
    assert len(candidate.asked) <= MOST_FAILED + AT_ONCE


async def test_each_call_that_ends_is_told() -> None:
    told: list[tuple[int, int]] = []
    await Examinee(Candidate(but()), "http://a/v1", Kept()).examine(
        progress=lambda result, ended: told.append((ended, result.wrong + result.right))
    )
    assert [ended for ended, _ in told] == [*range(len(papers()) + 1)]
    assert (told[0], told[-1]) == ((0, 0), (len(papers()), WRONG + RIGHT))


async def test_a_result_that_cannot_be_read_is_none() -> None:
    kept = Kept()
    await kept.keep("http://a/v1", "scripted", exam_hash(), {"model": "scripted"})
    assert await Examinee(Candidate(but()), "http://a/v1", kept).result() is None


def test_intervals_are_kept_with_a_result() -> None:
    result = ExamResult("m", TAKEN, 100, 2, 100, 100, 90, 100)
    stored = result.as_json()
    assert stored["passed"] is True
    assert stored["wrong_believed_interval"] == pytest.approx((0.0055, 0.0700), abs=1e-3)
    assert ExamResult.from_json(json.loads(json.dumps(stored))) == result
