"""A question as typed, as it is understood, and as a reader is told that it was."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from assistant.questions.wording.article_spelling import in_article_spelling
from assistant.questions.wording.plain_wording import plain_wording
from index.language.question_language import question_language
from index.types import Article


@dataclass(frozen=True, slots=True)
class Wording:
    """A question: as typed, and in plain wording, as it is understood without a model.

    `mended` are the slips that were mended after the articles' words, with what is meant.
    `language` is the ISO 639-1 code of its language where that is surely not English.
    """

    typed: str
    plain: str
    mended: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None

    @classmethod
    def of(cls, question: str) -> Wording:
        """The wording of a question of which no article is known."""
        language = question_language(question)
        return cls(question, question if language else plain_wording(question), language=language)

    @property
    def own(self) -> str:
        """The question in the reader's own words, slips mended; a model is given these."""
        own = self.typed
        for slip, meant in self.mended.items():
            own = re.sub(rf"\b{re.escape(slip)}\b", meant, own, flags=re.IGNORECASE)
        return own

    def shown(self, understood: str) -> str:
        """What a reader is told of how it was understood: as typed, unless that says something."""
        return self.own if understood in (self.plain, self.typed) else understood

    def spelled(self, articles: Collection[Article], known: Collection[str] = ()) -> Wording:
        """In these articles' spelling; `known` are words that are no slips."""
        if self.language:
            return self
        spelled = in_article_spelling(self.plain, articles, known)
        return replace(self, plain=spelled.question, mended=spelled.mended)
