"""What readers think of answers, kept beside them and gone with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Final

from sqlalchemy import Column, DateTime, ForeignKey, MetaData, String, Table, Text, select

from assistant.errors import AnswerGone
from index.concurrency import in_thread
from index.store.database import Database, upsert
from index.store.documents import EVERYTHING_KEPT, Reader, is_for
from index.store.schema import documents

FEEDBACK_TABLES: Final = MetaData()

# What readers think of an answer; each has one opinion, the last one that they gave.
feedback = Table(
    "feedback",
    FEEDBACK_TABLES,
    Column("document", ForeignKey(documents.c.key, ondelete="CASCADE"), primary_key=True),
    Column("reader", String, primary_key=True),
    Column("rating", String, nullable=False),
    Column("reason", Text),
    Column("made", DateTime, nullable=False),  # UTC
)


class Rating(Enum):
    """Whether the answer helped."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class ReaderOpinion:
    """One reader's opinion of an answer; `reader` is the name that their way in has for them."""

    reader: str
    rating: Rating
    reason: str | None
    made: datetime


class Feedback:
    """Opinions of answers. Its methods raise StorageError when the library cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def rate(
        self,
        answer_id: str,
        reader: str,
        rating: Rating,
        reason: str | None = None,
        kept_for: Reader = EVERYTHING_KEPT,
    ) -> None:
        """Keep an opinion, in place of what this reader thought before.

        Raises:
            AnswerNotFound: there is no answer with just this id for them.
        """
        answer = select(documents.c.key).where(documents.c.id == answer_id, is_for(kept_for))
        with self._database.writing() as connection:
            key = connection.scalar(answer)
            if key is None:
                raise AnswerGone(answer_id)
            values = {
                "document": key,
                "reader": reader,
                "rating": rating.value,
                "reason": reason,
                "made": datetime.now(UTC).replace(tzinfo=None),
            }
            upsert(
                connection, feedback, values
            )  # one opinion a reader: who thinks again replaces it

    @in_thread
    def of(self, answer_id: str) -> list[ReaderOpinion]:
        """All opinions of the answer with this id, the latest last."""
        query = (
            select(feedback)
            .join(documents, documents.c.key == feedback.c.document)
            .where(documents.c.id == answer_id)
            .order_by(feedback.c.made)
        )
        with self._database.reading() as connection:
            return [
                ReaderOpinion(
                    row.reader, Rating(row.rating), row.reason, row.made.replace(tzinfo=UTC)
                )
                for row in connection.execute(query)
            ]
