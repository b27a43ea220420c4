"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assistant.errors import EvaluationError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, then move it there; EvaluationError when it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            beside = Path(file.name)
            file.write(content)
        beside.chmod(0o644)
        os.replace(beside, path)
    except OSError as error:
        raise EvaluationError(f"{path} cannot be written: {error.strerror}.") from error
