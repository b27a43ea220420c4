"""Where articles, their vectors and what quotes them are kept.

What the rest of the index asks for, and what it gets, is in two files:

- `protocols`: `ArticleStore`, `EmbeddingStore`, `LexicalIndex`, `VectorStore`
- `records`: the entries, candidates and chunks that they hand out

Behind them:

- `articles/`, `embedding_store`, `full_text`: the first three, in SQL;
  `packing`: vectors as they are kept
- `vectors/`: `chroma`, the fourth, embedded or a server; `vector_index` keeps a vector store as the
  library says, by the `outbox`
- `documents`: what quotes articles and goes with them; `access`: who may read an article
- `database`: the library's database, opened, scrubbed; `schema`: its tables; `migrations/`: how
  those of earlier versions become so; `dialects/`: all that only SQLite or only PostgreSQL
  understands
- `copies/`: a whole library moved, backed up, restored

Tests of the protocols run over every implementation: `tests/index/store/contract`.
"""

from index.store.protocols import ArticleStore, EmbeddingStore, LexicalIndex, VectorStore
from index.store.records import Candidate, Change, ChunkVectors, Entry

__all__ = [
    "ArticleStore",
    "Candidate",
    "Change",
    "ChunkVectors",
    "EmbeddingStore",
    "Entry",
    "LexicalIndex",
    "VectorStore",
]
