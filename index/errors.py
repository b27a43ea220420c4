"""Errors of the index; `CodedError` says what is the same in all.

CodedError
└── IndexingError               the index failed
    ├── ReadError               an article could not be read
    │   ├── EmptyArticle        nothing to read in it
    │   ├── UnsupportedFormat   binary, encrypted, scanned or otherwise unreadable
    │   ├── TooLarge            more than the limits allow
    │   └── FetchError          a URL that could not be fetched
    │       └── ForbiddenAddress    a URL that points into a private network
    ├── ArticleNotFound         no article has this id
    ├── AmbiguousArticle        several articles' ids start like this
    ├── GroupNameWrong          no group can be called so
    ├── NothingToSearch         no article to look for an answer in
    │   ├── LibraryEmpty        none at all
    │   └── NothingInScope      none of the sources and dates asked for
    ├── EmbeddingError          the embedder failed
    │   ├── EmbeddingKeyMalformed   the key cannot be one
    │   ├── EmbeddingRefused        the endpoint answers with an error
    │   └── EmbeddingUnreachable    nobody answers at the endpoint
    └── StorageError            the data folder cannot be used; see also `index.store.errors`
        ├── FolderNotMade       it cannot be made
        ├── FolderUnwritable    a file in it cannot be written
        ├── LibraryUnwritable   the library's file cannot be opened or written
        ├── LibraryDamaged      the library's file is broken, or no library
        ├── DiskFull            there is no room to write
        ├── DatabaseUnreachable nobody answers where the library's database should be
        ├── DatabaseRefused     its server does not allow it
        ├── DatabaseMissing     its server has no such database
        ├── DatabaseUnsuitable  it cannot keep every character
        ├── DatabaseFailed      it failed in some other way
        ├── LibraryNotEmpty     something is to be copied where something is
        ├── CopyDiffers         what was copied is not what was read
        ├── BackupExists        its file is there already
        ├── BackupUnwritable    its file cannot be written
        ├── BackupUnusable      it is damaged, or none
        ├── VectorIndexFailed   the index of vectors failed
        │   ├── VectorsNotAsWritten ... it is damaged, or an older copy
        │   └── VectorServerFailed  ... its server is away
        ├── NewerVersion        the library was written by a newer version
        ├── EmbedderMismatch    the index was made with another embedder
        │   ├── EmbedderChanged     ... of another name
        │   └── DimensionsChanged   ... of the same name
        └── IndexBusy           another process is writing
            ├── LibraryBusy         ... to the library
            └── DeletionPending     ... so that deleted text may still be on disk
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.failure import CodedError


class IndexingError(CodedError):
    """The index failed."""

    code = "index_failed"


class ReadError(IndexingError):
    """The article could not be read."""

    code = "article_unreadable"


class EmptyArticle(ReadError):
    """There is no text in the article."""

    code = "article_empty"


class UnsupportedFormat(ReadError):
    """It is not text that can be read: binary, encrypted, scanned."""

    code = "format_unsupported"


class TooLarge(ReadError):
    """The article exceeds a limit, which the sentence names."""

    code = "article_too_large"


class FetchError(ReadError):
    """The URL could not be fetched."""

    code = "fetch_failed"


@dataclass(eq=False)
class ForbiddenAddress(FetchError):
    """The URL points into a private network."""

    code = "address_forbidden"
    template = (
        "{host} is in a private network, which is not read from. If you trust it, download the "
        "article and give the file, or have private addresses allowed."
    )
    host: str


@dataclass(eq=False)
class ArticleNotFound(IndexingError):
    """No article has this id."""

    code = "article_not_found"
    template = "there is no article {article_id!r}"
    article_id: str


@dataclass(eq=False)
class AmbiguousArticle(IndexingError):
    """Several articles' ids start with what was given."""

    code = "article_ambiguous"
    template = "several articles' ids start with {beginning!r}: {ids}. Give more of the id."
    beginning: str
    ids: tuple[str, ...]


@dataclass(eq=False)
class GroupNameWrong(IndexingError):
    """No group of articles or readers can be called so."""

    code = "group_name_wrong"
    template = (
        "{name!r} cannot be the name of a group: letters, digits, hyphens and underscores can, up "
        "to {longest} of them."
    )
    name: str
    longest: int


class NothingToSearch(IndexingError):
    """There is no article to look for an answer in."""

    code = "nothing_to_search"


class LibraryEmpty(NothingToSearch):
    """The library has no article."""

    code = "library_empty"
    template = "the library is empty; add an article first"


class NothingInScope(NothingToSearch):
    """No article is of the sources and dates asked for."""

    code = "nothing_in_scope"
    template = "no article is of these sources and dates"


class EmbeddingError(IndexingError):
    """The embedder failed; what was embedded before is kept."""

    code = "embedding_failed"


class EmbeddingKeyMalformed(EmbeddingError):
    """The key of the embeddings endpoint cannot be one."""

    code = "embedding_key_malformed"
    template = "the embeddings endpoint's key has characters that no key has. Copy it again."


@dataclass(eq=False)
class EmbeddingRefused(EmbeddingError):
    """The embeddings endpoint answered with an error."""

    code = "embedding_refused"
    template = (
        "the embeddings endpoint answered {status} for {model!r}. What was embedded so far is "
        "kept: mend the endpoint, the key or the model's name, then try again."
    )
    status: int
    model: str


@dataclass(eq=False)
class EmbeddingUnreachable(EmbeddingError):
    """Nobody answers at the embeddings endpoint."""

    code = "embedding_unreachable"
    template = (
        "no answer from the embeddings endpoint ({address}). What was embedded so far is kept: try "
        "again when it is reachable."
    )
    address: str


class StorageError(IndexingError):
    """The data folder or the library in it cannot be used."""

    code = "storage_unusable"


class EmbedderMismatch(StorageError):
    """The index was made with another embedder than the one that is set."""

    code = "embedder_mismatch"


@dataclass(eq=False)
class EmbedderChanged(EmbedderMismatch):
    """Another embedder was set after the index was made."""

    code = "embedder_changed"
    template = (
        "the index was made with the embedder {made_with}, and the one set now is {embedder}. Make "
        "the index anew with {embedder}, or set the embedder back."
    )
    made_with: str
    embedder: str


@dataclass(eq=False)
class DimensionsChanged(EmbedderMismatch):
    """The embedder is another one under the same name: its vectors have another length."""

    code = "dimensions_changed"
    template = (
        "{embedder} gives vectors of {dimensions} dimensions, and the index has {indexed}: it is "
        "another model under the same name. Make the index anew with it, or set the endpoint's "
        "address back."
    )
    embedder: str
    dimensions: int
    indexed: int


@dataclass(eq=False)
class NewerVersion(StorageError):
    """The library was written by a newer version of the assistant."""

    code = "library_newer"
    template = (
        "{path} was written by a newer version of the assistant (format {version}, this one knows "
        "{known}). Upgrade the assistant, or choose another folder."
    )
    path: Path | str
    version: int
    known: int


class IndexBusy(StorageError):
    """Another process is writing to the index."""

    code = "index_busy"
    template = (
        "another process has been writing to the index for a minute. Try again when it is done."
    )
