"""Files that are there whole or not at all."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from assistant.errors import EvaluationError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and then move it there; EvaluationError when that fails."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise EvaluationError(f"{path} cannot be written: {error.strerror}.") from error
