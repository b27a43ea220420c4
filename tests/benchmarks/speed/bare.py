"""The least that answers questions about articles: chromadb and openai, in one call.

No search by words, no ranking, no check: what everything else here is measured against.
`python -m tests.benchmarks.speed.bare FOLDER ENDPOINT QUESTION` is a whole process of it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import chromadb
from chromadb.config import Settings
from openai import AsyncOpenAI

from index.embedding.minilm import MiniLM

if TYPE_CHECKING:
    from index.types import Article

PASSAGES: Final = 5
PROMPT: Final = "Answer the question from the paragraphs alone, and cite their numbers."


class BareStack:
    """A collection in `folder` and a model at `endpoint`, if there is one."""

    def __init__(self, folder: Path, endpoint: str) -> None:
        client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
        self._collection = client.get_or_create_collection(
            "paragraphs",
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
        )
        self._model = AsyncOpenAI(base_url=endpoint, api_key="none")
        self._minilm = MiniLM()

    async def fill(self, articles: Iterable[Article]) -> None:
        """Store these articles' paragraphs, each under its article's address and its number."""
        paragraphs = [(article, each) for article in articles for each in article.paragraphs]
        if self._collection.count() == len(paragraphs):
            return
        vectors = await self._minilm.embed([each.text for _, each in paragraphs])
        self._collection.upsert(
            ids=[f"{article.url} {each.number}" for article, each in paragraphs],
            embeddings=vectors,
            documents=[each.text for _, each in paragraphs],
        )

    async def ask(self, question: str) -> tuple[str, Sequence[str]]:
        """The model's answer, and the ids of the paragraphs that it was given."""
        # Not in a thread: the query takes milliseconds, and so it costs the least.
        found = self._collection.query(
            query_embeddings=await self._minilm.embed([question]), n_results=PASSAGES
        )
        documents = (found["documents"] or [[]])[0]
        paragraphs = "\n".join(f"[{number}] {text}" for number, text in enumerate(documents, 1))
        reply = await self._model.chat.completions.create(
            model="stub",
            messages=[
                {"role": "system", "content": PROMPT},
                {"role": "user", "content": f"{paragraphs}\n\nQuestion: {question}"},
            ],
        )
        return reply.choices[0].message.content or "", found["ids"][0]


async def main() -> None:
    """Answer the question on the command line."""
    folder, endpoint, question = sys.argv[1:]
    answer, _ = await BareStack(Path(folder), endpoint).ask(question)
    print(answer)


if __name__ == "__main__":
    asyncio.run(main())
