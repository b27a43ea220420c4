"""Whether what is said has the words that are asked about in the same parts: who did what to whom.

In the order of the question, or turned round with the verb: "the board was warned" where somebody
"warned the board", "the chairman's signature" where it is "the signature of the chairman".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from assistant.attribution.other_words import AskedWords, asked_words, base_terms, said_words
from index.language.en.grammar.clause_words import CHANGING
from index.language.en.grammar.function_words import BE, DETERMINERS, STOP_WORDS, is_inflected
from index.language.en.grammar.irregular_verbs import PARTICIPLES, PASTS
from index.language.en.nouns import is_source_noun
from index.language.en.number_words import AMOUNTS, CARDINALS
from index.language.folding import straighten

_WORD: Final = re.compile(r"\w+(?:['.&-]\w+)*")
_SEVERAL_CLAUSES: Final = 12
"""Words of what is asked, from which on it has more than one clause."""

_LONGEST: Final = 40
"""Words of what is asked that are turned round."""


def in_same_parts(content: str, saying: str) -> bool:
    """Whether a saying has the content's words, as far as it has them, in the same parts.

    Not where it says so of something of theirs: neither "the mayor's son" nor "supporters of the
    mayor" are the mayor; nor where it has not the content's numbers.
    """
    asked, content_words, saying_words = asked_words(content), _words(content), _words(saying)
    if not _numbers(content_words) <= _numbers(saying_words):
        return False
    if _is_of_another(asked, content_words, saying_words):
        return False
    # What is so long says who did what in more than one way: only its order is looked at.
    if len(content_words) > _SEVERAL_CLAUSES and _is_in_order(
        asked, content_words, saying_words, may_swap=False
    ):
        return True
    may_swap = "of" in saying_words or "of" in content_words
    return any(
        _is_in_order(asked, one, other, may_swap=may_swap)
        for one in _active(content_words)
        for other in _active(saying_words)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(straighten(text))


def _numbers(words: Sequence[str]) -> set[float]:
    figures = {float(word) for word in words if word.isdecimal()}
    return figures | {CARDINALS[word.lower()] for word in words if word.lower() in CARDINALS}


def _active(words: list[str]) -> list[list[str]]:
    """The orders of the active: "Lee | warned | the board" of "the board was warned by Lee".

    Without a "by" the words may stand as they are: "the bridge is closed".
    """
    for at, word in enumerate(words[:_LONGEST]):
        verb = at + 1
        if verb < len(words) and is_inflected(words[verb].lower(), "ly"):
            verb += 1
        if word.lower() in BE and verb < len(words) and _is_participle(words[verb].lower()):
            rest = words[verb + 1 :]
            agent = "to" if words[verb].lower() == "due" else "by"
            if agent in rest:
                by = rest.index(agent)
                return [[*rest[by + 1 :], words[verb], *words[:at], *rest[:by]]]
            return [words, [words[verb], *words[:at], *rest]]
    return [words]


def _is_participle(word: str) -> bool:
    return (
        word == "due"
        or word in PARTICIPLES
        or word in PASTS
        or is_inflected(word, "ed", "en", "wn")
    )


def _is_in_order(
    asked: AskedWords, content: Sequence[str], saying: Sequence[str], *, may_swap: bool
) -> bool:
    said = [each.term for each in said_words(asked, " ".join(saying))]
    wanted = [term for term in base_terms(" ".join(content)) if term in said]
    return any(_follows(each, said) for each in (wanted, *(_swapped(wanted) if may_swap else ())))


def _swapped(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words with an owner of up to two words behind what is theirs: "signature | Bo Li"."""
    for size in (1, 2):
        for at in range(min(len(words) - size, _LONGEST)):
            owner, owned = words[at : at + size], words[at + size]
            yield [*words[:at], owned, *owner, *words[at + size + 1 :]]


def _follows(wanted: Iterable[str], said: Iterable[str]) -> bool:
    """Whether the wanted words are among those said, in their order."""
    rest = iter(said)
    return all(any(word == each for each in rest) for word in wanted)


def _is_of_another(asked: AskedWords, content: Sequence[str], saying: Sequence[str]) -> bool:
    """Whether the first asked word in a saying does not name what the rest is said of.

    It tells whose that is, or is changed by a word beside it: "the former minister".
    """
    at = next((at for at, word in enumerate(saying) if _is_asked(asked, word)), None)
    # "Denied a charge, of forging it" is said of nobody's forging.
    if at is None or is_inflected(saying[at], "ing"):
        return False
    end = at + 1
    while end < len(saying) and saying[end][0].isupper() and _is_asked(asked, saying[end]):
        end += 1  # the name goes on
    before, after = saying[:at], next(iter(saying[end:]), "")
    owner = saying[end - 1].endswith("'s") and saying[end - 1] not in content
    compound = after.lower() not in STOP_WORDS and is_source_noun(after.lower())
    if (owner or compound) and after and not _is_asked(asked, after):
        return True
    if before and before[-1].lower() in CHANGING and before[-1] not in content:
        return True
    while before and before[-1].lower() in DETERMINERS:
        before = before[:-1]
    if len(before) < 2 or before[-1].lower() != "of" or "of" in content:
        return False
    head = before[-2].lower()
    return not (_is_asked(asked, head) or head in AMOUNTS or head in STOP_WORDS)


def _is_asked(asked: AskedWords, word: str) -> bool:
    return any(each.term in asked.others for each in said_words(asked, word))
