"""A second judge: a model is asked about the sentences that the check is merely uncertain of.

It is asked once, about all of an answer's, and never about one that breaks a rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from assistant.errors import ModelError
from assistant.models import LLM
from assistant.models.prompt_call import PromptCall, fenced
from assistant.types import Call, Judged
from assistant.verification import Judgement, Reason, Verdict
from assistant.verification.draft import Draft

LONGEST_LINE: Final = 12
"""Tokens that the judge's line on one sentence may take."""

_DRESS = r"[\s*_`\"'>-]*+"  # bullets, emphasis, quotation marks
_BETWEEN = rf"(?:{_DRESS}[:.)]{_DRESS}|(?=[\s*_`\"'>]*+-){_DRESS})"  # a dash can be either
_NUMBER = re.compile(rf"{_DRESS}(\d+)", re.ASCII)
_VERDICT = re.compile(
    rf"{_NUMBER.pattern}{_BETWEEN}(?P<word>yes|no){_DRESS}(?:\.{_DRESS})?",
    re.ASCII | re.IGNORECASE,
)


class SecondOpinion(Enum):
    """The judge's opinion on a sentence; what cannot be read is never taken for a yes."""

    YES = "yes"
    NO = "no"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class UncertainClaim:
    """A sentence of the model, and the check's verdict of it."""

    draft: Draft
    verdict: Verdict

    @property
    def is_open(self) -> bool:
        """Whether no rule is broken, and only the degree of support leaves doubt."""
        uncertain = self.verdict.judgement is Judgement.UNCERTAIN
        return uncertain and self.verdict.reason is Reason.NOT_SUPPORTED and bool(self.draft.text)

    def settled(self, opinion: SecondOpinion) -> Verdict:
        """The verdict after an opinion: supported where it is a yes, else as the check left it."""
        if opinion is not SecondOpinion.YES:
            return self.verdict
        return replace(self.verdict, judgement=Judgement.SUPPORTED, reason=None, detail="")


async def second_opinions(
    claims: Sequence[UncertainClaim], model: LLM
) -> tuple[list[SecondOpinion], Call | None]:
    """An opinion for each, in order, and the call; a model that fails has checked nothing."""
    call = PromptCall(
        "judge", doubts="\n".join(_question(n, each) for n, each in enumerate(claims, 1))
    )
    try:
        reply = await model.reply(call.messages, max_tokens=LONGEST_LINE * len(claims))
    except ModelError:
        # The sentences are shown as without a judge: no answer fails for a second opinion.
        return [SecondOpinion.UNCHECKED] * len(claims), None
    # The last line of a reply that was cut may have gone on: "1: yes, but only in part".
    text = reply.text if reply.whole else reply.text.rpartition("\n")[0]
    return read(text, len(claims)), call.record(reply.model, reply.usage)


def read(reply: str, count: int) -> list[SecondOpinion]:
    """The opinions on sentences 1 to `count`.

    All that is said of a sentence has to be the same word: a line belongs to the number that it
    begins with, or goes on with the one before.
    """
    opinions: dict[int, set[SecondOpinion]] = {}
    # What stands before the first number is an opinion on no sentence.
    number = 0
    for line in filter(re.compile(r"\w").search, reply.splitlines()):
        begun = _NUMBER.match(line)
        number = int(begun[1]) if begun else number
        verdict = _VERDICT.fullmatch(line)
        opinion = SecondOpinion(verdict["word"].lower()) if verdict else SecondOpinion.UNCHECKED
        opinions.setdefault(number, set()).add(opinion)
    return [_only(opinions.get(number, set())) for number in range(1, count + 1)]


def _only(opinions: set[SecondOpinion]) -> SecondOpinion:
    return next(iter(opinions)) if len(opinions) == 1 else SecondOpinion.UNCHECKED


def counted(opinions: Sequence[SecondOpinion]) -> Judged:
    """How many opinions of each kind there are."""
    return Judged(*(opinions.count(each) for each in SecondOpinion))


def _question(number: int, claim: UncertainClaim) -> str:
    paragraphs = dict.fromkeys(each.context.text for each in claim.verdict.evidence)
    text = "\n".join(map(fenced, paragraphs))
    return f"<paragraph>\n{text}\n</paragraph>\n{number}: {fenced(claim.draft.text)}"
