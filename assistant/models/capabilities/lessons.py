"""One call learns, the others wait: otherwise each would be refused for the same."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from assistant.models.capabilities.types import Capabilities


class Lessons:
    """The facets of a model that its replies have shown."""

    def __init__(self) -> None:
        self._learning = asyncio.Lock()
        self._learnt: set[str] = set()

    @asynccontextmanager
    async def of(self, facet: str, recalled: Capabilities | None) -> AsyncIterator[bool]:
        """Until one request that shows a facet has been answered, others wait: it learns for all.

        Gives whether this is such a first one, of any process: what was recalled is known.
        """
        # When several learn at once, each is refused for the same: it was half of the requests.
        if self._is_known(facet, recalled):
            yield False
            return
        async with self._learning:
            is_first = facet not in self._learnt
            if is_first:
                yield True
                self._learnt.add(facet)
        if not is_first:  # it was learnt while this one waited
            yield False

    def forget(self) -> None:
        """Learn each facet anew."""
        self._learnt.clear()

    def _is_known(self, facet: str, recalled: Capabilities | None) -> bool:
        return facet in self._learnt or getattr(recalled, facet, None) is not None
