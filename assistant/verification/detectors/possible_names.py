"""Words that may be names wherever they stand and however they are written: "smith", "eBay".

More of them than `names` finds, which has to be sure: where an article has none of such a word, no
judge is believed about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.verification.detectors.names import WORD, is_plain, starts_sentence
from index.language.folding import straighten
from index.language.tokens.token_counts import token_rank

_ORDINARY: Final = re.compile(r"(?:ly|ing|ed|ness|ment)$")
"""How words end that are hardly names, though too rare to be ranked."""

_RARER: Final = 4
"""How much rarer a word is in small letters than with a capital, if it is rather a name."""

_LETTER: Final = re.compile(r"[B-HJ-Z]")
_MONTH_OR_VERB: Final = re.compile(r"May (?:will|would|has|had|is|was|said|says|did|does)\b")


def possible_names(text: str) -> list[str]:
    """The words that may be names, as written, each once."""
    return list(dict.fromkeys(_possible(straighten(text))))


def _possible(text: str) -> Iterator[str]:
    words = [*WORD.finditer(text)]
    for at, word in enumerate(words):
        bare = re.sub(r"'s?$", "", word[0])
        starts = starts_sentence(words, at)
        if _MONTH_OR_VERB.match(text, word.start()):
            yield bare
        elif _LETTER.fullmatch(bare):
            # An initial has a stop after it.
            if not starts and not re.compile(r"\.\s\w").match(text, word.end()):
                yield bare
        elif not is_plain(bare) and _may_be_name(bare, starts=starts):
            yield bare


def _may_be_name(word: str, *, starts: bool) -> bool:
    small = word.lower()
    if word == small:
        return any(_is_rarer(part, _RARER) for part in word.split("-") if part.isalpha())
    # Any letter may be a capital: "eBay".
    if not starts or word != word.capitalize():
        return True
    unranked = token_rank(f" {small}") is None
    return (unranked or _is_rarer(small)) and not _ORDINARY.search(small)


def _is_rarer(word: str, times: int = 1) -> bool:
    """Whether a word is commoner with a capital, as "Monday" is, and by so much."""
    with_capital, without = token_rank(f" {word.capitalize()}"), token_rank(f" {word}")
    return with_capital is not None and (without is None or times * with_capital < without)
