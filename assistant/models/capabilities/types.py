"""The capabilities of an endpoint's model, as they are learnt, kept and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Literal, Self

PROBE: Final = 1
"""The version of what is asked and of how replies are read: capabilities of another are stale."""

THOUGHTS: Final = 4_096
"""Tokens that a model which thinks may take for that, besides those of its reply.

Some 1,100 to 1,400 were measured in public for a short answer.
"""

LimitName = Literal["max_tokens", "max_completion_tokens"]


class InstructionRole(StrEnum):
    """The role that instructions have in a conversation."""

    SYSTEM = "system"
    DEVELOPER = "developer"
    NONE = "none"


class Structure(StrEnum):
    """How firmly the form of a reply can be set."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    NONE = "none"


class Thinking(StrEnum):
    """Where the thoughts of a model arrive: in the count of its tokens alone, where hidden.

    A later one tells more than those before it.
    """

    NONE = "none"
    HIDDEN = "hidden"
    CONTENT = "content"
    BESIDE = "beside"

    @classmethod
    def plainest(cls, *seen: Thinking | None) -> Thinking | None:
        """The one of those seen that tells most; None when none was."""
        return max(filter(None, seen), key=list(cls).index, default=None)


class Effort(StrEnum):
    """How much a model that thinks is asked to think."""

    NONE = "none"
    MINIMAL = "minimal"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


LEAST_EFFORT: Final = Effort.LOW
"""What a model that was seen to think is asked for, unless somebody wants more or less of it.

As documented, this is the least that nearly all take who know the parameter: OpenAI's o-series
knows neither `none` nor `minimal`, GPT-5 no `none`, GPT-5.1 no `minimal`, gpt-oss but three.
"""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a model takes and gives; None where that is not known yet.

    `limit` is the endpoint's name for the most tokens of a reply, which it takes from `least` to
    `most`. Neither the parameters `not_taken` nor the `efforts_not_taken` are sent. `likelihoods`
    counts those that come with a first token, of which no more than `most_likelihoods` are asked
    for. For what it thinks the model has `room`, in tokens; `opens_unsaid` says that its template
    begins a thought, so that only the end of it can be seen.
    `context` is in tokens, where the endpoint tells it. `streams_only`: every reply has to be asked
    for as a stream.
    """

    limit: LimitName = "max_tokens"
    least: int = 1
    most: int | None = None
    instructions: InstructionRole = InstructionRole.SYSTEM
    not_taken: frozenset[str] = frozenset()
    efforts_not_taken: frozenset[Effort] = frozenset()
    likelihoods: int | None = None
    most_likelihoods: int | None = None
    streaming: bool | None = None
    streams_only: bool = False
    structure: Structure | None = None
    thinking: Thinking | None = None
    opens_unsaid: bool = False
    room: int = THOUGHTS
    context: int | None = None
    probe: int = PROBE
    learnt: datetime | None = field(default=None, compare=False)

    @property
    def thinks(self) -> bool:
        """Whether the model was seen to think."""
        return self.thinking not in (None, Thinking.NONE)

    @property
    def is_heard(self) -> bool:
        """Whether a reply of it was read, so that it is known how its thoughts would arrive."""
        return self.thinking is not None or self.likelihoods is not None

    def effort(self, wanted: Effort | None) -> Effort | None:
        """The effort to ask for where this one is wanted, or none; None where none is sent."""
        effort = wanted or (LEAST_EFFORT if self.thinks else None)
        return None if effort in self.efforts_not_taken else effort

    def as_json(self) -> dict[str, Any]:
        """The fields by their names, as JSON has them."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        sets = {name: sorted(each) for name, each in values.items() if isinstance(each, frozenset)}
        return values | sets | {"learnt": self.learnt and self.learnt.isoformat()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `as_json` gave; TypeError or ValueError for anything else."""
        from pydantic import TypeAdapter  # noqa: PLC0415 - heavy, needed only to read

        read: Self = TypeAdapter(cls).validate_python(stored)
        return read
