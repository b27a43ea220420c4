"""The way of a reply from what a model writes to prose with markers, piece by piece."""

from __future__ import annotations

from typing import Final, Protocol

from assistant.generation.reply.entities import EntityReader
from assistant.generation.reply.json_prose import JsonReader
from assistant.generation.reply.lines import LineReader
from assistant.generation.reply.tags import TagReader
from assistant.generation.reply.thinking_aloud import AloudReader
from index.language.visible_text import visible

_BEFORE: Final = 4
"""Characters that can decide whether the next one is seen."""


class _Stage(Protocol):
    """Reads text as it comes; what it gives, all together, does not depend on how it was cut."""

    def feed(self, text: str) -> str: ...
    def finish(self) -> str: ...


class ReplyCleaner:
    """Reads a reply piece by piece, and gives its prose as soon as that is certain."""

    def __init__(self) -> None:
        # What references stand for may be unseen, or tags.
        self._stages: tuple[_Stage, ...] = (
            EntityReader(),
            _Visible(),
            TagReader(),
            JsonReader(),
            AloudReader(),
            LineReader(),
        )

    def feed(self, text: str) -> str:
        """The prose that this piece completes."""
        for stage in self._stages:
            text = stage.feed(text)
        return text

    def finish(self) -> str:
        """The prose that is left when the reply has ended."""
        text = ""
        for stage in self._stages:
            text = stage.feed(text) + stage.finish()
        return text


class _Visible:
    """Leaves out what no reader would see; what stands before it decides on joiners."""

    def __init__(self) -> None:
        self._before = ""

    def feed(self, text: str) -> str:
        # All of what is plain is seen, and most pieces are.
        seen = text if text.isascii() and text.isprintable() else self._seen(text)
        self._before = (self._before + seen)[-_BEFORE:]
        return seen

    def finish(self) -> str:
        return ""

    def _seen(self, text: str) -> str:
        return visible(self._before + text)[len(visible(self._before)) :]
