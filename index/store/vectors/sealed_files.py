"""Files of an embedded store, sealed: whether they are still what they were when last written.

Native code reads them, and does not look: a damaged one crashes the process or takes all memory.
So they are compared with their digests before they are opened.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from index.store.errors import FolderUnwritable, VectorsNotAsWritten

SEAL: Final = "sealed.json"
"""The file, beside the others, with the digest of each of them."""

OPENING: Final = "opening"
"""The file that is there while they are being opened; left behind by who did not survive it."""

_Stat = tuple[int, ...]


class SealedFiles:
    """A folder's files, which one process at a time opens, writes and seals."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._digests: dict[Path, tuple[_Stat, str]] = {}

    def mark(self) -> str:
        """The mark under which the files were sealed; empty where they never were.

        Every byte is looked at the first time, and later those of files that have been written.

        Raises:
            VectorsNotAsWritten: they are not what was sealed, or the last to open them died of it.
        """
        if (self.folder / OPENING).exists():
            raise VectorsNotAsWritten("a process ended while it opened the files")
        try:
            sealed = json.loads((self.folder / SEAL).read_bytes())
            mark, digests = str(sealed["mark"]), dict(sealed["files"])
        except FileNotFoundError:
            return ""
        except (OSError, ValueError, KeyError, TypeError):
            raise VectorsNotAsWritten(f"its files are damaged: {SEAL}") from None
        found = self._found()
        wrong = {name for name in {*digests, *found} if digests.get(name) != found.get(name)}
        if wrong:
            raise VectorsNotAsWritten(f"its files are damaged: {', '.join(sorted(wrong))}")
        return mark

    def seal(self, mark: str) -> None:
        """Note the files as they are now, under this mark; nobody writes to them meanwhile."""
        content = json.dumps({"mark": mark, "files": self._found()})
        with self._noting():
            # In one step: half a seal would be none.
            written = self.folder / f"{SEAL}.new"
            written.write_text(content)
            written.replace(self.folder / SEAL)

    @contextmanager
    def opening(self) -> Iterator[None]:
        """To be held while they are opened: it is noted for who comes after a crash."""
        with self._noting():
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / OPENING).touch()
        try:
            yield
        finally:  # after an error too: the process has survived it
            (self.folder / OPENING).unlink(missing_ok=True)

    def discard(self) -> None:
        """Delete them, whatever state they are in."""
        self._digests.clear()
        with self._noting():
            if self.folder.exists():
                shutil.rmtree(self.folder)

    def _found(self) -> dict[str, str]:
        """The digest of each file, by its path in the folder."""
        notes = {self.folder / name for name in (SEAL, f"{SEAL}.new", OPENING)}
        try:
            files = {path for path in self.folder.rglob("*") if path.is_file()} - notes
            return {str(path.relative_to(self.folder)): self._digest(path) for path in files}
        except OSError as error:
            raise VectorsNotAsWritten(str(error.strerror)) from error

    def _digest(self, path: Path) -> str:
        status = path.stat()
        stat = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        known, digest = self._digests.get(path, (None, ""))
        if known != stat:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            self._digests[path] = stat, digest
        return digest

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise FolderUnwritable(self.folder, error.strerror) from error
