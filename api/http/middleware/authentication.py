"""Who makes a request: somebody with a key or, where the library has none, this machine."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from fastapi.security import HTTPBearer
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.keys import UNKNOWN, Key, KeyRing, Keys
from api.access.roles import LOCAL, Role
from api.asgi.paths import SLACK_EVENTS
from api.asgi.request_context import current
from api.http.middleware.loopback import check_local
from api.http.middleware.rate_limits import RateLimits
from api.http.middleware.route_roles import ALIVE, changes_something, needed, page_instead
from index.errors import StorageError

log = logging.getLogger(__name__)

_UNREAD: Final = "your key cannot be looked up now, because the library does not answer; ask again"

bearer = HTTPBearer(auto_error=False, description="An API key, where the server has any.")
"""Puts into the OpenAPI document how a key is sent; who looks at it is `KeyAuthentication`."""


class KeyAuthentication:
    """Refuses before anything of the body is read: 401, 403, 421 and, beyond the rate, 429.

    A browser that wants an article without a key is sent to the page that asks for one.
    """

    def __init__(self, app: ASGIApp, rates: RateLimits | None, origins: Collection[str]) -> None:
        self._app = app
        self._rates = rates
        self._origins = origins
        self._noting: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or raise HTTPException."""
        if scope["type"] != "http" or scope["path"] in (ALIVE, SLACK_EVENTS):
            await self._app(scope, receive, send)
            return
        ring = await _ring(scope["state"]["parts"].keys, scope)
        headers = Headers(scope=scope)
        presented = ring.find(_presented(headers)) if ring.locks else None
        key = presented if presented and not presented.has_expired else None
        # Public paths are not counted: a page and its scripts are a dozen requests.
        role = needed(scope)
        rate = self._count(scope, presented) if role else {}
        if ring.locks:
            _check_key(presented, role, page_instead(scope))
        else:
            check_local(scope, headers)
            # Without keys the user's own browser is let in; other pages in it are not.
            if changes_something(scope):
                self._check_origin(headers)
        if key:
            self._note_use(scope["state"]["parts"].keys, key)
        scope["state"]["caller"] = key.id if key else LOCAL
        scope["state"]["manages"] = key.may(Role.MANAGE) if key else not ring.locks
        scope["state"]["groups"] = key.groups if key else frozenset()

        async def send_with_rate(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(rate)
            await send(message)

        await self._app(scope, receive, send_with_rate)

    def _count(self, scope: Scope, key: Key | None) -> dict[str, str]:
        """Count the request against its caller's rate: the headers that say how far it is."""
        if key and (request := current.get()):
            request.key = key.id
        if self._rates is None:
            return {}
        client = scope.get("client")
        return self._rates.hit(key.id if key else f"address {client[0] if client else ''}")

    def _note_use(self, keys: Keys, key: Key) -> None:
        """Note that the key was used, without keeping its request waiting for the database."""
        noting = asyncio.create_task(_noted(keys, key))
        self._noting.add(noting)  # else nothing would hold it until it is done
        noting.add_done_callback(self._noting.discard)

    def _check_origin(self, headers: Headers) -> None:
        """HTTPException 403 for a request that another web page makes in its reader's browser."""
        origin = headers.get("origin")
        if origin is None or origin in self._origins:
            return
        if urlsplit(origin).netloc != headers.get("host"):
            raise HTTPException(
                403,
                "this request comes from another web page. To allow that, name its origin in "
                "ASSISTANT_CORS_ORIGINS.",
            )


async def _noted(keys: Keys, key: Key) -> None:
    try:
        await keys.note_use(key)
    except StorageError as error:  # a full disk is no reason to refuse a key
        log.warning("it cannot be noted that a key was used", exc_info=error)


async def _ring(keys: Keys, scope: Scope) -> KeyRing:
    """The keys, or what stands for them while the library does not answer."""
    try:
        return await keys.ring()
    except StorageError as error:
        if not keys.may_be_locked:  # this machine alone asks, and is told what to do
            if needed(scope):
                raise
            return KeyRing(())
        # Nobody's key can be looked up: where the library is, such a caller is not told.
        log.warning("the keys could not be read: %s", error)
        if needed(scope):
            raise HTTPException(503, _UNREAD, {"Retry-After": "5"}) from error
        return UNKNOWN


def _presented(headers: Headers) -> str:
    """The key that a request brings, or nothing."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def _check_key(key: Key | None, role: Role | None, instead: str | None) -> None:
    if role is None:
        return
    if key and key.has_expired:
        raise HTTPException(
            401,
            f"this API key expired on {key.expires:%-d %B %Y}; whoever runs the server can make "
            "it last longer",
            {"WWW-Authenticate": "Bearer"},
        )
    if key and key.may(role):
        return
    if key is None and instead:
        raise HTTPException(303, "the page there asks for an API key", {"Location": instead})
    if key is None:
        raise HTTPException(
            401,
            "this needs an API key, as `Authorization: Bearer KEY`; `assistant keys new` makes one",
            {"WWW-Authenticate": "Bearer"},
        )
    raise HTTPException(
        403, f"this needs a key that may {role.value}; this one may {key.role.value}"
    )
