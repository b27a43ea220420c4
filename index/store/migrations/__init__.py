"""How a library that an earlier version made becomes one of this version.

A file for each version that changed what older libraries have: `version_N_NAME.py`, whose
`upgrade` is given Alembic's operations. They are taken in the order of their numbers, from the
version that the library notes (the fact `version`) to `index.store.schema.VERSION`. Alembic's own
table is not used: there would be two truths, and programs of earlier versions read the fact, to
refuse a library that is newer than they are.

A table that is missing needs no file. It is made as it is now, after all of these: so each of them
passes over tables that are not there, and one that wants rows in a new table makes it itself.
Tables of others than the index belong to the chain as well; a file names them, and imports nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

__all__ = ["migrate", "numbered"]

_NAME: Final = re.compile(r"version_(\d+)_\w+")


def migrate(connection: Connection, version: int) -> None:
    """Take a library of this version through all that has changed since, in its transaction."""
    op = Operations(MigrationContext.configure(connection))
    for number, name in numbered():
        if number > version:
            import_module(f"{__name__}.{name}").upgrade(op)


def numbered() -> Iterator[tuple[int, str]]:
    """The files of the chain with their versions, in order."""
    names = (each.name for each in iter_modules(__path__))
    yield from sorted((int(found[1]), found[0]) for found in map(_NAME.fullmatch, names) if found)
