"""Who says what, measured on judged news: `python -m tests.benchmarks.attribution`.

The rules were written on one half of the articles, by hash of their ids; the other half
checks them. Intervals are 95 %, by bootstrap over articles.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.attribution import (
    LIKELY,
    Statement,
    find_statements,
    is_speaker,
    statements,
    who_says,
)
from index.types import Article, Paragraph
from tests.benchmarks import datasets

HALVES = ("development", "check")
RESAMPLES = 1_000
TIE = 0.1  # statements this close to the best one count as saying it too


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the rules were right about one question."""

    measure: str
    article: str
    right: bool

    @property
    def half(self) -> str:
        return half(self.article)


def half(article_id: str) -> str:
    """The half that an article belongs to, by hash of its id."""
    return HALVES[int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 2]


def main() -> None:
    if not (datasets.SHARED / "data" / "polnear-misattribution.jsonl").is_file():
        print("skipped: the judged data is not there (../shared/data)")
        return
    articles = datasets.articles("polnear-who")
    said, milliseconds = _statements(articles)
    outcomes = [*_who(articles, said), *_misattribution()]
    print(f"{milliseconds:.1f} ms of CPU an article, {len(articles)} articles, best of three")
    print(f"{'measure':38}{'half':14}{'n':>5}{'right':>8}   95 %")
    for measure in dict.fromkeys(outcome.measure for outcome in outcomes):
        for half in HALVES:
            _show([o for o in outcomes if (o.measure, o.half) == (measure, half)])


def _show(outcomes: Sequence[Outcome]) -> None:
    low, high = _interval(outcomes)
    share = sum(outcome.right for outcome in outcomes) / len(outcomes)
    first = outcomes[0]
    print(
        f"{first.measure:38}{first.half:14}{len(outcomes):5}{share:8.3f}   {low:.3f} to {high:.3f}"
    )


def _interval(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    by_article: defaultdict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        by_article[outcome.article].append(outcome.right)
    groups = list(by_article.values())
    draw = random.Random(0).choices
    shares = []
    for _ in range(RESAMPLES):
        drawn = [right for group in draw(groups, k=len(groups)) for right in group]
        shares.append(sum(drawn) / len(drawn))
    shares.sort()
    return shares[round(0.025 * RESAMPLES)], shares[round(0.975 * RESAMPLES) - 1]


def _statements(articles: dict[str, Article]) -> tuple[dict[str, tuple[Statement, ...]], float]:
    """Each article's statements, and what that took: milliseconds an article."""
    best = float("inf")
    for _ in range(3):
        statements.cache_clear()
        start = time.process_time()
        said = {key: statements(article) for key, article in articles.items()}
        best = min(best, time.process_time() - start)
    return said, 1_000 * best / len(articles)


# --- Who says that ...? --------------------------------------------------------------------


def _who(articles: dict[str, Article], said: dict[str, tuple[Statement, ...]]) -> Iterator[Outcome]:
    for row in rows("polnear-who.questions.jsonl"):
        key = row["article_id"]
        found = _found(who_says(row["question"]) or "", said[key], articles[key])
        if not row["answerable"]:
            yield Outcome("who: abstains when nobody says it", key, not found)
            continue
        right = bool(found) and _is_answer(row, found[0], articles[key])
        yield Outcome("who: right speaker", key, right)
        if row["answer_surname"]:
            yield Outcome("who: right speaker, by surname", key, right)


def _found(content: str, said: Sequence[Statement], article: Article) -> list[Statement]:
    """The statements that say it as well as the best one does, best first."""
    found = [pair for pair in find_statements(content, said, article) if pair[1] >= LIKELY]
    return [statement for statement, score in found if score >= found[0][1] - TIE]


def _is_answer(row: dict[str, Any], statement: Statement, article: Article) -> bool:
    """By the surname where there is one, otherwise by the last word of either noun phrase."""
    mention = statement.mention
    phrase = article.paragraph(mention.paragraph).text[mention.start : mention.end]
    shown = _plain(f"{statement.speaker.name} | {phrase}")
    if row["answer_surname"]:
        return _plain(row["answer_surname"]) in shown
    answer = _plain(row["answers"][0])
    heads = re.findall(r"[\w'-]{4,}", answer.split(",")[0])[-1:]
    return (
        any(head in shown for head in heads) or _plain(statement.speaker.name).split()[-1] in answer
    )


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


# --- X said that ... -----------------------------------------------------------------------


def _misattribution() -> Iterator[Outcome]:
    for row in rows("polnear-misattribution.jsonl"):
        article = _article(row["context_paragraphs"])
        claim = row["sentences"][0]
        content = who_says(row["question"]) or ""
        found = _found(content, statements(article), article)
        attributed = any(is_speaker(_claimed(claim["text"]), s.speaker) for s in found)
        yield Outcome(
            "misattribution: true or swapped", row["source_id"], attributed == claim["supported"]
        )


def _claimed(claim: str) -> str:
    """Whom the claim names as the speaker."""
    said = statements(_article([claim]))
    return said[0].speaker.name if said else claim.partition(" said")[0]


def _article(paragraphs: Sequence[str]) -> Article:
    return Article("", tuple(Paragraph(n, text) for n, text in enumerate(paragraphs, 1)))


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a file of the judged data."""
    with (datasets.SHARED / "data" / name).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


if __name__ == "__main__":
    main()
