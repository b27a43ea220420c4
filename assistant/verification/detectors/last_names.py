"""Does a last name alone mean the same person all through an article?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assistant.attribution.entities.person_names import Gender, title_gender, without_titles
from index.types import Article

_BEFORE: Final = r"(?<![\w.’'-])([^\W\d_a-z][\w’'-]*)\.?\s"
"""A word with a capital, before a name."""


@lru_cache(maxsize=1_024)
def means_one_person(name: str, article: Article) -> bool:
    """Whether all whom the article calls by the last part of a name are one, as far as it shows.

    By what stands before it: another first name, or "Mr." and "Mrs.".
    """
    *parts, last = name.split()
    called = re.compile(rf"{_BEFORE}{re.escape(last)}(?!\w)")
    before = {word for each in article.paragraphs for word in called.findall(each.text)}
    firsts = {first for word in before for first in without_titles([word, last])[1][:-1]}
    genders = {title_gender([word]) for word in before - firsts} - {Gender.UNKNOWN}
    return len(genders) < 2 and firsts <= {*parts}
