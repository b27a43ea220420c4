"""Articles in, passages out.

- `readers`: a file, a page or a URL → an article
- `chunking`, `embedding`: an article → chunks → vectors
- `store`: where all of it is kept; `identity`: what makes two articles the same one
- `ingest`: everything that changes the index, in the order that survives a crash
- `retriever`, `ranking`, `bm25`: a question → the passages that may answer it
- `language`: what is known of languages
- `groups`: what groups of articles and readers can be called
- `types`, `errors`: what the index speaks in; `failure`: what every error has

Programs import from here. What reads, embeds or searches is loaded when its name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from index.errors import ArticleNotFound, IndexingError, NothingToSearch, ReadError
from index.types import (
    EVERYTHING,
    Article,
    Audience,
    Lack,
    Match,
    Paragraph,
    Passage,
    Place,
    Scope,
    Sentence,
)

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder
    from index.readers.formats import read_file, read_text, read_url
    from index.retriever import HybridRetriever, Retriever

__all__ = [
    "EVERYTHING",
    "Article",
    "ArticleNotFound",
    "Audience",
    "Embedder",
    "HybridRetriever",
    "IndexingError",
    "Lack",
    "Match",
    "NothingToSearch",
    "Paragraph",
    "Passage",
    "Place",
    "ReadError",
    "Retriever",
    "Scope",
    "Sentence",
    "read_file",
    "read_text",
    "read_url",
]

# Loaded on first use: a command that only helps does not wait for what reads and searches.
_MODULES: Final = {
    "Embedder": "index.embedding.embedder",
    "HybridRetriever": "index.retriever",
    "Retriever": "index.retriever",
    "read_file": "index.readers.formats",
    "read_text": "index.readers.formats",
    "read_url": "index.readers.formats",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - of whatever type the name is
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
