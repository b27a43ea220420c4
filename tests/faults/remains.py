"""Words of what is gone, in any file of any store."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from tests.faults.made_articles import TAIL

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
