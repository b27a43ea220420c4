"""What a draft's check finds in fluent sentences: true ones, twins wrong in one way, strangers.

`make bench-draft`. By the rules alone, against a sentence's own article, once with the paragraphs
that it names and once without; strangers are true sentences of one article held against the next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from api.wiring import Parts
from assistant.draft_check import Finding, SentenceKind
from assistant.draft_check.finding import find
from assistant.draft_check.placing import Placing
from assistant.draft_check.reader import DraftSentence
from index.types import Article, Scope
from tests.benchmarks.checks.fluent_set import FILE, fluent_sentences
from tests.benchmarks.scratch import scratch

FOUND: Final = [each for each in Finding if each is not Finding.NO_CLAIM]


async def run() -> None:
    """Print how many of each kind are found to be what."""
    if not FILE.is_file():
        print("draft: skipped, the replies are not beside the project")
        return
    async with scratch() as parts:
        counts = await _counts(parts)
    print(f"| sentences | n | {' | '.join(each.word for each in FOUND)} |")
    print(f"|---|---|{'---|' * len(FOUND)}")
    for kind, findings in sorted(counts.items()):
        numbers = " | ".join(str(findings[each]) for each in FOUND)
        print(f"| {kind} | {findings.total()} | {numbers} |")


async def _counts(parts: Parts) -> dict[str, Counter[Finding]]:
    some = list(fluent_sentences())
    articles = [each.paragraphs[0].article for each in some]
    placings = {each: await _placing(parts, each) for each in dict.fromkeys(articles)}
    counts: defaultdict[str, Counter[Finding]] = defaultdict(Counter)
    for each, article in zip(some, articles, strict=True):
        kind = "true" if each.supported else f"twin: {each.kind}"
        for labels, how in ((each.labels, "named"), ((), "not named")):
            finding = await _finding(each.text, labels, placings[article])
            counts[f"{kind}, {how}"][finding] += 1
    around = list(placings)
    for each, article in zip(some, articles, strict=True):
        if each.supported:
            stranger = around[(around.index(article) + 1) % len(around)]
            counts["strangers"][await _finding(each.text, (), placings[stranger])] += 1
    return counts


async def _placing(parts: Parts, article: Article) -> Placing:
    stored = (await parts.ingest.add(article)).article
    return await Placing.of(parts.retriever, parts.articles, Scope(article_ids=(stored.id,)))


async def _finding(text: str, labels: tuple[str, ...], placing: Placing) -> Finding:
    sentence = DraftSentence(text, 0, len(text), SentenceKind.CLAIM, labels)
    return find(sentence, await placing.paragraphs(text, "", labels)).finding
