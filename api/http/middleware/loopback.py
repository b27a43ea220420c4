"""Without keys, only this machine is answered."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Scope

from api.asgi.addresses import is_loopback

_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def check_local(scope: Scope, headers: Headers) -> None:
    """HTTPException 421 unless this machine asks, and not through a proxy that others can reach.

    Nor under another name, or a web page whose name is made to resolve to this machine could
    read articles.
    """
    server = scope.get("server")
    try:
        host = urlsplit(f"//{headers.get('host', '')}").hostname
    except ValueError:
        host = None
    if not is_loopback(host or "") or not (server and is_loopback(server[0])):
        raise HTTPException(421, "this server answers on this machine only; ask it as 127.0.0.1")
    if any(name in headers for name in _FORWARDED):
        raise HTTPException(
            421,
            "this server answers on this machine only, and a proxy asks it. Protect it with keys: "
            "`assistant keys new` makes one.",
        )
