"""The seam between languages and the rest: what is known of one, and which are known at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.language import calendars
from index.language.calendars import Months
from index.language.detection import detect_language
from index.language.en.calendar import MONTHS, WEEKDAYS
from index.language.en.grammar.function_words import CLITIC, STOP_WORDS

_FEW: Final = 0.15
"""Share of stop words up to which a text may be in another language."""


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language; sentences are split in all of them alike.

    `stop_words` say nothing of what a text is about, nor do words with one of `stop_endings`.
    `clitic` matches what is left out at the end of a word; where it is None, an apostrophe
    divides words: "l'avion". `months` and `weekdays` are looked for in date lines. `has_rules`
    says whether statements and claims can be read by rules. In a language without them a
    sentence is only ever shown as it stands in the article.
    """

    code: str  # ISO 639-1
    stop_words: frozenset[str] = frozenset()
    stop_endings: tuple[str, ...] = ()
    clitic: re.Pattern[str] | None = None
    months: Months = ()
    weekdays: frozenset[str] = frozenset()
    has_rules: bool = False

    def is_stop_word(self, word: str) -> bool:
        """Whether a folded word says nothing of what a text is about."""
        return word in self.stop_words or word.endswith(self.stop_endings)

    def stems(self, words: Sequence[str]) -> list[str]:
        """The words without their inflections; as they are in a language Snowball does not know."""
        import Stemmer  # noqa: PLC0415 - compiled, needed only here

        try:
            stemmer = Stemmer.Stemmer(self.code, 0)  # a new one each time: threads must not share
        except (KeyError, UnicodeEncodeError):
            return list(words)
        stems: list[str] = stemmer.stemWords(words)
        return stems


ENGLISH: Final = Language(
    "en",
    stop_words=STOP_WORDS,
    stop_endings=("n't",),
    clitic=CLITIC,
    months=tuple((month,) for month in MONTHS),
    weekdays=frozenset(WEEKDAYS),
    has_rules=True,
)
LANGUAGES: Final = (
    ENGLISH,
    *(
        Language(code, months=months, weekdays=calendars.WEEKDAYS.get(code, frozenset()))
        for code, months in calendars.MONTHS.items()
    ),
)
"""The languages of which more is known than that Snowball may have their stems."""

_BY_CODE: Final = {language.code: language for language in LANGUAGES}


@lru_cache(maxsize=256)
def language_of(code: str | None) -> Language:
    """The language with an ISO 639-1 code, "en" or "en-GB"; English when it is not known."""
    short = (code or ENGLISH.code).partition("-")[0].lower()
    return _BY_CODE.get(short) or Language(short)


def other_language(text: str, codes: Collection[str | None]) -> str | None:
    """The ISO 639-1 code of a text's language, if it is surely none of those given.

    Of those, None is one that is not known.
    """
    known = {language_of(code) for code in codes}
    words = re.findall(r"[^\W\d_]+", text.lower())
    # Cheap where it is as usual: to detect a language takes most of a second at first. In English
    # every third word says nothing; a few of these words other languages have, too.
    if any(sum(map(each.is_stop_word, words)) > _FEW * len(words) for each in known):
        return None
    code = detect_language(text)
    return None if code in {each.code for each in known} else code
