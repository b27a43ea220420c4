"""Logs as lines of JSON, in ASCII: no text from outside can end a line or steer a terminal.

Of an exception they hold its class and where it was raised, not its message, which may quote a
question or an article.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Final

from api.asgi.request_context import current


class JsonLines(logging.Formatter):
    """A record as one line of ASCII; `fields` given as `extra` stand beside its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        request = current.get()
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage().strip(),
        }
        # The same id as in the response's header, so that one report finds all its lines.
        if request is not None:
            line["request_id"] = request.id
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1]:
            line["error"] = _error_chain(record.exc_info[1])
        return json.dumps(line)


def _error_chain(error: BaseException) -> list[dict[str, object]]:
    """The error and what caused it, as classes and places; 8 at most, lest they go in a circle."""
    chain: list[dict[str, object]] = []
    while error and len(chain) < 8:
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        chain.append({"kind": type(error).__qualname__, "at": places})
        cause = error.__cause__ or error.__context__
        if cause is None:
            break
        error = cause
    return chain


CONFIG: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"api": {"level": "INFO"}},
}
"""How a server logs: everything to standard error."""
