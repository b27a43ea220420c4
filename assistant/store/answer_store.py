"""Answers kept in the library under their ids, until an article that they quote is changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import AmbiguousAnswer, AnswerGone, AnswerNotFound
from assistant.types import Answer, Basis, Verification
from index.store.documents import EVERYTHING_KEPT, Reader
from index.types import SEES_ALL, Audience, Place

if TYPE_CHECKING:
    from index.store.documents import DocumentStore


class AnswerStore(Protocol):
    """Where the assistant keeps its answers."""

    async def keep(
        self,
        answer: Answer,
        held: Mapping[Place, str | None],
        owner: str | None = None,
        readable_by: Audience = SEES_ALL,
    ) -> None:
        """Keep the answer, which was made for these readers and belongs to its `owner`.

        `held` are the paragraphs whose words it may hold, as they read.
        """
        ...


class NullAnswers:
    """Keeps no answer: for programs that keep their own, and for evaluations."""

    async def keep(
        self,
        answer: Answer,
        held: Mapping[Place, str | None],
        owner: str | None = None,
        readable_by: Audience = SEES_ALL,
    ) -> None:
        """Forget the answer."""


class LibraryAnswers:
    """Answers in the library. Its methods raise StorageError when the library cannot be used."""

    def __init__(self, documents: DocumentStore) -> None:
        self._documents = documents

    async def keep(
        self,
        answer: Answer,
        held: Mapping[Place, str | None],
        owner: str | None = None,
        readable_by: Audience = SEES_ALL,
    ) -> None:
        """Keep the answer, which may hold words of these paragraphs and belongs to its `owner`.

        It is not kept when one of them was removed, changed or closed to its readers meanwhile.
        """
        content = json.dumps(answer.as_json(), ensure_ascii=False)
        await self._documents.put(
            answer.id, answer.asked, content, held, owner=owner, readable_by=readable_by
        )

    async def get(self, answer_id: str) -> Answer:
        """The answer with this id, or the only one whose id starts so; else AnswerNotFound."""
        # Only for whoever has the whole library: trying beginnings would find others' answers.
        contents = await self._documents.with_prefix(answer_id.strip().lower())
        if len(contents) != 1:
            raise AmbiguousAnswer(answer_id) if contents else AnswerNotFound(answer_id)
        return _read(json.loads(contents[0]))

    async def by_id(self, answer_id: str, reader: Reader = EVERYTHING_KEPT) -> Answer:
        """The answer with this whole id, if it is there for the reader.

        Raises:
            AnswerNotFound: there is none, it is somebody else's, or it quotes what they may not
                read; which of these is not told.
        """
        content = await self._documents.get(answer_id, reader)
        if content is None:
            raise AnswerGone(answer_id)
        return _read(json.loads(content))

    async def latest(self, limit: int) -> list[Answer]:
        """The latest answers, the newest first."""
        return [_read(json.loads(content)) for content in await self._documents.latest(limit)]


def _read(stored: dict[str, Any]) -> Answer:
    from pydantic import TypeAdapter  # noqa: PLC0415 - heavy, needed only to read

    for claim in stored["claims"]:
        claim.setdefault("verified", _verified_before(claim, stored.get("judged")).value)
    answer: Answer = TypeAdapter(Answer).validate_python(stored)
    return answer


def _verified_before(claim: Mapping[str, Any], judged: Mapping[str, int] | None) -> Verification:
    """How a claim was verified that was kept before claims said so; in doubt, by the less sure."""
    if claim.get("proposed"):
        return Verification.REPLACED
    match Basis(claim.get("basis", Basis.ARTICLE.value)):
        case Basis.ARTICLE:
            return Verification.VERBATIM
        case Basis.LEDGER:
            return Verification.RULES
        case _:  # which of them a judge affirmed was not kept
            return Verification.JUDGE if judged and judged["yes"] else Verification.RULES
