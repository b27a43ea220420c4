"""Asking somebody who may not answer: for some seconds, and then not again for a while."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeVar

from index.errors import EmbedderMismatch, IndexingError

log = logging.getLogger(__name__)

T = TypeVar("T")

REST = 3.0
"""Seconds after a failure in which nobody is asked."""

AGAIN = 1.0
"""Seconds for who is asked after that, and may be there again."""


class OutOfReach(Exception):
    """Who was asked failed, or took too long; the text says why."""


class Resting(OutOfReach):
    """Nobody was asked, because that was in vain a moment ago: the text says why."""


class Patience:
    """Asks one and the same for everybody, so that not everybody waits for who does not answer.

    After a failure nobody is asked for a while, and then by one caller at a time: whoever else
    comes meanwhile is told at once. `what` names it in the log, which hears of each change once.
    """

    def __init__(self, what: str, *, clock: Callable[[], float] = monotonic) -> None:
        self._what = what
        self._clock = clock
        self._rests_until: float | None = None
        self._reason = ""
        self._is_tried = False

    async def ask(self, work: Callable[[], Awaitable[T]], seconds: float) -> T:
        """What comes of the work within these seconds.

        Raises:
            OutOfReach: it failed or took too long, or has a moment ago.
            EmbedderMismatch: it is there, and another than the index was made with.
        """
        if self._rests_until is None:
            return await self._ask(work, seconds)
        if self._is_tried or self._clock() < self._rests_until:
            raise Resting(self._reason)
        self._is_tried = True
        try:
            return await self._ask(work, min(seconds, AGAIN))
        finally:
            self._is_tried = False

    async def _ask(self, work: Callable[[], Awaitable[T]], seconds: float) -> T:
        try:
            async with asyncio.timeout(seconds):
                answer = await work()
        except EmbedderMismatch:
            raise
        except TimeoutError as error:
            self._note_failure(f"no answer within {seconds:g} s")
            raise OutOfReach(self._reason) from error
        except IndexingError as error:
            self._note_failure(str(error))
            raise OutOfReach(self._reason) from error
        self._note_answer()
        return answer

    def _note_failure(self, reason: str) -> None:
        if self._rests_until is None:
            log.warning("%s: out of reach, questions do without. %s", self._what, reason)
        self._reason = reason
        self._rests_until = self._clock() + REST

    def _note_answer(self) -> None:
        if self._rests_until is not None:
            log.warning("%s: there again", self._what)
        self._rests_until = None
