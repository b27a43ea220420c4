"""A sentence that tells who says something, by what it leaves out: "Ann Lee denies it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.verification.alignment import is_retold
from assistant.verification.claim import ClaimView
from assistant.verification.context_paragraphs import ContextParagraph, EvidenceSentence
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Severity, Violation
from assistant.verification.rules import violations
from assistant.verification.support.calibrated_score import features, is_likely, likelihood
from assistant.verification.support.lexical_support import ordered_terms
from assistant.verification.verdict import Judgement, Reason, Verdict
from index.language.en.grammar.clause_words import CHANGING
from index.language.en.grammar.function_words import ARTICLES, BE, HAVE, STOP_WORDS
from index.language.en.grammar.pronouns import DEMONSTRATIVES
from index.language.folding import straighten
from index.language.word_lists import any_of
from index.types import Sentence

_DETERMINERS: Final = re.compile(rf"\b{any_of(ARTICLES | DEMONSTRATIVES)}\s")
_WORD: Final = re.compile(r"[\w'-]+")
_FUNCTION_WORDS: Final = STOP_WORDS | {"said", "says"}

_LONGEST: Final = 400
"""Words of a sentence in which all of a claim stands."""

_CONTRACTED: Final = re.compile(r"(\w)n't\b")
_BACKSHIFTED: Final = {"would": "will", "could": "can", "might": "may"}

_TURNED_ROUND: Final = 2
"""Content words that may be turned round: "the sale was ordered" for "she ordered the sale"."""


def check_reported(
    claim: str, paragraph: ContextParagraph, sentence: Sentence, frames: Sequence[str] = ()
) -> Verdict:
    """Whether a sentence of the paragraph says what a source is told to say: "denies it rained".

    By the rules and the degree that a model's sentences are held to. Who says it is not the
    claim's to name, so that is left to whoever tells it; `frames` are the claim with its speaker,
    as the sentence may have it: "Ann Lee denied that it rained".
    """
    view, quoted = ClaimView(claim), EvidenceSentence(paragraph, sentence)
    evidence = Evidence.in_sentence(view, quoted)
    if broken := next(violations(view, evidence, Severity.WITHHELD), None):
        return Verdict(Judgement.WITHHELD, (), 0.0, *broken)
    score = features(view, evidence)
    likely = likelihood(score)
    broken = _violation(view, evidence)
    if broken is None and score.stands_together and is_likely(likely):
        if _is_in_order(claim, quoted, frames):
            return Verdict(Judgement.SUPPORTED, (quoted,), likely)
        # Without its modifiers it is said all the same: no matter of order, for which a source
        # would not be told at all, but of wording, for which the article's own sentence is shown.
        if not any(leaves_out_modifiers(each, sentence.text) for each in (claim, *frames)):
            detail = f"{evidence.labels} has these words, put together otherwise"
            broken = Violation(Reason.ORDER, detail)
    reason, detail = broken or (Reason.NOT_SUPPORTED, f"{evidence.labels} does not clearly say it")
    return Verdict(Judgement.UNCERTAIN, (quoted,), likely, reason, detail)


def _violation(claim: ClaimView, evidence: Evidence) -> Violation | None:
    """The first rule that is broken, but for those on who says it."""
    broken = violations(claim, evidence, Severity.UNCERTAIN)
    return next((each for each in broken if each.reason is not Reason.SPEAKER), None)


def _is_in_order(claim: str, quoted: EvidenceSentence, frames: Sequence[str]) -> bool:
    """Whether who did what to whom is as it stands there."""
    language = quoted.context.article.language
    words, source = (ordered_terms(text, language) for text in (claim, quoted.sentence.text))
    if len(words) <= _TURNED_ROUND and words[::-1] == tuple(t for t in source if t in words):
        return True
    plain = _evened(quoted.sentence.text)
    verbatim = (
        re.search(rf"(?<![\w'-]){re.escape(_evened(each))}(?![\w'-])", plain) is not None
        for each in (claim, *frames)
    )
    return any(verbatim) or any(is_retold(each, [quoted.context]) for each in (claim, *frames))


def _evened(text: str) -> str:
    """The text with "the" for every article, which a question may put for one another."""
    return _DETERMINERS.sub("the ", straighten(text).casefold()).strip(" .,\"'")


def leaves_out_modifiers(claim: str, sentence: str) -> bool:
    """Whether a claim only leaves out what stands before a noun: "the engine's failure".

    Not after one: the mayor is not "the mayor's son", nor a plant "the plant manager".
    """
    wanted = [word for word in _tenseless(claim) if word != "the"]
    words = _tenseless(sentence)
    return any(
        _is_cut(wanted, words[at : at + _LONGEST])
        for at, word in enumerate(words)
        # It begins a phrase, in front or behind a function word: no "plant" of "power plant".
        if wanted and word == wanted[0] and (at == 0 or _may_stand_before(words[at - 1]))
    )


def _tenseless(text: str) -> list[str]:
    """The words, with what is told of later as what was said: "had left" and "left", "would"."""
    words = _WORD.findall(_CONTRACTED.sub(r"\1 not", _evened(text).replace("won't", "will not")))
    told = ("be" if word in BE else _BACKSHIFTED.get(word, word) for word in words)
    return [word for word in told if word not in HAVE]


def _may_stand_before(word: str) -> bool:
    """Whether a phrase may begin after it: a function word, or whose it is ("the state's")."""
    return word in _FUNCTION_WORDS or word.endswith("'s")


def _is_cut(wanted: Sequence[str], words: Sequence[str]) -> bool:
    matched, may_skip = 0, False
    for word in words:
        if matched == len(wanted):
            break
        if word == wanted[matched]:
            matched += 1
            may_skip = word in _FUNCTION_WORDS
        # Every article is "the" here: it begins a phrase, in which modifiers may be left out.
        elif word == "the":
            may_skip = True
        elif not may_skip or word in CHANGING or word in _FUNCTION_WORDS:
            return False
    return matched == len(wanted)
