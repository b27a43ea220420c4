"""The way of a draft: read, placed sentence by sentence, checked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace

from assistant.attribution.excerpts import excerpt
from assistant.draft_check.finding import Found, find
from assistant.draft_check.judging import FoundSentence, judged
from assistant.draft_check.placing import Placing
from assistant.draft_check.reader import DraftSentence, read_draft
from assistant.draft_check.types import CheckedDraft, CheckedSentence, Finding, SentenceKind
from assistant.rendering.labels import citation
from assistant.types import Citation
from assistant.verification import EvidenceSentence
from assistant.verification.exam import Standing
from index.retriever import Retriever
from index.store.protocols import ArticleStore
from index.types import EVERYTHING, SEES_ALL, Audience, Scope


class DraftChecker:
    """Checks drafts against the library's articles, by rules; no draft is kept.

    What the rules leave open a judge is asked about, where the `standing` has one.
    """

    def __init__(
        self,
        retriever: Retriever,
        articles: ArticleStore,
        standing: Standing | None = None,
        readable_by: Audience = SEES_ALL,
    ) -> None:
        """Whatever the scope of a draft, nothing is held against it that they may not read."""
        self._retriever = retriever
        self._articles = articles
        self._standing = standing
        self._readable_by = readable_by

    async def check(self, draft: str, scope: Scope = EVERYTHING) -> CheckedDraft:
        """The whole report; raises what `stream` raises."""
        async with aclosing(self.stream(draft, scope)) as sentences:
            return await self.report([each async for each in sentences])

    async def report(self, sentences: Sequence[CheckedSentence]) -> CheckedDraft:
        """The report on all sentences of a draft, with its judge's exam if one was heard."""
        is_judged = any(each.judge for each in sentences)
        judging = await self._standing.judging() if self._standing and is_judged else None
        return CheckedDraft(tuple(sentences), judging.result if judging else None)

    async def stream(
        self, draft: str, scope: Scope = EVERYTHING
    ) -> AsyncGenerator[CheckedSentence, None]:
        """The draft's sentences in order, each when it has been checked.

        Raises:
            DraftError: there is no text in it, or too much.
            IndexingError: the index cannot be searched, or the scope names what is not there.
        """
        # Before the articles are looked for: most of what is wrong is wrong with the draft.
        await asyncio.to_thread(read_draft, draft, ())
        readable = replace(scope, readable_by=self._readable_by)
        placing = await Placing.of(self._retriever, self._articles, readable)
        sentences = _found(draft, placing)
        judging = await self._standing.judging() if self._standing else None
        if judging and (judge := judging.judge):
            sentences = judged(sentences, judge)
        async with aclosing(sentences):
            async for sentence, found in sentences:
                yield _shown(sentence, found)


async def _found(draft: str, placing: Placing) -> AsyncGenerator[FoundSentence, None]:
    """The draft's sentences, with what the rules find of each."""
    before = ""
    for sentence in await asyncio.to_thread(read_draft, draft, placing.labels.places):
        if sentence.kind is not SentenceKind.CLAIM:
            yield FoundSentence(sentence, Found(Finding.NO_CLAIM))
            continue
        paragraphs = await placing.paragraphs(sentence.text, before, sentence.labels)
        before = sentence.text
        # Milliseconds of computing: not on the event loop.
        found = await asyncio.to_thread(find, sentence, paragraphs)
        lacked = next((each.lacked for each in paragraphs if each.lacked), None)
        yield FoundSentence(sentence, found._replace(lacked=lacked))


def _shown(sentence: DraftSentence, found: Found) -> CheckedSentence:
    return CheckedSentence(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        kind=sentence.kind,
        finding=found.finding,
        citations=_citations(found.evidence),
        reason=found.reason.value if found.reason else None,
        detail=found.detail,
        marked=sentence.labels,
        unknown=sentence.unknown,
        judge=found.judge,
        searched_without=found.lacked,
    )


def _citations(evidence: Sequence[EvidenceSentence]) -> tuple[Citation, ...]:
    """What is shown beside a sentence, as excerpts that can stand alone."""
    cited = [
        (each.context, excerpt(each.context.article, each.context.number, each.sentence))
        for each in evidence
    ]
    return tuple(
        citation(context.label, context.article, context.number, quote) for context, quote in cited
    )
