"""The assistant as an evaluation wants it: its library, its model's replies, nothing kept."""

from __future__ import annotations

import re
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

import prompts
from api.cli.options import RUNS
from api.settings import EXTRACTIVE, Settings
from api.wiring import model_named, options_of, wired
from assistant.errors import EvaluationError
from assistant.evaluation.runs.archive import Runs
from assistant.evaluation.runs.recording import Mode, Recorded, Recording
from assistant.evaluation.runs.run import Manifest, Run
from assistant.evaluation.runs.runner import AT_ONCE, Progress, answer_all
from assistant.evaluation.sets.cases import Case, cases
from assistant.evaluation.sets.reader import QuestionSet
from assistant.extractive import answerer
from assistant.models import LLM
from assistant.options import Options
from assistant.pipeline import Assistant
from assistant.store.answer_store import NullAnswers
from index.embedding.minilm import MiniLM
from index.identity import digest
from index.readers.formats import read_file
from index.types import Article

LIBRARIES: Final = "libraries"

ANSWERING: Final = ("answer", "direct", "followup", "judge", "select", "shortlist", "summary")
"""The prompts that decide a model's answers."""


@dataclass(frozen=True, slots=True)
class EvaluationSetup:
    """What answers the questions of a set, and the model that judges the answers, if one does."""

    assistant: Assistant
    cases: list[Case]
    model: LLM | None
    judge: LLM | None
    options: Options
    embedder: str

    @property
    def _prompts(self) -> tuple[str, ...]:
        """The prompts that the models are sent."""
        return (ANSWERING if self.model else ()) + (("correct",) if self.judge else ())

    def manifest(self, questions: QuestionSet) -> Manifest:
        """How a run that begins now is made."""
        now = datetime.now(UTC)
        model = self.model.name if self.model else answerer.NAME
        slug = "model" if "://" in model else re.sub(r"[^\w.-]+", "-", model.rsplit("/", 1)[-1])
        return Manifest(
            id=f"{now:%Y%m%d-%H%M%S}-{questions.name}-{slug}"[:96],
            started=now,
            set_name=questions.name,
            set_hash=questions.hash,
            model=model,
            embedder=self.embedder,
            prompts={name: prompts.load(name).hash for name in self._prompts},
            settings=asdict(self.options)
            | ({"judging_model": self.judge.name} if self.judge else {}),
            version=version("article-assistant"),
            commit=_commit(),
            recorded=isinstance(self.model, Recorded) and self.model.is_quick,
        )


@dataclass(frozen=True, slots=True)
class EvalConfig:
    """How question sets are answered. `options` are others than the settings want.

    `everything` has all articles searched, not a question's own; `prompts` is a folder of others;
    `judge` names the model that says which answers are right. With `again` False, a run that was
    made so is gone on with, and nothing is asked twice.
    """

    settings: Settings
    folder: Path
    at_once: int = AT_ONCE
    everything: bool = False
    judge: str | None = None
    again: bool = True
    recording: Recording | None = None
    prompts: Path | None = None
    options: Options | None = None
    minilm: MiniLM | None = None


async def evaluate(
    questions: QuestionSet, config: EvalConfig, resume: str | None, progress: Progress
) -> Run:
    """The set's questions answered, in a new run or the one that is resumed.

    Raises:
        EvaluationError: the run to resume was made otherwise, or an article does not exist.
    """
    runs = Runs(config.folder / RUNS)
    with prompts.taken_from(config.prompts):
        async with evaluation_setup(questions, config) as ready:
            manifest = ready.manifest(questions)
            if resume is None:
                kept = None if config.again else runs.like(manifest, ready.cases)
                begun = kept or runs.start(manifest, ready.cases)
            else:
                begun = runs.get(resume)
                if different := begun.manifest.differences(manifest):
                    raise EvaluationError(
                        f"the run {begun.manifest.id} cannot be resumed: it was made otherwise. "
                        f"{'; '.join(different)}."
                    )
            return await answer_all(begun, ready.assistant, ready.judge, config.at_once, progress)


def recording(
    settings: Settings, *, live: bool, record: Path | None, replay: Path | None
) -> Recording | None:
    """Where a model's replies come from and go to, as the options say.

    Raises:
        EvaluationError: the options contradict each other or the settings.
    """
    if replay and (record or live):
        raise EvaluationError("--replay asks no model; leave out --live and --record.")
    if (live or record) and not settings.asks_a_model:
        raise EvaluationError(
            "no model is set that could answer. Set OPENAI_BASE_URL or OPENAI_API_KEY."
        )
    if replay:
        return Recording(replay, Mode.REPLAY)
    if record:
        return Recording(record, Mode.ANEW if live else Mode.RECORD)
    return None


@asynccontextmanager
async def evaluation_setup(
    questions: QuestionSet, config: EvalConfig
) -> AsyncIterator[EvaluationSetup]:
    """Parts for a question set, closed at the end.

    The articles that a set brings go into a library of their own, so that nothing else is found
    and nobody else's library grows; a set without is about the library of the settings.

    Raises:
        EvaluationError: an article or a gold paragraph does not exist.
    """
    settings = config.settings
    if questions.articles:
        name = await _fingerprint(questions, settings)
        own = config.folder / LIBRARIES / name
        settings = replace(settings, data_dir=own, database_url=None)
    # A set's own library knows of no exam.
    there = config.settings.database_url or config.settings.data_dir.is_dir()
    exams_in = config.settings.library if there else None
    async with wired(settings, minilm=config.minilm, exams_in=exams_in) as parts:

        async def add(article: Article) -> Article:
            return (await parts.ingest.add(article)).article

        all_cases = await cases(questions, add, parts.articles.get)
        if config.everything:
            all_cases = [replace(case, everywhere=True) for case in all_cases]
        model = _recorded(config, parts.model, config.settings.model)
        # Replies that are kept were written without a judge.
        standing = parts.standing if config.recording is None else None
        answering = await standing.answering() if standing else None
        options = (config.options or options_of(config.settings)).for_model(
            None if answering is None else answering.passed
        )
        judge = _judge(config)
        try:
            yield EvaluationSetup(
                # The run keeps the answers; the library is only read.
                assistant=Assistant(parts.retriever, NullAnswers(), model, options, standing),
                cases=all_cases,
                model=model,
                judge=judge,
                options=options,
                embedder=parts.embedder.name,
            )
        finally:
            if judge is not None:
                await judge.close()


def _judge(config: EvalConfig) -> LLM | None:
    if config.judge is None:
        return None
    live = model_named(config.settings, config.judge) if config.settings.asks_a_model else None
    return _recorded(config, live, config.judge)


def _recorded(config: EvalConfig, model: LLM | None, name: str | None) -> LLM | None:
    if config.recording is None or name == EXTRACTIVE:
        return model
    return Recorded(config.recording, model, name)


async def _fingerprint(questions: QuestionSet, settings: Settings) -> str:
    """A name for the library of these articles, embedded so."""
    texts = []
    for name, each in sorted(questions.articles.items()):
        article = await read_file(each) if isinstance(each, Path) else each
        texts += [name, article.title, *(paragraph.text for paragraph in article.paragraphs)]
    return f"{questions.name}-{digest(settings.embedder, *texts)[:8]}"


def _commit() -> str | None:
    """The commit that runs, with a + where files differ from it; None outside of its repository."""
    folder = Path(__file__).parents[3]
    if not (folder / ".git").exists():
        return None
    command = ["git", "-C", str(folder), "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)  # noqa: S603 - nothing in it is from outside
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() or None
