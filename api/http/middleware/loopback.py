"""The check that a request comes from this machine: without keys, nobody else is answered."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Scope

from api.asgi.addresses import is_loopback

_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def check_local(scope: Scope, headers: Headers) -> None:
    """HTTPException 421 unless this machine asks, by its own name and through no proxy.

    Under another name it could be a web page whose host resolves to this machine (DNS rebinding),
    which could read articles; through a proxy it could be anybody.
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
