"""Model servers of this machine: told of where they may be used, and used nowhere unasked."""

from __future__ import annotations

import io
import json
import sys
from urllib.parse import urlsplit

import pytest
from rich.console import Console

from api.cli.output import terminal
from tests.api.conftest import Listen, Run, Serve
from tests.model_server import Exchange, ModelServer, says

CANONICAL = "Who says the departures were ordered?"


async def lists_models(exchange: Exchange) -> None:
    """A server with two models, one of them by a name that would steer a terminal."""
    models = [{"id": "\x1b[31mred"}, {"id": "qwen2.5:7b"}, {"id": "llama3.2:3b"}]
    await exchange.send(200, json.dumps({"object": "list", "data": models}))


@pytest.fixture
def nearby(sample: Run, listen: Listen, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    """A model server on one of the usual ports."""
    server = listen(lists_models)
    monkeypatch.setattr("api.local_servers.PORTS", (urlsplit(server.base_url).port,))
    monkeypatch.setattr("api.local_servers.PATIENCE", 30)
    return server


def in_a_terminal(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """These lines are typed."""
    typed = io.StringIO("".join(f"{line}\n" for line in lines))
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", typed)


def was_listed(server: ModelServer) -> bool:
    """Whether its models were asked for; nothing else was."""
    assert {exchange.path for exchange in server.asked} <= {"/v1/models"}
    return bool(server.asked)


def test_the_doctor_tells_how_to_use_one(sample: Run, nearby: ModelServer) -> None:
    ran = sample("doctor", "--json")
    findings = {finding["name"]: finding for finding in json.loads(ran.out)}
    assert ran.code == 0
    assert "no model is asked" in findings["answers"]["detail"]
    assert findings["model server"]["detail"].splitlines() == [
        f"A model server answers at {nearby.base_url} with qwen2.5:7b and llama3.2:3b. To have it "
        "write answers:",
        f"export OPENAI_BASE_URL={nearby.base_url};",
        "export ASSISTANT_MODEL=qwen2.5:7b",
    ]
    assert was_listed(nearby)


def test_what_the_doctor_prints_steers_no_terminal(sample: Run, nearby: ModelServer) -> None:
    ran = sample("doctor")
    assert f"export OPENAI_BASE_URL={nearby.base_url}; export ASSISTANT_MODEL=" in ran.out
    assert "\x1b" not in ran.out


def test_the_doctor_tells_of_none_where_none_answers(sample: Run) -> None:
    assert "model server" not in sample("doctor").out


def test_a_chat_tells_of_it_once(
    sample: Run, nearby: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line before the first question; the answers are the article's own words."""
    in_a_terminal(monkeypatch, CANONICAL, CANONICAL)
    ran = sample("chat")
    told = (
        f"A model server answers at {nearby.base_url} with qwen2.5:7b and llama3.2:3b. To have it "
        f"write answers: export OPENAI_BASE_URL={nearby.base_url}; export "
        "ASSISTANT_MODEL=qwen2.5:7b"
    )
    assert ran.err.splitlines()[0] == told
    assert ran.err.count("A model server") == 1
    assert ran.out.count("says so [6].") == 2
    assert was_listed(nearby)


def test_the_line_in_a_chat_is_one_in_a_narrow_terminal_too(
    sample: Run, nearby: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal may break what it shows: what is copied from it has no break."""
    monkeypatch.setattr(terminal, "err", Console(stderr=True, width=40, highlight=False))
    in_a_terminal(monkeypatch)
    assert sample("chat").err.splitlines()[0].endswith("export ASSISTANT_MODEL=qwen2.5:7b")


def test_a_chat_out_of_a_pipe_looks_for_none(
    sample: Run, nearby: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{CANONICAL}\n"))
    assert "model server" not in sample("chat").err
    assert not was_listed(nearby)


def test_a_question_looks_for_none(sample: Run, nearby: ModelServer) -> None:
    assert sample("ask", CANONICAL).err == ""
    assert not was_listed(nearby)


def test_none_is_looked_for_where_none_is_wanted(
    sample: Run, nearby: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL", "extractive")
    in_a_terminal(monkeypatch)
    assert "model server" not in sample("chat").err + sample("doctor").out
    assert not was_listed(nearby)


def test_none_is_looked_for_where_there_is_a_model(
    sample: Run, nearby: ModelServer, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(says("The mayor said on Monday that the old bridge would close in May [1]."))
    in_a_terminal(monkeypatch)
    assert "model server" not in sample("chat").err + sample("doctor").out
    assert not was_listed(nearby)
