"""`make faults`: breaks libraries on this machine, and says what is wrong with them afterwards.

`python -m tests.faults kills slack --count 100 --seed 7 --minutes 10`; without names all parts are
run. It ends with 1 if anything is wrong.

made_articles   articles with words of their own, by which each version is known again
grounds         where a library lies while it is broken: SQLite or PostgreSQL, Chroma here or served
killing         child processes that die before a statement, or at a moment
operations      what is killed: ingest, update, remove, ask, reindex, all in a mixture
checks          what is lost, doubled, torn or readable when it is opened again
kills           rounds of kills, and what they found
copies          kills in move and restore
servers         servers as processes; and with them:
slack_kills     kills while messages are taken on and answered
together        two servers and commands at once
outages         the database away
older_files     a log cut short, an older copy, a newer schema
clocks          the clock set back
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults import clocks, copies, kills, older_files, outages, slack_kills, together
from tests.faults.checks import Wrong
from tests.faults.grounds import Grounds, served_chroma
from tests.faults.kills import Bounds, Row
from tests.faults.operations import ACTS
from tests.postgres import MISSING, PROGRAMS, PostgresServer, running_server

SECONDS: Final = 8.0
"""How long people work at once."""

SHOWN: Final = 20
"""Findings that are told in words."""


@dataclass(frozen=True)
class Bench:
    """Where it is done, and how much of it; `server` is PostgreSQL's, None without one."""

    sqlite: Grounds
    postgres: Grounds | None
    server: PostgresServer | None
    chroma: str
    count: int | None
    seed: int
    until: float

    @property
    def grounds(self) -> list[Grounds]:
        """All there are."""
        return [each for each in (self.sqlite, self.postgres) if each]

    def bounds(self, share: float, kills: int | None) -> Bounds:
        """This share of the time that is left."""
        now = time.monotonic()
        return Bounds(kills, now + max(0.0, self.until - now) * share, self.seed)


def _files(bench: Bench) -> Iterator[Row]:
    yield older_files.older_copy(bench.sqlite)
    yield older_files.cut_log(bench.sqlite, bench.bounds(0.2, 10))
    for grounds in bench.grounds:
        yield asyncio.run(older_files.newer_version(grounds))


def _clock(bench: Bench) -> Iterator[Row]:
    yield asyncio.run(clocks.set_back(bench.sqlite))


def _together(bench: Bench) -> Iterator[Row]:
    for grounds in bench.grounds:
        yield asyncio.run(together.at_once(grounds, SECONDS, bench.seed, bench.chroma))


def _away(bench: Bench) -> Iterator[Row]:
    if bench.postgres and bench.server:
        yield asyncio.run(outages.database_away(bench.postgres, bench.server, bench.chroma))


def _slack(bench: Bench) -> Iterator[Row]:
    for grounds in bench.grounds:
        some = bench.count and max(1, bench.count // 12)
        yield asyncio.run(slack_kills.by_step(grounds, bench.bounds(0.2, some)))


def _kills(bench: Bench) -> Iterator[Row]:
    left = len(bench.grounds) * (len(ACTS) + 2) - 1
    for grounds in bench.grounds:
        beginning = kills.prepared(grounds)
        for name in ACTS:
            some = bench.count and max(1, bench.count // (2 * len(ACTS)))
            yield kills.by_step(grounds, beginning, name, bench.bounds(1 / left, some))
            left -= 1
        some = bench.count and bench.count // (2 if grounds is bench.sqlite else 4)
        yield kills.at_moments(grounds, bench.bounds(2 / (left + 1), some))
        left -= 1
        if grounds is bench.postgres:
            yield kills.at_moments(grounds, bench.bounds(1, some), bench.chroma)


def _copies(bench: Bench) -> Iterator[Row]:
    for grounds, others in ((bench.sqlite, bench.postgres), (bench.postgres, bench.sqlite)):
        if grounds:
            some = bench.count and max(1, bench.count // 12)
            yield copies.move(grounds, others or grounds, bench.bounds(0.1, some))
            yield copies.restore(grounds, bench.bounds(0.1, some))


PARTS: Final[dict[str, Callable[[Bench], Iterator[Row]]]] = {
    "files": _files,
    "clock": _clock,
    "together": _together,
    "away": _away,
    "slack": _slack,
    "copies": _copies,
    "kills": _kills,
}


def main() -> None:
    """Run the parts that are named, or all, and print a row for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which; all, if none")
    parser.add_argument("--count", type=int, default=100, help="kills a database; 0: at each step")
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--minutes", type=float, default=10.0, help="kills are begun so long")
    given = parser.parse_args()
    logging.disable(logging.ERROR)
    print(f"{'':32}{'':25}{'kills':>6}{'done':>6}" + "".join(f"{w.value:>9}" for w in Wrong))
    rows: list[Row] = []
    with ExitStack() as stack:
        bench = _bench(stack, given)
        for name in given.parts or PARTS:
            for row in PARTS[name](bench):
                rows.append(row)
                counts = "".join(f"{row.wrong[each]:9}" for each in Wrong)
                print(f"{row.operation:32}{row.ground:25}{row.kills:6}{row.finished:6}{counts}")
    words = [each for row in rows for each in row.words]
    for each in words[:SHOWN]:
        print(f"- {each}")
    if PROGRAMS is None:
        print(f"PostgreSQL was left out: {MISSING}.")
    sys.exit(bool(words))


def _bench(stack: ExitStack, given: argparse.Namespace) -> Bench:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="assistant-faults-")))
    server = stack.enter_context(running_server()) if PROGRAMS else None
    for name in ("sqlite", "postgres"):
        (folder / name).mkdir()
    return Bench(
        sqlite=Grounds(folder / "sqlite"),
        postgres=Grounds(folder / "postgres", server) if server else None,
        server=server,
        chroma=stack.enter_context(served_chroma(folder / "chroma")),
        count=given.count or None,
        seed=given.seed,
        until=time.monotonic() + 60 * given.minutes,
    )


if __name__ == "__main__":
    main()
