"""What native code writes to disk besides what it was given: Chroma's, and SQLite's."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete

from index.store.articles import article_rows
from index.store.database import MARKS, write_fact
from index.store.schema import articles
from index.types import Article
from tests.index.fakes import Index, article, files_with, opened
from tests.index.store.memory_vectors import MemoryVectors

ROOT = Path(__file__).parents[3]

# One arena and no fresh blocks: whatever this process frees, native code gets to write on.
DIRTY = """
import ctypes, sys

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
libc.mallopt(-8, 1)
libc.mallopt(-3, 32 << 20)

import chromadb, numpy
from index.store.vectors.chroma_clients import keep_freed_memory_out

if sys.argv[2] == "kept out":
    keep_freed_memory_out()

client = chromadb.PersistentClient(sys.argv[1])
blocks = []
for size in [100_000, 200_000, 500_000, 1_000_000, 1_800_000, 2_500_000, 4_000_000] * 4:
    block = libc.malloc(size)
    ctypes.memmove(block, b"brachiopod " * (size // 11), size // 11 * 11)
    blocks.append(block)
for block in blocks[:-1]:
    libc.free(block)
collection = client.create_collection("some", embedding_function=None)
vectors = numpy.eye(23, 384)
collection.upsert(ids=[str(number) for number in range(23)], embeddings=vectors)
collection.query(query_embeddings=vectors[:1], n_results=2)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator is what is tested")
@pytest.mark.parametrize(("memory", "leaks"), [("kept out", False), ("as it comes", True)])
def test_freed_memory_does_not_reach_the_disk(folder: Path, memory: str, leaks: bool) -> None:
    """What hnswlib writes: whole blocks; without care, with what was in that memory before."""
    subprocess.run([sys.executable, "-c", DIRTY, str(folder), memory], cwd=ROOT, check=True)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(b"brachiopod" in path.read_bytes() for path in files) is leaks


@pytest.mark.slow
def test_nothing_is_left_in_the_gaps_of_pages(index: Index) -> None:
    """SQLite copies rows when it balances its pages; with this seed it leaves some behind."""
    chance = random.Random(2)
    live: dict[int, set[str]] = {}
    gone: set[str] = set()

    def word() -> str:
        return "zq" + "".join(chance.choice("bcdfghjklmnpqrtvwx") for _ in range(9))

    def make(name: str) -> Article:
        lengths = (chance.choice((3, 8, 60, 200)) for _ in range(chance.randint(1, 40)))
        texts = [" ".join(word() for _ in range(length)) for length in lengths]
        return article(f"{word()} {word()}", *texts).with_id(name)

    for key in range(1, 21):
        with index.database.writing() as connection:
            if chance.random() < 0.5 or not live:
                made = make(str(key))
                article_rows.write(connection, made, key=None, stale=[])
                row = article_rows.by_prefix(connection, made.id)
                live[row.key] = {paragraph.text.split()[0] for paragraph in made.paragraphs}
            else:
                removed = chance.choice(list(live))
                gone |= live.pop(removed)
                article_rows.clear(connection, removed)
                connection.execute(delete(articles).where(articles.c.key == removed))
        index.database.scrub()
        assert files_with(index.folder, gone) == set()
    assert gone


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 10])
async def test_nothing_is_left_of_any_of_many_articles(index: Index, seed: int) -> None:
    """With the second seed SQLite leaves some behind, unless texts are overwritten in place."""
    chance = random.Random(seed)
    live: dict[int, set[str]] = {}
    gone: set[str] = set()
    with index.database.writing() as connection:
        write_fact(connection, MARKS, "00" * 16)  # else pages would be filled as chance has it

    def word() -> str:
        return "zq" + "".join(chance.choice("bcdfghjklmnpqrtvwx") for _ in range(9))

    def some_text() -> str:
        return " ".join(word() for _ in range(chance.choice((2, 40, 60, 110, 150))))

    for number in range(1, 60):
        with index.database.writing() as connection:
            if chance.random() < 0.55 or not live:
                texts = [some_text() for _ in range(chance.randint(1, 6))]
                made = article(f"{word()} {word()}", *texts, source=word(), byline=word())
                made = made.with_id(f"{word()}-{number}")
                article_rows.write(connection, made, key=None, stale=[])
                key = article_rows.by_prefix(connection, made.id).key
                live[key] = set(re.findall("zq[b-x]{9}", repr(made)))
            else:
                key = chance.choice([*live])
                gone |= live.pop(key)
                article_rows.clear(connection, key)
                connection.execute(delete(articles).where(articles.c.key == key))
        index.database.scrub()
        assert _made_up_words_in(index.folder) & gone == set()
    assert len(gone) > 100


@pytest.mark.slow
async def test_nothing_is_left_of_what_was_updated(folder: Path) -> None:
    """When the library is closed."""
    texts = [[f"zqbb{letter}{other}bbbbb" for other in "bcdfgh"] for letter in "bcdfgh"]
    for words in texts:
        with opened(folder, store=MemoryVectors()) as index:
            await index.store(article("Ferries", *words, url="https://example.org/1"))
        assert _made_up_words_in(folder) == set(words)


def _made_up_words_in(folder: Path) -> set[str]:
    contents = (path.read_bytes().lower() for path in folder.rglob("*") if path.is_file())
    return {word.decode() for content in contents for word in re.findall(rb"zq[b-x]{9}", content)}
