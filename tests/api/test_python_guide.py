"""The guide's page for programs: its code runs as it stands, and importing loads nothing heavy."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from markdown_it import MarkdownIt

from api.http.guide import GUIDE

PAGE: Final = (GUIDE / "python.md").read_text("utf-8")
FENCES: Final = [each for each in MarkdownIt().parse(PAGE) if each.type == "fence"]
PROGRAMS: Final = [each.content for each in FENCES if each.info == "python"]
SETTINGS: Final = ("ASSISTANT_", "OPENAI_", "CHROMA_", "DATABASE_", "SLACK_")


def run(folder: Path, program: str) -> str:
    """What a program prints in this folder, on a machine that has no setting."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=variables | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_pages_programs_run_one_after_the_other_and_print_what_it_says(tmp_path: Path) -> None:
    [printed] = [each.content for each in FENCES if not each.info]
    first, second, third = (run(tmp_path, program) for program in PROGRAMS)
    assert first == printed
    assert second.splitlines()[-1] == "answered"
    assert third == "not_found – The article does not clearly say. It does not mention Peru.\n"
    assert (tmp_path / "news" / "library.db").exists()


@pytest.mark.parametrize("package", ["api", "assistant", "index"])
def test_each_exported_name_is_there(package: str) -> None:
    module = import_module(package)
    assert module.__all__
    for name in module.__all__:
        assert hasattr(module, name), name
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = module.nothing_such


@pytest.mark.slow
def test_a_package_loads_nothing_before_it_is_used(tmp_path: Path) -> None:
    heavy = ("numpy", "chromadb", "openai", "sqlalchemy", "index.retriever", "assistant.pipeline")
    program = f"import sys, api, assistant, index\nprint([m for m in {heavy} if m in sys.modules])"
    assert run(tmp_path, program) == "[]\n"


@pytest.mark.slow
def test_who_has_no_model_does_not_wait_for_what_reads_replies(tmp_path: Path) -> None:
    readers = ("assistant.generation.drafts", "assistant.verification.empty_phrases")
    program = f"import sys, api.wiring\nprint([m for m in {readers} if m in sys.modules])"
    assert run(tmp_path, program) == "[]\n"


@pytest.mark.parametrize("package", ["api", "assistant", "index", "prompts"])
def test_type_checkers_read_the_annotations(package: str) -> None:
    folder = Path(str(import_module(package).__file__)).parent
    assert (folder / "py.typed").exists()
