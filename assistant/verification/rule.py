"""A rule: what must not be wrong in a claim, and what becomes of a claim that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.verdict import Reason


class Severity(Enum):
    """How severe a broken rule is, by what is shown of the claim, in the guide's words."""

    # No paraphrase excuses it.
    WITHHELD = "nothing, or the article’s own sentence where that says the rest"
    UNCERTAIN = "the article’s own sentence"  # which puts right what is wrong


class Violation(NamedTuple):
    """The reason of the rule that is broken, and what it rests on, to be read."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `find` gives what a claim has that breaks it, or None; `title` names that."""

    reason: Reason
    severity: Severity
    title: str
    find: Callable[[ClaimView, Evidence], str | None]
