"""The command that serves the HTTP API."""

from __future__ import annotations

import asyncio
import socket
from typing import Annotated

import typer

from api.asgi.addresses import is_loopback
from api.asgi.paths import SLACK_EVENTS
from api.cli.options import FAILED
from api.cli.output import terminal
from api.launch import serve_http, serve_http_by
from api.settings import Settings


def serve(
    host: Annotated[
        str, typer.Option(help="An address to listen on; one that others reach needs keys.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8000,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes; several need CHROMA_URL.")
    ] = 1,
) -> None:
    """Answer questions over HTTP; on this machine only, unless there are keys."""
    settings = Settings.load()
    if workers > 1 and not settings.chroma_url:
        raise typer.BadParameter(
            "several processes cannot share the index of vectors in the data folder. Start a "
            "Chroma server (`chroma run`) and name it in CHROMA_URL, or serve with one process.",
            param_hint="--workers",
        )
    # Opened once before the server is: an unusable library fails here, in one line, not in a log.
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
            terminal.tell(f"Slack's requests are answered at {SLACK_EVENTS}")
        if not is_loopback(host):
            terminal.tell("Keys go over the wire as they are: put a proxy that speaks TLS before.")
        if workers > 1:
            serve_http_by(workers, listener)
        else:
            serve_http(settings, listener)


async def _has_keys(settings: Settings) -> bool:
    from api.wiring import wired  # noqa: PLC0415 - heavy, needed only here

    async with wired(settings) as parts:
        return (await parts.keys.ring()).locks


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
