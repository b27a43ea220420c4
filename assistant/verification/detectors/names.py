"""Names in a text: are they the evidence's, the article's, or nobody's?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from assistant.verification.detectors.web_addresses import without_addresses
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.en.grammar.pronouns import PRONOUNS
from index.language.en.names import TITLES
from index.language.en.number_words import VALUES
from index.language.en.places import COUNTRIES, PLACE_OF
from index.language.folding import fold, without_accents
from index.types import Article

_LONGEST: Final = 60  # characters of a word that initials can stand for
WORD: Final = re.compile(r"(?:[A-Za-z]\.\s?){2,}|\w+(?:[-'’.]\w+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s?$")
_DOTTED = re.compile(r"(?:\w\.)+\w?")
_HYPHEN = re.compile("[-–]")
_UNITED_STATES = re.compile(r"(?i)\bunited states\b")
_UNITED_KINGDOM = re.compile(r"(?i)\bunited kingdom\b")
# Possessive, or long runs of blanks and quotes would be tried at every length.
_SENTENCE_STARTS = re.compile(r"[.!?:]\s*+[\"“”'‘’)\]]*+\s*+$")


@lru_cache(maxsize=16_384)
def common(word: str) -> str:
    """The form of a word by which names are compared: one for a place, its people and capital."""
    folded = without_accents(_POSSESSIVE.sub("", fold(word)).replace(" ", ""))
    if _DOTTED.fullmatch(folded):
        folded = folded.replace(".", "")
    singular = folded.removesuffix("s")
    return (
        PLACE_OF.get(folded) or PLACE_OF.get(singular) or PLACE_OF.get(folded.rstrip(".")) or folded
    )


def names(text: str) -> list[str]:
    """The words with a capital that are names, as written; titles and weekdays are none.

    A sentence's first word counts where another capitalised word follows it, or it is a place.
    """
    written = []
    words = [*WORD.finditer(text)]
    for at, word in enumerate(words):
        if not word[0][0].isupper() or is_plain(word[0]):
            continue
        starts = starts_sentence(words, at)
        follows = at + 1 < len(words) and _goes_on(word, words[at + 1])
        if starts and not follows and common(word[0]) not in _KNOWN:
            continue
        written.append(word[0].strip())
    return list(dict.fromkeys(written))


def starts_sentence(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether one of a text's words begins it, or a sentence of it."""
    return at == 0 or _follows_a_stop(words[at - 1], words[at])


def _follows_a_stop(before: re.Match[str], word: re.Match[str]) -> bool:
    """Whether a sentence has ended between two words, be it with the stop of "U.S."."""
    # From within the word before, which may have the stop in it: "U.S."
    start = max(before.end() - 2, 0)
    return _SENTENCE_STARTS.search(word.string, start, word.start()) is not None


def _goes_on(word: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a capitalised word follows that can be of the same name: not "Sure, I ..."."""
    gap = following.string[word.end() : following.start()]
    return following[0][0].isupper() and gap.isspace() and not is_plain(following[0])


def strange_names(claimed: Iterable[str], article: Article) -> list[str]:
    """The names that stand nowhere in the article, as written."""
    words = _words_of(article)
    return [
        name for name in claimed if not _is_known(name, words) and not _is_initials(name, article)
    ]


def strange_phrases(text: str, article: Article) -> list[str]:
    """The names that stand nowhere in the article, with their parts together: "Marco Rubio"."""
    strangers = strange_names(names(text), article)
    if not strangers:
        return []
    # The longest first, or "Ann" would be found in "Anna".
    any_of = "|".join(re.escape(name) for name in sorted(strangers, key=len, reverse=True))
    return [match[0] for match in re.finditer(rf"\b(?:{any_of})(?:\s(?:{any_of}))*", text)]


def names_elsewhere(
    claimed: Iterable[str], claim: str, known: frozenset[str], article: Article
) -> list[str]:
    """The claim's names that the evidence, of which the words are known, does not have.

    The rest of a name that the article gives in full is none of them: "Ann" of "Ann Lee".
    """
    strange = [name for name in claimed if not _is_known(name, known)]
    return [name for name in strange if not _is_rest_of_known(name, claim, known, article)]


def name_words(text: str) -> frozenset[str]:
    """All words of a text, and their parts, in the form in which names are compared."""
    return frozenset(_common_words(text))


def _is_rest_of_known(name: str, claim: str, known: frozenset[str], article: Article) -> bool:
    following = re.search(rf"\b{re.escape(name)}\s+(\w[\w’'-]*)", claim)
    if following is None or not _is_known(following[1], known):
        return False
    return any(following[0] in paragraph.text for paragraph in article.paragraphs)


def _is_known(name: str, known: frozenset[str]) -> bool:
    """Whether all its parts are there, in the plural or not."""
    return all(
        part in known or part.removesuffix("s") in known or f"{part}s" in known
        for part in _parts(name)
    )


def _is_initials(name: str, article: Article) -> bool:
    """Whether it is short for a name that the article spells out: UN, United Nations."""
    letters = name.replace(".", "")
    if not (letters.isupper() and 2 <= len(letters) <= 6):
        return False
    # Each letter begins a word of bounded length, so no text makes this slow.
    spelled = r"\s+(?:(?:of|the|for|and|on|in)\s+)*".join(
        rf"{each}[\w’'-]{{1,{_LONGEST}}}" for each in letters
    )
    texts = [article.title, *(paragraph.text for paragraph in article.paragraphs)]
    return any(re.search(rf"\b{spelled}", text) for text in texts)


@lru_cache(maxsize=256)
def _words_of(article: Article) -> frozenset[str]:
    # Whoever stands in the article's head may be named as well.
    texts = [article.title, article.byline or "", article.source or "", article.section or ""]
    texts += [paragraph.text for paragraph in article.paragraphs]
    return frozenset(word for text in texts for word in _common_words(without_addresses(text)))


def _common_words(text: str) -> Iterator[str]:
    for word in WORD.findall(text):
        yield common(word)
        yield from _parts(word)
    # Two words that no form of a single one covers.
    if _UNITED_STATES.search(text):
        yield "us"
    if _UNITED_KINGDOM.search(text):
        yield "uk"


def _parts(name: str) -> set[str]:
    """A name's parts: Polga-Hecimovich may be called by either."""
    whole = common(name)
    return {whole} if whole in _KNOWN else {common(part) for part in _HYPHEN.split(name) if part}


def is_plain(word: str) -> bool:
    """Whether a word is none of a name, whatever its letters: "the", "president", "two"."""
    folded = fold(word).rstrip(".")
    counts = VALUES.keys() >= {*folded.split("-")}  # "Thirty-two Cubans"
    return counts or not {folded, f"{folded}."}.isdisjoint(_NO_NAMES) or len(folded) < 2


_KNOWN: Final = frozenset(PLACE_OF.values()) | COUNTRIES
_NO_NAMES: Final = (
    (STOP_WORDS - {"us"})
    | TITLES
    | PRONOUNS
    | TIMES
    | {"yes", "neither", "according", "united", "states"}
)
