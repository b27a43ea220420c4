"""What a model replied, kept in a file and given again: evaluation without the model.

A line a request: a hash of it and what came back. The prompts are not in it, so that it stays
small and quotes no article; a request that differs in a single character is another one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Any

from assistant.calls import Usage
from assistant.errors import EvaluationError
from assistant.evaluation.errors import NotRecorded, RecordingMissing, RecordingOfSeveral
from assistant.models import LLM, Capabilities, Choice, Reply, Schema
from assistant.types import Message


class Mode(Enum):
    """Where replies come from."""

    REPLAY = "replay"  # the recording alone
    RECORD = "record"  # the recording, and the model for what is not in it
    ANEW = "anew"  # the model; the recording is written anew


class Recording:
    """Replies by the model asked and the hash of the request, in a file that grows with each."""

    def __init__(self, path: Path, mode: Mode) -> None:
        """EvaluationError when there is nothing to replay, or the file is no recording."""
        self.path = path
        self.mode = mode
        self._replies: dict[tuple[str | None, str], dict[str, Any]] = {}
        if mode is Mode.ANEW:
            path.unlink(missing_ok=True)  # what is not asked any more would stay in it for ever
        elif path.is_file():
            self._load()
        elif mode is Mode.REPLAY:
            raise RecordingMissing(path)

    def of(self, model: str | None) -> str | None:
        """The name under which replies of the model were recorded; the only one, if none is given.

        Raises:
            EvaluationError: replies of several are in it.
        """
        names = {name for name, _ in self._replies}
        if model is None and len(names) > 1 and None not in names:
            raise RecordingOfSeveral(self.path, tuple(sorted(filter(None, names))))
        return names.pop() if model is None and len(names) == 1 else model

    def answered_as(self, model: str | None) -> str:
        """The name by which a model, asked under this one, called itself in its replies."""
        names = (reply["model"] for (name, _), reply in self._replies.items() if name == model)
        return str(next(names, "a recorded model"))

    def find(self, model: str | None, key: str) -> dict[str, Any] | None:
        """The recorded reply to a request; None when there is none."""
        return self._replies.get((model, key))

    def keep(self, model: str | None, key: str, reply: dict[str, Any]) -> None:
        """Add a reply to the recording and to its file."""
        self._replies[model, key] = reply
        self.path.parent.mkdir(parents=True, exist_ok=True)
        row = ({"asked": model} if model else {}) | {"request": key} | reply
        with self.path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")

    def _load(self) -> None:
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                self._replies[row.pop("asked", None), row.pop("request")] = row
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise EvaluationError(
                    f"{self.path}, line {number}: this is no recorded reply. Remove the line, or "
                    "record anew."
                ) from error


class Recorded:
    """A model whose replies are in a recording; `model`, if there is one, is asked for others.

    `asked` is what the model is called, None where it is the endpoint's only one.
    """

    def __init__(self, recording: Recording, model: LLM | None, asked: str | None) -> None:
        self._recording = recording
        self._model = model
        self._asked = recording.of(asked)

    @property
    def name(self) -> str:
        """The model's name."""
        if self._asked or self._model is None or self._recording.mode is Mode.REPLAY:
            return self._asked or self._recording.answered_as(None)
        return self._model.name

    async def capabilities(self) -> Capabilities:
        """None known: each question finds out anew, so that any can be replayed alone."""
        return Capabilities()

    @property
    def is_quick(self) -> bool:
        """Whether replies may come from the recording, in no time."""
        return self._recording.mode is not Mode.ANEW

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The recorded reply in one piece, then whole; else the model's, as it comes."""
        key = _key("stream", messages, max_tokens=max_tokens)
        kept = self._recording.find(self._asked, key)
        if kept is None:
            model = self._live()
            async with aclosing(model.stream(messages, max_tokens=max_tokens)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Reply):  # one that fails on the way is not recorded
                        self._keep(key, piece)
                    yield piece
            return
        reply = _reply(kept)
        if reply.text:
            yield reply.text
        yield reply

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Schema | None = None
    ) -> Reply:
        """The reply, whole."""
        form = {} if schema is None else {"schema": schema}
        key = _key("reply", messages, max_tokens=max_tokens, **form)
        kept = self._recording.find(self._asked, key)
        if kept is not None:
            return _reply(kept)
        reply = await self._live().reply(messages, max_tokens=max_tokens, schema=schema)
        self._keep(key, reply)
        return reply

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of the options the model would answer with."""
        key = _key("choose", messages, options=list(options))
        kept = self._recording.find(self._asked, key)
        if kept is not None:
            # Recordings from before a model's word alone was told apart do not have `is_word`.
            usage, is_word = Usage(**kept["usage"]), kept.get("is_word", False)
            return Choice(kept["likelihoods"], kept["model"], usage, is_word)
        choice = await self._live().choose(messages, options)
        self._keep(key, choice)
        return choice

    async def close(self) -> None:
        """Close the model that is asked."""
        if self._model is not None:
            await self._model.close()

    def _live(self) -> LLM:
        if self._model is None or self._recording.mode is Mode.REPLAY:
            raise NotRecorded(self._recording.path)
        return self._model

    def _keep(self, key: str, reply: Reply | Choice) -> None:
        self._recording.keep(self._asked, key, asdict(reply))


def _reply(kept: Mapping[str, Any]) -> Reply:
    return Reply(kept["text"], kept["model"], Usage(**kept["usage"]), kept["whole"])


def _key(method: str, messages: Sequence[Message], **parameters: object) -> str:
    """The beginning of a SHA-256 over all that a request says."""
    dialogue = [[message.role, message.content] for message in messages]
    content = json.dumps([method, dialogue, parameters], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:20]  # 80 bits, and lines that stay short
