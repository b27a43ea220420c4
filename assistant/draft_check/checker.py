"""The way of a draft: read, placed sentence by sentence, checked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from assistant.attribution.excerpts import excerpt
from assistant.draft_check.finding import Found, find
from assistant.draft_check.placing import Placing
from assistant.draft_check.reader import DraftSentence, read_draft
from assistant.draft_check.types import CheckedDraft, CheckedSentence, Finding, SentenceKind
from assistant.types import Citation
from assistant.verification import EvidenceSentence
from index.retriever import Retriever
from index.store.protocols import ArticleStore
from index.types import EVERYTHING, Scope


class DraftChecker:
    """Checks drafts against the library's articles, without a model; no draft is kept."""

    def __init__(self, retriever: Retriever, articles: ArticleStore) -> None:
        self._retriever = retriever
        self._articles = articles

    async def check(self, draft: str, scope: Scope = EVERYTHING) -> CheckedDraft:
        """The whole report; raises what `stream` raises."""
        async with aclosing(self.stream(draft, scope)) as sentences:
            return CheckedDraft(tuple([each async for each in sentences]))

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
        placing = await Placing.of(self._retriever, self._articles, scope)
        before = ""
        for sentence in await asyncio.to_thread(read_draft, draft, placing.labels.places):
            yield await self._checked(sentence, before, placing)
            before = sentence.text if sentence.kind is SentenceKind.CLAIM else before

    async def _checked(
        self, sentence: DraftSentence, before: str, placing: Placing
    ) -> CheckedSentence:
        if sentence.kind is not SentenceKind.CLAIM:
            return _shown(sentence, Found(Finding.NO_CLAIM))
        paragraphs = await placing.paragraphs(sentence.text, before, sentence.labels)
        # Milliseconds of computing: not on the event loop.
        return _shown(sentence, await asyncio.to_thread(find, sentence, paragraphs))


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
    )


def _citations(evidence: Sequence[EvidenceSentence]) -> tuple[Citation, ...]:
    """What is shown beside a sentence, as excerpts that can stand alone."""
    cited = [
        (each.context, excerpt(each.context.article, each.context.number, each.sentence))
        for each in evidence
    ]
    return tuple(
        Citation(
            label=context.label,
            article_id=context.article.id,
            title=context.article.title,
            url=context.article.url,
            paragraph=context.number,
            quote=quote.text,
            start=quote.start,
            end=quote.end,
        )
        for context, quote in cited
    )
