"""Answers, their claims and citations, and the events of a stream."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Final, Literal

from assistant.calls import Call, PromptRef, Usage
from assistant.exam_result import ExamResult
from assistant.kinds import Kind
from index.failure import Failure
from index.types import Passage, Place

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


class Basis(Enum):
    """Whose words a claim is in."""

    MODEL = "model"  # the model's, as checked
    REPAIRED = "repaired"  # the model's, citing another paragraph than it did
    ARTICLE = "article"  # the article's own
    LEDGER = "ledger"  # ours: who says it, as the article's statements have it


class Verification(Enum):
    """How a claim was verified; the values are kept with answers.

    `verbatim`: it stands in its paragraph word for word. `rules`: it breaks no rule, and its words
    stand there together and in order. `judge`: a model that has passed the exam found all of it
    there. `replaced`: it is the article's own sentence, where the model's was doubtful.
    """

    VERBATIM = "verbatim"
    RULES = "rules"
    JUDGE = "judge"
    REPLACED = "replaced"


class Outcome(Enum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"  # something was withheld
    NOT_FOUND = "not_found"  # the articles do not say
    DEGRADED = "degraded"  # the model failed; the best passages are quoted instead
    NEEDS_MODEL = "needs_model"  # no article's own words answer it: it takes a language model
    SMALL_TALK = "small_talk"  # a greeting, thanks, what this is: nothing was looked for


def day(when: date) -> str:
    """A day for a reader: "29 May 2018"."""
    return f"{when.day} {when:%B %Y}"


def imprint(source: str | None, published: date | None) -> str:
    """Of which paper and day an article is, as far as that is known."""
    # A source may go on with a place, a title of its own and a day: the paper comes first.
    paper = (source or "").partition(",")[0].strip()
    return ", ".join(filter(None, (paper, day(published) if published else "")))


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph that supports a claim: `paragraph.text[start:end] == quote`.

    `label` is what stands in the brackets: "6", or "B6" with several articles in play. `source` is
    the paper and `published` the article's day, as 2018-05-29, where they are known.
    """

    label: str
    article_id: str
    title: str
    url: str | None
    paragraph: int
    quote: str
    start: int
    end: int
    source: str | None = None
    published: str | None = None

    @property
    def where(self) -> str:
        """Which article and paragraph it is, for a reader."""
        return f"{self.titled}, paragraph {self.paragraph}"

    @property
    def titled(self) -> str:
        """The title, and of which paper and day it is: "Kim to visit (VOA News, 29 May 2018)"."""
        known = imprint(self.source, date.fromisoformat(self.published) if self.published else None)
        return f"{self.title} ({known})" if known else self.title

    @property
    def quoted(self) -> str:
        """The quote in quotation marks, which it may begin with itself."""
        return self.quote if self.quote[:1] in '“"„«' else f"“{self.quote}”"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the answer, shown; `start` and `end` are offsets into the answer's text.

    `support` is how sure the check is, from 0 to 1. `proposed` is what the model wrote, where
    that was doubtful and the article's own sentence stands in its place. `verified` says how it
    was verified.
    """

    text: str
    start: int
    end: int
    support: float
    citations: tuple[Citation, ...]
    basis: Basis = Basis.ARTICLE
    proposed: str | None = None
    verified: Verification = Verification.VERBATIM

    def as_json(self) -> dict[str, Any]:
        """The claim as it stands in the answer's JSON."""
        return dataclasses.asdict(self, dict_factory=_plain)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence of the model that is not shown; `detail` says in a line what `reason` names."""

    text: str
    reason: str
    detail: str


class NoteKind(Enum):
    """What a note tells of an answer."""

    LANGUAGE = "language"  # an article is in a language that no rule reads
    REPLY_LANGUAGE = "reply_language"  # the model wrote in another language than the articles
    INSTRUCTION = "instruction"  # what is quoted tells its reader what to do
    DISPUTED = "disputed"  # sources of the article disagree
    OLDER = "older"  # sentences are of articles of different days
    CORRECTED = "corrected"  # an article corrects what another says
    SCOPE = "scope"  # only the articles were looked at that the question names
    JUDGE = "judge"  # a judge that has passed could not be asked
    SPEAKERS = "speakers"  # who does speak, where somebody else was asked for
    CLAIMED = "claimed"  # whether it is so is not decided: this is who says what of it
    MORE = "more"  # how much else there is that is not shown
    TIME = "time"  # which day “Tuesday” is, by the article's date


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader should know of an answer, beside what it says."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class AskedScope:
    """The articles that a question names itself: "in the Harbour Gazette, October 2026".

    `article_ids` are the newest of them, `articles` is how many there are.
    """

    words: str
    article_ids: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as an answer keeps it; scores as in `index.types.Passage`."""

    article_id: str
    paragraph: int
    score: float
    dense: float
    lexical: float
    match: float

    @classmethod
    def of(cls, passage: Passage) -> Source:
        """The source of a passage."""
        return cls(
            article_id=passage.article.id,
            paragraph=passage.paragraph.number,
            score=passage.score,
            dense=passage.dense,
            lexical=passage.lexical,
            match=passage.match,
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judge said of the sentences that the rules leave open: how many of each."""

    yes: int
    no: int
    unchecked: int

    def __add__(self, other: Judged) -> Judged:
        """The sum."""
        return Judged(self.yes + other.yes, self.no + other.no, self.unchecked + other.unchecked)


@dataclass(frozen=True, slots=True)
class ContextUse:
    """The context of a prompt: the labels of its paragraphs, and of those that did not fit.

    `whole` says that it was whole articles. The budget's parts are in tokens.
    """

    given: tuple[str, ...]
    left_out: tuple[str, ...]
    whole: bool
    instructions: int
    passages: int
    answer: int


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds from the question's arrival to the end of each stage.

    `search_ms` and `checking_ms` are the search and the checks of sentences alone. A stage that
    was not reached has None.
    """

    search_ms: float
    first_claim_ms: float | None
    total_ms: float
    understood_ms: float | None = None
    selected_ms: float | None = None
    first_token_ms: float | None = None
    checking_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, whole. `closest` is the nearest passage when the articles do not say.

    `failure` says what went wrong when the outcome is `degraded`, with the error's code and facts
    for whoever words it otherwise. `calls` are the requests to models, `usage` their sum, `prompt`
    the one that the answer was written to. `judged` is None when no judge was asked. `judge`
    is the exam's result of the model that is to judge, asked or not, passed or not; None when no
    model wrote, or none that has taken the exam is to judge. `kind` is what the question
    asks for, `scope` the articles that it names; None when it names none.
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

    @property
    def cited(self) -> tuple[Place, ...]:
        """The paragraphs that it cites, each once."""
        citations = [citation for claim in self.claims for citation in claim.citations]
        places = (Place(citation.article_id, citation.paragraph) for citation in citations)
        return tuple(dict.fromkeys(places))

    def as_json(self) -> dict[str, Any]:
        """The one JSON form that every way out of the assistant uses."""
        fields = dataclasses.asdict(self, dict_factory=_plain)
        if self.failure is None:  # as answers were before failures had codes
            del fields["failure_code"], fields["failure_facts"]
        judge = self.judge.as_json() if self.judge else None
        return fields | {"asked": self.asked.isoformat(), "judge": judge}


@dataclass(frozen=True, slots=True)
class Sources:
    """First event: the passages retrieved, and the question they were retrieved for."""

    passages: tuple[Passage, ...]
    standalone_question: str


@dataclass(frozen=True, slots=True)
class Done:
    """Last event: the answer, whole."""

    answer: Answer


Event = Sources | Claim | Withheld | Done


def _plain(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value.value if isinstance(value, Enum) else value for name, value in fields}
