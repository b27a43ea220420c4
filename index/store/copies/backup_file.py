"""A library in one file: a SQLite library of its own, with a note of what is in it.

It is made under another name and gets its own when it is whole and on the disk.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.errors import NewerVersion
from index.store.copies.copying import Tell, contents, copy, said
from index.store.copies.scratch import scratch
from index.store.database import Database
from index.store.dialects import sealing
from index.store.errors import (
    BackupExists,
    BackupUnusable,
    BackupUnwritable,
    FolderUnwritable,
    LibraryNotEmpty,
)
from index.store.schema import VERSION


def back_up(source: Database, file: Path, tell: Tell = lambda *_: None) -> dict[str, int]:
    """Keep everything in a new file, and return how many rows that are, by table.

    Raises:
        BackupExists: the file is there already.
        BackupUnwritable: it cannot be written.
        StorageError: the library cannot be used.
    """
    if file.exists():
        raise BackupExists(file)
    with _unwritable(file), scratch(file.parent) as folder:
        made = folder / file.name
        with closing(Database(made, source.schemas)) as target:
            counts = copy(source, target, tell)
        sealing.seal(made)
        _publish(made, file)
    return counts


def restore(
    file: Path,
    target: Database,
    folder: Path,
    tell: Tell = lambda *_: None,
    *,
    replace: bool = False,
) -> dict[str, int]:
    """Put everything that a backup has into a library, and return how many rows that were.

    The file is left as it is: what is read, and brought up to date where an earlier version made
    it, is a copy of it, for that time in a folder of its own in this one. `replace`: in the place
    of what the library has.

    Raises:
        BackupUnusable: the file is damaged, or no backup; nothing was changed.
        NewerVersion: a newer version made it.
        LibraryNotEmpty: the library has something, and that is not to be replaced.
        FolderUnwritable: no copy can be made in the folder.
        StorageError: the library cannot be used.
    """
    if not replace and (there := contents(target)):
        raise LibraryNotEmpty(target.shown, said(there))
    with _room_for_a_copy(folder) as room:
        own = room / file.name
        _copy_file(file, own)
        _check(own, file)
        with closing(Database(own, target.schemas)) as source:
            return copy(source, target, tell, replace=replace)


@contextmanager
def _room_for_a_copy(folder: Path) -> Iterator[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with scratch(folder) as room:
            yield room
    except OSError as error:
        raise FolderUnwritable(folder, error.strerror) from error


def _copy_file(file: Path, own: Path) -> None:
    if file.with_name(f"{file.name}-wal").exists():
        raise BackupUnusable(file, f"{file.name}-wal is beside it, so it is a library in use")
    try:
        shutil.copyfile(file, own)
    except OSError as error:
        raise BackupUnusable(file, error.strerror or str(error)) from error


def _check(own: Path, file: Path) -> None:
    try:
        version = sealing.check(own)
    except sealing.Damaged as damage:
        raise BackupUnusable(file, str(damage)) from damage
    if version > VERSION:
        raise NewerVersion(file, version, VERSION)


@contextmanager
def _unwritable(file: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise BackupExists(file) from None  # since it was looked for
    except OSError as error:
        raise BackupUnwritable(file, error.strerror or str(error)) from error


def _publish(made: Path, file: Path) -> None:
    """Give it its name when it is on the disk, and let nobody else's go for it."""
    _sync(made)
    try:
        os.link(made, file)  # unlike a renaming, it overwrites nothing
    except FileExistsError:
        raise
    except OSError:  # some file systems know no links
        if file.exists():
            raise FileExistsError from None
        made.rename(file)
    _sync(file.parent)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
