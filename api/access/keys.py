"""API keys: who may ask, and who may change the library. Kept in the library as digests only."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, Final

from sqlalchemy import (
    Column,
    DateTime,
    MetaData,
    Row,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from api.access.roles import Role
from index.concurrency import in_thread
from index.groups import group_names
from index.store.database import Database
from index.store.errors import DatabaseUnreachable

FRESH: Final = 1.0
"""Seconds that a server goes by the keys it has read: how long a revoked one may still work."""

USE_NOTED: Final = timedelta(minutes=1)
"""How long it is not noted again that a key is used."""

NEVER: Final = datetime.max.replace(tzinfo=UTC)
"""The end of a key that has none."""

PATIENCE = 3.0
"""Seconds that a request waits for the keys: a database that hangs refuses nothing."""

KEY_TABLES: Final = MetaData()

# API keys, as digests. A revoked one stays, so that a library that had keys is never open again.
keys = Table(
    "keys",
    KEY_TABLES,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("made", DateTime, nullable=False),  # UTC
    Column("revoked", DateTime),  # UTC
    Column("expires", DateTime),  # UTC
    Column("used", DateTime),  # UTC, to the minute or so
    Column("groups", Text),  # JSON list of names
)

_PREFIX: Final = "aa"
# What an unknown key is compared with, so that it takes as long as a known one.
_NOBODY: Final = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Key:
    """A key, without its secret: `digest` is the SHA-256 of the whole key, in hex.

    That is as good as a slow hash where what is hashed has 256 random bits.
    """

    id: str
    name: str
    role: Role
    digest: str
    made: datetime
    revoked: datetime | None
    expires: datetime | None = None
    used: datetime | None = None
    groups: frozenset[str] = frozenset()

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return self.expires is not None and self.expires <= datetime.now(UTC)

    def may(self, role: Role) -> bool:
        """Whether the key may do what this role may do."""
        return self.role in (role, Role.MANAGE)


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What becomes of a key; None: that stays as it is. NEVER takes an expiry away."""

    role: Role | None = None
    groups: frozenset[str] | None = None
    expires: datetime | None = None

    def columns(self) -> dict[str, Any]:
        """The columns that change."""
        columns: dict[str, Any] = {}
        if self.role is not None:
            columns["role"] = self.role.value
        if self.groups is not None:
            columns["groups"] = json.dumps(sorted(group_names(self.groups)))
        if self.expires is not None:
            ends = None if self.expires == NEVER else self.expires.astimezone(UTC)
            columns["expires"] = ends and ends.replace(tzinfo=None)
        return columns


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys at one moment, the revoked too: those still say that a key is needed.

    So does a ring that could not be read (`is_known`), which opens nothing.
    """

    keys: tuple[Key, ...]
    is_known: bool = True

    @property
    def locks(self) -> bool:
        """Whether a key is needed."""
        return bool(self.keys) or not self.is_known

    def find(self, presented: str) -> Key | None:
        """The key that was presented, expired or not; None when it is unknown or revoked.

        It takes as long whatever is presented: the id, which is no secret, chooses what the
        digest is compared with.
        """
        # The secret after the second hyphen may have hyphens of its own.
        key_id = presented.split("-")[1] if presented.count("-") >= 2 else ""
        key_found = next((key for key in self.keys if key.id == key_id and not key.revoked), None)
        digest = hashlib.sha256(presented.encode("utf-8", "replace")).hexdigest()
        is_it = hmac.compare_digest(digest, key_found.digest if key_found else _NOBODY)
        return key_found if is_it else None


UNKNOWN: Final = KeyRing((), is_known=False)


class Keys:
    """The library's keys. Its methods raise StorageError when that cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ring = UNKNOWN
        self._read_at = -FRESH
        self._reading = asyncio.Lock()
        self._noted: dict[str, datetime] = {}

    @property
    def may_be_locked(self) -> bool:
        """Whether a key is needed, as far as was last known."""
        return self._ring.locks

    async def ring(self) -> KeyRing:
        """All keys, as of the last second."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._refresh()
        except TimeoutError as error:
            reason = f"no answer within {PATIENCE:g} s"
            raise DatabaseUnreachable(str(self._database.shown), reason) from error
        return self._ring

    async def _refresh(self) -> None:
        if monotonic() - self._read_at < FRESH:
            return
        async with self._reading:
            # Looked at again: while this one waited, another may have read for all.
            if monotonic() - self._read_at >= FRESH:
                self._ring = KeyRing(tuple(await self.all()))
                self._read_at = monotonic()

    @in_thread
    def all(self) -> list[Key]:
        """All keys, the oldest first."""
        with self._database.reading() as connection:
            return [_key(row) for row in connection.execute(select(keys).order_by(keys.c.made))]

    async def note_use(self, key: Key) -> None:
        """Note that a key was used just now, unless that was noted in the last minute."""
        now = datetime.now(UTC)
        noted = max(filter(None, (key.used, self._noted.get(key.id))), default=None)
        if noted is None or now - noted >= USE_NOTED:
            # Before it is written: the requests that come meanwhile need not write it too.
            self._noted[key.id] = now
            await self._write_use(key.id, now)

    @in_thread
    def _write_use(self, key_id: str, now: datetime) -> None:
        used = now.replace(tzinfo=None)
        with self._database.writing() as connection:
            connection.execute(update(keys).where(keys.c.id == key_id).values(used=used))

    @in_thread
    def new(
        self,
        name: str,
        role: Role,
        groups: Iterable[str] = (),
        expires: datetime | None = None,
    ) -> str:
        """Make a key and return it whole, which is possible at no other time.

        Raises:
            GroupNameWrong: no group can be called so.
        """
        key_id = secrets.token_hex(4)
        key = f"{_PREFIX}-{key_id}-{secrets.token_urlsafe(32)}"
        values = {
            "id": key_id,
            "name": name,
            "role": role.value,
            "digest": hashlib.sha256(key.encode()).hexdigest(),
            "made": datetime.now(UTC).replace(tzinfo=None),  # SQLite keeps no time zone
            "expires": expires and expires.astimezone(UTC).replace(tzinfo=None),
            "groups": json.dumps(sorted(group_names(groups))),
        }
        with self._database.writing() as connection:
            connection.execute(insert(keys), values)
        return key

    @in_thread
    def change(self, key_id: str, change: KeyChange) -> bool:
        """Change what a key may do; its secret stays. False when none with this id was in force.

        Raises:
            GroupNameWrong: no group can be called so.
        """
        this = (keys.c.id == key_id, keys.c.revoked.is_(None))
        with self._database.writing() as connection:
            changing = update(keys).where(*this).values(change.columns())
            return connection.execute(changing).rowcount > 0

    @in_thread
    def revoke(self, key_id: str) -> bool:
        """Revoke a key; False when no key with this id was in force."""
        now = datetime.now(UTC).replace(tzinfo=None)
        this = (keys.c.id == key_id, keys.c.revoked.is_(None))
        with self._database.writing() as connection:
            return connection.execute(update(keys).where(*this).values(revoked=now)).rowcount > 0

    @in_thread
    def forget(self) -> int:
        """Forget all keys, so that none is needed, and return how many there were."""
        with self._database.writing() as connection:
            return connection.execute(delete(keys)).rowcount


def _key(row: Row[*tuple[object, ...]]) -> Key:
    return Key(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        digest=row.digest,
        made=row.made.replace(tzinfo=UTC),
        revoked=row.revoked and row.revoked.replace(tzinfo=UTC),
        expires=row.expires and row.expires.replace(tzinfo=UTC),
        used=row.used and row.used.replace(tzinfo=UTC),
        groups=frozenset(json.loads(row.groups or "[]")),
    )
