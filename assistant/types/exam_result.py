"""A model's result in the exam that a judge has to pass before it is believed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from assistant.calls import Usage
from assistant.statistics.wilson import wilson

MOST_WRONG: Final = 0.05
"""The share of the exam's wrong sentences that a judge may believe."""

LEAST_RIGHT: Final = 0.8
"""The share of its right ones that it has to believe."""


@dataclass(frozen=True, slots=True)
class ExamResult:
    """A model's result: of the exam's wrong and right sentences, those that it believed.

    `wrong` and `right` are those that it was asked about, `of_wrong` and `of_right` all that the
    exam has: it ends as soon as a model cannot pass any more. `usage` is that of all calls,
    `failed` says how many of them were not answered.
    """

    model: str
    taken: datetime
    wrong: int
    wrong_believed: int
    of_wrong: int
    right: int
    right_believed: int
    of_right: int
    usage: Usage = field(default_factory=Usage)
    failed: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it was asked about all of the exam."""
        return self.wrong == self.of_wrong and self.right == self.of_right

    @property
    def is_lost(self) -> bool:
        """Whether it cannot pass any more, whatever it says of the sentences that are left."""
        missed = self.right - self.right_believed
        return (
            self.wrong_believed > MOST_WRONG * self.of_wrong
            or missed > (1 - LEAST_RIGHT) * self.of_right
        )

    @property
    def passed(self) -> bool:
        """Whether it is believed: few of the wrong sentences, and most of the right ones."""
        return self.is_whole and not self.is_lost

    def as_json(self) -> dict[str, Any]:
        """The result as it is kept and shown, with the 95 % intervals of both shares."""
        return dataclasses.asdict(self) | {
            "taken": self.taken.isoformat(),
            "passed": self.passed,
            "wrong_believed_interval": wilson(self.wrong_believed, self.wrong),
            "right_believed_interval": wilson(self.right_believed, self.right),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ExamResult:
        """A result as it was kept; KeyError, TypeError or ValueError when it is none."""
        names = {each.name for each in dataclasses.fields(cls)}
        known = {name: value for name, value in stored.items() if name in names}
        taken, usage = datetime.fromisoformat(stored["taken"]), Usage(**stored["usage"])
        return cls(**known | {"taken": taken, "usage": usage})
