"""Several processes that serve one address, and whoever looks after them.

The first process listens and starts the others, which take connections from its socket. One that
dies is replaced. They end when the pipe to them is closed, gracefully: so they do too when the
first process is killed, and nobody is left behind.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from logging.config import dictConfig
from time import monotonic
from types import FrameType
from typing import IO, Final

from api.launch import serve_http
from api.logs import CONFIG
from api.settings import Settings

log = logging.getLogger(__name__)

SETTLED: Final = 30.0
"""Seconds after which a worker has begun well: the next is started at once when it dies."""

PAUSES: Final = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before the next try when workers die as soon as they begin; the last from then on."""

PATIENCE: Final = 40.0
"""Seconds for a worker to end: more than it gives its answers."""


class Workers:
    """So many processes on a socket that listens; what they count is in the folder `metrics`."""

    def __init__(self, count: int, listener: socket.socket, metrics: str) -> None:
        self._places = [_Place(number, listener, metrics) for number in range(count)]

    def run(self) -> None:
        """Serve until a signal to stop; the second one ends what the first lets finish."""
        dictConfig(CONFIG)
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, self._stop)
        threads = [threading.Thread(target=place.keep_taken) for place in self._places]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _stop(self, _: int, __: FrameType | None) -> None:
        for place in self._places:
            place.stop()


class _Place:
    """A worker's place, which is never empty for long."""

    def __init__(self, number: int, listener: socket.socket, metrics: str) -> None:
        self._number = number
        self._metrics = metrics
        self._listener = listener.fileno()
        self._stopping = threading.Event()
        self._worker: subprocess.Popen[bytes] | None = None
        self._pipe: IO[bytes] | None = None

    def keep_taken(self) -> None:
        """Have a worker in it until it is to stop."""
        failures = 0
        while not self._stopping.wait(PAUSES[min(failures, len(PAUSES) - 1)]):
            began = monotonic()
            code = self._work()
            if not self._stopping.is_set():
                log.warning("worker %d ended (%d): another takes its place", self._number, code)
            failures = 0 if monotonic() - began > SETTLED else failures + 1

    def stop(self) -> None:
        """Have the worker end when its answers have; at the second call, at once."""
        if self._worker is not None:
            if self._stopping.is_set():
                self._worker.terminate()
            late = threading.Timer(PATIENCE, self._worker.kill)
            late.daemon = True
            late.start()
        self._stopping.set()
        if self._pipe is not None:
            self._pipe.close()

    def _work(self) -> int:
        """Start a worker, and return how it ended."""
        theirs, ours = os.pipe()
        with os.fdopen(ours, "wb", buffering=0) as self._pipe:
            # -P: what lies in the working folder is none of our modules.
            command = [sys.executable, "-P", "-m", "api.workers"]
            self._worker = subprocess.Popen(  # noqa: S603 - this very program
                [*command, self._metrics, str(self._number), str(self._listener), str(theirs)],
                pass_fds=(self._listener, theirs),
                start_new_session=True,  # Ctrl-C is for the first process, which tells the others
            )
            os.close(theirs)
            if self._stopping.is_set():  # meanwhile
                self._pipe.close()
            code = self._worker.wait()
        # Only here: a worker loads it when it knows where to count.
        from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - as above

        mark_process_dead(self._worker.pid, self._metrics)  # type: ignore[no-untyped-call]
        return code


def work(metrics: str, number: int, listener: int, pipe: int) -> None:
    """Be a worker: serve on the socket until the pipe is closed."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = (
        metrics  # before prometheus_client is loaded, which looks there
    )
    threading.Thread(target=_stop_when_closed, args=(pipe,), daemon=True).start()
    # One examines the models, for all.
    serve_http(Settings.load(), socket.socket(fileno=listener), examining=number == 0)


def _stop_when_closed(pipe: int) -> None:
    os.read(pipe, 1)
    started = threading.Event()
    while signal.getsignal(signal.SIGTERM) in (signal.SIG_DFL, signal.SIG_IGN):
        started.wait(0.05)  # it is still beginning, and hears of nothing
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    work(sys.argv[1], *map(int, sys.argv[2:]))
