"""What was read from the library, kept in memory while the library stays as it was.

A revision (`database.revision`) is another after each change of articles or vectors, whichever
process made it. It is read in the same view of the database as what is kept under it, so nothing
comes out of a cache that reading would not return.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

from index.store.database import Revision

K = TypeVar("K")
V = TypeVar("V")


class RevisionCache(Generic[K, V]):
    """Values of one revision, `room` of them by their sizes; what was not asked for longest goes.

    Threads may share it.
    """

    def __init__(self, room: int, size: Callable[[V], int] = lambda _: 1) -> None:
        self._room = room
        self._size = size
        self._lock = Lock()
        self._revision: Revision = ()
        self._values: OrderedDict[K, V] = OrderedDict()
        self._taken = 0

    def known(self, revision: Revision, keys: Iterable[K]) -> dict[K, V]:
        """The values of these keys, as far as they are kept from this revision."""
        with self._lock:
            if revision != self._revision:
                return {}
            found = {key: self._values[key] for key in keys if key in self._values}
            for key in found:
                self._values.move_to_end(key)
            return found

    def keep(self, revision: Revision, values: Mapping[K, V]) -> None:
        """Keep values of this revision; those of any other are dropped."""
        with self._lock:
            if revision != self._revision:
                self._values.clear()
                self._taken = 0
                self._revision = revision
            for key, value in values.items():
                if key not in self._values:
                    self._values[key] = value
                    self._taken += self._size(value)
            while self._taken > self._room:
                _, oldest = self._values.popitem(last=False)
                self._taken -= self._size(oldest)
