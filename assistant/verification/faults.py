"""What must not be wrong in a claim: numbers, dates, names, quotations, speakers, a "not"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.verification.detectors.dates import missing_dates
from assistant.verification.detectors.names import names_elsewhere, strange_names
from assistant.verification.detectors.numbers import missing_numbers, surplus_numbers
from assistant.verification.detectors.web_addresses import has_strange_address, without_addresses
from assistant.verification.rules.negation import (
    answers_outright,
    gives_a_reason,
    is_no_longer,
    is_reversed,
    is_surer,
)
from assistant.verification.rules.quotation import altered_quotes
from assistant.verification.rules.sign import scare_quotes, strange_signs
from assistant.verification.rules.speaker import (
    stronger_verb,
    unnamed_speaker,
    vouching,
    wrong_speaker,
)
from assistant.verification.verdict import ContextParagraph, EvidenceSentence, Reason

CHECKED: Final = ("en", None)
"""Languages whose sentences these rules can read, and where it is not known. Of all others only
whole sentences are shown as they stand."""

Fault = tuple[Reason, str]
"""A reason, and what it rests on, to be read."""


def named(cited: Sequence[ContextParagraph]) -> str:
    """The paragraphs by their labels: "[6], [7]"."""
    return ", ".join(f"[{each.label}]" for each in cited)


def hard_faults(claim: str, cited: Sequence[ContextParagraph]) -> Iterator[Fault]:
    """What no paraphrase excuses: an address, number, date, name or quotation from nowhere."""
    where = named(cited)
    if has_strange_address(claim, cited):
        yield Reason.ADDRESS, f"it has an address that is not in {where}"
    claim = without_addresses(claim)
    evidence = without_addresses(" ".join(each.paragraph.text for each in cited))
    for quote in altered_quotes(claim, evidence):
        yield Reason.QUOTE, f"“{quote}” is not in {where}"
    for date in missing_dates(claim, evidence):
        yield Reason.DATE, f"{date} is not in {where}"
    for number in missing_numbers(claim, evidence):
        yield Reason.NUMBER, f"{number} is not in {where}"
    for name in strange_names(claim, cited[0].article):
        if all(name in strange_names(claim, each.article) for each in cited[1:]):
            yield Reason.NAME, f"{name} is not in the article"


def soft_faults(
    claim: str, grounds: Sequence[EvidenceSentence], cited: Sequence[ContextParagraph]
) -> Iterator[Fault]:
    """What the article's own words would put right."""
    where = named(cited)
    if any(each.article.language not in CHECKED for each in cited):
        yield Reason.LANGUAGE, f"{where} is not in English: only what stands there is shown"
    claim = without_addresses(claim)
    words = without_addresses(" ".join(ground.sentence.text for ground in grounds))
    told = without_addresses(" ".join(ground.context.paragraph.text for ground in grounds))
    for ground in grounds:
        yield from _faults_of_speaking(claim, ground, where)
    if word := vouching(claim, told):
        yield Reason.VERB, f"{where} does not say “{word}”"
    yield from _faults_of_meaning(claim, words, where)
    for number in surplus_numbers(claim, words):
        yield Reason.NUMBER, f"{number} belongs to something else in {where}"
    yield from _faults_of_signs(claim, words, cited)
    for name in names_elsewhere(claim, told, grounds[0].context.article):
        yield Reason.NAME, f"{name} is not in {where}"


def _faults_of_speaking(claim: str, ground: EvidenceSentence, where: str) -> Iterator[Fault]:
    if speaker := wrong_speaker(claim, ground.context):
        yield Reason.SPEAKER, f"{where} does not let {speaker} say it"
    if speaker := unnamed_speaker(claim, ground.context, ground.sentence):
        yield Reason.SPEAKER, f"{where} has it from {speaker}"
    if verb := stronger_verb(claim, ground.context):
        yield Reason.VERB, f"{where} does not say “{verb}”"


def _faults_of_meaning(claim: str, words: str, where: str) -> Iterator[Fault]:
    if answers_outright(claim, words):
        yield Reason.ANSWER, f"{where} does not say yes or no"
    if is_reversed(claim, words):
        yield Reason.NEGATION, f"{where} says it with a “not”, or without"
    if is_surer(claim, words):
        yield Reason.HEDGE, f"{where} is less certain"
    if is_no_longer(claim, words):
        yield Reason.TIME, f"{where} speaks of the past"
    if gives_a_reason(claim, words):
        yield Reason.CAUSE, f"{where} does not give it as the reason"


def _faults_of_signs(claim: str, words: str, cited: Sequence[ContextParagraph]) -> Iterator[Fault]:
    where = named(cited)
    for sign in strange_signs(claim, words):
        yield Reason.SIGN, f"{where} does not have the sign {sign}"
    for quote in scare_quotes(claim, " ".join(each.paragraph.text for each in cited)):
        yield Reason.SIGN, f"{where} has “{quote}” without quotation marks"
