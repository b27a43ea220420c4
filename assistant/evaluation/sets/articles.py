"""Articles that come with a question set: JSON Lines, an article a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.errors import EvaluationError
from index.language.detection import detect_language
from index.types import Article, Paragraph


def articles_beside(questions: Path) -> Path:
    """Where the articles of `NAME.questions.jsonl` would be: `NAME.articles.jsonl`."""
    name = questions.name.removesuffix(questions.suffix).removesuffix(".questions")
    return questions.with_name(f"{name}.articles.jsonl")


def read_articles(path: Path) -> dict[str, Article]:
    """The articles of a file by their `article_id`; EvaluationError names a line that is wrong."""
    articles: dict[str, Article] = {}
    for line, row in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if row.strip():
            try:
                entry = json.loads(row)
                articles[entry["article_id"]] = _article(entry)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise EvaluationError(
                    f"{path}, line {line}: this is no article ({error!r}). One has article_id, "
                    "title and paragraphs, a list of texts."
                ) from error
    return articles


def write_articles(path: Path, articles: Iterable[tuple[str, Article]]) -> None:
    """Write articles by name, so that `read_articles` reads them."""
    path.write_text(as_lines(articles), encoding="utf-8")


def as_lines(articles: Iterable[tuple[str, Article]]) -> str:
    """Articles by name as JSON Lines."""
    rows = (
        {
            "article_id": name,
            "title": article.title,
            "source": article.source,
            "published": article.published.isoformat() if article.published else None,
            "url": article.url,
            "paragraphs": [paragraph.text for paragraph in article.paragraphs],
        }
        for name, article in articles
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _article(entry: dict[str, Any]) -> Article:
    """The article of an entry, with an address of its name where it has none."""
    texts = [str(text) for text in entry["paragraphs"]]
    return Article(
        title=entry["title"],
        paragraphs=tuple(Paragraph(number, text) for number, text in enumerate(texts, 1)),
        source=entry.get("source"),
        published=datetime.fromisoformat(entry["published"]) if entry.get("published") else None,
        # Else the library would take two articles of one title for versions of one.
        url=entry.get("url") or f"urn:article:{entry['article_id']}",
        language=detect_language(" ".join(texts)),
    )
