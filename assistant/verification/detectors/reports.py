"""What a paragraph reports somebody to say, as far as it is what a claim says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.attribution import LIKELY, Statement, find_statements, statements_in
from assistant.attribution.ledger import without_doubtful_name
from assistant.verification.context_paragraphs import ContextParagraph


@lru_cache(maxsize=256)
def reports(paragraph: ContextParagraph) -> Sequence[Statement]:
    """The statements in a paragraph; nobody is named in them whom the text only calls "he"."""
    article = paragraph.article
    statements = statements_in(paragraph.number, article)
    return tuple(without_doubtful_name(each, article) for each in statements)


@lru_cache(maxsize=256)
def reports_of(content: str, paragraph: ContextParagraph) -> Sequence[Statement]:
    """The paragraph's statements that say what a claim reports; two rules ask for them."""
    if not (here := reports(paragraph)):
        return ()
    likeness = find_statements(content, here, paragraph.article)
    return tuple(statement for statement, score in likeness if score >= LIKELY)
