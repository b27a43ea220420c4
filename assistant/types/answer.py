"""Answers, and the events of a stream."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final, Literal

from assistant.calls import Call, PromptRef, Usage
from assistant.types.claims import Citation, Claim, Withheld, plain
from assistant.types.exam_result import ExamResult
from assistant.types.kinds import Kind
from assistant.types.notes import AskedScope, Note
from assistant.types.work import ContextUse, Judged, Source, Timings
from index.failure import Failure
from index.types import Lack, Passage, Place, lacked

NOT_FOUND: Final = "The article does not clearly say."
NOT_FOUND_IN_SEVERAL: Final = "The articles do not clearly say."


@dataclass(frozen=True, slots=True)
class Message:
    """A message to a model, or a turn of the conversation; `cited` is what an answer cited."""

    role: Literal["system", "user", "assistant"]
    content: str
    cited: tuple[Place, ...] = ()


def says_nothing(answer: str) -> bool:
    """Whether an answer's text is that the articles do not say."""
    return answer.startswith((NOT_FOUND, NOT_FOUND_IN_SEVERAL))


class Outcome(Enum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"  # something was withheld
    NOT_FOUND = "not_found"  # the articles do not say
    DEGRADED = "degraded"  # the model failed; the best passages are quoted instead
    NEEDS_MODEL = "needs_model"  # no article's own words answer it: it takes a language model
    SMALL_TALK = "small_talk"  # a greeting, thanks, what this is: nothing was looked for


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, whole. `closest` is the nearest passage when the articles do not say.

    `failure` says what went wrong when the outcome is `degraded`, with the error's code and facts
    for whoever words it otherwise. `calls` are the requests to models, `usage` their sum, `prompt`
    the one that the answer was written to. `judged` is None when no judge was asked. `judge`
    is the exam's result of the model that is to judge, asked or not, passed or not; None when no
    model wrote, or none that has taken the exam is to judge. `kind` is what the question
    asks for, `scope` the articles that it names; None when it names none. `is_list` says that each
    claim stands on a line of its own, not after the one before it. `searched_without` is what the
    search had to do without, so that it found by words alone; None when it lacked nothing.
    """

    id: str
    asked: datetime
    question: str
    standalone_question: str
    outcome: Outcome
    text: str
    claims: tuple[Claim, ...]
    withheld: tuple[Withheld, ...]
    closest: Citation | None
    passages: tuple[Source, ...]
    model: str
    prompt: PromptRef | None
    usage: Usage
    timings: Timings
    calls: tuple[Call, ...] = ()
    context: ContextUse | None = None
    failure: str | None = None
    judged: Judged | None = None
    judge: ExamResult | None = None
    failure_code: str | None = None
    failure_facts: Mapping[str, Any] | None = None
    notes: tuple[Note, ...] = ()
    kind: Kind = Kind.FACT
    scope: AskedScope | None = None
    is_list: bool = False
    searched_without: Lack | None = None

    @property
    def failed(self) -> Failure | None:
        """The failure, if something went wrong."""
        if self.failure is None:
            return None
        return Failure(self.failure_code, self.failure_facts or {}, self.failure)

    @property
    def plain(self) -> str:
        """The text without its markers."""
        # The look-behind: a long run of spaces is not tried anew from each of its places.
        return re.sub(r"(?<!\s)\s*\[[A-Z]*\d+\]", "", self.text)

    def shows(self, quote: str) -> bool:
        """Whether the text has this quote word for word, whatever stands at its end."""
        # In a sentence of ours the marker stands before the full stop.
        return quote.rstrip(".!?") in self.text

    @property
    def cited(self) -> tuple[Place, ...]:
        """The paragraphs that it cites, each once."""
        citations = [citation for claim in self.claims for citation in claim.citations]
        places = (Place(citation.article_id, citation.paragraph) for citation in citations)
        return tuple(dict.fromkeys(places))

    def as_json(self) -> dict[str, Any]:
        """The one JSON form that every way out of the assistant uses."""
        fields = dataclasses.asdict(self, dict_factory=plain)
        if self.failure is None:  # as answers were before failures had codes
            del fields["failure_code"], fields["failure_facts"]
        judge = self.judge.as_json() if self.judge else None
        return fields | {"asked": self.asked.isoformat(), "judge": judge}


@dataclass(frozen=True, slots=True)
class Sources:
    """First event: the passages retrieved, and the question they were retrieved for.

    `is_list` and `searched_without` are as in the answer.
    """

    passages: tuple[Passage, ...]
    standalone_question: str
    is_list: bool = False

    @property
    def searched_without(self) -> Lack | None:
        """What the search had to do without."""
        return lacked(self.passages)


@dataclass(frozen=True, slots=True)
class Done:
    """Last event: the answer, whole."""

    answer: Answer


Event = Sources | Claim | Withheld | Done
