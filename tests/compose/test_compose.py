"""What compose.yaml starts answers, and goes on answering when one of its processes dies."""

from __future__ import annotations

import json
import os
import re
import signal
from pathlib import Path

import httpx
import pytest

from tests.compose.parts import (
    COMPOSE,
    SERVICES,
    Parts,
    chroma,
    prepare_database,
    workers_of,
)
from tests.packaging.dockerfile_steps import ROOT
from tests.postgres import NEEDED, PostgresServer

SECRET = "pass/w0rd"  # noqa: S105 - of a server that is gone in a moment


@pytest.mark.parametrize("_", [pytest.param(0, marks=NEEDED)])
def test_a_question_with_a_key_before_and_after_a_process_is_killed(
    postgres: PostgresServer, tmp_path: Path, _: int
) -> None:
    parts = Parts(tmp_path, {"POSTGRES_PASSWORD": SECRET})
    prepare_database(parts, postgres)
    with chroma(parts):
        key = parts.run("api", "keys", "new", "the newsroom", "--role", "manage").split()[0]
        parts.run("api", "ingest", "--sample", "--quiet")
        with parts.start("api") as server:
            try:
                assert server.stderr
                assert "Serving on" in server.stderr.readline()
                url = f"http://127.0.0.1:{parts.ports['api']}"
                with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
                    assert ask(client).status_code == 401
                    client.headers["Authorization"] = f"Bearer {key}"
                    assert "[6]" in ask(client).json()["text"]
                    ready = client.get("/health/ready").json()
                    assert ready["status"] == "ready", ready
                    first, second = workers_of(server.pid)
                    os.kill(first, signal.SIGKILL)
                    assert any("another takes its place" in line for line in server.stderr)
                    assert "[6]" in ask(client).json()["text"]
                    assert second in workers_of(server.pid)
                server.send_signal(signal.SIGTERM)
                said = server.communicate(timeout=60)[1]
            finally:
                server.kill()
    assert server.returncode == 0
    assert SECRET not in said
    assert all(json.loads(line)["level"] == "info" for line in said.splitlines() if line[:1] == "{")
    assert not (tmp_path / "api" / "library.db").exists()
    assert not (tmp_path / "api" / "chroma").exists()


def ask(client: httpx.Client) -> httpx.Response:
    # A connection of its own, as another reader has.
    headers = {**client.headers, "Connection": "close"}
    question = {"question": "Who says the departures were ordered?"}
    return client.post("/ask", json=question, headers=headers)


# What needs a Docker engine


def test_versions_are_pinned_and_no_secret_is_in_the_file() -> None:
    for service in SERVICES.values():
        assert "build" in service or re.search(r":\d+(\.\d+)+$", service["image"])
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|KEY|SECRET|TOKEN", name):
                assert value.startswith("${")
            assert not re.search(r"://[^/@]*:[^/@]*@", value)


def test_each_service_has_a_health_check_and_begins_again() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    for service in SERVICES.values():
        assert "healthcheck" in service or ("build" in service and "HEALTHCHECK" in dockerfile)
        assert service["restart"] == "unless-stopped"


def test_what_is_kept_is_in_named_volumes() -> None:
    mounted = [each.split(":")[0] for every in SERVICES.values() for each in every["volumes"]]
    assert sorted(mounted) == sorted(COMPOSE["volumes"])


def test_only_the_api_can_be_reached_and_only_from_this_machine() -> None:
    assert [name for name, each in SERVICES.items() if "ports" in each] == ["api"]
    assert SERVICES["api"]["ports"] == ["127.0.0.1:8000:8000"]


def test_the_model_server_is_there_for_who_wants_it() -> None:
    assert [name for name, each in SERVICES.items() if "profiles" in each] == ["model"]
