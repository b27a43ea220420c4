"""Questions that a model writes, each checked against the article; what fails is dropped.

Nothing of a model's becomes a fact unless it stands in the paragraph, to the letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from assistant.errors import ModelError
from assistant.evaluation.drafting.types import DraftedQuestion, evenly, is_nameless, stands_in
from assistant.models import LLM
from assistant.models.prompt_call import PromptCall, fenced
from assistant.verification.detectors.dates import dates, missing_dates
from assistant.verification.detectors.names import names, strange_names
from assistant.verification.detectors.numbers import missing_numbers, numbers
from index.failure import Failure
from index.language.en.grammar.pronouns import (
    THIRD_PERSON,
    THIRD_PERSON_OBJECTS,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.sentences import sentences
from index.language.terms import terms
from index.language.word_lists import any_of
from index.types import Article, Paragraph

LONGEST: Final = 120
"""Tokens of a question and its answer."""

_SHORTEST_PARAGRAPH: Final = 12  # words
_QUESTION: Final = range(4, 31)  # words
_ANSWER: Final = range(1, 13)
_SAME: Final = 0.5  # share of two questions' words that both have
_ANSWERS: Final = (
    0.8  # share of a question's words from which on a paragraph with its answer is gold
)
_ELSEWHERE: Final = 0.25  # ... below which it is about something else

# The prompt asks for two lines; small models add Markdown's marks, and leave "Question:" out.
_REPLY: Final = re.compile(
    r"[\s*_#>-]*(?:Question:?[*_]*\s*)?(?P<question>[^\n]+?)[*_]*\s*\n+"
    r"[\s*_#>-]*Answer:?[*_]*\s*(?P<answer>[^\n]+?)[*_\s]*",
    re.IGNORECASE,
)
# A reader asks about the matter and does not know that there is a paragraph.
_ABOUT_TEXT: Final = re.compile(r"(?i)\b(?:paragraph|passage|article|text|author|mentioned)\b")
_POINTING: Final = THIRD_PERSON | THIRD_PERSON_OBJECTS | THIRD_PERSON_POSSESSIVES
_LEANING: Final = re.compile(rf"(?i)\b(?:{any_of(_POINTING)}|this|these)\b")


@dataclass(slots=True)
class ModelDrafts:
    """A model's drafts: those that hold, and how many were dropped for what reason."""

    drafts: list[DraftedQuestion] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    failure: Failure | None = None


async def questions_by(
    model: LLM,
    article: Article,
    most: int,
    before: Iterable[DraftedQuestion],
    progress: Callable[[int, int], None],
) -> ModelDrafts:
    """Questions on at most so many paragraphs, none like one of those before.

    A model that fails is asked no more; what it has written stays.
    """
    result = ModelDrafts()
    earlier = [each.question for each in before]
    long = [each for each in article.paragraphs if len(each.text.split()) >= _SHORTEST_PARAGRAPH]
    paragraphs = evenly(long, most)
    for done, paragraph in enumerate(paragraphs, 1):
        prompt = PromptCall("draft", title=fenced(article.title), paragraph=fenced(paragraph.text))
        try:
            reply = await model.reply(prompt.messages, max_tokens=LONGEST)
        except ModelError as error:
            result.failure = error.failure
            break
        progress(done, len(paragraphs))
        # What was cut off may look like a question with its answer, and lack the end of it.
        drafted = read(reply.text if reply.whole else "", paragraph, article, earlier)
        if isinstance(drafted, DraftedQuestion):
            result.drafts.append(drafted)
            earlier.append(drafted.question)
        else:
            result.dropped[drafted] += 1
    return result


def read(
    reply: str, paragraph: Paragraph, article: Article, earlier: Iterable[str]
) -> DraftedQuestion | str:
    """The question that the reply has on the paragraph, or what is wrong with it."""
    match = _REPLY.fullmatch(reply.strip())
    if match is None:
        return "no question with an answer"
    question = " ".join(match["question"].split())
    answer = match["answer"].strip(" .,;:“”\"'")
    if wrong := _wrong(question, answer, paragraph, article, earlier):
        return wrong
    question_terms = set(terms(question))
    others = {
        each.number: _shared(question_terms, terms(each.text))
        for each in article.paragraphs
        if each.number != paragraph.number and stands_in(answer, each.text)
    }
    # Between the two it is not clear whether that paragraph answers too: gold might be wrong.
    if any(_ELSEWHERE <= share < _ANSWERS for share in others.values()):
        return "an answer that stands in other paragraphs too"
    holding = (each.text for each in sentences(paragraph.text) if stands_in(answer, each.text))
    return DraftedQuestion(
        kind="fact",
        question=question,
        paragraph=paragraph.number,
        sentence=next(holding, paragraph.text),
        facts=((answer,),),
        also=tuple(number for number, share in others.items() if share >= _ANSWERS),
    )


def _wrong(
    question: str, answer: str, paragraph: Paragraph, article: Article, earlier: Iterable[str]
) -> str | None:
    """What is wrong with a question and its answer, as far as one paragraph tells."""
    question_terms = set(terms(question))
    strange = (
        strange_names(names(question), article)
        or missing_numbers(numbers(question), numbers(paragraph.text))
        or missing_dates(dates(question), dates(paragraph.text))
    )
    checks = (
        (not question.endswith("?"), "no question mark"),
        (len(question.split()) not in _QUESTION, "a question that is too short or too long"),
        (len(answer.split()) not in _ANSWER, "an answer that is too short or too long"),
        (not stands_in(answer, paragraph.text), "an answer that is not in the paragraph"),
        (stands_in(answer, question), "a question that has the answer in it"),
        (bool(strange), "a question with names or numbers that are not the article's"),
        (_ABOUT_TEXT.search(question), "a question about the text"),
        (is_nameless(_LEANING.search(question)), "a question that needs another one before it"),
        (
            any(_alike(question_terms, set(terms(each))) for each in earlier),
            "a question like another one",
        ),
    )
    return next((reason for fails, reason in checks if fails), None)


def _alike(one: set[str], other: set[str]) -> bool:
    return bool(one) and len(one & other) >= _SAME * len(one | other)


def _shared(question_terms: set[str], words: Iterable[str]) -> float:
    return len(question_terms & set(words)) / len(question_terms) if question_terms else 0.0
