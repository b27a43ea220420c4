"""`assistant models exam`: what it costs before, what it found, and what follows from it."""

from __future__ import annotations

import json

import pytest

from tests.api.conftest import Run, Serve
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


def test_without_a_model_there_is_nobody_to_examine(run: Run) -> None:
    ran = run("models", "exam")
    assert ran.code == 1
    assert "no model is set" in ran.err
