"""What a paragraph reports somebody to say, as far as it is what a claim says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.attribution import LIKELY, Statement, find_statements, statements_in
from assistant.attribution.ledger import without_doubtful_name
from assistant.verification.context_paragraphs import ContextParagraph
from index.types import Article


@lru_cache(maxsize=256)
def reports(paragraph: ContextParagraph) -> Sequence[Statement]:
    """The statements in a paragraph; nobody is named in them whom the text only calls "he"."""
    article = paragraph.article
    return tuple(
        without_doubtful_name(each, article)
        for each in statements_in(paragraph.number, article)
        if not _is_under_heading(each, article)
    )


def _is_under_heading(statement: Statement, article: Article) -> bool:
    """Whether "Health Benefits:" was taken for somebody: its words are common ones in the text."""
    if statement.verb != ":":
        return False
    text = " ".join(each.text for each in article.paragraphs)
    words = statement.speaker.name.lower().split()
    return all(re.search(rf"\b{re.escape(word)}\b", text) for word in words)


@lru_cache(maxsize=256)
def reports_of(content: str, paragraph: ContextParagraph) -> Sequence[Statement]:
    """The paragraph's statements that say what a claim reports; two rules ask for them."""
    if not (here := reports(paragraph)):
        return ()
    likeness = find_statements(content, here, paragraph.article)
    return tuple(statement for statement, score in likeness if score >= LIKELY)
