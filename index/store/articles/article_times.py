"""Moments as the library's tables have them: in UTC, the time zone beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Row


def utc(moment: datetime) -> tuple[datetime, int | None]:
    """The moment in UTC without its zone, and the zone in minutes; unchanged when it names none."""
    offset = moment.utcoffset()
    local = moment.replace(tzinfo=None)
    if offset is None:
        return local, None
    try:
        return local - offset, int(offset.total_seconds() // 60)
    except OverflowError:  # in the year 1 or 9999
        return local, None


def published(row: Row[*tuple[Any, ...]]) -> datetime | None:
    """When the article was published, in its own time zone."""
    moment: datetime | None = row.published
    if moment is None or row.zone is None:
        return moment
    return moment.replace(tzinfo=UTC).astimezone(timezone(timedelta(minutes=row.zone)))
