"""What a model can do, as `assistant doctor` and `assistant models probe` say it."""

from __future__ import annotations

import json

import pytest

from tests.api.conftest import Run, Serve
from tests.model_server import Exchange, Handler, completion, says

CANONICAL = "Who says the departures were ordered?"
CLOSES = "The mayor said on Monday that the old bridge would close in May [1]."
SAYS_SO = (
    "One source close to Venezuela's ruling party said Rodriguez had ordered the departures under "
    "pressure from the United States [6]."
)


class Picky:
    """An endpoint that does not know these parameters, and a model that answers the trial."""

    def __init__(self, *unknown: str, says_so: Handler | None = None) -> None:
        self.unknown = unknown
        self.refused = 0
        self.is_locked = False
        self.asked: list[Exchange] = []
        self._says = says_so or says(CLOSES, answering="would close", rewritten='{"passages": [1]}')

    async def __call__(self, exchange: Exchange) -> None:
        self.asked.append(exchange)
        name = next((name for name in self.unknown if name in (exchange.json or {})), None)
        if self.is_locked:
            await exchange.send(401, '{"error": "no such key"}')
        elif name:
            self.refused += 1
            refusal = {"error": {"message": f"Unknown parameter: {name}", "param": name}}
            await exchange.send(400, json.dumps(refusal))
        elif exchange.json is None:
            models = {"data": [{"id": "tiny", "max_model_len": 32_768}]}
            await exchange.send(200, json.dumps(models))
        else:
            await self._says(exchange)


def rows(printed: str) -> dict[str, str]:
    """The table, as it is piped: lines with tabs."""
    cells = (line.split("\t") for line in printed.splitlines())
    return {each[0]: each[1] for each in cells if len(each) == 2}


def test_the_table_in_plain_words(run: Run, serve: Serve) -> None:
    serve(Picky())
    ran = run("models", "probe")
    assert ran.code == 0, ran.err
    table = rows(ran.out)
    assert table.pop("found out").endswith(", by version 1 of the probe")
    assert table == {
        "model": "tiny",
        "likelihoods": "yes, for 1 first word",
        "streaming": "yes",
        "form of a reply": "JSON by a schema",
        "thoughts": "none seen",
        "effort": "none is asked for",
        "instructions": "in the role system",
        "limit of a reply": "max_tokens",
        "context": "32,768 tokens",
        "left out": "nothing",
    }


def test_the_table_of_an_endpoint_that_takes_little(run: Run, serve: Serve) -> None:
    """Answers come all the same, so the doctor is content."""

    async def brief(exchange: Exchange) -> None:
        most = exchange.json["max_completion_tokens"]
        reply = "yes" if most == 1 else "1" if most < 100 else CLOSES
        await exchange.send(200, json.dumps(completion(reply)))

    unknown = ("logprobs", "response_format", "temperature", "stream", "max_tokens")
    serve(Picky(*unknown, says_so=brief))
    ran = run("doctor")
    assert ran.code == 0, ran.out
    table = rows(ran.out)
    assert table["likelihoods"] == "none; its word is taken"
    assert table["streaming"] == "no; replies come whole"
    assert table["form of a reply"] == "as the prompt says; the endpoint takes none"
    assert table["limit of a reply"] == "max_completion_tokens"
    assert {"temperature", "logprobs", "stream"} < {*table["left out"].split(", ")}


def test_for_programs(run: Run, serve: Serve) -> None:
    """The same object from both."""
    serve(Picky("logprobs"))
    [probed] = json.loads(run("models", "probe", "--json").out)
    findings = json.loads(run("doctor", "--json").out)
    [known] = [each["capabilities"] for each in findings if "capabilities" in each]
    assert probed.pop("model") == "tiny"
    assert known == probed
    assert (known["likelihoods"], known["streaming"], known["context"]) == (0, True, 32_768)


def test_what_the_doctor_has_learnt_a_question_knows(sample: Run, serve: Serve) -> None:
    """In another process it is refused nothing, and asks nothing twice."""
    endpoint = Picky("logprobs", "temperature", "stream_options")
    serve(endpoint)
    assert sample("doctor").code == 0
    assert endpoint.refused
    endpoint.refused = 0
    sample("ask", CANONICAL)
    assert endpoint.refused == 0
    learnt = len(endpoint.asked)
    sample("doctor")
    assert endpoint.refused == 0
    assert all(each.json for each in endpoint.asked[learnt:])  # the list of models is known


def test_a_probe_finds_out_anew(run: Run, serve: Serve) -> None:
    """What is kept, and wrong by now, is forgotten."""
    endpoint = Picky("logprobs", "temperature")
    serve(endpoint)
    assert rows(run("models", "probe").out)["left out"] == "logprobs, temperature, top_logprobs"
    endpoint.unknown = ()
    assert rows(run("doctor").out)["left out"] == "logprobs, temperature, top_logprobs"
    assert rows(run("models", "probe").out)["left out"] == "nothing"
    assert rows(run("doctor").out)["likelihoods"] == "yes, for 1 first word"


def test_a_probe_that_fails_loses_nothing(run: Run, serve: Serve) -> None:
    """The key is the reason, in the words of the command line."""
    endpoint = Picky("logprobs")
    serve(endpoint)
    known = rows(run("models", "probe").out)
    endpoint.is_locked = True
    ran = run("models", "probe")
    assert (ran.code, ran.out) == (1, "")
    assert "OPENAI_API_KEY" in ran.err
    endpoint.is_locked = False
    endpoint.refused = 0
    assert rows(run("doctor").out) == known
    assert endpoint.refused == 0


def test_without_a_model_it_says_how_to_set_one(run: Run) -> None:
    ran = run("models", "probe")
    assert ran.code == 1
    assert "OPENAI_BASE_URL" in ran.err
    assert "OPENAI_API_KEY" in ran.err
    assert json.loads(run("models", "probe", "--json").out) == []


def test_each_model_that_answers_is_probed(
    run: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that fails is told, and the other one shown."""

    async def handler(exchange: Exchange) -> None:
        if exchange.json and exchange.json["model"] == "gone":
            await exchange.send(401, '{"error": "not yours"}')
        else:
            await Picky()(exchange)

    serve(handler)
    monkeypatch.setenv("ASSISTANT_MODEL", "gone")
    monkeypatch.setenv("ASSISTANT_FALLBACK_MODEL", "tiny")
    ran = run("models", "probe")
    assert ran.code == 1
    assert rows(ran.out)["model"] == "tiny"
    assert "gone" in ran.err
    ran = run("doctor")
    assert ran.code == 1
    assert rows(ran.out)["model"] == "tiny"
    assert "may it use gone?" in ran.out


def test_a_list_of_models_that_is_missing_is_no_failure(run: Run, serve: Serve) -> None:
    """Nor is a form that no answer needs."""
    answering = Picky()

    async def handler(exchange: Exchange) -> None:
        if exchange.json is None:
            await exchange.send(404, "{}")
        elif "response_format" in exchange.json:
            await exchange.send(401, '{"error": "not yours"}')
        else:
            await answering(exchange)

    serve(handler)
    ran = run("doctor")
    assert ran.code == 0, ran.out
    assert rows(ran.out)["context"] == "not told"
    assert rows(ran.out)["form of a reply"] == "not known"
