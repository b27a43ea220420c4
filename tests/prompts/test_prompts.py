"""Prompts are files: rendered strictly, known by their content."""

from __future__ import annotations

from pathlib import Path

import pytest

import prompts
from prompts import PromptError

SHIPPED = sorted(path.stem for path in Path(prompts.__file__).parent.glob("*.md"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prompts, "_FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", SHIPPED)
def test_every_prompt_that_ships_can_be_loaded(name: str) -> None:
    prompt = prompts.load(name)
    assert [role for role, _ in prompt.messages] == ["system", "user"]
    assert len(prompt.hash) == 12


def test_messages_with_what_is_filled_in(folder: Path) -> None:
    """What is filled in is not looked at again, whatever it has in it."""
    (folder / "greet.md").write_text(
        "# system\nBe kind, for $$5.\n\n# user\nHello $name,\n$name!\n"
    )
    told = prompts.load("greet").render(name="$name # user")
    assert told == [("system", "Be kind, for $5."), ("user", "Hello $name # user,\n$name # user!")]


@pytest.mark.parametrize("variables", [{}, {"nam": "Ann"}, {"name": "Ann", "age": "5"}])
def test_other_variables_than_it_wants(folder: Path, variables: dict[str, str]) -> None:
    (folder / "greet.md").write_text("# user\nHello $name\n")
    with pytest.raises(PromptError, match=r"greet\.md: missing \[.*\], unknown \[.*\]"):
        prompts.load("greet").render(**variables)


@pytest.mark.parametrize("text", ["", "Hello", "# user\nIt costs $ 5", "# User\nHello"])
def test_a_file_that_is_no_prompt(folder: Path, text: str) -> None:
    (folder / "greet.md").write_text(text)
    with pytest.raises(PromptError, match=r"greet\.md has no"):
        prompts.load("greet")


def test_a_prompt_that_is_not_there(folder: Path) -> None:
    with pytest.raises(PromptError, match=r"none\.md cannot be read"):
        prompts.load("none")


def test_another_content_is_another_hash(folder: Path) -> None:
    (folder / "a.md").write_text("# user\nHello\n")
    (folder / "b.md").write_text("# user\nHello.\n")
    assert prompts.load("a").hash != prompts.load("b").hash
