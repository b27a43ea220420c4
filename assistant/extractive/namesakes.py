"""Sentences about somebody of the same last name as the one whom a question names in full."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assistant.attribution.entities.person_mentions import People
from assistant.attribution.entities.person_names import is_first_name, is_title
from index.language.en.grammar.function_words import AUXILIARIES
from index.language.folding import fold
from index.types import Article

_FULL_NAME: Final = re.compile(r"(?<![\w’'-])([A-Z][\w-]+) (?:[A-Z]\. )?([A-Z][\w-]+)")


def is_of_namesake(question: str, article: Article, sentence: str) -> bool:
    """Whether the last name in a sentence is another's than that of the question's full name."""
    return any(
        _is_another(first, last, article, sentence)
        for first, last in _FULL_NAME.findall(question)
        if not is_title(first) and fold(first) not in AUXILIARIES
    )


def _is_another(first: str, last: str, article: Article, sentence: str) -> bool:
    found = re.search(rf"(?:\b(?P<before>[A-Z][\w.-]*) )?\b{re.escape(last)}\b", sentence)
    if first in sentence or found is None:
        return False
    before = found["before"]
    if before and is_first_name(before):
        return True
    meant = _people(article).find(last)
    return meant is not None and " " in meant.name and fold(meant.name).split()[0] != fold(first)


@lru_cache(maxsize=64)
def _people(article: Article) -> People:
    return People(article)
