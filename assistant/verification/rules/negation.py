"""Does a claim drop or add a "not", say for sure what is doubted, for a reason, or as still so?"""

from __future__ import annotations

import re
from typing import Final

from assistant.verification.cue_scopes import governed, only_governed, scopes
from assistant.verification.lexical_support import ordered_terms
from index.language.folding import fold

_NOT: Final = re.compile(
    r"""
    \bnot\b(?!\s(?:only|just|least)\b) | n't\b
  | \bno\b(?!\s(?:wonder|surprise|doubt|longer\b|\.)) | \bno\slonger\b
  | \b(?:never|neither|nor|none|nobody|nothing|nowhere|without|cannot|unable|unlikely)\b
  | \b(?:refus(?:e[sd]?|ing)|den(?:y|ie[sd]|ying)|reject(?:s|ed|ing)?|lack(?:s|ed|ing)?)\b
  | \b(?:declin|fail)(?:e?s|e?d|ing)?\sto\b | \brul(?:ed?|es|ing)\sout\b
    """,
    re.VERBOSE,
)
_DOUBT: Final = re.compile(
    r"""
    (?<!\bin\s)(?<!\bof\s)(?<!\bon\s)(?<!\bby\s)(?<!\blast\s)(?<!\bsince\s)\bmay\b(?!\s\d)
  | \b(?:might|could|likely|unlikely|probabl[ey]|possibl[ey]|perhaps|maybe|presumably
      |apparently|reportedly|allegedly|alleged|supposedly|purportedly|appear(?:s|ed)?|seem(?:s|ed)?
      |expected|believed|suspected|thought|if|whether|unclear|unsure|uncertain|not\s(?:sure|clear)
      |doubt(?:s|ed|ful)?)\b
    """,
    re.VERBOSE,
)
_ALL: Final = re.compile(
    r"\b(?:all|every|everyone|everybody|everything|always|entire(?:ly)?)\b(?!\sthe\stime)"
)
_PAST: Final = re.compile(
    r"\b(?:was|were|had\sbeen|used\sto(?:\sbe)?|former(?:ly)?|once|until|ex)\b", re.VERBOSE
)
_PRESENT: Final = re.compile(
    r"\b(?:is|are|has\sbeen|have\sbeen|currently|now|still|remains?)\b", re.VERBOSE
)
_CAUSE: Final = re.compile(
    r"\b(?:because|since|so that|due to|caus\w+|thanks to|owing to|as a result|therefore|hence"
    r"|reasons?|led to|leads to|in order to|prevent\w*|under pressure)\b"
)
_CONCLUDING: Final = re.compile(
    r"^(?:therefore|thus|hence|consequently|as a (?:result|consequence))\b"
)
_CONCLUDES: Final = re.compile(
    r"\b(?:therefore|thus|hence|consequently|as a (?:result|consequence))\b"
)
_ANSWER: Final = re.compile(r"^(?:yes|no)\b(?=[,.:;!—–-])")
_DENIED: Final = 3  # content words after a "not" that it may deny
_DOUBTED: Final = 8
_TIMED: Final = 3
_RETOLD: Final = 0.9


def is_reversed(claim: str, evidence: str) -> bool:
    """Whether one denies what the other affirms of the same words."""
    if _drops(claim, evidence) or _drops(evidence, claim):
        return True
    return _is_retold(claim, evidence) and _count(_NOT, claim) != _count(_NOT, evidence)


def _drops(one: str, other: str) -> bool:
    """Whether a word is denied in every place in the other, and nowhere in the one."""
    denied = only_governed(other, _NOT, _DENIED)
    return not denied.isdisjoint(frozenset(ordered_terms(one)) - governed(one, _NOT, _DENIED))


def is_surer(claim: str, evidence: str) -> bool:
    """Whether the claim leaves out that the evidence says it with a "may", or only of some."""
    if _count(_ALL, claim) > 0 and _count(_ALL, evidence) == 0:
        return True
    once = only_governed(evidence, _DOUBT, _DOUBTED)
    certain = frozenset(ordered_terms(claim)) - governed(claim, _DOUBT, _DOUBTED)
    for scope in scopes(evidence, _DOUBT, _DOUBTED):
        doubted = scope & once
        if doubted and len(doubted & certain) >= min(2, len(doubted)):
            return True
    return _is_retold(claim, evidence) and _count(_DOUBT, claim) < _count(_DOUBT, evidence)


def _is_retold(claim: str, evidence: str) -> bool:
    """Whether it keeps almost all of the evidence's words, so that what is missing counts."""
    told = frozenset(ordered_terms(evidence))
    return len(told & frozenset(ordered_terms(claim))) >= _RETOLD * len(told)


def _count(cue: re.Pattern[str], text: str) -> int:
    return len(cue.findall(fold(text)))


def gives_a_reason(claim: str, evidence: str) -> bool:
    """Whether the claim gives one thing as the reason of another, and the evidence does not.

    A claim that begins with "Therefore" concludes from what is said before it, which the evidence
    has to do likewise.
    """
    claimed, told = fold(claim), fold(evidence)
    if _CONCLUDING.match(claimed):
        return _CONCLUDES.search(told) is None
    return _CAUSE.search(claimed) is not None and _CAUSE.search(told) is None


def answers_outright(claim: str, evidence: str) -> bool:
    """Whether the claim begins with a "yes" or a "no" that the evidence does not say."""
    answer = _ANSWER.match(fold(claim))
    return answer is not None and re.search(rf"\b{answer[0]},", fold(evidence)) is None


def is_no_longer(claim: str, evidence: str) -> bool:
    """Whether the claim says that something is so, and the evidence only that it was."""
    claimed = governed(claim, _PRESENT, _TIMED) - governed(claim, _PAST, _TIMED)
    told = governed(evidence, _PAST, _TIMED) - governed(evidence, _PRESENT, _TIMED)
    return not claimed.isdisjoint(told)
