"""The legend below an answer: which letter in its markers means which article.

Many clients show the text alone, and send it back in the next request as all that they know of the
answer. With the legend in it, the markers can still be resolved then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from api.presentation.links import Links
from api.presentation.markdown_escaping import markdown
from assistant.questions.follow_ups.follow_up import MOST_CITED
from assistant.types import Citation
from index.types import Place

_LINK: Final = r"[^\n]*/articles/(?P<id>[a-z0-9-]+)"
_ONE: Final = re.compile(rf"\n\nSource: {_LINK}\s*\Z")
_SEVERAL: Final = re.compile(r"\n\nSources:(?P<lines>(?:\n- [A-Z]+: [^\n]+)+)\s*\Z")
_LINE: Final = re.compile(rf"- (?P<letters>[A-Z]+): {_LINK}")
_MARKER: Final = re.compile(r"\[(?P<letters>[A-Z]{0,3})(?P<number>[1-9]\d{0,5})\]")


def legend(citations: Iterable[Citation], links: Links) -> str:
    """The articles cited, each with its letter, where there are several, and its link."""
    named = {
        each.label.rstrip("0123456789"): (markdown(" ".join(each.titled.split())), each.article_id)
        for each in citations
    }
    if not named:
        return ""
    lines = {
        letters: f"{title}, {links.article(article_id)}"
        for letters, (title, article_id) in sorted(named.items())
    }
    if "" in lines:
        return f"\n\nSource: {lines['']}"
    return "\n\nSources:" + "".join(f"\n- {letters}: {line}" for letters, line in lines.items())


def read_legend(text: str) -> tuple[str, dict[str, str]]:
    """An answer without its legend, and the articles' ids by their letters."""
    if one := _ONE.search(text):
        return text[: one.start()], {"": one["id"]}
    if several := _SEVERAL.search(text):
        lines = map(_LINE.fullmatch, several["lines"].strip().splitlines())
        return text[: several.start()], {line["letters"]: line["id"] for line in lines if line}
    return text, {}


def cited(text: str, articles: Mapping[str, str]) -> tuple[Place, ...]:
    """The paragraphs that the text's markers name, as far as the letters' articles are known."""
    places = (
        Place(articles[marker["letters"]], int(marker["number"]))
        for marker in _MARKER.finditer(text)
        if marker["letters"] in articles
    )
    return tuple(dict.fromkeys(places))[:MOST_CITED]
