"""An answer beside what is known of its question, and how texts are held against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.evaluation.runs.run import Result
from assistant.evaluation.sets.cases import Case
from assistant.types import Answer, Citation
from index.language.folding import fold
from index.types import Article, Place


@dataclass(frozen=True, slots=True)
class AnsweredCase:
    """A case and the answer that was given; `articles` are those of the run, by id."""

    case: Case
    answer: Answer
    result: Result
    articles: Mapping[str, Article]

    @property
    def citations(self) -> list[Citation]:
        """The answer's citations, in order."""
        return [each for claim in self.answer.claims for each in claim.citations]

    @property
    def gold(self) -> frozenset[Place] | None:
        """The gold paragraphs of a question that can be answered; None when there are none."""
        return (self.case.gold or None) if self.case.question.answerable else None

    @property
    def shown_text(self) -> str:
        """The text that the reader sees, answer and quotes, folded."""
        return fold(" ".join([self.answer.plain, *(each.quote for each in self.citations)]))


def share(values: Sequence[bool]) -> float:
    """The share of true values, from 0 to 1; there has to be one value."""
    return sum(values) / len(values)


def is_cut_from(citation: Citation, articles: Mapping[str, Article]) -> bool:
    """Whether the quote stands in the cited paragraph at its offsets."""
    try:
        text = articles[citation.article_id].paragraph(citation.paragraph).text
    except (KeyError, IndexError):  # an article or a paragraph that the run does not have
        return False
    return text[citation.start : citation.end] == citation.quote


def has_wording(text: str, wording: str) -> bool:
    """Whether a folded text has the wording, from the beginning of a word; numbers whole."""
    words = re.escape(fold(wording))
    # A word may go on, as "ferry" in "ferryman" or a plural; in a longer number it is another one.
    ends = r"(?![\d]|[.,]\d)" if wording[-1:].isdigit() else ""
    return re.search(rf"(?<!\w){words}{ends}", text) is not None


# Words that a description may have or lack: "the head of the port", "port head".
_ARTICLES: Final = frozenset({"a", "an", "the", "of"})


def names_speaker(text: str, speaker: str) -> bool:
    """Whether a folded text has each word of the speaker's description."""
    words = [word for word in re.findall(r"[\w'’-]+", fold(speaker)) if word not in _ARTICLES]
    return bool(words) and all(has_wording(text, word) for word in words)
