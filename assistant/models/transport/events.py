"""The events of a response: server-sent ones, a JSON body, or JSON a line.

What comes is told by its form: not every server does as it is asked, or names a content type.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from typing import Any, Final

Event = dict[str, Any]

MOST_BYTES: Final = 16 * 1024 * 1024
"""Of a response: some 20,000 tokens as the wordiest servers send them."""

LINGERING: Final = 0.1
"""Seconds for the end of a response after the end of what it says."""

_JSON: Final = ("{", "[")

_LINE: Final = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r(?!\Z))")
"""A line with its end; a carriage return that comes last may yet be half of one."""


class WebPage(ValueError):
    """The response is a page for people."""


class Oversized(Exception):
    """The response has more than MOST_BYTES."""


class EventReader:
    """The events in a body that is fed to it bit by bit; ValueError where it is none of the forms.

    Among events that can be read, one that cannot is passed over, which `is_flawed` says.
    `is_whole` says that the body itself has said that nothing comes after.
    """

    def __init__(self) -> None:
        self.is_whole = False
        self.is_flawed = False
        self._size = 0
        self._rest = bytearray()
        self._name = ""
        self._data: list[str] = []
        self._body: list[str] = []
        self._is_json = False
        self._has_events = False
        self._flaw: ValueError | None = None

    @property
    def is_streamed(self) -> bool:
        """Whether what came so far came as server-sent events."""
        return not (self._is_json or self._body)

    def feed(self, content: bytes) -> list[Event]:
        """The events that these bytes complete."""
        self._size += len(content)
        if self._size > MOST_BYTES:
            raise Oversized
        # A line that never ends is not searched anew for each of its pieces.
        is_ended = b"\n" in content or b"\r" in content or self._rest.endswith(b"\r")
        self._rest += content
        events: list[Event] = []
        end = 0
        while is_ended and not self.is_whole and (line := _LINE.match(self._rest, end)):
            end = line.end()
            events += self._noted(self._line(_text(line[0])))
        del self._rest[:end]
        return events

    def finish(self) -> list[Event]:
        """The events that the end of the body completes."""
        if self.is_whole:
            return []
        events = [*self._line(_text(self._rest)), *self._dispatched()]
        body = "\n".join(self._body).strip()
        if body.startswith("<"):
            raise WebPage
        if body:
            events += _objects(_parsed(body))
        self.is_whole |= self._is_json or bool(body)  # JSON that was cut does not parse
        if self._flaw and not self._noted(events):
            raise self._flaw
        return events

    def _noted(self, events: list[Event]) -> list[Event]:
        """The events, before or after which one that cannot be read is no matter."""
        self._has_events |= bool(events)
        if self._has_events:
            self._flaw = None
        return events

    def _line(self, line: str) -> list[Event]:
        name, colon, value = line.partition(":")
        if self._body or (line.strip() and not (colon and name in _FIELDS)):
            return self._of_a_body(line)
        if not line:
            return self._dispatched()
        if name == "event":
            self._name = value.strip()
        return self._of_a_field(value.removeprefix(" ")) if name == "data" else []

    def _of_a_field(self, data: str) -> list[Event]:
        if data.strip().upper() == "[DONE]":
            events, self.is_whole = self._dispatched(), True
            return events
        # Some servers leave out the empty line between events, also after one that is cut.
        value = _parsed_or_none(data)
        if isinstance(value, dict) and "choices" in value:
            self.is_flawed |= bool(self._data)
            self._data.clear()
        if not self._data and value is not None:
            return _objects(value)
        self._data.append(data)
        return []

    def _of_a_body(self, line: str) -> list[Event]:
        # A line that is an object by itself is a piece of a reply, or all of it.
        if not self._body and isinstance(value := _parsed_or_none(line), dict):
            self._is_json = True
            return [value]
        if self._body or self._is_json or not self._has_events:
            self._body.append(line)
        return []

    def _dispatched(self) -> list[Event]:
        data, self._data = "\n".join(self._data).strip(), []
        name, self._name = self._name, ""
        if data.startswith(_JSON):
            try:
                return _objects(_parsed(data))
            except ValueError as error:
                self._flaw, self.is_flawed = None if self._has_events else error, True
                return []
        return [{"error": data}] if data and name == "error" else []


_FIELDS: Final = frozenset({"", "data", "event", "id", "retry"})
"""Names of the fields of server-sent events; a comment's is empty."""


class EventStream:
    """The events of a response, the first of which has come; None where none will.

    A connection that breaks raises ConnectionError.
    """

    def __init__(self, chunks: AsyncGenerator[bytes, None]) -> None:
        self._chunks = chunks
        self._reader = EventReader()
        self._events = _read(chunks, self._reader)
        self.first: Event | None = None

    @classmethod
    async def opened(cls, chunks: AsyncGenerator[bytes, None]) -> EventStream:
        """The stream of a response's bytes, once its first event is there."""
        stream = cls(chunks)
        try:
            stream.first = await anext(stream._events, None)
        except BaseException:  # a cancelled request, too, gives its connection back
            await stream.aclose()
            raise
        return stream

    @property
    def is_whole(self) -> bool:
        """Whether the body itself has said that nothing comes after."""
        return self._reader.is_whole

    @property
    def is_flawed(self) -> bool:
        """Whether a part of it could not be read."""
        return self._reader.is_flawed

    @property
    def is_streamed(self) -> bool:
        """Whether it comes as server-sent events."""
        return self._reader.is_streamed

    async def __aiter__(self) -> AsyncIterator[Event]:
        if self.first is not None:
            yield self.first
        async for event in self._events:
            yield event

    async def aclose(self) -> None:
        """Read no further; what ends by itself is read to its end, so that its connection stays."""
        await self._events.aclose()
        if self.is_whole:
            with suppress(TimeoutError, ConnectionError):
                async with asyncio.timeout(LINGERING):
                    async for _ in self._chunks:
                        pass
        await self._chunks.aclose()


async def _read(chunks: AsyncIterator[bytes], reader: EventReader) -> AsyncGenerator[Event, None]:
    async for chunk in chunks:
        for event in reader.feed(chunk):
            yield event
        if reader.is_whole:
            return
    for event in reader.finish():
        yield event


def _objects(value: object) -> list[Event]:
    """The objects of a JSON value: itself or, where it is a list, those in it."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, dict)]


def _text(line: bytes | bytearray) -> str:
    return line.decode("utf-8-sig", errors="replace").rstrip("\r\n")


def _parsed(text: str) -> object:
    """The JSON value; ValueError where it is none."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _parsed_or_none(text: str) -> object:
    if not text.lstrip().startswith(_JSON):
        return None
    try:
        return _parsed(text)
    except ValueError:
        return None
