"""What a model is told: a Markdown file a prompt, and a strict renderer.

A file has a heading for each message, `# system` or `# user`, with the message below it, in
which `$name` stands for what is filled in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import ClassVar, Final, Literal, cast

Role = Literal["system", "user", "assistant"]

_FOLDER: Final = Path(__file__).parent
# Of the running task and what it starts: whoever else asks a model has the prompts as they are.
_OTHERS: Final[ContextVar[Path | None]] = ContextVar("prompts", default=None)
_HEADING: Final = re.compile(r"^# (system|user|assistant)\s*$", re.MULTILINE)


class PromptError(Exception):
    """A prompt that cannot be used: missing, without messages, or given other variables."""

    code: ClassVar = "prompt_unusable"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt; `hash` is the beginning of the SHA-256 of its file."""

    name: str
    hash: str
    messages: tuple[tuple[Role, str], ...]

    def render(self, **variables: str) -> list[tuple[Role, str]]:
        """The messages as (role, content); a `$` in what is filled in stays as it is.

        Raises:
            PromptError: variables are missing, or are not in the prompt.
        """
        templates = [(role, Template(content)) for role, content in self.messages]
        # Strict both ways: what is given and nowhere named would silently not be in the prompt.
        names = {name for _, template in templates for name in template.get_identifiers()}
        if names != variables.keys():
            missing, unknown = names - variables.keys(), variables.keys() - names
            raise PromptError(
                f"prompts/{self.name}.md: missing {sorted(missing)}, unknown {sorted(unknown)}"
            )
        return [(role, template.substitute(variables)) for role, template in templates]


def load(name: str) -> Prompt:
    """The prompt in `{name}.md`; PromptError when there is none, or it has no message."""
    others = _OTHERS.get()
    folder = others if others and (others / f"{name}.md").is_file() else _FOLDER
    return _read(folder / f"{name}.md")


@contextmanager
def taken_from(folder: Path | None) -> Iterator[None]:
    """Use the prompts in this folder in place of those of the same name; None changes nothing.

    Raises:
        PromptError: no prompt is in it.
    """
    names = {path.name for path in _FOLDER.glob("*.md")}
    # A folder without any is a mistyped path: the comparison would be of a prompt with itself.
    if folder is not None and not any((folder / name).is_file() for name in names):
        raise PromptError(f"{folder} has none of the prompts {', '.join(sorted(names))}")
    token = _OTHERS.set(folder)
    try:
        yield
    finally:
        _OTHERS.reset(token)


@cache
def _read(path: Path) -> Prompt:
    name = path.stem
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PromptError(f"prompts/{name}.md cannot be read: {error.strerror}") from error
    _, *parts = _HEADING.split(text)
    messages = tuple(
        (cast(Role, role), content.strip())
        for role, content in zip(parts[::2], parts[1::2], strict=True)
    )
    if not messages or not all(Template(content).is_valid() for _, content in messages):
        raise PromptError(f"prompts/{name}.md has no `# user` message, or a stray `$` (write `$$`)")
    return Prompt(name, hashlib.sha256(text.encode()).hexdigest()[:12], messages)
