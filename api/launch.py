"""Starts the assistant on behalf of a command: as an HTTP server, or in Slack.

The command line reaches the other wings through here alone. Each function imports its wing when it
is called, so that `assistant --help` loads none of them.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from api.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Config

CONNECTIONS: Final = 256
"""Connections besides those of the answers that are worked on: by default 512 in all, half of the
files that most systems let a process open."""

AFTERWARDS: Final = 3
"""Seconds for what is still running when answers have ended or had their time."""


def serve_http(settings: Settings, listener: socket.socket, *, examining: bool = True) -> None:
    """Serve the HTTP API on this socket, until a signal to stop.

    `examining`: models that have taken no exam take it meanwhile.
    """
    from api.asgi.graceful_shutdown import DrainingServer  # noqa: PLC0415 - heavy
    from api.server import create_app  # noqa: PLC0415 - heavy

    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)  # uvicorn raises again, at its end, what stopped it
    # Warm: the first question must not wait for weights, nor hold up all others while they load.
    app = create_app(settings, warm=True, examine=examining)
    server = DrainingServer(uvicorn_config(app, settings.trusted_proxies), app.state.server.slots)
    server.run([listener])


def serve_http_by(workers: int, listener: socket.socket) -> None:
    """The same by several processes of the same environment, each with all that a server has."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - needed only here

    from api.workers import Workers  # noqa: PLC0415 - as above

    with TemporaryDirectory(prefix="article-assistant-") as metrics:
        Workers(workers, listener, metrics).run()


async def serve_slack(settings: Settings, tell: Callable[[str], None]) -> None:
    """Answer in Slack, in Socket Mode, until a signal to stop; `tell` informs who started it.

    Raises:
        SlackApiError: Slack refuses the tokens.
    """
    from api.slack.socket_mode import serve  # noqa: PLC0415 - heavy

    await serve(settings, tell)


def slack_manifest(url: str | None) -> dict[str, Any]:
    """The manifest of the Slack app; `url` is where Slack reaches the server, None for sockets."""
    from api.slack.manifest import manifest  # noqa: PLC0415 - as above

    return manifest(url)


def uvicorn_config(app: FastAPI, trusted_proxies: Sequence[str] = ()) -> Config:
    """One process, whatever WEB_CONCURRENCY says: embedded Chroma is not safe with two."""
    from uvicorn import Config  # noqa: PLC0415 - heavy

    from api.asgi.connections import MOST_HEAD, connections  # noqa: PLC0415 - as above
    from api.logs import CONFIG  # noqa: PLC0415 - as above

    return Config(
        app,
        http=connections(CONNECTIONS + app.state.server.slots.most),
        h11_max_incomplete_event_size=MOST_HEAD,
        ws="none",
        workers=1,
        log_config=CONFIG,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(trusted_proxies),  # by default uvicorn trusts this machine's
        forwarded_allow_ips=list(trusted_proxies),
        timeout_graceful_shutdown=AFTERWARDS,
    )
