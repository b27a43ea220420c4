"""The Dockerfile's steps without Docker: `python -m tests.packaging.dockerfile_steps FOLDER`.

Each stage is an empty folder with a fresh virtual environment in place of its base image, and an
empty home. What needs another machine (users, the base image itself) is named and left out. At the
end the image's entry point answers the canonical question. It installs from the package index.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
QUESTION: Final = "Who says the departures were ordered?"
_ABSOLUTE: Final = re.compile(r"(?<![\w./:=-])/(?=(?:src|dist|build|data)\b)")
_ON_THE_MACHINE: Final = ("useradd", "apt-get")


@dataclass(frozen=True, slots=True)
class Step:
    """An instruction of the Dockerfile and what follows it."""

    instruction: str
    words: str


def steps(text: str) -> list[Step]:
    """The instructions in their order; a line that ends in a backslash goes on."""
    lines = text.replace("\\\n", " ").splitlines()
    written = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return [Step(instruction.upper(), words) for instruction, words in written]


@dataclass
class Stage:
    """A stage of the build: its folder stands for `/`."""

    folder: Path
    name: str
    work: str = "/"
    variables: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """An empty folder with an environment and a home."""
        (self.folder / "home").mkdir(parents=True)
        subprocess.run([sys.executable, "-m", "venv", self.folder / "venv"], check=True)

    def path(self, written: str) -> Path:
        """Where a path of the image is here."""
        return self.folder / os.path.join(self.work, written).lstrip("/")  # noqa: PTH118

    def run(self, command: str) -> None:
        """A command of the image, in its working folder."""
        there = self.path(".")
        there.mkdir(parents=True, exist_ok=True)
        shown = _ABSOLUTE.sub(f"{self.folder}/", command)
        print(f"[{self.name}] {shown}", flush=True)
        environment = self._environment()
        subprocess.run(["sh", "-ec", shown], check=True, cwd=there, env=environment)

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in os.environ if name.startswith("PIP_")}
        path = f"{self.folder / 'venv' / 'bin'}:{os.environ['PATH']}"
        given = {
            name: _ABSOLUTE.sub(f"{self.folder}/", each) for name, each in self.variables.items()
        }
        return kept | {"PATH": path, "HOME": str(self.folder / "home")} | given


def main(folder: Path) -> None:
    """Build and ask."""
    stages: dict[str, Stage] = {}
    stage: Stage | None = None
    ending: dict[str, str] = {}
    for step in steps((ROOT / "Dockerfile").read_text(encoding="utf-8")):
        if step.instruction == "FROM":
            name = step.words.partition(" AS ")[2] or "image"
            stage = stages[name] = Stage(folder / name, name)
            stage.begin()
            continue
        assert stage, "a Dockerfile begins with FROM"
        match step.instruction:
            case "WORKDIR":
                stage.work = step.words
            case "ENV":
                stage.variables |= dict(each.split("=", 1) for each in shlex.split(step.words))
            case "COPY":
                _copy(step.words.split(), stage, stages)
            case "RUN" if not any(word in step.words for word in _ON_THE_MACHINE):
                stage.run(step.words)
            case "ENTRYPOINT":
                ending["entry"] = shlex.join(json.loads(step.words))
            case _:
                print(f"[{stage.name}] left out: {step.instruction} {step.words}")
    assert stage
    stage.run(f"{ending['entry']} ask {shlex.quote(QUESTION)}")


def _copy(words: list[str], stage: Stage, stages: dict[str, Stage]) -> None:
    *sources, to = (word for word in words if not word.startswith("--"))
    origin = next((word[len("--from=") :] for word in words if word.startswith("--from=")), None)
    target = stage.path(to)
    for source in sources:
        found = stages[origin].path(source) if origin else ROOT / source
        if found.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(found, target, ignore=ignored, dirs_exist_ok=True)
        else:
            folder = target if to.endswith("/") else target.parent
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(found, folder if to.endswith("/") else target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
