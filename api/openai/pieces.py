"""An answer as a chat shows it, in pieces of which both whole and streamed replies are made.

Clients show the content as Markdown, so text from outside is escaped there; in the detail it is
unchanged.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from api.openai.legend import legend
from api.openai.schemas import Annotation, CompletionUsage, Detail, UrlCitation
from api.openai.understood import understood_as
from api.presentation.links import Links
from api.presentation.markdown_escaping import ITEM, harmless, markdown
from assistant.attribution import statements_in
from assistant.types import Answer, Citation, Claim, Done, Event, Sources, Withheld
from index.types import Article


@dataclass(frozen=True, slots=True)
class Piece:
    """What is added to the content, with its sources and detail; the last one has the usage."""

    content: str
    annotations: tuple[Annotation, ...]
    detail: Detail | None
    usage: CompletionUsage | None = None


async def pieces(
    events: AsyncGenerator[Event, None], links: Links, question: str
) -> AsyncGenerator[Piece, None]:
    """The pieces of the answer to a question, a sentence in each, as they come."""
    sources = _Sources({}, links)
    end, gap, between = 0, "", " "
    async with aclosing(events):
        async for event in events:
            match event:
                case Sources(passages, standalone, is_list):
                    articles = {each.article.id: each.article for each in passages}
                    sources = _Sources(articles, links)
                    understood = understood_as(standalone, question)
                    end = len(understood)
                    gap, between = (ITEM, f"\n{ITEM}") if is_list else ("", " ")
                    yield Piece(understood, (), Detail(standalone_question=standalone))
                case Claim():
                    shown = markdown(event.text)
                    # In a thread: finding who speaks in a quote parses its paragraph.
                    annotations = await asyncio.to_thread(sources.of, shown, event.citations)
                    content = f"{gap}{shown}"
                    start = end + len(gap)
                    end, gap = start + len(shown), between
                    claim = replace(event, start=start, end=end)
                    yield Piece(content, tuple(_placed(annotations, start)), Detail(claims=[claim]))
                case Withheld():
                    yield Piece("", (), Detail(withheld=[event]))
                case Done(answer):
                    yield await asyncio.to_thread(_ending, answer, sources, end)
                    yield _last(answer)


@dataclass(frozen=True, slots=True)
class _Sources:
    articles: Mapping[str, Article]
    links: Links

    def of(self, text: str, citations: Sequence[Citation]) -> list[Annotation]:
        """An annotation for each marker; the markers stand at the end of the text.

        They are looked for from the end, since an article's own text may hold the like of one.
        """
        annotations: list[Annotation] = []
        end = len(text)
        for label in reversed(dict.fromkeys(each.label for each in citations)):
            cited = [each for each in citations if each.label == label]
            marker = f"[{label}]"
            start = text.rindex(marker, 0, end)
            annotations.insert(0, self._annotation(cited, start, start + len(marker)))
            end = start
        return annotations

    def _annotation(self, cited: Sequence[Citation], start: int, end: int) -> Annotation:
        first = cited[0]
        speakers = dict.fromkeys(name for each in cited for name in self._speakers(each))
        title = harmless(f"{first.where} ({'; '.join(speakers)})" if speakers else first.where)
        url = self.links.paragraph(first.article_id, first.paragraph)
        citation = UrlCitation(start_index=start, end_index=end, title=title, url=url)
        return Annotation(type="url_citation", url_citation=citation)

    def _speakers(self, citation: Citation) -> Iterator[str]:
        """Who speaks in the quote, as far as the text says and the article is at hand."""
        article = self.articles.get(citation.article_id)
        if article is None:
            return
        for each in statements_in(citation.paragraph, article):
            if each.clear and each.start < citation.end and citation.start < each.end:
                yield each.speaker.name


def _placed(annotations: Sequence[Annotation], offset: int) -> Iterator[Annotation]:
    """The same annotations in a content where their text begins at this offset."""
    for each in annotations:
        citation = each.url_citation
        moved = {
            "start_index": citation.start_index + offset,
            "end_index": citation.end_index + offset,
        }
        yield Annotation(type=each.type, url_citation=citation.model_copy(update=moved))


def _ending(answer: Answer, sources: _Sources, end: int) -> Piece:
    """The text below the sentences, which end there, or, where there are none, in their place."""
    citations = [citation for claim in answer.claims for citation in claim.citations]
    content = "" if answer.claims else markdown(answer.text)
    annotations: list[Annotation] = []
    if answer.failure:
        content += f"\n\nNote: {markdown(answer.failure)}"
    content += "".join(f"\n\nNote: {markdown(each.text)}" for each in answer.notes)
    if closest := answer.closest:
        content += f"\n\nThe closest passage: {markdown(closest.quoted)} [{closest.label}]"
        annotations = [*_placed(sources.of(content, [closest]), end)]
        citations = [closest]
    content += legend(citations, sources.links)
    return Piece(content, tuple(annotations), None)


def _last(answer: Answer) -> Piece:
    detail = Detail(
        answer_id=answer.id,
        outcome=answer.outcome,
        closest=answer.closest,
        failure=answer.failure,
        notes=list(answer.notes),
        kind=answer.kind,
        scope=answer.scope,
        searched_without=answer.searched_without,
        judged=answer.judged,
        judge=answer.judge,
    )
    return Piece("", (), detail, CompletionUsage.of(answer.usage))
