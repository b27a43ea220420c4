"""The command line as a user runs it, in this process."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


Run = Callable[..., Ran]


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, and no other setting."""
    for name in os.environ:
        if name.startswith(("OPENAI_", "ASSISTANT_", "CHROMA_")):
            monkeypatch.delenv(name)
    folder = tmp_path / "data"
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    """`run("ask", "Who?")` as `assistant ask Who?`."""

    def command(*arguments: str) -> Ran:
        capfd.readouterr()
        monkeypatch.setattr(sys, "argv", ["assistant", *arguments])
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capfd.readouterr()
        return Ran(printed.out, printed.err, code)

    return command


@pytest.fixture
def sample(run: Run, sample_folder: Path, data_folder: Path) -> Run:
    """The same, with the sample article in the library."""
    shutil.copytree(sample_folder, data_folder)
    return run
