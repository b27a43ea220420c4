"""Several processes that serve one address: who looks after them, and how they end."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import Run
from tests.compose.parts import workers_of

ROOT = Path(__file__).parents[3]
QUESTION = {"question": "Who says the departures were ordered?"}


def test_several_processes_need_a_chroma_server(run: Run) -> None:
    ran = run("serve", "--workers", "2")
    assert ran.code == 2
    assert "Start a Chroma server" in " ".join(ran.err.replace("│", " ").split())


@pytest.fixture
def server(sample: Run) -> Iterator[subprocess.Popen[str]]:
    """Two processes over the sample, which is small enough to do without Chroma."""
    command = "from api.cli.main import main; main()"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "CHROMA_URL": "http://127.0.0.1:9"}
    with subprocess.Popen(
        [sys.executable, "-c", command, "serve", "--port", "0", "--workers", "2"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def ask(server: subprocess.Popen[str]) -> str:
    """Ask it where it says that it serves, and return that."""
    assert server.stderr
    url = server.stderr.readline().split()[2]
    answer = httpx.post(f"{url}/ask", json=QUESTION, timeout=60, trust_env=False)
    assert "[6]" in answer.raise_for_status().json()["text"]
    return url


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_they_end_well_when_they_are_told_to(
    server: subprocess.Popen[str], stop: signal.Signals
) -> None:
    url = ask(server)
    workers = workers_of(server.pid)
    assert len(workers) == 2
    server.send_signal(stop)
    _, said = server.communicate(timeout=60)
    assert server.returncode == 0
    assert "another takes its place" not in said
    assert "Traceback" not in said
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health/live", trust_env=False)
    assert not any(is_there(each) for each in workers)


@pytest.mark.slow
def test_what_they_count_is_counted_together(server: subprocess.Popen[str]) -> None:
    """Whichever answers, and after one has been killed."""
    url = ask(server)
    for _ in range(5):
        httpx.post(f"{url}/ask", json=QUESTION, timeout=60, trust_env=False)
    os.kill(workers_of(server.pid)[0], signal.SIGKILL)
    assert server.stderr
    assert any("another takes its place" in line for line in server.stderr)
    for _ in range(5):
        counted = httpx.get(f"{url}/metrics", timeout=60, trust_env=False).text
        assert 'assistant_questions_total{outcome="answered"} 6.0' in counted
        assert "\nassistant_answers_in_progress 0.0" in counted


@pytest.mark.slow
def test_told_at_once_they_end_at_once(server: subprocess.Popen[str]) -> None:
    """Before they have begun: what they are told then is not lost."""
    while len(workers_of(server.pid)) < 2:
        assert server.poll() is None
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=60)
    assert server.returncode == 0


@pytest.mark.slow
def test_they_end_when_who_looks_after_them_is_killed(server: subprocess.Popen[str]) -> None:
    ask(server)
    workers = workers_of(server.pid)
    server.kill()
    for each in workers:
        with suppress(ProcessLookupError):  # it has ended already
            select.select([os.pidfd_open(each)], [], [], 60)
    assert not any(is_there(each) for each in workers)


def is_there(pid: int) -> bool:
    """Whether the process is running; one that nobody has waited for is not."""
    with suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
