"""What a library is when it is opened again: all that is lost, doubled, torn or readable in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, func, select

from api.wiring import SCHEMAS, Parts
from assistant.types import Answer
from index.store.database import read_fact
from index.store.embedding_store import SqlEmbeddingStore
from index.store.schema import full_text, metadata, outbox, paragraphs
from index.types import Article
from tests.faults.grounds import Ground
from tests.faults.made_articles import TAIL, State, made_article, word, words_of
from tests.faults.operations import Tell, opened


class Wrong(Enum):
    """What can be wrong."""

    LOST = "lost"
    DOUBLED = "doubled"
    TORN = "torn"
    READABLE = "readable"
    REFUSED = "refused"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong."""

    wrong: Wrong
    words: str


@dataclass(frozen=True)
class Examined:
    """What was found, and which articles are there."""

    state: State
    findings: tuple[Finding, ...]


async def examine(
    ground: Ground, allowed: Sequence[State], ever: Collection[tuple[int, int]], tell: Tell
) -> None:
    """Open the library as a user does, look at all of it, close it, and read its files.

    `allowed` are the states that it may be in, and `ever` the versions that it ever had.
    """
    async with opened(ground) as parts:
        findings = [each async for each in _whole(parts)]
        state, wrong = await _state(parts)
        findings += wrong
        if state not in allowed and dict(state) not in [dict(each) for each in allowed]:
            findings.append(Finding(Wrong.LOST, f"{state} is none of {list(allowed)}"))
        gone = words_of(ever) - words_of(state.items()) - await _asked(parts)
        findings += [each async for each in _found(parts, state, gone)]
        findings += [each async for each in _answers(parts, gone)]
    for file, each in sorted(remains(ground.folders, gone)):
        findings.append(Finding(Wrong.READABLE, f"{each} in {file}"))
    tell(Examined(state, tuple(findings)))


async def _state(parts: Parts) -> tuple[State, list[Finding]]:
    """Which articles there are, each whole."""
    state: dict[int, int] = {}
    findings = []
    for entry in await parts.articles.entries():
        stored = await parts.articles.get(entry.id)
        number, version = _which(stored)
        if number in state:
            findings.append(Finding(Wrong.DOUBLED, f"article {number} is there twice"))
        if version is None:
            texts = [each.text[:40] for each in stored.paragraphs]
            findings.append(Finding(Wrong.TORN, f"article {number} is no version: {texts}"))
        state[number] = version or 0
    return state, findings


def _which(stored: Article) -> tuple[int, int | None]:
    number = int((stored.url or "").rpartition("/")[2])
    made = (made_article(number, version) for version in range(1, 200))
    same = (at for at, each in enumerate(made, 1) if each.with_id(stored.id) == stored)
    return number, next(same, None)


async def _whole(parts: Parts) -> AsyncIterator[Finding]:
    """Whether tables, full text and Chroma agree."""
    await parts.ingest.check()
    store = SqlEmbeddingStore(parts.database)
    keys = await store.article_keys()
    chunks = await store.chunks(keys, parts.embedder.name)
    with parts.database.reading() as connection:
        for words in _torn_tables(connection):
            yield Finding(Wrong.TORN, words)
    for wrong in _torn_vectors(parts, chunks.ids, chunks.vectors):
        yield wrong


def _torn_tables(connection: Connection) -> Iterator[str]:
    rows = set(connection.scalars(select(paragraphs.c.row)))
    texts = Counter(connection.scalars(select(full_text.c.rowid)))
    if texts != Counter(rows):
        differing = (texts - Counter(rows)) + (Counter(rows) - texts)
        yield f"full text has other rows: {sorted(differing)}"
    if left := connection.scalar(select(func.count()).select_from(outbox)):
        yield f"{left} changes are left in the outbox"
    if read_fact(connection, "writing") == "yes":
        yield "the vector store is half written"
    for table in [each for schema in (metadata, *SCHEMAS) for each in schema.sorted_tables]:
        for key in table.foreign_keys:
            parent = key.column
            orphans = select(func.count()).where(
                key.parent.is_not(None), key.parent.not_in(select(parent))
            )
            if number := connection.scalar(orphans):
                yield f"{number} rows of {table.name} have no {parent.table.name}"
    if connection.dialect.name == "sqlite":
        yield from _torn_file(connection)


