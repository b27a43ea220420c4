"""What was asked and answered before a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.language.en.grammar.pronouns import ANYBODY, SOMEBODY
from index.language.word_lists import any_of
from index.types import Place

_ASKS_WHO: Final = re.compile(r"(?i)\b(?:who|whom|whose)\b")
_ASKS_FOR_ANYONE: Final = re.compile(rf"(?i)\b{any_of(ANYBODY | SOMEBODY)}\b")


@dataclass(frozen=True, slots=True)
class TurnsBefore:
    """The last question that has a topic of its own, and the last answer.

    `is_unanswered`: the articles did not say. `last` is the last question that has words of its
    own, and `unanswered` the one that was asked last where the articles did not say.
    """

    question: str = ""
    answer: str = ""
    cited: tuple[Place, ...] = ()
    is_unanswered: bool = False
    last: str = ""
    unanswered: str = ""

    @property
    def leaves_somebody_open(self) -> bool:
        """Whether somebody was asked for and not found, whom "he" may now mean."""
        return _ASKS_WHO.search(self.unanswered) is not None

    @property
    def asks_for_anyone(self) -> bool:
        """Whether it was asked if there is anyone, and nobody was found."""
        return _ASKS_FOR_ANYONE.search(self.unanswered) is not None
