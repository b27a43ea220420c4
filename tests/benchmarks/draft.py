"""What a draft's check finds in fluent sentences: true ones, twins wrong in one way, strangers.

`make bench-draft`. By the rules alone, against a sentence's whole article, once with the paragraphs
that it names and once without; strangers are true sentences of one article held against the next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from assistant.draft_check import Finding, SentenceKind
from assistant.draft_check.finding import find
from assistant.draft_check.reader import DraftSentence
from assistant.verification import ContextParagraph
from tests.benchmarks.fluent_set import FILE, fluent_sentences

FOUND: Final = [each for each in Finding if each is not Finding.NO_CLAIM]


async def run() -> None:
    """Print how many of each kind are found to be what."""
    if not FILE.is_file():
        print("draft: skipped, the replies are not beside the project")
        return
    some = list(fluent_sentences())
    counts: defaultdict[str, Counter[Finding]] = defaultdict(Counter)
    for each in some:
        kind = "true" if each.supported else f"twin: {each.kind}"
        for labels, how in ((each.labels, "named"), ((), "not named")):
            finding = _finding(each.text, labels, each.paragraphs)
            counts[f"{kind}, {how}"][finding] += 1
    true = [each for each in some if each.supported]
    contexts = list({each.paragraphs[0].article.title: each.paragraphs for each in true}.values())
    titles = [each[0].article.title for each in contexts]
    for each in true:
        at = titles.index(each.paragraphs[0].article.title)
        counts["strangers"][_finding(each.text, (), contexts[(at + 1) % len(contexts)])] += 1
    print(f"| sentences | n | {' | '.join(each.word for each in FOUND)} |")
    print(f"|---|---|{'---|' * len(FOUND)}")
    for kind, findings in sorted(counts.items()):
        numbers = " | ".join(str(findings[each]) for each in FOUND)
        print(f"| {kind} | {findings.total()} | {numbers} |")


def _finding(text: str, labels: tuple[str, ...], paragraphs: Sequence[ContextParagraph]) -> Finding:
    sentence = DraftSentence(text, 0, len(text), SentenceKind.CLAIM, labels)
    return find(sentence, paragraphs).finding
