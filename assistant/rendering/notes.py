"""Notes below an answer: what of it nobody could check, and what speaks to its reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from assistant.types import AskedScope, Basis, Citation, Claim, Note, NoteKind, Withheld
from assistant.types.exam_result import ExamResult
from assistant.verification import Reason
from assistant.verification.addressed import is_order
from index.language.languages import language_of
from index.types import Article, Lack, Sentence


def notes(
    claims: Sequence[Claim], withheld: Sequence[Withheld], articles: Mapping[str, Article]
) -> Iterator[Note]:
    """The notes on these claims of these articles, by id; one of a kind."""
    cited = [citation for claim in claims for citation in claim.citations]
    languages = {articles[each.article_id].language or "" for each in cited}
    unread = sorted(each for each in languages if not language_of(each or None).has_rules)
    if unread:
        text = (
            f"Not checked: there are no rules for the language of what is cited "
            f"({', '.join(unread)}). Only its own sentences are shown, word for word."
        )
        yield Note(NoteKind.LANGUAGE, text)
    elif any(each.reason == Reason.LANGUAGE.value for each in withheld):
        text = (
            "Not checked: the model wrote in another language than the articles. What the "
            "paragraphs that it cites say is shown in its place."
        )
        yield Note(NoteKind.REPLY_LANGUAGE, text)
    quoted = [
        citation for claim in claims if claim.basis is Basis.ARTICLE for citation in claim.citations
    ]
    orders = dict.fromkeys(
        f"[{each.label}]" for each in quoted if _is_order(each, articles[each.article_id])
    )
    if orders:
        text = f"{', '.join(orders)} speaks to its reader: it is the article’s word, not advice."
        yield Note(NoteKind.INSTRUCTION, text)


def scope_note(scope: AskedScope) -> Note:
    """That only the articles were looked at that the question names."""
    articles = "1 article" if scope.articles == 1 else f"{scope.articles} articles"
    text = f"Looked only {scope.words}: {articles}. Add “in all articles” to look everywhere."
    return Note(NoteKind.SCOPE, text)


_WITHOUT: Final = {
    Lack.VECTOR_INDEX: "the index of vectors is not there",
    Lack.EMBEDDER: "what turns questions into vectors does not answer",
}


def search_note(lack: Lack) -> Note:
    """That a search went by words alone, and what may be missing."""
    text = (
        f"Found by words alone: {_WITHOUT[lack]}. What says it in other words may be missing; ask "
        "again later."
    )
    return Note(NoteKind.SEARCH, text)


def judge_note(judge: ExamResult) -> Note:
    """That a judge could not be asked, and what follows."""
    text = (
        f"Not judged: {judge.model} could not be asked. Where the rules doubt a sentence, the "
        "article’s own words stand in its place."
    )
    return Note(NoteKind.JUDGE, text)


UNKEPT: Final = Note(
    NoteKind.NOT_KEPT,
    "Not kept: the library cannot be written now, so nobody can open this answer again or rate it.",
)


def _is_order(citation: Citation, article: Article) -> bool:
    sentence = Sentence(citation.quote, citation.start, citation.end)
    return is_order(article, citation.paragraph, sentence)
