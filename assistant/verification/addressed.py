"""What speaks to its reader, or to a machine that reads it, where no question asks for that.

An article may order its reader about, and a model repeats it as if it were an answer. So what gives
an order is at most quoted, as the article's own words, and what speaks to a machine is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from assistant.verification.context_paragraphs import ContextParagraph, EvidenceSentence
from assistant.verification.detectors.orders import (
    asks_what_to_do,
    gives_order,
    instructs,
    may_give_order,
    speaks_to_machine,
)
from assistant.verification.detectors.web_addresses import without_addresses
from assistant.verification.verdict import Judgement, Reason, Verdict
from index.language.terms import terms
from index.types import Article, Sentence

_ANNOUNCES: Final = re.compile(r"(?i)\b(?:following|below|next)\b|:\W{0,3}$")
"""What a paragraph says that speaks for the one after it."""


_MOSTLY: Final = 0.5
"""Share of a question's words that an order about what it asks has."""


@lru_cache(maxsize=1_024)
def is_for_machines(article: Article, number: int) -> bool:
    """Whether a paragraph speaks to a machine, or the one before it does and announces this one."""
    before = article.paragraph(number - 1).text if number > 1 else ""
    announced = _ANNOUNCES.search(before) is not None and speaks_to_machine(before)
    return announced or speaks_to_machine(article.paragraph(number).text)


def is_order(article: Article, number: int, sentence: Sentence) -> bool:
    """Whether a sentence tells its reader what to do, and the article is no manual."""
    text = article.paragraph(number).text
    return gives_order(text, sentence.start, sentence.end) and not instructs(article)


def is_unasked(question: str, article: Article, number: int, sentence: Sentence) -> bool:
    """Whether a sentence speaks to a machine, or gives an order that a question does not ask for.

    One about what the question asks may be quoted.
    """
    if is_for_machines(article, number):
        return True
    if asks_what_to_do(question) or _is_about(question, sentence):
        return False
    return is_order(article, number, sentence)


def _is_about(question: str, sentence: Sentence) -> bool:
    asked, told = set(terms(question)), set(terms(without_addresses(sentence.text)))
    return len(asked & told) >= _MOSTLY * len(asked)


def orders(text: str, paragraphs: Sequence[ContextParagraph], question: str) -> bool:
    """Whether a sentence may give an order unasked, or rests on what speaks to a machine."""
    told = may_give_order(text) and not asks_what_to_do(question)
    return told or any(is_for_machines(each.article, each.number) for each in paragraphs)


def without_orders(verdict: Verdict, question: str) -> Verdict:
    """The verdict, for what is shown to tell something rather than to order the reader about.

    Where there is no question, as of a draft, nothing is an answer.
    """
    if not question:
        return verdict
    unasked = [each for each in verdict.evidence if _is_unasked(each, question)]
    if unasked:
        kept = tuple(each for each in verdict.evidence if each not in unasked)
        if verdict.judgement is Judgement.UNCERTAIN and kept:
            return replace(verdict, evidence=kept)
        whom = "a machine" if _is_any_for_machines(unasked) else "its reader"
        detail = f"{_labels(unasked)} tells {whom} what to do"
        return Verdict(Judgement.WITHHELD, (), 0.0, Reason.INSTRUCTION, detail)
    # Also one that is merely doubtful: with this reason no judge is asked about it.
    if not asks_what_to_do(question) and any(map(_is_order, verdict.evidence)):
        detail = f"{_labels(verdict.evidence)} tells its reader what to do"
        return replace(
            verdict, judgement=Judgement.UNCERTAIN, reason=Reason.INSTRUCTION, detail=detail
        )
    return verdict


def _is_unasked(each: EvidenceSentence, question: str) -> bool:
    return is_unasked(question, each.context.article, each.context.number, each.sentence)


def _is_order(each: EvidenceSentence) -> bool:
    return is_order(each.context.article, each.context.number, each.sentence)


def _is_any_for_machines(some: Sequence[EvidenceSentence]) -> bool:
    return any(is_for_machines(each.context.article, each.context.number) for each in some)


def _labels(some: Sequence[EvidenceSentence]) -> str:
    return ", ".join(dict.fromkeys(f"[{each.context.label}]" for each in some))
