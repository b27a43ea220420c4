"""Whether something new can be kept: there is room, and the library may be written."""

from __future__ import annotations

import shutil
from tempfile import TemporaryFile
from typing import Final

from api.wiring import Parts
from index.concurrency import in_thread

LEAST_FREE: Final = 100 * 2**20
"""Bytes that have to be free in the data folder."""


class DiskUnwell(Exception):
    """Nothing new can be kept, or soon cannot; says what to do."""


@in_thread
def room(parts: Parts) -> str:
    """How much is free in the data folder, in words.

    Raises:
        DiskUnwell: little is, or the folder cannot be written.
        StorageError: the database cannot be written.
    """
    folder = parts.settings.data_dir
    try:
        free = shutil.disk_usage(folder).free
        with TemporaryFile(dir=folder) as file:
            file.write(b"ready?")
    except OSError as error:
        raise DiskUnwell(
            f"{folder} cannot be written: {error.strerror}. Questions are answered, and nothing "
            "new is kept. Make the folder writable, or free some space."
        ) from error
    if parts.settings.database_url:
        parts.database.check_writable()
    said = f"{free // 2**20:,} MB are free in {folder}"
    if free < LEAST_FREE:
        raise DiskUnwell(f"{said}. Free some space.")
    return said
