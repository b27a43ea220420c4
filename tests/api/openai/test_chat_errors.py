"""How requests under `/v1` fail: in OpenAI's shape, so that the `openai` package raises its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openai
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from api.access.roles import Role
from api.openai.error_shape import ErrorDetail, ErrorResponse
from api.settings import Settings
from api.wiring import wired
from index.store.articles.article_store import SqlArticleStore
from tests.api.openai.openai_client import ASKED, chatting, whole
from tests.api.server import served

CHAT = "/v1/chat/completions"
REQUEST: dict[str, Any] = {"model": "assistant", "messages": ASKED}


def error(response: Response) -> ErrorDetail:
    """What went wrong, and nothing besides."""
    assert response.headers["content-type"] == "application/json"
    told = ErrorResponse.model_validate_json(response.text, extra="forbid").error
    assert set(response.json()["error"]) == {"message", "type", "param", "code"}
    return told


def user(content: object) -> list[dict[str, Any]]:
    return [{"role": "user", "content": content}]


IMAGE = [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}]
TOOL = {"role": "tool", "tool_call_id": "1", "content": "42"}


@pytest.mark.parametrize(
    ("changed", "param", "message"),
    [
        ({"n": 2}, "n", "'n' can be 1"),
        ({"logprobs": True}, "logprobs", "no logprobs"),
        ({"top_logprobs": 3}, "top_logprobs", "no logprobs"),
        ({"response_format": {"type": "json_object"}}, "response_format", "'text'"),
        ({"response_format": {"type": "json_schema"}}, "response_format", "'text'"),
        ({"modalities": ["text", "audio"]}, "modalities", "['text']"),
        ({"audio": {"voice": "alloy"}}, "audio", "is text"),
        ({"tool_choice": "required"}, "tool_choice", "no tool is ever called"),
        ({"tool_choice": {"type": "function"}}, "tool_choice", "no tool is ever called"),
        ({"function_call": {"name": "f"}}, "function_call", "no tool is ever called"),
        ({"stream_options": {"include_usage": True}}, "stream_options", "'stream' is true"),
        ({"stream": "perhaps"}, "stream", "valid boolean"),
        ({"model": None}, "model", "valid string"),
        ({"messages": []}, "messages", "at least 1"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, "messages", "the user's"),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages", "the user's"),
        ({"messages": [*ASKED, TOOL]}, "messages", "the user's"),
        ({"messages": [{"role": "wizard", "content": "x"}]}, "messages[0].role", "'system'"),
        ({"messages": user(None)}, "messages[0].content", "no content"),
        ({"messages": user(IMAGE)}, "messages[0].content[0].type", "in text"),
        ({"messages": user([{"type": "text"}])}, "messages[0].content[0].text", "no text"),
        ({"messages": [*user(IMAGE), *ASKED]}, "messages[0].content[0].type", "'image_url'"),
        ({"messages": user(7)}, "messages[0].content", "valid string"),
        ({"messages": user("\ud800")}, "messages[0].content", "surrogates"),
        ({"model": "article:\ud800"}, "model", "surrogates"),
        ({"messages": user("  ")}, None, "the question is empty"),
        ({"messages": user("x " * 2_000)}, None, "2,000 is the most"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_cannot_be_done_is_refused_and_named(
    client: TestClient, changed: dict[str, Any], param: str | None, message: str, stream: bool
) -> None:
    """Before a stream begins, too."""
    asked = REQUEST | ({"stream": stream} if "stream_options" not in changed else {}) | changed
    headers = {"content-type": "application/json"}
    response = client.post(CHAT, content=json.dumps(asked), headers=headers)
    told = error(response)
    assert (response.status_code, told.type) == (400, "invalid_request_error")
    assert told.param == param
    assert message in told.message


def test_an_error_has_its_code_where_openai_has_none(client: TestClient) -> None:
    response = client.post(CHAT, json=REQUEST | {"messages": user("x " * 2_000)})
    assert error(response).code == "question_too_long"


@pytest.mark.parametrize(
    "more",
    [
        {"temperature": 1.9, "top_p": 0.1, "seed": 7, "frequency_penalty": 1, "logit_bias": {}},
        {"max_tokens": 1, "max_completion_tokens": 1, "stop": ["."], "reasoning_effort": "low"},
        {"user": "u", "metadata": {"a": "b"}, "store": True, "service_tier": "auto", "n": 1},
        {"tools": [{"type": "function"}], "tool_choice": "auto", "parallel_tool_calls": True},
        {"response_format": {"type": "text"}, "modalities": ["text"], "logprobs": False},
        {"chat_id": "open-webui", "options": {}, "session_id": "x", "stream": None},
    ],
)
def test_what_changes_nothing_is_ignored(client: TestClient, more: dict[str, Any]) -> None:
    """Also what nobody knows: clients send parameters of their own."""
    [choice] = client.post(CHAT, json=REQUEST | more).json()["choices"]
    assert "ruling party says so [6]." in choice["message"]["content"]
    assert choice["finish_reason"] == "stop"


def test_no_json(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    response = client.post(CHAT, content=b'{"model": ', headers=headers)
    assert response.status_code == 400
    assert error(response).param is None


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("gpt-4o", "it can be 'assistant' or 'article:ID'"),
        ("article:nowhere", "there is no article 'nowhere'"),
        ("article:ferries-", "Give more of the id"),
        ("article:", "there is no article"),
        ("a/b", "it can be"),
    ],
)
def test_no_such_model(client: TestClient, model: str, message: str) -> None:
    for response in (
        client.post(CHAT, json=REQUEST | {"model": model}),
        client.get(f"/v1/models/{model}"),
    ):
        told = error(response)
        assert (response.status_code, told.code, told.param) == (404, "model_not_found", "model")
        assert message in told.message


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", CHAT, 405), ("GET", "/v1/files", 404), ("POST", "/v1/embeddings", 404)],
)
def test_what_is_not_there(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert error(response).message == f"Invalid URL ({method} {path})"


def test_elsewhere_problems_are_as_they_were(client: TestClient) -> None:
    for path in ("/v1", "/v10/models", "/articles/v1"):
        response = client.get(path, follow_redirects=False)
        assert response.headers["content-type"] == "application/problem+json"


def test_a_body_too_large(client: TestClient) -> None:
    response = client.post(CHAT, content=b" " * 1_000_001)
    assert response.status_code == 413
    assert "1 MB" in error(response).message
    assert response.headers["connection"] == "close"


def test_a_name_that_is_made_to_resolve_here(client: TestClient) -> None:
    response = client.get("/v1/models", headers={"host": "articles.example"})
    assert (response.status_code, error(response).type) == (421, "invalid_request_error")


def test_another_web_page(client: TestClient) -> None:
    response = client.post(CHAT, json=REQUEST, headers={"origin": "https://evil.example"})
    assert (response.status_code, error(response).code) == (403, "insufficient_permissions")


def test_a_defect_tells_nothing_of_itself(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr(SqlArticleStore, "page", fail)
    response = client.get("/v1/models")
    assert (response.status_code, error(response).type) == (500, "server_error")
    assert "secret" not in response.text


def test_an_empty_library_is_no_conflict(tmp_path: Path) -> None:
    """The package would send a request that conflicts again."""
    with served(Settings(tmp_path / "data")) as client:
        response = client.post(CHAT, json=REQUEST)
    assert response.status_code == 400
    assert "the library is empty" in error(response).message


async def test_the_package_raises_its_own_errors(sample_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(sample_folder, folder)
    async with wired(Settings(folder)) as parts:
        key = await parts.keys.new("phone", Role.ASK)
    messages: Any = ASKED
    async with chatting(Settings(folder, rate_limit="5/hour"), key=key) as client:
        with pytest.raises(openai.AuthenticationError) as refused:
            await client.with_options(api_key="sk-none").models.list()
        assert (refused.value.code, refused.value.param) == ("invalid_api_key", None)
        with pytest.raises(openai.PermissionDeniedError):
            await client.embeddings.create(model="assistant", input="x")
        assert (await whole(client)).choices
        with pytest.raises(openai.NotFoundError) as unknown:
            await whole(client, model="gpt-4o")
        assert (unknown.value.code, unknown.value.param) == ("model_not_found", "model")
        with pytest.raises(openai.BadRequestError) as wrong:
            await client.chat.completions.create(model="assistant", messages=messages, n=2)
        assert wrong.value.param == "n"
        await client.models.list()
        with pytest.raises(openai.RateLimitError) as often:
            await whole(client)
        assert often.value.code == "rate_limit_exceeded"
        assert int(often.value.response.headers["retry-after"]) > 0


def test_the_document_says_so(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    for path, method in ((CHAT, "post"), ("/v1/models", "get"), ("/v1/models/{model}", "get")):
        responses = document["paths"][path][method]["responses"]
        assert "422" not in responses
        for status, response in responses.items():
            if not status.startswith("2"):
                [content] = response["content"].values()
                assert content["schema"] == {"$ref": "#/components/schemas/ErrorResponse"}
    answered = document["paths"][CHAT]["post"]["responses"]["200"]["content"]
    whole = answered["application/json"]["schema"]
    assert whole == {"$ref": "#/components/schemas/ChatCompletion"}
    events = answered["text/event-stream"]["schema"]
    chunk = {"$ref": "#/components/schemas/ChatCompletionChunk"}
    assert events["properties"]["data"]["contentSchema"] == chunk
    assert {"choices", "usage", "article_assistant"} <= set(
        schemas["ChatCompletionChunk"]["properties"]
    )
    assert {"model", "messages"} == set(schemas["ChatRequest"]["required"])
    assert "claims" in schemas["Detail"]["properties"]
