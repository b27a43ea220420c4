"""What the check finds: the judgement of a sentence, and the reason where it is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from assistant.types import Verification
from assistant.verification.context_paragraphs import EvidenceSentence


class Reason(Enum):
    """A reason: its value is kept with answers, its `explanation` is what the page says."""

    explanation: str

    def __new__(cls, value: str, explanation: str) -> Reason:
        """The reason, which is looked up by its value alone."""
        # An enum takes a tuple for its value: answers are kept with the first part of it alone.
        reason = object.__new__(cls)
        reason._value_ = value
        reason.explanation = explanation
        return reason

    UNCITED = "uncited", "no paragraph says it"
    NUMBER = "number", "a number that the paragraph does not have"
    DATE = "date", "a date that the paragraph does not have"
    NAME = "name", "a name that the article does not have"
    QUOTE = "quote", "quotation marks around words that are not the paragraph’s"
    SPEAKER = "speaker", "somebody else says it, or nobody was named"
    VERB = "verb", "the paragraph puts it more weakly"
    NEGATION = "negation", "the paragraph says the opposite"
    ANSWER = "answer", "a yes or no that the paragraph does not give"
    HEDGE = "hedge", "the paragraph is less certain"
    TIME = "time", "the paragraph speaks of another time"
    CAUSE = "cause", "the paragraph does not give it as the reason"
    ORDER = "order", "the paragraph has its words, put together otherwise"
    LANGUAGE = "language", "not in English"
    ADDRESS = "address", "an address that the paragraph does not have"
    SIGN = "sign", "a sign that the paragraph does not have"
    INSTRUCTION = "instruction", "it tells its reader, or a machine, what to do"
    NOT_SUPPORTED = "not_supported", "the paragraph does not say it"
    REPEATED = "repeated", "it repeats what stands before it"
    BESIDE = "beside", "beside the question"
    OFF_QUESTION = "off_question", "not what was asked for"


class Judgement(Enum):
    """The judgement of a sentence; the values are kept in evaluation runs."""

    SUPPORTED = "supported"  # shown
    REPAIRED = "repaired"  # shown, citing another paragraph than the model did
    UNCERTAIN = "doubtful"  # the article's own sentence is shown in its place
    UNREADABLE = "unreadable"  # withheld; what the paragraphs that it cites say is shown
    WITHHELD = "withheld"
    SILENT = "silent"  # it says that the articles do not say
    LEAD_IN = "lead_in"  # it only announces what follows


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one sentence; `evidence` is what it may cite, in the text's order.

    `support` is how likely the evidence supports it, from 0 to 1. `reason` and `detail` say what
    is wrong with it, and are None and empty where nothing is; `verified` says how it was verified
    when it is supported.
    """

    judgement: Judgement
    evidence: tuple[EvidenceSentence, ...] = ()
    support: float = 0.0
    reason: Reason | None = None
    detail: str = ""
    verified: Verification | None = None
