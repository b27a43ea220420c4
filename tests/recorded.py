"""Recorded HTTP: what an OpenAI-compatible endpoint once answered, answered again.

A recording is one exchange. It has neither the host nor a header, and so no key. Its path is the
one beneath the endpoint's base URL.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import respx

FOLDER: Final = Path(__file__).parent / "recordings"
BASE_URL: Final = "http://recorded.invalid/v1"


@dataclass(frozen=True, slots=True)
class Sent:
    """A request; `json` is its body."""

    method: str
    path: str
    json: Any

    @classmethod
    def of(cls, request: httpx.Request, base_url: str) -> Sent:
        """What of a request to the endpoint at `base_url` is kept and compared."""
        path = request.url.path.removeprefix(urlsplit(base_url).path.rstrip("/"))
        return cls(request.method, path, json.loads(request.content))


@dataclass(frozen=True, slots=True)
class Recording:
    """An exchange with a model; `status` and `json` are the response's."""

    model: str
    request: Sent
    status: int
    json: Any

    @classmethod
    def load(cls, name: str) -> Recording:
        """The recording of this name."""
        kept = json.loads((FOLDER / f"{name}.json").read_text())
        response = kept["response"]
        return cls(kept["model"], Sent(**kept["request"]), response["status"], response["json"])

    def save(self, name: str) -> None:
        """Keep it under this name, in place of an earlier one; a key a line."""
        request = {
            "method": self.request.method,
            "path": self.request.path,
            "json": self.request.json,
        }
        response = {"status": self.status, "json": self.json}
        kept = {"model": self.model, "request": request, "response": response}
        lines = (
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in kept.items()
        )
        (FOLDER / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


@contextmanager
def replay(router: respx.Router, *names: str) -> Iterator[None]:
    """Answer requests to BASE_URL from recordings, by method, path and the exact JSON body.

    Raises:
        AssertionError: at the end, when a request was not recorded or a recording not used.
    """
    recordings = {name: Recording.load(name) for name in names}
    used: set[str] = set()
    unrecorded: list[Sent] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent = Sent.of(request, BASE_URL)
        for name, recording in recordings.items():
            if recording.request == sent:
                used.add(name)
                return httpx.Response(recording.status, json=recording.json)
        unrecorded.append(sent)  # an error raised here would be taken for a lost connection
        return httpx.Response(400, json={"error": {"message": "this request is not recorded"}})

    router.route().mock(side_effect=answer)
    try:
        yield
    finally:  # also when the code under test has failed because of it
        assert not unrecorded, f"not recorded: {unrecorded}; `make record` records anew"
    assert used == {*names}, f"recorded and not used: {sorted({*names} - used)}"
