"""Everything that is fetched to install the project is locked, each file by its hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT: Final = Path(__file__).parents[2]
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS: Final = PROJECT["project"]["optional-dependencies"]
WANTED: Final = {
    "requirements.txt": [
        *PROJECT["project"]["dependencies"],
        *EXTRAS["postgres"],
        *PROJECT["dependency-groups"]["build"],
    ],
    "requirements-dev.txt": [*PROJECT["project"]["dependencies"], *EXTRAS["dev"]],
}


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Each package of a list, with the hashes of its files."""
    lines = (ROOT / name).read_text("utf-8").replace("\\\n", " ").splitlines()
    pins: dict[str, tuple[Requirement, list[str]]] = {}
    for line in lines:
        requirement, *hashes = re.split(r"\s+--hash=sha256:", line.strip())
        pin = Requirement(requirement)
        pins[canonicalize_name(pin.name)] = (pin, hashes)
    return pins


@pytest.mark.parametrize("name", WANTED)
def test_each_version_is_one_and_each_file_has_a_hash(name: str) -> None:
    for pin, hashes in locked(name).values():
        assert [each.operator for each in pin.specifier] == ["=="], str(pin)
        assert pin.url is None
        assert hashes, str(pin)
        assert all(re.fullmatch(r"[0-9a-f]{64}", each) for each in hashes), str(pin)


@pytest.mark.parametrize("name", WANTED)
def test_what_the_project_wants_is_locked_as_it_wants_it(name: str) -> None:
    """If this fails, `make lock` writes the list anew."""
    pins = locked(name)
    for wanted in map(Requirement, WANTED[name]):
        if wanted.name == PROJECT["project"]["name"]:
            continue
        pin, _ = pins[canonicalize_name(wanted.name)]
        (version,) = pin.specifier
        assert wanted.specifier.contains(Version(version.version)), str(wanted)


def test_both_lists_lock_the_same_versions() -> None:
    runs, develops = locked("requirements.txt"), locked("requirements-dev.txt")
    for name, (pin, hashes) in runs.items():
        assert develops[name] == (pin, hashes)


@pytest.mark.parametrize("name", ["Makefile", "Dockerfile"])
def test_nothing_is_installed_that_is_not_locked(name: str) -> None:
    """But for `make tune` and `make lock`, which say so, and what is fetched from nowhere."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    installing = re.findall(r"^.*\b(?:pip (?:install|wheel)|\$\(PIP\)).*$", text, re.MULTILINE)
    assert installing
    for line in installing:
        assert re.search(
            r"--require-hashes|--no-index|--no-deps --no-build-isolation|\[tune\]|^PIP :=| uv$",
            line,
        ), line
