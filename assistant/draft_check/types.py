"""What is found of a draft: a finding for each sentence, with the article's sentence beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any, Final

from assistant.types import Citation
from assistant.types.exam_result import ExamResult
from index.types import Lack


class Finding(Enum):
    """A finding: its value is what programs read, its `word` what people do."""

    word: str

    def __new__(cls, value: str, word: str) -> Finding:
        """The finding, which is looked up by its value alone."""
        finding = object.__new__(cls)
        finding._value_ = value
        finding.word = word
        return finding

    SUPPORTED = "supported", "supported"
    CONTRADICTED = "contradicted", "contradicted"
    OTHER_SPEAKER = "said_by_somebody_else", "said by somebody else"
    UNCLEAR = "not_clearly_said", "not clearly said"
    NOTHING = "nothing_about_it", "nothing about it"
    NO_CLAIM = "no_claim", "not judged"


FAULTLESS: Final = frozenset({Finding.SUPPORTED, Finding.NO_CLAIM})
"""The findings that a draft may be printed with."""


class SentenceKind(Enum):
    """The kind of a sentence; only claims are judged."""

    CLAIM = "claim"
    HEADING = "heading"
    QUESTION = "question"
    EMPTY = "empty"  # it leads up to something, or says that nothing is said


@dataclass(frozen=True, slots=True)
class JudgesWord:
    """What a judge says: `supported`, `contradicted` or `not_stated`, and what differs."""

    word: str
    differs: str

    def __str__(self) -> str:
        """The word for readers."""
        word = self.word.replace("_", " ")
        return f"{word} – {self.differs}" if self.differs else word


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the draft, which stands there from `start` to `end`, and what is found of it.

    `citations` are the article's sentences that say it or, where none does, come nearest.
    `reason` is the check's, with `detail` in a line for readers. `marked` are the paragraphs that
    the draft names for it, `unknown` those markers that name none. `judge` is None where no judge
    was asked, or nothing can be read of what it said. `searched_without` is what the search had to
    do without, so that it found by words alone.
    """

    text: str
    start: int
    end: int
    kind: SentenceKind
    finding: Finding
    citations: tuple[Citation, ...] = ()
    reason: str | None = None
    detail: str = ""
    marked: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    judge: JudgesWord | None = None
    searched_without: Lack | None = None

    def as_json(self) -> dict[str, Any]:
        """The sentence as it stands in the report's JSON."""
        return asdict(self) | {"kind": self.kind.value, "finding": self.finding.value}


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """The report: every sentence of the draft in order.

    `judge` is the exam's result of the model that judged; None where none was asked.
    """

    sentences: tuple[CheckedSentence, ...]
    judge: ExamResult | None = None

    @property
    def searched_without(self) -> Lack | None:
        """What the searches for its sentences had to do without."""
        lacks = (each.searched_without for each in self.sentences)
        return next((each for each in lacks if each), None)

    @property
    def counts(self) -> dict[Finding, int]:
        """How many sentences there are of each finding, in the findings' order."""
        return count(self.sentences)

    @property
    def is_faultless(self) -> bool:
        """Whether each sentence is supported or claims nothing."""
        return all(each.finding in FAULTLESS for each in self.sentences)

    def as_json(self) -> dict[str, Any]:
        """The one JSON form that every way out uses."""
        return {
            "counts": {finding.value: number for finding, number in self.counts.items()},
            "sentences": [each.as_json() for each in self.sentences],
            "judge": self.judge.as_json() if self.judge else None,
            "searched_without": self.searched_without,
        }


def count(sentences: Sequence[CheckedSentence]) -> dict[Finding, int]:
    """How many sentences there are of each finding, in the findings' order."""
    found = Counter(each.finding for each in sentences)
    return {finding: found[finding] for finding in Finding}
