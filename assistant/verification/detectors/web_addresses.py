"""Addresses in a text: of pages, pictures, mail, scripts. Their words are not words of the text.

An address tells whoever keeps it what it was made of, once it is followed or fetched. So a claim's
has to be one paragraph's to the letter, and what is told of a sentence that is withheld has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from index.language.en.grammar.function_words import STOP_WORDS
from index.language.folding import fold

# In text that lost its spaces ("It ended.they said") any word follows a stop: a host that nothing
# follows is known by how it ends.
_SHORT: Final = "|".join(sorted(word for word in STOP_WORDS if len(word) == 2))
_TOP: Final = (
    r"com|org|net|edu|gov|mil|int|info|biz|dev|xyz|app|shop|online|site|club|museum|aero|coop|cloud"
    r"|blog|wiki|icu|example|xn--[\w-]+|рф|укр|бел|срб|中国|中文网|公司|网络|한국|भारत|ไทย|テスト|みんな"
    rf"|(?-i:(?!(?:{_SHORT})\b)[a-z]{{2}})"
)
_ADDRESS: Final = re.compile(
    rf"""
    (?: (?<![a-z\d+.-]) (?:[a-z][a-z\d+.-]{{0,30}}:[/\\]{{1,3}} | //)(?=[^\s/\\])
      | (?<!\w) www\.
      | (?<!\w) (?:javascript|vbscript|mailto|xmpp|tel|callto|sms|file|blob|intent
        |about|magnet|bitcoin) :(?=\S)
      | (?<!\w) data:[\w.+/-]*[;,]
      | (?<![\w.+-]) [\w.+-]+@[\w-]+\.\w
      | (?<![\w.-]) \d{{1,3}}(?:\.\d{{1,3}}){{3}}[:/](?=\S)
      | (?<![\w.-]) (?:[\w-]+[.．。｡])+
        (?: (?:{_TOP})(?![\w-]|\.\w) | [^\W\d_]{{2,24}}(?=/\S|:\d|[?\#]\w) )
      | (?<=\]\()                             # what Markdown leads to, whatever it looks like
    )
    \S*
    """,
    re.VERBOSE | re.IGNORECASE,
)

_RUNS: Final = re.compile(r"(?i)(?:javascript|vbscript|data|blob|file|intent):")

_RUN: Final = re.compile(r"\S+")
_HINT: Final = re.compile(r"//|@|:(?=\S)|\](?=\()|[.．。｡](?=[^\W_])")
"""A pattern of what every address has, and few other runs of text."""


def addresses(text: str) -> frozenset[str]:
    """The addresses in a text, to the letter."""
    return frozenset(text[start:end] for start, end in _spans(text))


_ENDS: Final = r"(?:com|org|net|info|biz|example|onion|io|ru|cn|de|uk|xyz|app|gov|edu)"
_DISGUISED: Final = re.compile(
    rf"""(?x)
      (?<!\w) \w{{1,63}} \s? [\[({{] \s? (?:dot|\.|at|@) \s? [\])}}] \s? \w{{1,63}}
    | (?<!\w) \w{{1,63}} (?: \sdot\s | [.,] | \s[.]\s ) {_ENDS} \b
    | (?<![\w.]) \d{{1,3}} (?:\.\d{{1,3}}){{3}} (?![\w.])
    | \bdoi\s?:\s?\S{{1,200}} | (?<![\w.]) 10\.\d{{4,9}}/\S{{1,200}}
    | </? [a-z!]
    """
)


def disguised_addresses(text: str) -> list[str]:
    """What a reader takes for an address though it is written as none, folded: "evil dot com"."""
    folded = fold(text)
    return [*addresses(folded), *(match[0] for match in _DISGUISED.finditer(folded))]


def runs(address: str) -> bool:
    """Whether an address leads nowhere, but runs or holds something itself."""
    return _RUNS.match(address) is not None


def without_addresses(text: str) -> str:
    """The text with its addresses blanked out; everything else stays where it is."""
    return _replaced(text, lambda address: "_" * len(address))


def redacted(text: str) -> str:
    """The text with dots in place of each address."""
    return _replaced(text, lambda _: "…")


def _replaced(text: str, by: Callable[[str], str]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in _spans(text):
        parts += [text[at:start], by(text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


@lru_cache(maxsize=4_096)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the addresses stand, in order."""
    # Most texts have no address: the long pattern is spared where nothing hints at one.
    return tuple(_found(text)) if _HINT.search(text) else ()


def _found(text: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text):
        # Run by run, so that what one pattern may look at ends with the next blank.
        if _HINT.search(run[0]) and (found := _ADDRESS.search(run[0])):
            start = run.start() + found.start()
            if length := len(_trimmed(found[0])):
                yield start, start + length


def _trimmed(found: str) -> str:
    """Without the marks that close its sentence, or a possessive."""
    end = len(found)
    while end and not found[end - 1].isalnum():
        end -= 1
    bare = found[:end]
    return bare[:-2] if bare.endswith(("'s", "’s")) else bare
