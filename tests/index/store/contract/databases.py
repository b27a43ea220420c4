"""The databases that a library can be in, by name: what the contract's tests run over."""

from __future__ import annotations

from typing import Final

from tests.index.fakes import opened

DATABASES: Final = {"sqlite": opened}
"""What opens an index there: article store, embedding store and lexical index share a database."""
