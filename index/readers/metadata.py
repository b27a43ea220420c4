"""What is known about an article besides its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of `index.types.Article` that are not its body; None: not known."""

    title: str | None = None
    byline: str | None = None
    section: str | None = None
    source: str | None = None
    published: datetime | None = None
    url: str | None = None
    language: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """This metadata, its gaps filled from the other."""
        return Metadata(
            **{
                field.name: value if value is not None else getattr(other, field.name)
                for field in fields(self)
                for value in [getattr(self, field.name)]
            }
        )


UNKNOWN = Metadata()
