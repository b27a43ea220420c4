"""`assistant ask` as a whole fresh process, against a bare import of chromadb."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 11
QUESTION = "Who says the departures were ordered?"


async def run() -> None:
    """Print the medians and their ratio; the two take turns, so that both meet the same noise."""
    assistant = str(Path(sys.executable).with_name("assistant"))
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ASSISTANT_DATA_DIR": folder}
        subprocess.run([assistant, "ingest", "--sample", "--quiet"], env=environment, check=True)
        asked, imported = [], []
        for _ in range(ROUNDS):
            asked.append(seconds_of([assistant, "ask", QUESTION], environment))
            imported.append(seconds_of([sys.executable, "-c", "import chromadb"], environment))
    ratios = sorted(ask / bare for ask, bare in zip(asked, imported, strict=True))
    print(
        f"fresh process: `assistant ask` {median(asked):.2f} s, `import chromadb` "
        f"{median(imported):.2f} s, ratio {median(ratios):.2f} ({ratios[0]:.2f} to "
        f"{ratios[-1]:.2f} in {ROUNDS} pairs; at most 1.5 is wanted)"
    )


def seconds_of(command: Sequence[str], environment: dict[str, str]) -> float:
    """What a command takes as a whole process, which has to end well."""
    start = perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start
