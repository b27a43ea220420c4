"""Text of articles, models and people, made harmless for Slack.

Neither mentions, links nor formatting come of it: what links is a citation of ours.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

_JOINER: Final = "\u2060"
"""Takes no room and cannot be seen; an address with it in it is none."""

_SCHEME: Final = re.compile(r"(?<=\w):(?=//)")
_DOMAIN: Final = re.compile(r"(?<=[\w-])\.(?=(?:[a-z0-9-]+\.)*[a-z]{2,24}(?![\w]))", re.IGNORECASE)
_AT: Final = re.compile(r"@(?=\w)")
_STYLED: Final = re.compile(r"([\\*_~`])")
_LINKED: Final = re.compile(r"\](?=[(\[:])")
_BLOCK: Final = re.compile(r"(?m)^(\s*)([#>+|=-]|\d+(?=[.)]\s))")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def mrkdwn(text: str) -> str:
    """For Slack's own mark-up, where it is not shown but read out, or told in one line."""
    return html.escape(harmless(text), quote=False)


def markdown(text: str) -> str:
    """For Markdown."""
    styled = _LINKED.sub(r"\\]", _STYLED.sub(r"\\\1", harmless(text)))
    return html.escape(_BLOCK.sub(r"\1\\\2", styled), quote=False)


def harmless(text: str) -> str:
    """No address in it is made a link, and nobody is called by it."""
    text = _CONTROL.sub("", text)
    text = _SCHEME.sub(f":{_JOINER}", text)
    text = _DOMAIN.sub(f".{_JOINER}", text)
    return _AT.sub(f"@{_JOINER}", text)


def cut(text: str, most: int) -> str:
    """The text or, where it is longer, its beginning up to a word's end."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept else kept}…"


def pieces(text: str, most: int) -> Iterator[str]:
    """The text in parts of at most `most` characters: between paragraphs, else sentences, words."""
    while len(text) > most:
        head = text[: most + 1]
        ends = [head.rfind(end) + len(end) for end in ("\n\n", "\n", ". ", " ") if end in head[1:]]
        at = next((end for end in ends if end > most // 3), most)
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    if text:
        yield text
