"""The command that checks the installation: doctor."""

from __future__ import annotations

import asyncio
import json
import platform
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import typer
from rich.text import Text

from api.cli.exam import examined
from api.cli.models import print_capabilities
from api.cli.options import FAILED, AsJson
from api.cli.output import terminal
from api.cli.output.wording import worded
from api.environment import SettingsError
from api.presentation.exam_words import consequence, figures
from api.presentation.quantities import counted
from api.settings import Settings
from assistant.errors import AssistantError
from index.errors import IndexingError

if TYPE_CHECKING:
    from api.wiring import Parts
    from assistant.model_trial import Trial
    from assistant.models import Capabilities, OpenAILLM
    from assistant.options import Options
    from assistant.verification.exam import Examinee

PATIENCE: Final = 60.0
"""Seconds for a model's trial, and for the first reply in its exam, where no time is set."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `detail` says how to mend it when it is not well.

    `capabilities` are those of a model, by its name.
    """

    name: str
    well: bool
    detail: str
    capabilities: Capabilities | None = None

    def as_json(self) -> dict[str, Any]:
        """The finding for programs."""
        said = {"name": self.name, "well": self.well, "detail": self.detail}
        return said | ({"capabilities": self.capabilities.as_json()} if self.capabilities else {})


def doctor(as_json: AsJson = False) -> None:
    """Say what is installed, where the data lives, what is wrong and how to mend it."""
    findings = asyncio.run(_examine())
    if as_json:
        print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))
    else:
        _print_findings(findings)
        for finding in findings:
            if finding.capabilities:
                print_capabilities(finding.detail, finding.capabilities)
    if not all(finding.well for finding in findings):
        raise typer.Exit(FAILED)


async def _examine() -> list[Finding]:
    return [finding async for finding in _findings()]


async def _findings() -> AsyncIterator[Finding]:
    packages = ("article-assistant", "chromadb", "openai", "onnxruntime", "tiktoken")
    installed = ", ".join(f"{package} {version(package)}" for package in packages)
    yield Finding("installed", True, f"Python {platform.python_version()}, {installed}")
    try:
        settings = Settings.load()
    except SettingsError as error:
        yield Finding("settings", False, worded(error))
        return
    yield Finding("data folder", True, str(settings.data_dir))
    from api.wiring import wired  # noqa: PLC0415 - heavy

    try:
        async with wired(settings) as parts:
            async for finding in _examine_parts(parts):
                yield finding
    except IndexingError as error:
        yield Finding("library", False, worded(error))


async def _examine_parts(parts: Parts) -> AsyncIterator[Finding]:
    async for finding in _examine_models(parts):
        yield finding
    if parts.settings.could_use_a_model:
        async for finding in _local_servers():
            yield finding
    if parts.settings.database_url:
        yield Finding("database", True, str(parts.database.shown))
    entries = await parts.articles.entries()
    articles = counted(len(entries), "article")
    paragraphs = counted(sum(entry.paragraphs for entry in entries), "paragraph")
    yield Finding("library", True, f"{articles}, {paragraphs}")
    yield await _disk(parts)
    try:
        vector = await parts.embedder.embed(["Who says so?"])
        yield Finding("embedder", True, f"{parts.embedder.name}, {vector.shape[1]} dimensions")
    except IndexingError as error:
        yield Finding("embedder", False, worded(error))
    try:
        chunks = counted(await parts.ingest.check(), "chunk")
        mended = f". It was made anew: {parts.ingest.mended}" if parts.ingest.mended else ""
        yield Finding("index", True, f"{chunks} in Chroma, as in the library{mended}")
    except IndexingError as error:
        yield Finding("index", False, worded(error))


async def _disk(parts: Parts) -> Finding:
    """Whether something new can be kept."""
    from api.disk import DiskUnwell, room  # noqa: PLC0415 - heavy

    try:
        return Finding("disk", True, await room(parts))
    except DiskUnwell as error:
        return Finding("disk", False, str(error))
    except IndexingError as error:
        return Finding("disk", False, worded(error))


