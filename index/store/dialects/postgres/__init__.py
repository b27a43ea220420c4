"""PostgreSQL's own dialect, all of it, by psycopg: a library on a server.

- `connections`: how it is opened, and who waits for whom
- `characters`: the two that PostgreSQL's text cannot have, or that stand for them
- `tables`: what its tables need besides, and the notes that it does not keep by itself
- `search`: full text
- `rewriting`: leaving nothing readable of what was deleted
- `failures`: what its errors mean
"""

from index.store.dialects.postgres.connections import alone, engine, for_reading, for_writing, shown
from index.store.dialects.postgres.failures import failure
from index.store.dialects.postgres.rewriting import write_anew
from index.store.dialects.postgres.search import (
    add_marks,
    clear_full_text,
    create_full_text,
    drop_marks,
    paragraph_counts,
    postings,
)
from index.store.dialects.postgres.tables import (
    forget_texts,
    insertion,
    keep_number,
    keep_numbers,
    migrating,
    noted,
    numbers,
    tables_made,
)

__all__ = [
    "add_marks",
    "alone",
    "clear_full_text",
    "create_full_text",
    "drop_marks",
    "engine",
    "failure",
    "for_reading",
    "for_writing",
    "forget_texts",
    "insertion",
    "keep_number",
    "keep_numbers",
    "migrating",
    "noted",
    "numbers",
    "paragraph_counts",
    "postings",
    "shown",
    "tables_made",
    "write_anew",
]
