"""The command that serves the HTTP API."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api.cli import terminal
from api.cli.options import FAILED
from api.logs import CONFIG
from api.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Config

CONNECTIONS: Final = 256
"""Connections besides those of the answers that are worked on: by default 512 in all, half of the
files that most systems let a process open."""

AFTERWARDS: Final = 3
"""Seconds for what is still running when answers have ended or had their time."""


def serve(
    host: Annotated[
        str, typer.Option(help="An address to listen on; one that others reach needs keys.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8000,
) -> None:
    """Answer questions over HTTP; on this machine only, unless there are keys."""
    from api.asgi.graceful_shutdown import DrainingServer  # noqa: PLC0415 - as above
    from api.http.middleware.loopback import is_loopback  # noqa: PLC0415 - as above
    from api.http.middleware.route_roles import SLACK  # noqa: PLC0415 - as above
    from api.server import create_app  # noqa: PLC0415 - heavy, needed only here

    settings = Settings.load()
    # A library that cannot be used is told here, not in a server's log.
    has_keys = asyncio.run(_has_keys(settings))
    if not (has_keys or is_loopback(host)):
        raise typer.BadParameter(
            f"{host!r} can be reached from elsewhere, and there is no API key that would protect "
            "the articles. Make one with `assistant keys new NAME`, or use 127.0.0.1, ::1 or "
            "localhost.",
            param_hint="--host",
        )
    with _listening(host, port) as listener:
        terminal.tell(f"Serving on {_url(listener)} (Ctrl-C stops it)")
        if settings.slack_over_http:
            terminal.tell(f"Slack's requests are answered at {SLACK}")
        if not is_loopback(host):
            terminal.tell("Keys go over the wire as they are: put a proxy that speaks TLS before.")
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, signal.SIG_IGN)  # uvicorn raises again, at its end, what stopped it
        app = create_app(settings, warm=True)
        DrainingServer(config(app, settings.trusted_proxies), app.state.operations.streams).run(
            [listener]
        )


async def _has_keys(settings: Settings) -> bool:
    from api.wiring import wired  # noqa: PLC0415 - heavy, needed only here

    async with wired(settings) as parts:
        return (await parts.keys.ring()).locks


def config(app: FastAPI, trusted_proxies: Sequence[str] = ()) -> Config:
    """One process, whatever WEB_CONCURRENCY says: embedded Chroma is not safe with two."""
    from uvicorn import Config  # noqa: PLC0415 - heavy, needed only here

    from api.asgi.connections import MOST_HEAD, connections  # noqa: PLC0415 - as above

    return Config(
        app,
        http=connections(CONNECTIONS + app.state.operations.streams.most),
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


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        terminal.complain(f"cannot listen: {error.strerror}. Choose another port with --port.")
        raise typer.Exit(FAILED) from error


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
