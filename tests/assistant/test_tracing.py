"""Spans of an answer, as an SDK gets them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from api.settings import Settings
from api.wiring import wired
from assistant import tracing
from index.errors import StorageError
from tests.model_server import model_server, says

QUESTION = "Who says the departures were ordered?"


@pytest.fixture
def library(sample_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_folder, tmp_path / "data"))


@pytest.fixture
def exported(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "_TRACER", provider.get_tracer("test"))
    yield exporter
    provider.shutdown()


def named(exporter: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in exporter.get_finished_spans()}


async def test_a_span_a_stage_below_the_answers(
    library: Path, exported: InMemorySpanExporter
) -> None:
    reply = "One source close to Venezuela's ruling party said so [6]."
    async with model_server(says(reply)) as model:
        settings = Settings(library, base_url=model.base_url, model="tiny")
        async with wired(settings) as parts:
            answer = await parts.assistant.ask(QUESTION)
    spans = named(exported)
    root = spans.pop("answer")
    assert set(spans) == {"understand", "search", "select", "generate", "check", "keep"}
    assert root.attributes == {
        "assistant.outcome": answer.outcome.value,
        "assistant.model": answer.model,
    }
    assert root.parent is None
    for span in spans.values():
        assert span.parent
        assert span.parent.span_id == root.context.span_id
    told = " ".join(span.to_json() for span in exported.get_finished_spans())
    assert "departures" not in told
    assert "ruling party" not in told


async def test_a_failure_is_told_without_what_it_says(
    library: Path, exported: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with wired(Settings(library)) as parts:

        async def fail(*_: object) -> None:
            raise StorageError("quixotic")

        monkeypatch.setattr("assistant.pipeline.kept", fail)
        with pytest.raises(StorageError):
            await parts.assistant.ask(QUESTION)
    for name in ("keep", "answer"):
        span = named(exported)[name]
        assert span.status.status_code is StatusCode.ERROR
        assert span.attributes == {"error.type": "StorageError"}
        assert "quixotic" not in span.to_json()


async def test_who_leaves_early_is_no_error(library: Path, exported: InMemorySpanExporter) -> None:
    async with (
        wired(Settings(library)) as parts,
        aclosing(parts.assistant.stream(QUESTION)) as events,
    ):
        await anext(events)
    root = named(exported)["answer"]
    assert root.attributes == {}
    assert root.status.status_code is StatusCode.UNSET