async def _examine_models(parts: Parts) -> AsyncIterator[Finding]:
    """Whether each model answers a trial question, and what it can do."""
    from api.wiring import options_of  # noqa: PLC0415 - heavy

    if not parts.models:
        yield Finding("answers", True, "in the articles' own words; no model is asked")
    answering = await parts.standing.answering() if parts.standing else None
    options = options_of(parts.settings).for_model(answering.passed if answering else None)
    failed: list[OpenAILLM] = []
    patience = _patience(parts.settings)
    for model in parts.models:
        try:
            async with asyncio.timeout(patience):
                found = await _examine_model(model, options)
        except TimeoutError:
            detail = f"{model.name} was not done with the trial question within {PATIENCE:g} s. "
            detail += "Allow more with ASSISTANT_MODEL_TIMEOUT, or choose a faster model."
            yield Finding("answers", False, detail)
            failed.append(model)
        except AssistantError as error:
            yield Finding("answers", False, worded(error))
            failed.append(model)
        else:
            for finding in found:
                yield finding
    for examinee in parts.examinees if parts.settings.judges else ():
        if examinee.model not in failed:
            yield await _exam(examinee, parts)


def _patience(settings: Settings) -> float | None:
    return PATIENCE if settings.model_timeout is None else None


async def _exam(examinee: Examinee, parts: Parts) -> Finding:
    """The result of the exam, which is taken where none is kept."""
    result = await examinee.result()
    taken = result or await examined(
        examinee, parts, whole=False, quiet=False, patience=_patience(parts.settings)
    )
    if isinstance(taken, str):
        # No reason against answers: they do without a judge.
        return Finding("exam", True, f"not taken, so nobody judges: {taken}")
    verdict = "passed" if taken.passed else "not passed"
    detail = f"{taken.model}: {verdict}; {figures(taken)}; {consequence(taken)}"
    return Finding("exam", True, detail)


async def _examine_model(model: OpenAILLM, options: Options) -> tuple[Finding, Finding]:
    """What came of the trial, which fails where any question would; and the capabilities."""
    from assistant.model_trial import find_out, try_model  # noqa: PLC0415 - heavy

    trial = await try_model(model, options)
    known = await find_out(model, options)
    said = "; ".join(_said_of(trial, None if options.is_direct else known))
    return Finding("answers", trial.is_answered, said), Finding("model", True, model.name, known)


def _said_of(trial: Trial, known: Capabilities | None) -> Iterator[str]:
    """What came of a trial; `known` is of a model that selects passages."""
    if trial.calls:
        yield f"by {trial.calls[-1].model}"
    calls = counted(len(trial.calls), "call")
    if trial.is_answered:
        whose = "its own words" if trial.is_heard else "the article's words"
        yield f"the trial question was answered in {whose}, in {calls}"
    else:
        yield f"nothing that it wrote on the trial question could be shown, in {calls}"
        yield "choose another model with ASSISTANT_MODEL"
    if known and known.likelihoods is not None:
        by = "how likely they answer" if known.likelihoods else "its word, in one call"
        yield f"it selects passages by {by}"


async def _local_servers() -> AsyncIterator[Finding]:
    """The model servers of this machine, and how to use one: none is used unasked."""
    from api.local_servers import PORTS, local_servers  # noqa: PLC0415 - loads asyncio

    for server in await local_servers(PORTS):
        yield Finding("model server", True, server.advice("\n"))


def _print_findings(findings: Sequence[Finding]) -> None:
    """Print each finding: ok or wrong, what it is about, and the detail."""
    table = terminal.new_table("", "", "")
    table.show_header = False
    for finding in findings:
        mark = Text("ok", "green") if finding.well else Text("wrong", "bold red")
        table.add_row(mark, finding.name, terminal.text(finding.detail))
    terminal.print_table(table)
