"""The tokens of a sentence: words, marks, and each quotation or bracket as one token."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import islice
from typing import NamedTuple, TypeAlias

from assistant.attribution.syntax.quotations import Quotation
from index.types import Sentence

Span: TypeAlias = tuple[int, int]
"""Start and end, end exclusive: token indexes, unless said otherwise."""

DASHES = frozenset(("--", "—", "–", "-", "―"))


class TokenKind(Enum):
    """The kind of a token."""

    WORD = "word"
    MARK = "mark"
    QUOTE = "quote"
    ASIDE = "aside"  # in brackets


class Token(NamedTuple):
    """A token with its offsets in the paragraph.

    `lower` is what words are compared by; see `name_words` for names that keep their capital.
    """

    text: str
    lower: str
    start: int
    end: int
    kind: TokenKind

    @property
    def is_capitalised(self) -> bool:
        """Whether the token is a word that begins with a capital."""
        return self.kind is TokenKind.WORD and self.text[0].isupper()


class Tokens(tuple[Token, ...]):
    """A sentence's tokens in order."""

    __slots__ = ()

    def lower(self, at: int) -> str:
        """The token in lower case; empty before the first and after the last."""
        return self[at].lower if 0 <= at < len(self) else ""

    def is_quote(self, at: int) -> bool:
        """Whether the token there is a quotation."""
        return 0 <= at < len(self) and self[at].kind is TokenKind.QUOTE

    @property
    def is_headline(self) -> bool:
        """Whether Nearly Every Word Is Capitalised."""
        # Headlines leave short words in small letters.
        words = [token for token in self if token.kind is TokenKind.WORD and len(token.text) > 3]
        return sum(token.is_capitalised for token in words) > 0.8 * len(words)


def text_of(tokens: Sequence[Token]) -> str:
    """The tokens as in the text, with single spaces."""
    parts: list[str] = []
    for at, token in enumerate(tokens):
        if at and token.start > tokens[at - 1].end:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


# Brackets are short, or one that is never closed would be searched for from every one that opens.
_TOKEN = re.compile(
    r"""
    (?P<aside>\([^()\n]{0,80}\)|\[[^\[\]\n]{0,80}\])
  | (?P<word>[^\W_](?:\w|[.'’&/@‑-](?=\w))*(?:['’](?=\s))?\.?)
  | (?P<mark>--|\S)
    """,
    re.VERBOSE,
)
_KINDS = {kind.value: kind for kind in TokenKind}


def tokenize(text: str, sentence: Sentence, quotations: Sequence[Quotation]) -> Tokens:
    """The sentence's tokens; a quotation that goes on beyond the sentence is cut to it."""
    return Tokens(_tokens(text, sentence, quotations))


def _tokens(text: str, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[Token]:
    at = sentence.start
    first = bisect_right(quotations, at, key=lambda quotation: quotation.end)
    for quotation in islice(quotations, first, None):
        start, end = max(quotation.start, at), min(quotation.end, sentence.end)
        if start >= end:
            break
        yield from _unquoted(text, at, start, sentence.end)
        yield Token(text[start:end], "", start, end, TokenKind.QUOTE)
        at = end
    yield from _unquoted(text, at, sentence.end, sentence.end)


def _unquoted(text: str, start: int, end: int, sentence_end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word, stop = match[0], match.end()
        kind = _KINDS[match.lastgroup or ""]
        if kind is TokenKind.WORD and stop == sentence_end and word.endswith("."):
            word, stop = word[:-1], stop - 1  # the full stop is the sentence's
        yield Token(word, word.lower().replace("’", "'"), match.start(), stop, kind)
