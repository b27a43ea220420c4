"""A folder for what is made in steps and is not to outlive its process, though that be killed.

Beside it is a lock that the process holds as long as it lives, so that a later one knows what a
dead one has left.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from filelock import FileLock

PREFIX: Final = ".article-assistant-"
_LOCK: Final = ".lock"


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """A new folder in this one that only its user can read, gone at the end; OSError without."""
    parent.stat()  # one that is not there is an error: the lock would make it
    clear(parent)
    folder = parent / f"{PREFIX}{uuid4().hex}"
    try:
        with FileLock(_lock_of(folder)):  # before it is made: nobody finds it without
            folder.mkdir(mode=0o700)
            yield folder
    finally:
        clear(parent)


def clear(parent: Path) -> None:
    """Remove what processes that died have left in this folder, as far as that can be done."""
    for lock in parent.glob(f"{PREFIX}*{_LOCK}"):
        folder = lock.with_suffix("")
        with suppress(OSError):  # one that lives holds it, or it is somebody else's
            with FileLock(lock, timeout=0):
                shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():  # else the lock says to the next that it is left
                lock.unlink()


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{_LOCK}")
