"""Articles in, passages out.

- `readers`: a file, a page or a URL → an article
- `chunking`, `embedding`: an article → chunks → vectors
- `store`: where all of it is kept; `identity`: what makes two articles the same one
- `ingest`: everything that changes the index, in the order that survives a crash
- `retriever`, `ranking`, `bm25`: a question → the passages that may answer it
- `language`: what is known of languages
- `types`, `errors`: what the index speaks in
"""

from index.errors import IndexingError
from index.types import EVERYTHING, Article, Paragraph, Passage, Place, Scope, Sentence

__all__ = [
    "EVERYTHING",
    "Article",
    "IndexingError",
    "Paragraph",
    "Passage",
    "Place",
    "Scope",
    "Sentence",
]
