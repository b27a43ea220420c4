"""The command that serves the HTTP API."""

from __future__ import annotations

import asyncio
import signal
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from api import terminal
from api.commands import FAILED
from api.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Config


def serve(
    host: Annotated[str, typer.Option(help="An address of this machine to itself.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8000,
) -> None:
    """Answer questions over HTTP, on this machine only."""
    from uvicorn import Server  # noqa: PLC0415 - heavy, needed only here

    from api.app import create_app  # noqa: PLC0415 - as above
    from api.loopback import is_loopback  # noqa: PLC0415 - as above
    from api.wiring import wired  # noqa: PLC0415 - as above

    if not is_loopback(host):
        raise typer.BadParameter(
            f"{host!r} can be reached from elsewhere, and there are no API keys yet that would "
            "protect the articles. Use 127.0.0.1, ::1 or localhost.",
            param_hint="--host",
        )
    settings = Settings.load()

    async def try_out() -> None:
        async with wired(settings):
            pass

    asyncio.run(try_out())  # a library that cannot be used is told here, not in a server's log
    with _listening(host, port) as listener:
        terminal.tell(f"Serving on {_url(listener)} (Ctrl-C stops it)")
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, signal.SIG_IGN)  # uvicorn raises again, at its end, what stopped it
        Server(config(create_app(settings))).run([listener])


def config(app: FastAPI) -> Config:
    """One process, whatever WEB_CONCURRENCY says: embedded Chroma is not safe with two."""
    from uvicorn import Config  # noqa: PLC0415 - heavy, needed only here

    return Config(app, workers=1, log_level="warning")


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
