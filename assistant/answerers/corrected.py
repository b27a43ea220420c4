"""A figure with the sentence that corrects it, where an article says that it was wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from assistant.answerers.matter import Matter
from assistant.mentions.corrections import Correction, corrections
from assistant.questions.answer_types import FIGURES, answer_type, counted
from assistant.questions.event import event_word
from assistant.scored_sentence import ScoredSentence
from index.language.en.nouns import is_people_noun
from index.language.synonyms import synonyms
from index.language.terms import content_words, terms
from index.types import Article

_HOW_MANY: Final = re.compile(r"(?i)\bhow (?:many|much)\b")


def with_corrections(
    question: str, told: Sequence[ScoredSentence], articles: Iterable[Article]
) -> list[ScoredSentence]:
    """What is told, with what corrects a figure in it in front, where a figure is asked for.

    What corrects the very figure that is asked for answers alone, whatever else was found.
    """
    if answer_type(question) not in FIGURES:
        return [*told]
    asked = [
        each for article in articles for each in corrections(article) if _is_asked(question, each)
    ]
    of_told = [each for each in asked if any(each.corrects(one.text) for one in told)]
    if of_told:
        known = {each.text for each in told}
        excerpts = [_excerpt(each) for each in of_told]
        return [*(each for each in excerpts if each.text not in known), *told]
    about = Matter(_HOW_MANY.sub("", question))
    return [_excerpt(each) for each in asked if about.is_in(each.sentence.text)] or [*told]


def _is_asked(question: str, correction: Correction) -> bool:
    """Whether the figure that is corrected is the one asked for: of the same things or deed."""
    here = set(terms(correction.sentence.text))
    things = [word for word in counted(question) if not is_people_noun(word)]
    if things:
        return not here.isdisjoint(terms(" ".join(things)))
    event = event_word(question)
    if event is None:
        return False
    deed = terms(content_words(question)[event][0])
    return any(term in here or not here.isdisjoint(synonyms(term)) for term in deed)


def _excerpt(correction: Correction) -> ScoredSentence:
    article, paragraph, sentence, _ = correction
    return ScoredSentence(sentence.text, article, paragraph, sentence, 1.0).as_excerpt()
