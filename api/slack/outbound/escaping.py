"""Text from outside as Slack takes it, on top of `api.presentation.markdown_escaping`."""

from __future__ import annotations

import html
from collections.abc import Iterator

from api.presentation import markdown_escaping as escaping


def mrkdwn(text: str) -> str:
    """The text for Slack's own mark-up (`mrkdwn`), as it stands and harmless."""
    return html.escape(escaping.harmless(text), quote=False)


def markdown(text: str) -> str:
    """The text for Slack's Markdown blocks, in which its own entities hold too."""
    return html.escape(escaping.markdown(text), quote=False)


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
