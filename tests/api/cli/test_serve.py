"""`assistant serve`, as a process of its own where it has to be one."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from api.launch import uvicorn_config
from api.server import create_app
from api.settings import Settings
from tests.api.conftest import Run

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("host", ["::", "192.0.2.1", "articles.example", ""])
def test_it_is_not_served_to_other_machines_without_a_key(run: Run, host: str) -> None:
    ran = run("serve", "--host", host)
    assert ran.code == 2
    assert "assistant keys new" in " ".join(ran.err.split())


def test_with_a_key_it_is(run: Run) -> None:
    """As far as the port, which is taken."""
    assert run("keys", "new", "phone").out.startswith("aa-")
    with socket.create_server(("0.0.0.0", 0)) as taken:  # noqa: S104 - what is tested
        ran = run("serve", "--host", "0.0.0.0", "--port", str(taken.getsockname()[1]))  # noqa: S104
    assert ran.code == 1
    assert "cannot listen" in ran.err


def test_a_port_that_is_taken_is_named(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("serve", "--port", str(port))
    assert ran.code == 1
    assert str(port) in ran.err
    assert "--port" in ran.err


def test_a_library_that_cannot_be_used_is_told_in_a_line(run: Run, data_folder: Path) -> None:
    data_folder.write_text("a file, no folder")
    ran = run("serve")
    assert ran.code == 1
    assert "ASSISTANT_DATA_DIR" in ran.err
    assert "Traceback" not in ran.err


def test_one_process_serves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As many as WEB_CONCURRENCY says, without it; embedded Chroma takes one."""
    monkeypatch.setenv("WEB_CONCURRENCY", "4")
    assert uvicorn_config(create_app(Settings(tmp_path))).workers == 1


@pytest.mark.slow
def test_help_does_without_the_web_framework() -> None:
    """A second of the command line's start."""
    script = (
        "import sys; from api.cli.main import app; app(['--help'], standalone_mode=False); "
        "print({'fastapi', 'uvicorn'} & {*sys.modules}, file=sys.stderr)"
    )
    command = [sys.executable, "-c", script]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "serve" in ran.stdout
    assert ran.stderr == "set()\n"


@pytest.mark.slow
@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_question_to_the_running_server(stop: signal.Signals) -> None:
    """It says where it serves, answers, and ends well when it is told to."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "WEB_CONCURRENCY": "4"}
    command = [
        sys.executable,
        "-c",
        "from api.cli.main import main; main()",
        "serve",
        "--port",
        "0",
    ]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True) as server:
        try:
            assert server.stderr
            url = server.stderr.readline().split()[2]
            answer = post(f"{url}/ask", {"question": "Who says the departures were ordered?"})
            server.send_signal(stop)
            out, err = server.communicate(timeout=60)
        finally:
            server.kill()
    assert "[6]" in str(answer["text"])
    assert (server.returncode, out) == (0, "")
    [line] = map(json.loads, err.splitlines())
    assert (line["route"], line["status"], line["outcome"]) == ("/ask", 200, "answered")


def post(url: str, body: object) -> dict[str, object]:
    """The port listens before the line that names it is printed: there is nothing to retry."""
    response = httpx.post(url, json=body, timeout=60, trust_env=False)
    answered: dict[str, object] = response.raise_for_status().json()
    return answered
