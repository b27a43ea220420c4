"""The command line where nothing more can be written: what is there can still be read and asked."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
QUESTION = "Who says the departures were ordered?"


@pytest.fixture
def library(sample_folder: Path, tmp_path: Path) -> Path:
    """A copy of the sample's library."""
    return Path(shutil.copytree(sample_folder, tmp_path / "data"))


def _no_file_grows() -> None:
    """In the child: to write beyond the end of any file fails, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def ran(folder: Path, *arguments: str, is_full: bool = True) -> subprocess.CompletedProcess[str]:
    """A command of its own, over the library in this folder."""
    environment = {**os.environ, "ASSISTANT_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", "from api.cli.main import main; main()", *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_no_file_grows if is_full else None,
    )


def test_a_question_is_answered_and_not_kept(library: Path) -> None:
    done = ran(library, "ask", QUESTION)
    assert done.returncode == 0
    assert "One source close to Venezuela’s ruling party says so [6]." in done.stdout
    assert "Note: Not kept: the library cannot be written now" in done.stdout


def test_what_is_there_can_be_read(library: Path) -> None:
    listed = ran(library, "articles")
    assert listed.returncode == 0
    assert listed.stdout.startswith("cubans-head-home")
    assert "[6] One source close" in ran(library, "show", "cubans").stdout


def test_what_cannot_be_changed_is_said_with_what_to_do(library: Path) -> None:
    before = (library / "library.db").read_bytes()
    done = ran(library, "remove", "cubans")
    assert done.returncode == 1
    assert "Make the folder writable" in done.stderr
    assert "Traceback" not in done.stderr
    assert (library / "library.db").read_bytes() == before


def test_the_doctor_says_that_nothing_can_be_kept(library: Path) -> None:
    done = ran(library, "doctor", "--json")
    disk = next(each for each in json.loads(done.stdout) if each["name"] == "disk")
    assert done.returncode == 1
    assert not disk["well"]
    assert f"{library} cannot be written" in disk["detail"]
    assert "free some space" in disk["detail"]


def test_a_log_that_was_left_is_not_read_over(library: Path) -> None:
    """What it has may be newer than the file: to leave it out could show what was removed."""
    (library / "library.db-wal").write_bytes(b"left by a process that was killed")
    done = ran(library, "articles")
    assert done.returncode == 1
    assert "cannot be used" in done.stderr


def test_once_there_is_room_all_of_it_works_again(library: Path) -> None:
    ran(library, "ask", QUESTION)
    assert ran(library, "remove", "cubans", is_full=False).returncode == 0
    assert ran(library, "articles").stdout == ""
