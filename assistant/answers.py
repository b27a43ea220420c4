"""Answers kept in the library, each under its id, until an article that they quote is removed."""

from __future__ import annotations

import json
from typing import Any

from assistant.errors import AnswerNotFound
from assistant.types import Answer
from index.documents import Documents


class Answers:
    """The kept answers. Its methods raise StorageError when the library cannot be used."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    async def keep(self, answer: Answer) -> None:
        """Keep the answer; one whose article was removed meanwhile is not kept."""
        articles = {source.article_id for source in answer.passages}
        content = json.dumps(answer.as_json(), ensure_ascii=False)
        await self._documents.put(answer.id, answer.asked, content, articles)

    async def get(self, answer_id: str) -> Answer:
        """The answer with this id, or the only one whose id starts so; else AnswerNotFound."""
        found = await self._documents.starting(answer_id.strip().lower())
        if len(found) != 1:
            raise AnswerNotFound(
                f"several answers' ids start with {answer_id!r}. Give more of the id."
                if found
                else f"there is no answer {answer_id!r}; `assistant answers` lists them"
            )
        return _read(json.loads(found[0]))

    async def latest(self, limit: int) -> list[Answer]:
        """The latest answers, the newest first."""
        return [_read(json.loads(each)) for each in await self._documents.latest(limit)]


def _read(stored: dict[str, Any]) -> Answer:
    from pydantic import TypeAdapter  # noqa: PLC0415 - heavy, needed only to read

    answer: Answer = TypeAdapter(Answer).validate_python(stored)
    return answer
