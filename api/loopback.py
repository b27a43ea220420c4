"""Without keys, only this machine is answered."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from fastapi import HTTPException, Request


def is_loopback(host: str) -> bool:
    """Whether a host, as a name or an address, is this machine to itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def addressed_to_this_machine(request: Request) -> None:
    """Without it, a web page whose name is made to resolve to this machine could read articles."""
    try:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    except ValueError:
        host = None
    if not is_loopback(host or ""):
        raise HTTPException(421, "this server answers on this machine only; ask it as 127.0.0.1")
