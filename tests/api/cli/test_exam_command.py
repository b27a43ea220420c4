"""`assistant models exam`: what it costs before, what it found, and what follows from it."""

from __future__ import annotations

import json

import pytest

from tests.api.conftest import Listen, Run, Serve
from tests.examined import Knowing
from tests.model_server import Exchange, says

CLOSES = "The mayor said on Monday that the old bridge would close in May [1]."


def model(*, believes_all: bool = False) -> Knowing:
    trial = says(CLOSES, answering="would close", rewritten='{"passages": [1]}')
    return Knowing(trial, believes_all=believes_all)


def rows(printed: str) -> dict[str, str]:
    cells = (line.split("\t") for line in printed.splitlines())
    return {each[0]: each[1] for each in cells if len(each) == 2}


def test_a_model_that_passes(run: Run, serve: Serve) -> None:
    serve(model())
    ran = run("models", "exam")
    assert ran.code == 0, ran.err
    assert "sentences in" in ran.err.splitlines()[0]
    assert "tokens" in ran.err.splitlines()[0]
    table = rows(ran.out)
    assert (table["model"], table["exam"]) == ("tiny", "passed")
    assert table["result"].startswith("it believed 0 of ")
    assert "judges the sentences that the rules leave open" in table["so"]


def test_a_model_that_believes_everything(run: Run, serve: Serve) -> None:
    """It is told so, with what happens instead, and to the end where that is wanted."""
    serve(model(believes_all=True))
    ran = run("models", "exam")
    assert ran.code == 0, ran.err
    table = rows(ran.out)
    assert table["exam"] == "not passed"
    assert "could not pass any more after" in table["result"]
    assert "never asked to judge" in table["so"]
    [whole] = json.loads(run("models", "exam", "--whole", "--json").out)
    assert whole["wrong_believed"] == whole["wrong"] == whole["of_wrong"]
    assert whole["passed"] is False


def test_the_doctor_examines_once(run: Run, serve: Serve) -> None:
    tiny = model()
    serve(tiny)
    first = run("doctor")
    assert first.code == 0, first.out
    assert "tiny: passed; it believed 0 of" in first.out
    asked = tiny.examined
    assert asked
    assert "tiny: passed" in run("doctor").out
    assert tiny.examined == asked


def test_the_doctor_says_what_follows_where_a_model_has_not_passed(run: Run, serve: Serve) -> None:
    serve(model(believes_all=True))
    ran = run("doctor")
    assert ran.code == 0, ran.out
    [line] = [each for each in ran.out.splitlines() if "not passed" in each]
    assert "the article's own words stand in its place" in line


def test_nobody_is_examined_where_nobody_judges(
    run: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = model()
    serve(tiny)
    monkeypatch.setenv("ASSISTANT_JUDGE", "off")
    assert run("doctor").code == 0
    assert not tiny.examined


def test_an_endpoint_that_fails_is_told(run: Run, serve: Serve) -> None:
    async def refuses(exchange: Exchange) -> None:
        await exchange.send(401, '{"error": "no such key"}')

    serve(refuses)
    ran = run("models", "exam")
    assert ran.code == 1
    assert "key" in ran.err


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"ASSISTANT_JUDGE_API_KEY": "hunter2"}, "Is ASSISTANT_JUDGE_API_KEY right"),
        ({"ASSISTANT_JUDGE_API_KEY": "“hunter2”"}, "ASSISTANT_JUDGE_API_KEY has a quotation mark"),
        (
            {"ASSISTANT_JUDGE_BASE_URL": "http://127.0.0.1:9/v1"},
            "is ASSISTANT_JUDGE_BASE_URL right?",
        ),
        ({}, "Is OPENAI_API_KEY right"),
    ],
    ids=["key", "malformed key", "address", "one endpoint"],
)
def test_a_judge_of_its_own_is_mended_by_its_own_settings(
    run: Run,
    listen: Listen,
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, str],
    named: str,
) -> None:
    """Where the answering model fares well; and no key is printed, whatever it looks like."""
    tiny = model()

    async def refuses_the_judge(exchange: Exchange) -> None:
        if exchange.json.get("model") != "strong":
            await tiny(exchange)
            return
        key = exchange.headers.get("authorization", "")
        await exchange.send(401, json.dumps({"error": {"message": f"bad key {key}"}}))

    endpoint = listen(refuses_the_judge).base_url
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint)
    monkeypatch.setenv("ASSISTANT_MODEL", "tiny")
    monkeypatch.setenv("ASSISTANT_JUDGE_MODEL", "strong")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for command in (("models", "exam"), ("doctor",)):
        ran = run(*command)
        printed = ran.out + ran.err
        assert named in printed
        assert "hunter2" not in printed
        others = {"OPENAI_API_KEY", "OPENAI_BASE_URL", "ASSISTANT_MODEL "}
        assert not settings or not [each for each in others if each in printed]


def test_the_doctor_does_not_wait_for_who_stays_silent(
    run: Run, listen: Listen, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither for an answer to the trial question nor for a first reply in the exam."""

    async def silent(exchange: Exchange) -> None:
        await exchange.left()

    monkeypatch.setattr("api.cli.doctor.PATIENCE", 0.1)
    serve(silent)
    ran = run("doctor")
    assert ran.code == 1
    assert "tiny was not done with the trial question within 0.1 s" in ran.out
    monkeypatch.setattr("api.cli.doctor.PATIENCE", 20.0)
    serve(model())
    monkeypatch.setenv("ASSISTANT_JUDGE_MODEL", "strong")
    monkeypatch.setenv("ASSISTANT_JUDGE_BASE_URL", listen(silent).base_url)
    monkeypatch.setattr("api.cli.doctor._patience", lambda settings: 0.1)
    monkeypatch.setattr("api.cli.doctor._examine_model", _well)
    ran = run("doctor")
    assert ran.code == 0
    assert "not taken, so nobody judges: no reply within 0.1 s" in ran.out


async def _well(*_: object) -> tuple[()]:
    return ()


def test_without_a_model_there_is_nobody_to_examine(run: Run) -> None:
    ran = run("models", "exam")
    assert ran.code == 1
    assert "no model is set" in ran.err
