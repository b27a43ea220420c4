"""What the check is given and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from index.types import Article, Paragraph, Sentence


class Reason(Enum):
    """Why a sentence is not shown as the model wrote it."""

    UNCITED = "uncited"  # it names no paragraph, and none supports it
    NUMBER = "number"  # a number that the paragraph does not have
    DATE = "date"  # a date that the paragraph does not have
    NAME = "name"  # a name that the article does not have
    ADDRESS = "address"  # an address that the paragraph does not have
    QUOTE = "quote"  # quotation marks around words that are not the paragraph's
    SPEAKER = "speaker"  # somebody else says it, or its speaker is left out
    VERB = "verb"  # the paragraph reports it with a weaker verb: alleged, not confirmed
    NEGATION = "negation"  # the paragraph says it with a "not", or without
    ANSWER = "answer"  # it begins with "yes" or "no", and the paragraph does not
    HEDGE = "hedge"  # the paragraph is less certain
    TIME = "time"  # the paragraph speaks of the past
    ORDER = "order"  # the paragraph has its words, put together otherwise
    LANGUAGE = "language"  # the article is in a language that no rules are known of
    CAUSE = "cause"  # the paragraph does not give it as the reason
    SIGN = "sign"  # a symbol, or a mark of reservation, that the paragraph does not have
    NOT_SUPPORTED = "not_supported"  # the paragraph is about something else
    REPEATED = "repeated"  # it says again what stands before it
    BESIDE = "beside"  # true, copied along with a sentence that answers
    OFF_QUESTION = "off_question"  # it has not the kind of thing that was asked for


class Judgement(Enum):
    """What becomes of a sentence."""

    SUPPORTED = "supported"  # shown
    REPAIRED = "repaired"  # shown, citing another paragraph than the model did
    UNCERTAIN = "doubtful"  # the article's own sentence is shown in its place
    WITHHELD = "withheld"
    SILENT = "silent"  # it says that the articles do not say
    LEAD_IN = "lead_in"  # it only announces what follows


@dataclass(frozen=True, slots=True)
class ContextParagraph:
    """A paragraph of the model's context, and the label that it has there."""

    label: str
    article: Article
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """The words of a paragraph that a claim rests on."""

    context: ContextParagraph
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one sentence; `evidence` is what it may cite, in the text's order.

    `support` is how likely they support it, from 0 to 1. `reason` and
    `detail` say what is wrong with it, and are None and empty where nothing is.
    """

    judgement: Judgement
    evidence: tuple[EvidenceSentence, ...] = ()
    support: float = 0.0
    reason: Reason | None = None
    detail: str = ""
