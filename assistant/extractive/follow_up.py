"""Does a sentence answer a question that depends on those before it?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assistant.attribution.reported_speech.datelines import dateline_end
from assistant.extractive.attachment import says_what_happened
from assistant.extractive.sentence_relevance import SELDOM_ENOUGH
from assistant.questions.answer_types import SELDOM, AnswerType, answer_type
from assistant.questions.fitting import fits
from assistant.questions.follow_ups.back_references import own_terms
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.scored_sentence import ScoredSentence
from assistant.statistics.logistic import times_likelier
from assistant.verification.detectors.names import names
from index.language.en.cues import CAUSE
from index.language.en.grammar.pronouns import THIRD_PERSON, THIRD_PERSON_POSSESSIVES
from index.language.folding import fold
from index.language.terms import terms
from index.language.word_lists import any_of
from index.types import Place

_SEVERAL: Final = 2
"""So many terms that a question adds say what it is about."""

_MOST_NEW: Final = 0.6
"""Share of the terms that a follow-up adds, which the paragraph of its answer has."""

# What stands beside a name, in whatever words: "Lee, a teacher at Selby".
_WHEREABOUTS: Final = re.compile(r"(?i)\W*where (?:do|does|is)\b")
_WHY: Final = re.compile(r"(?i)\b(?:why|how come|what for)\b")
_WHAT: Final = re.compile(r"(?i)\W*(?:(?:and|but|so)\s)?what\b")
_WHO: Final = re.compile(r"(?i)\W*(?:(?:and|but|so)\s)?who\b")
_WHOM: Final = re.compile(
    r"(?i)\W*(?:(?:and|but|so)\s)?(?P<preposition>by|from|to|with|for|against)\swho(?:m|se)?\b"
)
_PRONOUN: Final = re.compile(rf"(?i)\b{any_of(THIRD_PERSON | THIRD_PERSON_POSSESSIVES)}\b")

CITED_ENOUGH: Final = 0.6
"""The part of the threshold's odds that a follow-up's answer needs in a paragraph cited before."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How a question depends on those before it.

    `last` is the question by itself, and `new_terms` are the terms that it adds; `about` is the
    noun phrase that it was restated with. `cited` is what the last answer cited, `told` its text.
    """

    last: str
    cited: frozenset[Place]
    new_terms: frozenset[str] = frozenset()
    about: str = ""
    told: str = ""

    @classmethod
    def of(cls, question: RewrittenQuestion) -> FollowUp | None:
        """How a rewritten question depends on those before it; None when it stands alone."""
        if not (question.is_joined or question.about):
            return None
        last = question.question if question.about else question.last
        cited = frozenset(question.cited)
        return cls(last, cited, question.new_terms, question.about, question.told)

    def is_likely(self, sentence: ScoredSentence, threshold: float) -> bool:
        """Whether a sentence has the kind of thing asked for, speaks of it and is likely enough.

        What was cited may do so less likely: that is what the question is about. An answer that
        does not speak of what the question adds would be one to the question before.
        """
        is_cited = Place(sentence.article.id, sentence.paragraph) in self.cited
        # The day and place of the report are none of what it tells.
        kind = fits(self.last, sentence.text[dateline_end(sentence.text) :])
        is_seldom = kind == 1 and answer_type(self.last) in SELDOM
        enough = SELDOM_ENOUGH if is_seldom else CITED_ENOUGH if is_cited else 1
        if not (kind and self._tells(sentence)) or sentence.probability < times_likelier(
            threshold, enough
        ):
            return False
        if not self._says_more(sentence) or not self._names_same(sentence):
            return False
        return self._speaks_of_it(sentence) or (is_cited and kind == 1 and self._asks_where())

    def _tells(self, sentence: ScoredSentence) -> bool:
        """Whether it says what happened, where the question does by itself."""
        says = says_what_happened(self.last, sentence.text)
        return says is not False or answer_type(self.last) is not AnswerType.REASON

    def _says_more(self, sentence: ScoredSentence) -> bool:
        """Whether it can say something that was not said already, or that was not asked yet."""
        is_bare = not (self.about or own_terms(self.last))
        if _WHY.search(self.last) and is_bare:
            return CAUSE.search(fold(sentence.text)) is not None
        if (whom := _WHOM.match(self.last)) is not None:
            return re.search(rf"(?i)\b{whom['preposition']}\s", sentence.text) is not None
        # "What will he do?" is not answered by saying again that he leaves, nor "Who were the
        # dead?" by saying again how many they are.
        asks_what = _WHAT.match(self.last) is not None and answer_type(self.last) is None
        asks_who = _WHO.match(self.last) is not None and self.about.startswith("the ")
        return not (asks_what or asks_who) or sentence.text.strip() not in self.told

    def _names_same(self, sentence: ScoredSentence) -> bool:
        """Whether it, or a pronoun in it, is about what the question is about."""
        here, around = set(terms(sentence.text)), set(terms(sentence.in_paragraph))
        # Elsewhere in the paragraph, too: its other sentences say "she". A last name is enough.
        others = (name for name in names(self.last) if name not in self.about)
        if not all(around.issuperset(terms(name)) for name in others):
            return False
        # "The roof of the chapel" is about a roof.
        head = terms(re.split(r"\sof\s", self.about)[0])
        subject_words = {head[-1], head[0]} if self.about.startswith("the ") else set(head[-1:])
        stood_for = _PRONOUN.search(sentence.text) and not subject_words.isdisjoint(around)
        return not subject_words or not subject_words.isdisjoint(here) or bool(stood_for)

    def _speaks_of_it(self, sentence: ScoredSentence) -> bool:
        """Whether it has what the question adds, most of it in its paragraph."""
        here, around = set(terms(sentence.text)), set(terms(sentence.in_paragraph))
        most = len(self.new_terms & around) >= _MOST_NEW * len(self.new_terms)
        return not self.new_terms or (most and not self.new_terms.isdisjoint(here))

    def _asks_where(self) -> bool:
        """Whether it asks where somebody lives or works, which may be told in any words."""
        is_someone = self.about != "" and not self.about.startswith("the ")
        is_short = len(self.new_terms) < _SEVERAL
        return is_someone and is_short and _WHEREABOUTS.match(self.last) is not None
