"""The only place where the parts are put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from api.access.keys import KEY_TABLES, Keys
from api.limits.request_counts import REQUEST_TABLES
from api.settings import Settings
from api.slack.store.schema import SLACK_TABLES
from assistant.answer_stream import QuestionAnswerer
from assistant.generation.context import ANSWER_TOKENS, DEFAULT_TOKENS, Budget
from assistant.generation.strategy import Strategy
from assistant.models import LLM, Timeouts
from assistant.models.capabilities.memory import CapabilityStore
from assistant.models.prices import OPENAI
from assistant.options import Options
from assistant.pipeline import Assistant
from assistant.store.answer_store import LibraryAnswers, NullAnswers
from assistant.store.feedback import FEEDBACK_TABLES, Feedback
from assistant.store.model_tables import MODEL_TABLES, LibraryCapabilities, LibraryExams
from index.embedding.embedder import Embedder
from index.embedding.encoder import Encoder
from index.embedding.endpoint import OpenAIEmbedder
from index.embedding.minilm import MiniLM
from index.ingest import Ingest
from index.retriever import HybridRetriever, Retriever
from index.store.articles.article_store import SqlArticleStore
from index.store.copies import scratch
from index.store.database import Database
from index.store.documents import DocumentStore
from index.store.embedding_store import SqlEmbeddingStore
from index.store.errors import FolderNotMade
from index.store.full_text import FullTextIndex
from index.store.protocols import ArticleStore
from index.store.vectors.chroma import ChromaVectors
from index.store.vectors.neighbours import Neighbours
from index.store.vectors.outbox import Outbox
from index.store.vectors.vector_index import VectorIndex

if TYPE_CHECKING:
    from assistant.models import OpenAILLM
    from assistant.verification.exam import Examinee, Standing

SCHEMAS: Final = (FEEDBACK_TABLES, KEY_TABLES, MODEL_TABLES, REQUEST_TABLES, SLACK_TABLES)
"""The tables that others than the index keep in the library's file."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The assistant and what it stands on; of the `models`, each is asked when the last failed.

    `quoting` answers without a model, and keeps no answer: what it suggests costs nothing.
    `examinees` are the models whose exam matters: the one that is asked first, and the judge,
    where that is another. `standing` is what their exams have shown.
    """

    settings: Settings
    embedder: Embedder
    articles: ArticleStore
    ingest: Ingest
    neighbours: Neighbours
    retriever: Retriever
    answers: LibraryAnswers
    feedback: Feedback
    assistant: QuestionAnswerer
    quoting: QuestionAnswerer
    model: LLM | None
    models: tuple[OpenAILLM, ...]
    examinees: tuple[Examinee, ...]
    standing: Standing | None
    keys: Keys
    database: Database


def open_library(folder: Path | str | None = None) -> AbstractAsyncContextManager[Parts]:
    """A library and the assistant over it, for programs: the parts as the environment sets them.

    `folder` is the data folder, if it is not the one that the environment names, and the library is
    the file in it; it is made where there is none. Close the parts, as `async with` does, before
    another process writes to them.
    """
    settings = Settings.load()
    if folder is not None:
        settings = replace(settings, data_dir=Path(folder), database_url=None)
    return wired(settings)


@asynccontextmanager
async def wired(
    settings: Settings,
    *,
    minilm: MiniLM | None = None,
    exams_in: Path | str | None = None,
) -> AsyncIterator[Parts]:
    """The parts, as the settings want them; closed at the end. Tests bring another `minilm`.

    `exams_in` is the library that keeps the models' exams, if it is another one.

    Raises:
        StorageError: the data folder or the library's database cannot be used.
    """
    folder = settings.data_dir
    _make_folder(folder)
    scratch.clear(folder)
    database = Database(settings.library, SCHEMAS)
    minilm = minilm or MiniLM()
    embedder = _embedder(settings, minilm)
    encoder = Encoder(embedder, minilm)
    articles = SqlArticleStore(database)
    embeddings = SqlEmbeddingStore(database)
    vectors = VectorIndex(
        embeddings,
        Outbox(database),
        ChromaVectors(embedder.name, folder, settings.chroma_url),
        embedder=embedder.name,
        folder=folder,
    )
    neighbours = Neighbours(vectors)
    retriever = HybridRetriever(articles, embeddings, FullTextIndex(database), neighbours, encoder)
    answers = LibraryAnswers(DocumentStore(database))
    models = _models(settings, LibraryCapabilities(database)) if settings.asks_a_model else ()
    model = _in_turn(models)
    judging = _judging(settings, LibraryCapabilities(database))
    exams = database if exams_in is None else Database(exams_in, SCHEMAS)
    examinees, standing = _examined(models, judging, settings, exams)
    try:
        yield Parts(
            settings=settings,
            embedder=embedder,
            articles=articles,
            ingest=Ingest(articles, embeddings, vectors, encoder),
            neighbours=neighbours,
            retriever=retriever,
            answers=answers,
            feedback=Feedback(database),
            assistant=Assistant(retriever, answers, model, options_of(settings), standing),
            quoting=Assistant(retriever, NullAnswers()),
            model=model,
            models=models,
            examinees=examinees,
            standing=standing,
            keys=Keys(database),
            database=database,
        )
    finally:
        await vectors.close()
        for each in (model, judging):
            if each is not None:
                await each.close()
        if exams is not database:
            exams.close()
        database.close()


def database_at(where: Path | str) -> Database:
    """The database of a library alone, to be closed; its folder is made, too.

    Raises:
        StorageError: it cannot be used.
    """
    if isinstance(where, Path):
        _make_folder(where.parent)
    return Database(where, SCHEMAS)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotMade(folder, error.strerror) from error


def model_named(
    settings: Settings, name: str | None, store: CapabilityStore | None = None
) -> OpenAILLM:
    """The model of this name at the endpoint of the settings; None: its only one.

    What is learnt of it is kept in the store, if there is one.
    """
    limits = Timeouts.within(settings.model_timeout) if settings.model_timeout else Timeouts()
    from assistant.models import OpenAILLM  # noqa: PLC0415 - heavy, needed only with a model
    from assistant.models.refusals import PLACEHOLDER  # noqa: PLC0415 - as above

    return OpenAILLM(
        name,
        base_url=settings.base_url,
        api_key=settings.api_key or PLACEHOLDER,
        timeouts=limits,
        effort=settings.reasoning_effort,
        store=store,
    )


def _models(settings: Settings, store: CapabilityStore) -> tuple[OpenAILLM, ...]:
    first = model_named(settings, settings.model, store)
    if settings.fallback_model is None:
        return (first,)
    return first, model_named(settings, settings.fallback_model, store)


def _judging(settings: Settings, store: CapabilityStore) -> OpenAILLM | None:
    """The model that only judges; None where that is the one that answers, or nobody judges."""
    if settings.judge_model is None or not settings.judges:
        return None
    elsewhere = settings.judge_base_url is not None
    own_key = settings.judge_api_key
    return model_named(
        replace(
            settings,
            base_url=settings.judge_base_url or settings.base_url,
            # The key of one endpoint is never sent to another.
            api_key=own_key if elsewhere else own_key or settings.api_key,
        ),
        settings.judge_model,
        store,
    )


def _examined(
    models: tuple[OpenAILLM, ...],
    judging: OpenAILLM | None,
    settings: Settings,
    database: Database,
) -> tuple[tuple[Examinee, ...], Standing | None]:
    """The models whose exam matters, and what their exams have shown."""
    asked = [each for each in (*models[:1], judging) if each is not None]
    if not asked:
        return (), None
    from assistant.verification.exam import Examinee, KeptStanding  # noqa: PLC0415 - as above

    exams = LibraryExams(database)
    examinees = tuple(Examinee(each, each.address, exams) for each in asked)
    answering = examinees[0] if models else None
    return examinees, KeptStanding(answering, examinees[-1] if settings.judges else None)


def _in_turn(models: tuple[OpenAILLM, ...]) -> LLM | None:
    """The models as one that is asked; None when there is none."""
    if len(models) < 2:
        return models[0] if models else None
    from assistant.models import Fallback  # noqa: PLC0415 - heavy, needed only with a model

    return Fallback(*models)


def options_of(settings: Settings) -> Options:
    """How questions are answered, as the settings want it."""
    answer = settings.answer_tokens or ANSWER_TOKENS
    prompt = DEFAULT_TOKENS - ANSWER_TOKENS
    total = settings.context_tokens
    budget = Budget(total or prompt + answer, answer, is_set=total is not None)
    return Options(
        budget,
        strategy=settings.strategy,
        unexamined=_unexamined(settings),
        whole=settings.whole_articles,
    )


def _unexamined(settings: Settings) -> Strategy:
    """How a model that has taken no exam is asked: once at OpenAI, whose models all read well."""
    is_openai = settings.api_key and settings.base_url in (None, OPENAI)
    return Strategy.DIRECT if is_openai else Strategy.SELECT


def _embedder(settings: Settings, minilm: MiniLM) -> Embedder:
    if settings.embedder == "minilm":
        return minilm
    model = settings.embedder.removeprefix("openai:")
    return OpenAIEmbedder(model, base_url=settings.base_url, api_key=settings.api_key or "none")
