"""Addresses in a text: of pages, pictures, mail, scripts. Their words are not words of the text.

An address tells whoever keeps it what it was made of, once it is followed or fetched. So a claim's
is one paragraph's to the letter, or a fault.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from assistant.grounding.types import Given

_ADDRESS: Final = re.compile(
    r"""
    (?: (?<![a-z\d+.-]) (?:[a-z][a-z\d+.-]{0,30}:)? //(?=\S)
      | (?<!\w) www\.
      | (?<!\w) (?:javascript|vbscript|mailto|xmpp|tel|sms|file|blob|intent) :(?=\S)
      | (?<!\w) data:[\w.+/-]*[;,]
      | (?<![\w.+-]) [\w.+-]+@[\w-]+\.\w
      | (?<![\w.-]) \d{1,3}(?:\.\d{1,3}){3}[:/](?=\S)
      | (?<![\w.-]) (?:[\w-]+\.)+ (?-i:[a-z]{2,24}|[A-Z]{2,24}|xn--[\w-]+) (?![\w-]|\.\w)
      | (?<=\]\()                             # what Markdown leads to, whatever it looks like
    )
    \S*
    """,
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=2_048)
def addresses(text: str) -> frozenset[str]:
    """The addresses in a text, to the letter."""
    return frozenset(_trimmed(found[0]) for found in _ADDRESS.finditer(text)) - {""}


def has_strange_address(claim: str, cited: Sequence[Given]) -> bool:
    """Whether the claim has an address that stands in none of the paragraphs to the letter."""
    wanted = addresses(claim)
    return bool(wanted) and not wanted <= {
        address for each in cited for address in addresses(each.paragraph.text)
    }


def without_addresses(text: str) -> str:
    """The text with its addresses blanked out; everything else stays where it is."""

    def blanked(found: re.Match[str]) -> str:
        length = len(_trimmed(found[0]))
        return "_" * length + found[0][length:]

    return _ADDRESS.sub(blanked, text)


def redacted(text: str) -> str:
    """The text with dots in place of each address."""
    return _ADDRESS.sub(lambda found: f"…{found[0][len(_trimmed(found[0])) :]}", text)


def _trimmed(found: str) -> str:
    """Without the marks that close its sentence, or a possessive."""
    end = len(found)
    while end and not found[end - 1].isalnum():
        end -= 1
    bare = found[:end]
    return bare[:-2] if bare.endswith(("'s", "’s")) else bare
