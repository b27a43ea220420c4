"""Opens damaged copies of a library, in a process of its own: it may not survive that.

`python -m tests.index.store.vectors.damage SOUND SEED …` prints a line for each seed: what was
damaged, whether the same is found as in the sound one, and why it was made anew.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from index.store.vectors.sealed_files import SEAL
from tests.index.fakes import Index, article, opened

PARAGRAPHS = 1_100
"""Enough for Chroma to write its nearest neighbours to disk, which it does at 1,000."""

ASKED = [*range(0, PARAGRAPHS, 100)]


async def make(folder: Path) -> list[list[tuple[str, int]]]:
    """A sound library, and what is found in it."""
    with opened(folder) as index:
        await index.ingest.add(article("Long", *map(text_of, range(PARAGRAPHS))))
        return await found(index)


def text_of(paragraph: int) -> str:
    """A paragraph that shares words with its neighbours."""
    return " ".join(f"w{word}" for word in range(paragraph * 3, paragraph * 3 + 9))


async def found(index: Index) -> list[list[tuple[str, int]]]:
    """The nearest three of some paragraphs."""
    return [await index.nearest(f"Long. {text_of(each)}", 3) for each in ASKED]


def damage(chroma: Path, seed: int) -> str:
    """Damage one of the files in one of the ways, both by the seed; say which and how."""
    chance = random.Random(seed)
    files = sorted(path for path in chroma.rglob("*") if path.is_file())
    file = files[seed % len(files)]
    way = WAYS[seed // len(files) % len(WAYS)]
    way(file, chance)
    return f"{way.__name__} {file.name}"


def overwrite(file: Path, chance: random.Random) -> None:
    """20 times 200 bytes at random, or 3 times 8 in a small one."""
    content = bytearray(file.read_bytes())
    times, length = (20, 200) if len(content) > 4_000 else (3, 8)
    for _ in range(times):
        at = chance.randrange(len(content) - length)
        content[at : at + length] = chance.randbytes(length)
    file.write_bytes(content)


def flip(file: Path, chance: random.Random) -> None:
    """One bit; the time of the file's last change stays, as where a disk forgets."""
    status = file.stat()
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def shorten(file: Path, chance: random.Random) -> None:
    """Cut off somewhere."""
    os.truncate(file, chance.randrange(file.stat().st_size))


def lose(file: Path, chance: random.Random) -> None:
    """Gone, and where it was only the seal, a byte of another file is wrong as well."""
    file.unlink()
    if file.name == SEAL:
        others = sorted(path for path in file.parent.glob("*/*.bin"))
        overwrite(chance.choice(others), chance)


WAYS = (overwrite, flip, shorten, lose)


async def main(sound: Path, seeds: Sequence[int]) -> None:
    """Print what came of each seed."""
    with opened(sound) as index:
        expected = await found(index)
    for seed in seeds:
        with tempfile.TemporaryDirectory() as copy:
            folder = Path(copy) / "data"
            shutil.copytree(sound, folder)
            damaged = damage(folder / "chroma", seed)
            with opened(folder) as index:
                verdict = "same" if await found(index) == expected else "DIFFERENT"
                print(seed, damaged, verdict, index.vectors.mended or "not mended", flush=True)


if __name__ == "__main__":
    logging.disable()
    asyncio.run(main(Path(sys.argv[1]), [int(seed) for seed in sys.argv[2:]]))
