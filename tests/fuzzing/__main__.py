"""`make fuzz`: what outsiders send, made up for so many seconds; no crash, and nothing slow.

`python -m tests.fuzzing --seconds 20 --seed 7 readers`: so many seconds for each target.

budget     how long, and what is wrong
texts      texts as they stand in articles, pages and messages, and worse
readers    articles in each format
answers    questions, histories, replies of a model
requests   bodies of requests, Slack's too
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from starlette.testclient import TestClient

from api.server import create_app
from api.settings import EXTRACTIVE, Settings
from api.wiring import wired
from assistant.sample import ARTICLE
from index.embedding.minilm import MiniLM
from index.readers.formats import read_file
from tests.api.slack.workspace import SECRET, TOKEN
from tests.assistant.generation.served import PIER, VOTE
from tests.fuzzing import answers, readers, requests
from tests.fuzzing.budget import Target, fuzz

Targets = Iterator[Iterator[Target]]
NOWHERE: Final = "http://127.0.0.1:9/api/"


@contextmanager
def _reading(_: Path) -> Targets:
    yield readers.targets()


@contextmanager
def _answering(folder: Path) -> Targets:
    loop = asyncio.new_event_loop()
    opened = wired(Settings(folder, model=EXTRACTIVE), minilm=MiniLM())
    parts = loop.run_until_complete(opened.__aenter__())
    try:
        yield answers.targets(answers.Asker(parts, loop))
    finally:
        loop.run_until_complete(opened.__aexit__(None, None, None))
        loop.close()


@contextmanager
def _requesting(folder: Path) -> Targets:
    settings = Settings(
        folder,
        model=EXTRACTIVE,
        rate_limit=None,
        slack_bot_token=TOKEN,
        slack_signing_secret=SECRET,
    )
    app = create_app(settings, slack_url=NOWHERE, sleep=lambda _: asyncio.sleep(0.01))
    with TestClient(app, "http://127.0.0.1", raise_server_exceptions=False) as client:
        yield requests.targets(requests.Sender(client))


PARTS: Final[dict[str, Callable[[Path], object]]] = {
    "readers": _reading,
    "answers": _answering,
    "requests": _requesting,
}


async def _fill(folder: Path) -> None:
    async with wired(Settings(folder)) as parts:
        for article in (await read_file(ARTICLE), PIER, VOTE):
            await parts.ingest.add(article)


def main() -> None:
    """Fuzz the parts that are named, or all, and print a line for each target."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which; all, if none")
    parser.add_argument("--seconds", type=float, default=10.0, help="for each target")
    parser.add_argument("--seed", type=int, default=20261129)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore", RuntimeWarning)  # what the app had begun when it is closed
    words = []
    with tempfile.TemporaryDirectory(prefix="assistant-fuzzing-") as name:
        asyncio.run(_fill(Path(name)))
        for part in given.parts or PARTS:
            with PARTS[part](Path(name)) as targets:  # type: ignore[attr-defined]
                for target in targets:
                    found = fuzz(target, given.seconds, given.seed)
                    print(
                        f"{found.name:32}{found.examples:7}, slowest {found.slowest:6.2f} s",
                        flush=True,
                    )
                    words += [f"{found.name}: {each}" for each in found.words]
                    for each in found.words:
                        print(f"  - {each}", flush=True)
    sys.exit(bool(words))


if __name__ == "__main__":
    main()
