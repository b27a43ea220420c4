"""How sentences were verified, over HTTP: in every answer, as the OpenAPI document has it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from starlette.testclient import TestClient

from api.http.checking_schema import EXAMPLES
from api.settings import Settings
from api.wiring import wired
from index.store.documents import DocumentStore
from tests.api.conftest import Listen
from tests.api.server import CANONICAL, served
from tests.assistant.judged import verdicts
from tests.examined import Knowing
from tests.model_server import says

OPEN = "One source close to the ruling party said Rodriguez had demanded the departures"
GUIDE = Path(__file__).parents[3] / "api" / "web" / "guide" / "api.md"


@pytest.fixture
def folder(sample_folder: Path, tmp_path: Path) -> Path:
    return copytree(sample_folder, tmp_path / "data")


@pytest.fixture
def judged(folder: Path, listen: Listen) -> Iterator[TestClient]:
    """A server whose model has passed the exam, writes an open sentence and affirms it."""
    model = Knowing(says(f"{OPEN} [6].", rewritten=verdicts(("supported", ["6.1"]))))
    settings = Settings(folder, base_url=listen(model).base_url, model="tiny")

    async def examine() -> None:
        async with wired(settings) as parts:
            await parts.examinees[0].examine()

    asyncio.run(examine())
    with served(settings) as client:
        yield client


def is_documented(client: TestClient, name: str, value: object) -> None:
    """Valid by the document's schema of this name, with no field that it does not name."""
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    OAS31Validator(schema).validate(value)
    assert isinstance(value, dict)
    assert value.keys() <= schemas[name]["properties"].keys()


def test_an_answer_has_it_everywhere(judged: TestClient) -> None:
    answer = judged.post("/ask", json={"question": CANONICAL}).json()
    assert [each["verified"] for each in answer["claims"]] == ["judge", "rules"]
    assert answer["judged"] == {"yes": 1, "no": 0, "unchecked": 0}
    assert answer["judge"]["passed"] is True
    assert answer["judge"]["wrong_believed"] == 0 < answer["judge"]["wrong"]
    is_documented(judged, "Answer", answer)
    is_documented(judged, "ExamResult", answer["judge"])
    assert judged.get(f"/answers/{answer['id']}").json() == answer
    streamed = judged.post("/ask/stream", json={"question": CANONICAL}).text
    done = json.loads(streamed.partition("event: done\n")[2].partition("data: ")[2].split("\n")[0])
    same = ("claims", "judged", "judge")
    assert [done[name] for name in same] == [answer[name] for name in same]


@pytest.mark.parametrize("is_streamed", [False, True])
def test_a_chat_completion_has_it_in_its_detail(judged: TestClient, is_streamed: bool) -> None:
    asked = {
        "model": "assistant",
        "messages": [{"role": "user", "content": CANONICAL}],
        "stream": is_streamed,
    }
    reply = judged.post("/v1/chat/completions", json=asked)
    if is_streamed:
        chunks = [json.loads(each[6:]) for each in reply.text.splitlines() if each[6:7] == "{"]
        details = [each["article_assistant"] for each in chunks if "article_assistant" in each]
    else:
        details = [reply.json()["article_assistant"]]
    for each in details:
        is_documented(judged, "Detail", each)
    claim, _ = [claim for each in details for claim in each.get("claims", ())]
    assert claim["verified"] == "judge"
    last = details[-1]
    assert last["judged"] == {"yes": 1, "no": 0, "unchecked": 0}
    assert last["judge"]["passed"] is True
    is_documented(judged, "ExamResult", last["judge"])


def test_an_answer_that_was_kept_before_there_were_judges(judged: TestClient, folder: Path) -> None:
    """It is given without them, and says of its sentences what is known."""
    answer = judged.post("/ask", json={"question": CANONICAL}).json()
    old: dict[str, Any] = answer | {"id": "0123456789abcdef", "judged": None}
    del old["judge"], old["claims"][0]["verified"]

    async def keep() -> None:
        async with wired(Settings(folder)) as parts:
            kept = await parts.answers.by_id(answer["id"])
            await DocumentStore(parts.database).put(old["id"], kept.asked, json.dumps(old), {})

    asyncio.run(keep())
    again = judged.get(f"/answers/{old['id']}").json()
    assert again["judge"] is None
    assert again["claims"][0]["verified"] == "rules"


def test_the_document_says_what_each_field_means(judged: TestClient) -> None:
    schemas = judged.get("/openapi.json").json()["components"]["schemas"]
    for name in ("Answer", "Detail"):
        for field in ("judged", "judge"):
            assert schemas[name]["properties"][field]["description"]
    assert schemas["Claim"]["properties"]["verified"]["description"]
    assert "`judge`: a model that has passed the exam" in schemas["Verification"]["description"]
    for name, example in json.loads(json.dumps(EXAMPLES)).items():
        assert schemas[name]["examples"] == [example]
        is_documented(judged, name, example)


def test_the_guide_shows_the_same_examples() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    shown = text.partition("<!-- checking -->\n\n```json\n")[2].partition("```")[0]
    examples = {"judged": EXAMPLES["Judged"], "judge": EXAMPLES["ExamResult"]}
    assert json.loads(shown) == json.loads(json.dumps({"claims": [EXAMPLES["Claim"]], **examples}))
