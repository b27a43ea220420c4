"""The OpenAI-compatible embedder against what a real endpoint answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import respx

from api.settings import Settings
from index.embedding.endpoint import OpenAIEmbedder
from index.errors import EmbeddingError
from tests import record
from tests.recorded import BASE_URL, FOLDER, Recording, replay

RECORDING = Recording.load("embeddings")


@pytest.fixture
def router() -> Iterator[respx.Router]:
    with respx.mock(using="httpcore2", assert_all_called=False) as routes:
        yield routes


@pytest.fixture
def embedder() -> OpenAIEmbedder:
    return OpenAIEmbedder(RECORDING.model, base_url=BASE_URL, api_key="none")


async def test_unit_vectors_in_the_order_of_the_texts(
    router: respx.Router, embedder: OpenAIEmbedder
) -> None:
    with replay(router, "embeddings"):
        vectors = await embedder.embed(record.TEXTS)
    [exchange] = RECORDING.exchanges
    rows = sorted(exchange.json["data"], key=lambda row: row["index"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    for vector, row in zip(vectors, rows, strict=True):
        answered = np.array(row["embedding"])
        assert vector == pytest.approx(answered / np.linalg.norm(answered), abs=1e-6)


async def test_a_request_that_was_not_recorded_fails(
    router: respx.Router, embedder: OpenAIEmbedder
) -> None:
    """One text less, say; also when the code under test bears it."""
    with (
        pytest.raises(AssertionError, match=r"not recorded: .*make record"),
        replay(router, "embeddings"),
        pytest.raises(EmbeddingError, match="answered 400"),
    ):
        await embedder.embed(record.TEXTS[1:])


def test_a_recording_that_is_not_used_fails(router: respx.Router) -> None:
    with (
        pytest.raises(AssertionError, match=r"not used: .*embeddings.*make record"),
        replay(router, "embeddings"),
    ):
        pass


def test_all_recordings_can_be_made_anew() -> None:
    names = {name for kind in record.RECORDINGS.values() for name in kind}
    assert {path.stem for path in FOLDER.iterdir()} == names


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_a_recording_is_the_exchanges_alone(path: Path) -> None:
    """No header, and with it no key; no host."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert set(kept) == {"model", "exchanges"}
    for exchange in kept["exchanges"]:
        assert set(exchange) - {"json", "text"} == {"request", "status"}
        assert set(exchange["request"]) == {"method", "path", "json"}
        assert exchange["request"]["path"] in ("/embeddings", "/chat/completions")


def test_recording_without_an_endpoint_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="OPENAI_BASE_URL is not set"):
        record.main(Settings(tmp_path))
