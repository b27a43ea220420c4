"""The Dockerfile has all that it builds from, and runs the assistant as nobody in particular.

`python -m tests.packaging.dockerfile_steps` runs its steps; that needs the package index, so it is
no test.
"""

from __future__ import annotations

import json
import tomllib
from fnmatch import fnmatch
from typing import Final

from tests.packaging.dockerfile_steps import ROOT, Step, steps
from tests.test_documentation import COMMANDS, assistant_words, check_command

STEPS: Final = steps((ROOT / "Dockerfile").read_text("utf-8"))
SENT: Final = [
    line.removeprefix("!")
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    if line.startswith("!")
]


def copied() -> set[str]:
    """What is copied out of the repository."""
    words = [step.words.split() for step in STEPS if step.instruction == "COPY"]
    return {name for each in words if "--from=" not in each[0] for name in each[:-1]}


def first(instruction: str, containing: str = "") -> int:
    return next(
        at
        for at, step in enumerate(STEPS)
        if step.instruction == instruction and containing in step.words
    )


def test_what_is_copied_is_there_and_is_sent_to_the_builder() -> None:
    for name in copied():
        assert (ROOT / name).exists(), name
        assert any(fnmatch(name, sent) for sent in SENT), name


def test_it_copies_all_that_the_wheel_is_made_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    papers = [project["project"]["readme"], *project["project"]["license-files"]]
    assert {*packages, *papers, "pyproject.toml"} <= copied()


def test_the_assistant_runs_without_rights_on_a_volume_that_has_the_sample() -> None:
    assert first("USER") < first("RUN", "ingest --sample") < first("VOLUME")
    assert STEPS[first("USER")].words != "root"
    assert f"ASSISTANT_DATA_DIR={STEPS[first('VOLUME')].words}" in STEPS[first("ENV")].words


def test_its_commands_are_those_of_the_command_line() -> None:
    entry = json.loads(STEPS[first("ENTRYPOINT")].words)
    usual = json.loads(STEPS[first("CMD")].words)
    lines = [" ".join([*entry, *usual]), STEPS[first("RUN", "assistant ingest")].words]
    for line in lines:
        check_command(COMMANDS, assistant_words(line), line)


def test_lines_that_go_on_and_comments() -> None:
    assert steps("# no\nRUN a && \\\n  b\n\ncopy x y\n") == [
        Step("RUN", "a &&    b"),
        Step("COPY", "x y"),
    ]
