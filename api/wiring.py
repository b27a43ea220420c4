"""The only place where the parts are put together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from api.settings import Settings
from assistant.answer import Assistant
from index.database import Database
from index.embed import Embedder, MiniLM, OpenAIEmbedder
from index.embeddings import Embeddings
from index.encode import Encoder
from index.errors import StorageError
from index.ingest import Ingest
from index.library import Library
from index.search import Search
from index.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Parts:
    """The assistant and what it stands on."""

    settings: Settings
    embedder: Embedder
    library: Library
    ingest: Ingest
    search: Search
    assistant: Assistant


@contextmanager
def wired(settings: Settings, *, minilm: MiniLM | None = None) -> Iterator[Parts]:
    """The parts, as the settings want them; closed at the end. Tests bring another `minilm`.

    Raises:
        StorageError: the data folder cannot be used.
    """
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"the data folder {folder} cannot be made: {error.strerror}. Choose another one with "
            "ASSISTANT_DATA_DIR."
        ) from error
    database = Database(folder / "library.db")
    minilm = minilm or MiniLM()
    embedder = _embedder(settings, minilm)
    encoder = Encoder(embedder, minilm)
    library = Library(database)
    embeddings = Embeddings(database)
    vectors = VectorIndex(embeddings, embedder.name, folder, settings.chroma_url)
    search = Search(library, embeddings, vectors, encoder)
    try:
        yield Parts(
            settings=settings,
            embedder=embedder,
            library=library,
            ingest=Ingest(library, embeddings, vectors, encoder),
            search=search,
            assistant=Assistant(search),
        )
    finally:
        database.close()


def _embedder(settings: Settings, minilm: MiniLM) -> Embedder:
    if settings.embedder == "minilm":
        return minilm
    model = settings.embedder.removeprefix("openai:")
    return OpenAIEmbedder(model, base_url=settings.base_url, api_key=settings.api_key or "none")
