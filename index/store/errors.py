"""Errors of the library's files or database, and of the index; `index.errors` draws them all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexBusy, StorageError


@dataclass(eq=False)
class FolderNotMade(StorageError):
    """The data folder cannot be made."""

    code = "folder_not_made"
    template = "the data folder {path} cannot be made: {reason}. Choose another one."
    path: Path
    reason: str | None


@dataclass(eq=False)
class FolderUnwritable(StorageError):
    """A file in the data folder cannot be written."""

    code = "folder_unwritable"
    template = (
        "{path} cannot be written: {reason}. Make the folder writable, free some space, or choose "
        "another folder."
    )
    path: Path
    reason: str | None


@dataclass(eq=False)
class LibraryUnwritable(StorageError):
    """The library's file cannot be opened or written."""

    code = "library_unwritable"
    template = (
        "the library {path} cannot be used: {reason}. Make the folder writable, or choose another "
        "one."
    )
    path: Path | str
    reason: str


@dataclass(eq=False)
class LibraryDamaged(StorageError):
    """The library's file is damaged, or is no library."""

    code = "library_damaged"
    template = (
        "the library {path} cannot be used: {reason}. The file is damaged or is no library. "
        "Restore it from a copy, or move it away and ingest the articles again."
    )
    path: Path | str
    reason: str


@dataclass(eq=False)
class DiskFull(StorageError):
    """There is no room to write; nothing was changed."""

    code = "disk_full"
    template = (
        "the library {path} cannot be used: {reason}. Nothing was changed. Free some space and try "
        "again."
    )
    path: Path | str
    reason: str


@dataclass(eq=False)
class DatabaseUnreachable(StorageError):
    """Nobody answers where the library's database should be."""

    code = "database_unreachable"
    template = (
        "no answer from the database {database}: {reason}. Nothing is lost: try again when its "
        "server is there."
    )
    database: str
    reason: str


@dataclass(eq=False)
class DatabaseRefused(StorageError):
    """The database's server does not know the user, or does not allow what has to be done."""

    code = "database_refused"
    template = (
        "the database {database} does not allow it: {reason}. Mend the user's name, password or "
        "rights."
    )
    database: str
    reason: str


@dataclass(eq=False)
class DatabaseMissing(StorageError):
    """The server has no database of this name, or nobody of the user's."""

    code = "database_missing"
    template = "there is no database {database}: {reason}. Make it first, or mend its name."
    database: str
    reason: str


@dataclass(eq=False)
class DatabaseUnsuitable(StorageError):
    """The database cannot keep every character."""

    code = "database_unsuitable"
    template = (
        "the database {database} keeps text in {encoding}, and articles have characters that this "
        "lacks. Make another one that keeps it in UTF8."
    )
    database: str
    encoding: str


@dataclass(eq=False)
class DatabaseFailed(StorageError):
    """The database failed in some other way; nothing was changed."""

    code = "database_failed"
    template = (
        "the database {database} failed: {reason}. Nothing was changed. The server's log may say "
        "more."
    )
    database: str
    reason: str


@dataclass(eq=False)
class LibraryNotEmpty(StorageError):
    """The library that something is to be copied into has something already."""

    code = "library_not_empty"
    template = (
        "{library} is not empty: there are {contents}. Nothing was changed. Name an empty one."
    )
    library: Path | str
    contents: str


@dataclass(eq=False)
class CopyDiffers(StorageError):
    """What was copied is not what was read; nothing was changed."""

    code = "copy_differs"
    template = (
        "what was written to {library} is not what was read, in the table {table}. Nothing was "
        "changed. Look at the disks and try again."
    )
    library: Path | str
    table: str


@dataclass(eq=False)
class BackupExists(StorageError):
    """The file that a backup is to go into is there already."""

    code = "backup_exists"
    template = "{path} is there already, and is not overwritten. Give another name."
    path: Path


@dataclass(eq=False)
class BackupUnwritable(StorageError):
    """The file that a backup is to go into cannot be written."""

    code = "backup_unwritable"
    template = "{path} cannot be written: {reason}. Make room, or choose another folder."
    path: Path
    reason: str


@dataclass(eq=False)
class BackupUnusable(StorageError):
    """The backup is damaged, or is none; nothing was changed."""

    code = "backup_unusable"
    template = "{path} cannot be used as a backup: {reason}. Nothing was changed. Take another one."
    path: Path
    reason: str


@dataclass(eq=False)
class VectorIndexFailed(StorageError):
    """The index of vectors failed; it can be rebuilt from the library."""

    code = "vector_index_failed"
    template = "Chroma failed: {words}. Nothing is lost: it can be rebuilt from the library."
    words: str


@dataclass(eq=False)
class VectorsNotAsWritten(VectorIndexFailed):
    """The index of vectors is damaged, or an older copy: not what was last written."""

    code = "vectors_not_as_written"
    template = (
        "the index of vectors is not as it was written: {words}. Nothing is lost: it is made anew "
        "from the library when it is next used."
    )


@dataclass(eq=False)
class VectorServerFailed(VectorIndexFailed):
    """The server that keeps the index of vectors is away or fails."""

    code = "vector_server_failed"
    template = (
        "Chroma failed: {words} ({address}). Nothing is lost: articles are found by their words, "
        "and what the server lacks is brought when it answers again."
    )
    address: str


@dataclass(eq=False)
class LibraryBusy(IndexBusy):
    """Another process is writing to the library."""

    code = "library_busy"
    template = (
        "the library {path} cannot be used: {reason}. Another process is writing; try again when "
        "it is done."
    )
    path: Path | str
    reason: str


@dataclass(eq=False)
class DeletionPending(IndexBusy):
    """Deleted text may still be on disk, because another process is reading the library."""

    code = "deletion_pending"
    template = (
        "What was deleted may still be readable in {path}, because another process is reading it. "
        "It is cleared when the library is used after that."
    )
    path: Path | str
