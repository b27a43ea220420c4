"""Every character of a text: PostgreSQL takes all but one, which is written as two."""

from __future__ import annotations

from typing import Any, cast

from psycopg import Connection
from psycopg.adapt import Buffer
from psycopg.types.string import StrDumper, TextBinaryLoader, TextLoader

_MARK = "\x1a"  # "substitute": as good as never in a text
_NUL, _ITSELF = f"{_MARK}0", f"{_MARK}1"


def encoding(connection: Connection[Any]) -> str:
    """How the database keeps text; all but UTF8 lack most characters."""
    return connection.info.parameter_status("server_encoding") or ""


def keep_every_character(connection: Connection[Any]) -> None:
    """Write and read texts of this connection so that the character NUL comes back."""
    connection.adapters.register_dumper(str, _Dumper)
    for name in ("text", "varchar"):
        connection.adapters.register_loader(name, _Loader)
        connection.adapters.register_loader(name, _BinaryLoader)


def _read(loaded: str | bytes) -> str:
    text = cast("str", loaded)  # bytes come of encodings that are refused
    return text.replace(_NUL, "\0").replace(_ITSELF, _MARK) if _MARK in text else text


class _Dumper(StrDumper):
    def dump(self, obj: str) -> Buffer | None:
        if "\0" in obj or _MARK in obj:
            obj = obj.replace(_MARK, _ITSELF).replace("\0", _NUL)
        return super().dump(obj)


class _Loader(TextLoader):
    def load(self, data: Buffer) -> str:
        return _read(super().load(data))


class _BinaryLoader(TextBinaryLoader):
    def load(self, data: Buffer) -> str:
        return _read(super().load(data))
