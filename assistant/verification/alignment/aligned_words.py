"""The words of a sentence as they are compared one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from assistant.verification.detectors.numbers import numbers
from index.language.en.calendar import MONTHS_BY_LETTERS
from index.language.en.grammar.function_words import ARTICLES, CLITIC
from index.language.en.grammar.pronouns import HE_OR_SHE
from index.language.en.number_words import ORDINALS
from index.language.folding import straighten
from index.language.terms import terms
from index.language.word_lists import word_set


class Word(NamedTuple):
    """A word of a sentence; articles are none, but where they stand before no word.

    `form` is what it is compared by, `lower` the word itself. `mark` is the comma, dash, colon or
    bracket before it, the strongest of several, `article` "a" or "the" if one stands there,
    `is_name` says that it has a capital.
    """

    form: str
    lower: str
    mark: str
    article: str
    is_name: bool

    def is_written_as(self, other: Word) -> bool:
        """Whether both are the same word, but for figures, signs, short forms and "said"."""
        short = {self.lower, other.lower} & _SHORT
        return self.lower == other.lower or self.form[0] == "#" or self.form == "say" or bool(short)

    @property
    def opens(self) -> bool:
        """Whether an article stands before the word."""
        return bool(self.article)

    @property
    def is_month(self) -> bool:
        """Whether the word is the month of May, by its capital."""
        return self.is_name and self.lower == "may"

    @property
    def breaks(self) -> bool:
        """Whether a mark stands before the word."""
        return bool(self.mark)


_LEMMAS: Final = {
    form: lemma
    for lemma, forms in {
        "be": "be is are was were been being am",
        "have": "have has had having",
        "do": "do does did",
        "will": "will would",
        "can": "can could",
        "may": "may might",
        # Verbs of saying that may stand for each other: who speaks is checked apart.
        "say": "say says said saying add adds added state states stated",
    }.items()
    for form in forms.split()
}
_CLITICS: Final = {
    "n't": "not",
    "'ll": "will",
    "'ve": "have",
    "'re": "be",
    # "had" or "would", which only what follows tells.
    "'d": "'d",
    "'m": "be",
}
_SPELLED: Final = {"can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not")}
_SHORT: Final = frozenset(
    (*_CLITICS, *MONTHS_BY_LETTERS, "not", "is", "are", "am", "percent", "%")
) - {"may"}
"""Words that may be written in short, and the short forms."""

_TOKEN: Final = re.compile(
    r"""
    (?P<age>\d+-year-old)
  | (?P<number>(?:(?<![\w)])[<>≤≥~≈±−-])?\d+(?:[.,]\d+)*)
  | (?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_](?:\w|[.&](?=\w)|['-](?=\w))*)(?P<possessive>'(?=\s))?
  | (?P<symbol>[$€£¥%])
  | (?P<break>[,;:()\[\]]|--|(?<=\s)-(?=\s))
    """,
    re.VERBOSE,
)
# They belong to their number: "<1 percent" is not 1 percent.
_SIGNS: Final = "<>≤≥~≈±−-"
_SYMBOLS: Final = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "%": "percent"}
_ORDINALS: Final = frozenset((*ORDINALS[:6], "tenth"))
# As one word, like its short forms.
_STATES: Final = re.compile(r"\b(?:(?i:united states)|US|U\.S\b)\.?")
_CLITIC: Final = re.compile(rf"n't$|{CLITIC.pattern}")
# Behind these words 's is "is"; behind any other it is taken for a possessive.
_WITH_IS: Final = HE_OR_SHE | word_set("it that there what who here where")
_COUNTING: Final = frozenset(
    ("few", "little", "most", "only", "number", "second", "third", "last", "majority", "half")
)
"""Words that an article makes another: "a few" and "few", "the most" and "most"."""

_ARTICLES: Final = {article: article.replace("an", "a") for article in ARTICLES}

# From weak to strong: of several marks between two words the one that parts them most is kept.
_STRONGER: Final = " ,-()[]:;"


@lru_cache(maxsize=4_096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a sentence in order; a possessive `'s` is one of its own."""
    return tuple(_words(_STATES.sub("U.S.", straighten(text))))


def _words(text: str) -> Iterator[Word]:
    mark, article = "", ""
    for match in _TOKEN.finditer(text):
        lower = match[0].lower()
        # "The the board", "The, it": no word follows that it could belong to.
        if article and (match["break"] or lower in ARTICLES):
            yield Word(article, article, mark, "", is_name=False)
            mark, article = "", ""
        if match["break"]:
            mark = max(mark, match["break"][0], key=_STRONGER.find)
        elif lower in ARTICLES:
            article = _ARTICLES[lower]
        else:
            for form, part in _parts(lower) if match["word"] else [(_form(lower), lower)]:
                counts = f"{article} {form}" if part in _COUNTING else form
                yield Word(counts, part, mark, article, is_name=match[0][0].isupper())
                mark, article = "", ""
    if article:
        yield Word(article, article, mark, "", is_name=False)


def _parts(lower: str) -> Iterator[tuple[str, str]]:
    if lower in _SPELLED:
        yield from ((part, part) for part in _SPELLED[lower])
        return
    clitic = "'s" if lower.endswith("s'") else next(iter(_CLITIC.findall(lower)), "")
    base = lower.removesuffix("'").removesuffix(clitic) if clitic else lower
    if base:
        yield _form(base), base
    if clitic == "'s" and base in _WITH_IS:
        yield "be", clitic
    elif clitic:
        yield _CLITICS.get(clitic, clitic), clitic


@lru_cache(maxsize=16_384)
def _form(word: str) -> str:
    if word in _LEMMAS:
        return _LEMMAS[word]
    word = _SYMBOLS.get(word, word)
    if word[0] in _SIGNS:
        return f"#{word[0]}{_form(word[1:])}"
    number = None if word in _ORDINALS else next(iter(numbers(word)), None)
    if number is not None:
        return f"#{number:g}"
    return " ".join(terms(MONTHS_BY_LETTERS.get(word, word))) or word
