"""Recorded HTTP: what an OpenAI-compatible endpoint once answered, answered again.

A recording is one or more exchanges. It has neither the host nor a header, and so no key. Paths
are those beneath the endpoint's base URL.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
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
        return cls(request.method, path, json.loads(request.content or b"null"))


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and what came back: JSON, or a stream's text as it was sent."""

    request: Sent
    status: int
    json: Any = None
    text: str | None = None

    @classmethod
    def of(cls, sent: Sent, response: httpx.Response) -> Exchange:
        """What is kept of a response."""
        if "event-stream" in response.headers.get("content-type", ""):
            return cls(sent, response.status_code, text=response.text)
        return cls(sent, response.status_code, json=response.json())

    def response(self) -> httpx.Response:
        """The response, again."""
        if self.text is None:
            return httpx.Response(self.status, json=self.json)
        stream = {"content-type": "text/event-stream"}
        return httpx.Response(self.status, text=self.text, headers=stream)


@dataclass(frozen=True, slots=True)
class Recording:
    """Exchanges with a model, in the order in which they were made."""

    model: str
    exchanges: tuple[Exchange, ...]

    @classmethod
    def load(cls, name: str) -> Recording:
        """The recording of this name."""
        kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        exchanges = (Exchange(Sent(**each.pop("request")), **each) for each in kept["exchanges"])
        return cls(kept["model"], tuple(exchanges))

    def save(self, name: str) -> None:
        """Keep it under this name, in place of an earlier one; an exchange a line."""
        lines = (
            json.dumps(
                {key: value for key, value in asdict(each).items() if value is not None},
                ensure_ascii=False,
            )
            for each in self.exchanges
        )
        text = (
            f'{{"model": {json.dumps(self.model)}, "exchanges": [\n' + ",\n".join(lines) + "\n]}\n"
        )
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


@contextmanager
def replay(router: respx.Router, *names: str) -> Iterator[None]:
    """Answer requests to BASE_URL from recordings, by method, path and the exact JSON body.

    Raises:
        AssertionError: at the end, when a request was not recorded or an exchange not used.
    """
    exchanges = [each for name in names for each in Recording.load(name).exchanges]
    used: list[Exchange] = []
    unrecorded: list[Sent] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent = Sent.of(request, BASE_URL)
        for exchange in exchanges:
            if exchange.request == sent:
                used.append(exchange)
                return exchange.response()
        unrecorded.append(sent)  # an error raised here would be taken for a lost connection
        return httpx.Response(400, json={"error": {"message": "this request is not recorded"}})

    router.route().mock(side_effect=answer)
    try:
        yield
    finally:  # also when the code under test has failed because of it
        assert not unrecorded, f"not recorded: {unrecorded}; `make record` records anew"
    unused = [each.request for each in exchanges if each not in used]
    assert not unused, f"recorded and not used: {unused}; `make record` records anew"


@contextmanager
def recording(router: respx.Router, base_url: str) -> Iterator[list[Exchange]]:
    """Pass requests on to the endpoint at `base_url`; what it answered well is in the list."""
    made: list[Exchange] = []

    def pass_on(request: httpx.Request) -> httpx.Response:
        names = ("authorization", "content-type", "accept")
        headers = {name: request.headers[name] for name in names if name in request.headers}
        response = httpx.request(
            request.method, request.url, content=request.content, headers=headers, timeout=600
        )
        exchange = Exchange.of(Sent.of(request, base_url), response)
        if response.is_success and exchange not in made:  # others are tried again
            made.append(exchange)
        return exchange.response()

    router.route().mock(side_effect=pass_on)
    yield made
