"""What Chroma's native code writes to disk besides what it was given."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
from index.store.chroma import keep_freed_memory_out

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
