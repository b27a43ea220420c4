"""Judged statements as they are, and turned: what their speaker said is denied, asked, declined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from index.types import Article, Paragraph
from tests.benchmarks import datasets
from tests.benchmarks.attribution import half, rows
from tests.benchmarks.stances.stance_articles import Case

UNTRUE: Final = {
    "who says not": "Who says that it is not true that {}?",
    "who denies": "Who denies that {}?",
    "who is unsure": "Who is unsure whether {}?",
}
"""Questions that nobody answers who says so."""

TURNED: Final = {
    "said again": ("{s} said that {p}.", "says"),
    "not true": ("{s} said it was not true that {p}.", "denies"),
    "denied": ("{s} denied that {p}.", "denies"),
    "asked": ("{s} asked whether {p}.", ""),
    "declined": ("{s} declined to say whether {p}.", ""),
    "rejected": ("{s} rejected claims that {p}.", "denies"),
    "dismissed": ("{s} dismissed as nonsense the report that {p}.", "denies"),
    "hedged": ("{s} said that perhaps {p}.", ""),
    "unclear": ("{s} said it was unclear whether {p}.", "unsure"),
    "unsure": ("{s} was not sure whether {p}.", "unsure"),
    "doubted": ("{s} doubted that {p}.", "doubts"),
    "retold": ("{s} said critics had claimed that {p}.", ""),
    "demanded": ("{s} demanded proof that {p}.", ""),
}
_TWISTED: Final = re.compile(
    r"n[’']t\b|\b(?:no|not|never|hopes?|said|says?|thinks?|thinking)\b|\.\.\.|[\"“]", re.IGNORECASE
)
"""Words of a statement that would turn it once more, or that are no sentence of their own."""


def cases() -> Iterator[Case]:
    """Each statement as it is, then its article with it turned; none without the data.

    A turned one is asked about twice, and only what its own paragraph is cited for is judged.
    """
    if not datasets.available("polnear-who"):
        return
    articles = datasets.articles("polnear-who")
    for row in rows("polnear-who.questions.jsonl"):
        if not (row["answerable"] and row["answer_surname"]):
            continue
        article, group = articles[row["article_id"]], half(row["article_id"])
        content = row["content"].strip(" ,.")
        speaker = _speaker(row)
        # Some rows have the surname of somebody else than they answer with.
        expected = frozenset((row["answer_surname"], speaker.split()[-1]))
        says = {"says": expected}
        yield Case(group, "as it is", row["question"], article, expected, says)
        gold = row["gold_paragraphs"][0]
        for kind, form in UNTRUE.items():
            question = form.format(content)
            yield Case(group, f"as it is: {kind}", question, article, frozenset(), says, gold)
        if row["direct_quote"] or _TWISTED.search(content):
            continue
        for kind, (form, stance) in TURNED.items():
            text = form.format(s=speaker, p=content)
            turned = _with(article, gold, text, f"{row['id']}: {kind}")
            # What critics had claimed is quoted with who tells that they did.
            stances = {"says": frozenset(("critics",))} if kind == "retold" else {stance: expected}
            for asked in ("says", "denies"):
                question = f"Who {asked} that {content}?"
                answers = stances.get(asked, frozenset[str]())
                name = f"{kind}: who {asked}"
                yield Case(group, name, question, turned, answers, stances, gold)


def _speaker(row: dict[str, Any]) -> str:
    """The speaker as the article names it, without what follows the name."""
    name: str = row["answers"][0].split(",")[0].split(" (")[0]
    return f"{name[:1].upper()}{name[1:]}"


def _with(article: Article, number: int, text: str, article_id: str) -> Article:
    """The article with this text in place of a paragraph."""
    paragraphs = tuple(
        Paragraph(number, text) if each.number == number else each for each in article.paragraphs
    )
    return replace(article, paragraphs=paragraphs, id=article_id)
