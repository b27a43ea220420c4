"""`make bench`: measures and prints, and never passes or fails by the clock.

`python -m tests.benchmarks cold scale` runs only these.
"""

from __future__ import annotations

import asyncio
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import wordings
from tests.benchmarks.checks import draft, fluent, grounding, twins
from tests.benchmarks.judges import correctness, judge
from tests.benchmarks.load import serving, under_load
from tests.benchmarks.speed import cold, model, scale, slack, speed, throughput
from tests.benchmarks.stances import stance

BENCHMARKS = {
    "cold": cold.run,
    "speed": speed.run,
    "throughput": throughput.run,
    "model": model.run,
    "scale": scale.run,
    "serving": serving.run,
    "load": under_load.run,
    "slack": slack.run,
}
ASKED_FOR = {
    "correctness": correctness.run,
    "draft": draft.run,
    "fluent": fluent.run,
    "grounding": grounding.run,
    "judge": judge.run,
    "stance": stance.run,
    "twins": twins.run,
    "wordings": wordings.run,
}
"""Not part of `make bench`."""


def machine() -> str:
    """What the figures hold for."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0].partition(":")[2].strip() if names else cpu
    packages = ", ".join(f"{name} {version(name)}" for name in ("chromadb", "onnxruntime"))
    return f"{cpu}, {os.cpu_count()} cores, Python {platform.python_version()}, {packages}"


def main() -> None:
    """Run the benchmarks named on the command line, or all."""
    print(machine())
    for name in sys.argv[1:] or BENCHMARKS:
        asyncio.run((BENCHMARKS | ASKED_FOR)[name]())


if __name__ == "__main__":
    main()
