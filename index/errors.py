"""Errors of the index. Each message says what happened and what to do.

IndexingError
├── ReadError               an article could not be read
│   ├── EmptyArticle        nothing to read in it
│   ├── UnsupportedFormat   binary, encrypted, scanned or otherwise unreadable
│   ├── TooLarge            more than the limits allow
│   └── FetchError          a URL that could not be fetched
│       └── ForbiddenAddress    a URL that points into a private network
├── ArticleNotFound         no article has this id
├── AmbiguousArticle        several articles' ids start like this
├── NothingToSearch         the library is empty, or nothing is in the scope
├── EmbeddingError          the embedder failed
└── StorageError            the data folder cannot be used
    ├── EmbedderMismatch    the index was made with another embedder
    ├── NewerVersion        the data folder was written by a newer version
    └── IndexBusy           another process is writing
"""


class IndexingError(Exception):
    """Any failure of the index that a user can act on."""


class ReadError(IndexingError):
    """An article could not be read."""


class EmptyArticle(ReadError):
    """There is no text in it."""


class UnsupportedFormat(ReadError):
    """It is not text that we can read: binary, encrypted, scanned."""


class TooLarge(ReadError):
    """It exceeds a limit; the message names the limit."""


class FetchError(ReadError):
    """A URL could not be fetched."""


class ForbiddenAddress(FetchError):
    """A URL points into a private network."""


class ArticleNotFound(IndexingError):
    """No article has this id."""


class AmbiguousArticle(IndexingError):
    """Several articles' ids start with what was given."""


class NothingToSearch(IndexingError):
    """The library is empty, or no article is in the scope."""


class EmbeddingError(IndexingError):
    """The embedder failed; what was embedded before is kept."""


class StorageError(IndexingError):
    """The data folder or database cannot be used."""


class EmbedderMismatch(StorageError):
    """The index was made with another embedder."""


class NewerVersion(StorageError):
    """The data folder was written by a newer version of the assistant."""


class IndexBusy(StorageError):
    """Another process is writing to the index."""
