"""A sentence that a model wrote, and the paragraphs it was given: shown, mended or withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from assistant.citations import Draft
from assistant.grounding.names import names_elsewhere, strange_names
from assistant.grounding.numbers import missing_numbers
from assistant.grounding.polarity import is_causal, is_hedged, is_negative, is_no_longer
from assistant.grounding.quotes import altered_quotes
from assistant.grounding.silence import is_silence
from assistant.grounding.speakers import unnamed_speaker, wrong_speaker
from assistant.grounding.support import (
    Support,
    best_support,
    claim_terms,
    cohesion,
    share_of,
)
from assistant.grounding.types import Given, Ground, Judgement, Reason, Verdict
from index.text import sentences, straighten
from index.types import Paragraph, Sentence

ENOUGH: Final = 0.75
"""Share of a sentence's content that its paragraphs have to have for it to be shown."""

TOGETHER: Final = 0.8
"""Share of its neighbouring words that have to stand together in one of their sentences.

Both were chosen on judged answers (`make bench-grounding`).
"""

LITTLE: Final = 0.25
"""Below this share a paragraph is about something else."""

_ADDS: Final = 0.1  # share that a further cited paragraph has to add
_POINTING_BACK = re.compile(r"(?:He|She|It|They|This|That|These|Those|His|Her|Their|The same)\b")


def check(draft: Draft, given: Sequence[Given], question: str) -> Verdict:
    """What becomes of a sentence of an answer; `given` are the paragraphs behind it."""
    if is_silence(draft.text):
        return Verdict(Judgement.SILENT)
    cited = [each for each in given if each.label in draft.labels]
    if not re.search(r"\w", draft.text):
        return _words_of(cited, question) if cited else _nothing_cited(draft)
    verdict = _judge(draft.text, cited, question) if cited else _nothing_cited(draft)
    if verdict.judgement is Judgement.SUPPORTED:
        return verdict
    others = [each for each in given if each not in cited]
    mended = _elsewhere(draft.text, cited, others, question)
    return mended or _doubted(draft.text, verdict, others, question)


def _elsewhere(
    claim: str, cited: Sequence[Given], others: Sequence[Given], question: str
) -> Verdict | None:
    """Supported by another paragraph, or by one together with those cited."""
    alone = [[each] for each in others]
    together = [[*cited, each] for each in others if cited]
    for paragraphs in (*alone, *together):
        if _grounds(claim, paragraphs)[1] >= ENOUGH:
            verdict = _judge(claim, paragraphs, question)
            if verdict.judgement is Judgement.SUPPORTED:
                return replace(verdict, judgement=Judgement.REPAIRED)
    return None


def _doubted(claim: str, cited: Verdict, others: Sequence[Given], question: str) -> Verdict:
    """The verdict of the cited paragraphs, unless another one comes clearly nearer."""
    nearest = max(others, key=lambda each: _grounds(claim, [each])[1], default=None)
    if nearest is None:
        return cited
    other = _judge(claim, [nearest], question)
    return other if _is_better(other, cited) else cited


def _judge(claim: str, cited: Sequence[Given], question: str) -> Verdict:
    """Against these paragraphs together."""
    if whole := _whole_sentence(claim, cited):
        return Verdict(Judgement.SUPPORTED, (whole,), 1.0)
    evidence = " ".join(each.paragraph.text for each in cited)
    where = ", ".join(f"[{each.label}]" for each in cited)
    if hard := next(_hard_faults(claim, evidence, cited, where), None):
        return Verdict(Judgement.WITHHELD, (), 0.0, *hard)
    grounds, share = _grounds(claim, cited)
    words = " ".join(ground.sentence.text for ground in grounds)
    if share < LITTLE:
        detail = f"{where} is about something else"
        return Verdict(Judgement.WITHHELD, (), share, Reason.NOT_SUPPORTED, detail)
    soft = next(_soft_faults(claim, words, grounds, where), None)
    sound = share >= ENOUGH and _cohesion(claim, grounds) >= TOGETHER
    if soft is None and sound:
        return Verdict(Judgement.SUPPORTED, grounds, share)
    reason, detail = soft or (Reason.NOT_SUPPORTED, f"{where} does not clearly say it")
    own = _own_words(f"{claim} {question}", [ground.given for ground in grounds])
    return Verdict(Judgement.DOUBTFUL, own, share, reason, detail)


def _whole_sentence(claim: str, cited: Sequence[Given]) -> Ground | None:
    """The sentence of a paragraph that the claim repeats to the letter."""
    wanted = straighten(claim)
    return next(
        (
            Ground(each, sentence)
            for each in cited
            for sentence in sentences(each.paragraph.text)
            if straighten(sentence.text) == wanted
        ),
        None,
    )