def _torn_file(connection: Connection) -> Iterator[str]:
    for pragma, well in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
        said: list[Any] = [tuple(row) for row in connection.exec_driver_sql(f"PRAGMA {pragma}")]
        if said != well:
            yield f"{pragma}: {said}"
    connection.exec_driver_sql("INSERT INTO full_text(full_text) VALUES ('integrity-check')")


def _torn_vectors(parts: Parts, ids: list[str], vectors: Any) -> Iterator[Finding]:  # noqa: ANN401
    """Chroma against the library: the same chunks, under the same vectors."""
    collection = parts.ingest._vectors._store._opened  # type: ignore[attr-defined]
    got = collection.get(include=["embeddings"])
    if extra := set(got["ids"]) - set(ids):
        yield Finding(Wrong.DOUBLED, f"Chroma has chunks that are gone: {sorted(extra)}")
    if missing := set(ids) - set(got["ids"]):
        yield Finding(Wrong.LOST, f"Chroma lacks chunks: {sorted(missing)}")
    known = dict(zip(got["ids"], got["embeddings"], strict=True))
    for id_, vector in zip(ids, vectors, strict=True):
        if id_ in known and not np.allclose(known[id_], vector, atol=2e-3):
            yield Finding(Wrong.TORN, f"Chroma has another vector for {id_}")


async def _found(parts: Parts, state: State, gone: Collection[str]) -> AsyncIterator[Finding]:
    """Whether a search finds what is there and nothing that is gone."""
    for number, version in sorted(state.items())[-4:]:
        for at in (1, 3):
            said = word(number, version if at > 1 else 0, at)
            passages = await parts.retriever.passages(f"Inspector {said}")
            if not any(said in each.paragraph.text for each in passages):
                yield Finding(Wrong.LOST, f"{said} is not found")
    for said in sorted(gone)[:4] if state else ():
        passages = await parts.retriever.passages(f"Inspector {said}")
        if any(said in each.paragraph.text for each in passages):
            yield Finding(Wrong.READABLE, f"{said} is found")


async def _answers(parts: Parts, gone: Collection[str]) -> AsyncIterator[Finding]:
    """Whether kept answers quote only what stands."""
    for answer in await parts.answers.latest(10_000):
        for words in await _unsupported(parts, answer):
            yield Finding(Wrong.READABLE, f"answer {answer.id} quotes what is gone: {words}")
        shown = str(answer.as_json())
        if left := [each for each in gone if each in shown]:
            yield Finding(Wrong.READABLE, f"answer {answer.id} has {left}")


async def _asked(parts: Parts) -> set[str]:
    """The words of questions: those are people's own, and stay with the answer that there was."""
    questions = [each.question for each in await parts.answers.latest(10_000)]
    return {word for each in questions for word in each.replace("?", " ").split()}


async def _unsupported(parts: Parts, answer: Answer) -> Iterable[str]:
    texts = {
        (entry.id, each.number): each.text
        for entry in await parts.articles.entries()
        for each in (await parts.articles.get(entry.id)).paragraphs
    }
    cited = [citation for claim in answer.claims for citation in claim.citations]
    return [
        each.quote
        for each in cited
        if each.quote not in texts.get((each.article_id, each.paragraph), "")
    ]


_RUN: Final = re.compile(rb"[bcdfghjklmnpqrtvwx]{%d,}" % TAIL)


def remains(folders: Iterable[Path], words: Collection[str]) -> set[tuple[str, str]]:
    """Where any of the words can be read: (file, word). By their ends, whatever the case."""
    tails = {word[-TAIL:].encode(): word for word in words}
    return {
        (path.name, word)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
        for word in _in(path.read_bytes().lower(), tails)
    }


def _in(content: bytes, tails: dict[bytes, str]) -> Iterator[str]:
    for run in _RUN.finditer(content):
        for at in range(len(run[0]) - TAIL + 1):
            if word := tails.get(run[0][at : at + TAIL]):
                yield word
