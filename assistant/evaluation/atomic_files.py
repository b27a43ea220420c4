"""Files that are there whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from assistant.errors import EvaluationError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and then move it there; EvaluationError when that fails."""
    write_together({path: content})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files beside their places, and move them there when all are written."""
    # In the same folder: a move is atomic only within a file system.
    unfinished = {path: path.with_name(f".{path.name}.{secrets.token_hex(4)}") for path in files}
    try:
        for path, content in files.items():
            unfinished[path].write_bytes(content)
        for path, beside in unfinished.items():
            beside.replace(path)
    except OSError as error:
        for beside in unfinished.values():
            with suppress(OSError):
                beside.unlink()
        raise EvaluationError(f"{path} cannot be written: {error.strerror}.") from error