def _hard_faults(
    claim: str, evidence: str, cited: Sequence[Given], where: str
) -> Iterator[tuple[Reason, str]]:
    """What no paraphrase excuses: a number, a name or a quotation from nowhere."""
    for quote in altered_quotes(claim, evidence):
        yield Reason.QUOTE, f"“{quote}” is not in {where}"
    for number in missing_numbers(claim, evidence):
        yield Reason.NUMBER, f"{number} is not in {where}"
    for name in strange_names(claim, cited[0].article):
        if all(name in strange_names(claim, each.article) for each in cited[1:]):
            yield Reason.NAME, f"{name} is not in the article"


def _soft_faults(
    claim: str, words: str, grounds: Sequence[Ground], where: str
) -> Iterator[tuple[Reason, str]]:
    """What the article's own words would put right."""
    for ground in grounds:
        if speaker := wrong_speaker(claim, ground.given):
            yield Reason.SPEAKER, f"{where} does not let {speaker} say it"
        if speaker := unnamed_speaker(claim, ground.given, ground.sentence):
            yield Reason.SPEAKER, f"{where} has it from {speaker}"
    if is_negative(claim) != is_negative(words):
        yield Reason.NEGATION, f"{where} says it with a “not”, or without"
    if is_hedged(words) and not is_hedged(claim):
        yield Reason.HEDGE, f"{where} is less certain"
    if is_no_longer(claim, words):
        yield Reason.TIME, f"{where} speaks of the past"
    if is_causal(claim) and not is_causal(words):
        yield Reason.CAUSE, f"{where} does not give it as the reason"
    for number in missing_numbers(claim, words):
        yield Reason.NUMBER, f"{number} belongs to something else in {where}"
    for name in names_elsewhere(claim, " ".join(ground.given.paragraph.text for ground in grounds)):
        yield Reason.NAME, f"{name} is not in {where}"


def _grounds(claim: str, cited: Sequence[Given]) -> tuple[tuple[Ground, ...], float]:
    """Of the cited paragraphs, those that say some of it, and the share that they have together."""
    wanted = claim_terms(claim, cited[0].article)
    found = [(each, best_support(wanted, each.paragraph, each.article)) for each in cited]
    kept: list[tuple[Given, Support]] = []
    covered: frozenset[str] = frozenset()
    for each, support in sorted(found, key=lambda pair: -pair[1].share):
        gain = share_of(wanted, covered | support.covered) - share_of(wanted, covered)
        if not kept or gain >= _ADDS:
            kept.append((each, support))
            covered |= support.covered
    grounds = (Ground(each, support.sentence) for each, support in kept)
    share = share_of(wanted, covered) if wanted else LITTLE
    return tuple(sorted(grounds, key=lambda ground: cited.index(ground.given))), share


def _cohesion(claim: str, grounds: Sequence[Ground]) -> float:
    texts = [each.text for ground in grounds for each in sentences(ground.sentence.text)]
    return cohesion(claim, texts, grounds[0].given.article.language, joints=len(grounds) - 1)


def _words_of(cited: Sequence[Given], question: str) -> Verdict:
    detail = "it is only a paragraph's number"
    own = _own_words(question, cited)
    return Verdict(Judgement.DOUBTFUL, own, 0.0, Reason.NOT_SUPPORTED, detail)


def _own_words(wanted: str, cited: Sequence[Given]) -> tuple[Ground, ...]:
    """The sentence of each paragraph that comes nearest to what is wanted."""
    return tuple(
        Ground(
            each,
            _with_antecedent(
                best_support(
                    claim_terms(wanted, each.article), each.paragraph, each.article
                ).sentence,
                each.paragraph,
            ),
        )
        for each in cited
    )


def _with_antecedent(sentence: Sentence, paragraph: Paragraph) -> Sentence:
    """From the sentence before, when it begins with "He" or the like."""
    if not _POINTING_BACK.match(sentence.text):
        return sentence
    before = [each for each in sentences(paragraph.text) if each.end <= sentence.start]
    start = before[-1].start if before else sentence.start
    return Sentence(paragraph.text[start : sentence.end], start, sentence.end)


def _nothing_cited(draft: Draft) -> Verdict:
    never = ", ".join(f"[{label}]" for label in draft.unknown)
    detail = f"{never} was never given" if never else "it names no paragraph"
    return Verdict(Judgement.WITHHELD, (), 0.0, Reason.UNCITED, detail)


def _rank(verdict: Verdict) -> tuple[int, float]:
    order = (Judgement.WITHHELD, Judgement.DOUBTFUL, Judgement.SUPPORTED)
    return order.index(verdict.judgement), verdict.support


def _is_better(other: Verdict, cited: Verdict) -> bool:
    """Whether other paragraphs say it rather than those cited, by more than a little."""
    (judgement, support), (cited_judgement, cited_support) = _rank(other), _rank(cited)
    same = judgement == cited_judgement
    return support > cited_support + _ADDS if same else judgement > cited_judgement
