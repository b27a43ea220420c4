"""Moving, backing up and restoring by the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from api.access.keys import Keys
from api.access.roles import Role
from api.settings import Settings
from api.wiring import wired
from tests.api.conftest import Run
from tests.index.fakes import article
from tests.postgres import NEEDED, PASSWORD, PostgresServer


def test_a_library_is_moved_nowhere_where_no_place_is_named(run: Run) -> None:
    """As of a variable that is not set: the folder that one is in is not meant."""
    assert run("ingest", "--sample").code == 0
    moved = run("move", "--to", "")
    assert moved.code == 2
    assert "it is empty" in moved.err
    assert not Path("library.db").exists()


def test_a_library_is_moved_and_moved_back(
    run: Run, data_folder: Path, full: Path, tmp_path: Path
) -> None:
    data_folder.mkdir(exist_ok=True)
    shutil.copy(full, data_folder / "library.db")
    there = tmp_path / "there"
    moved = run("move", "--to", str(there))
    assert moved.code == 0, moved.err
    assert "2 articles" in moved.err
    assert f"set ASSISTANT_DATA_DIR={there} and leave DATABASE_URL out" in moved.err
    again = run("move", "--to", str(there))
    assert again.code == 1
    assert "is not empty: there are 2 in articles" in again.err
    assert run("articles").out.count("\n") == 2


@pytest.mark.parametrize("_", [pytest.param(0, marks=NEEDED)])
def test_no_password_is_shown(
    run: Run, data_folder: Path, full: Path, postgres: PostgresServer, _: int
) -> None:
    data_folder.mkdir(exist_ok=True)
    shutil.copy(full, data_folder / "library.db")
    url = postgres.new_library()
    moved = run("move", "--to", url)
    assert moved.code == 0, moved.err
    assert "to postgresql://tester@127.0.0.1" in moved.err
    assert "set DATABASE_URL to the address that you gave to --to" in moved.err
    again = run("move", "--to", url)
    assert again.code == 1
    for each in (moved, again):
        assert PASSWORD not in each.err + each.out
        assert "pass%40word" not in each.err + each.out
    wrong = run("move", "--to", "mysql://me:pass%40word@h/d")
    assert wrong.code == 1
    assert "--to is no address of a database" in wrong.err
    assert "pass%40word" not in wrong.err


async def test_a_backup_is_made_while_it_is_in_use_and_put_back(
    run: Run, data_folder: Path, tmp_path: Path
) -> None:
    async with wired(Settings(data_folder)) as parts:
        await parts.ingest.add(article("Ferry", "It sails."))
        secret = await parts.keys.new("laptop", Role.ASK)
        made = run("backup", str(tmp_path / "kept"))
        assert made.code == 0, made.err
        assert f"kept in {tmp_path / 'kept'}: 1 article" in made.err
    refused = run("restore", str(tmp_path / "kept"))
    assert refused.code == 1
    assert "`assistant restore --replace`" in refused.err
    put_back = run("restore", "--replace", str(tmp_path / "kept"))
    assert put_back.code == 0, put_back.err
    assert "replacing what is there: 1 article" in put_back.err
    async with wired(Settings(data_folder)) as parts:
        assert (await Keys(parts.database).ring()).find(secret)
        assert await parts.ingest.check() == 1
    assert run("backup", str(tmp_path / "kept")).code == 1
