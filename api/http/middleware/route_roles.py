"""The role that a request needs, by method and path, before its body is read.

What is not named here and changes something is for managers: a new route is safe by default.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import Scope

from api.access.roles import Role
from api.asgi.accept_header import prefers

ALIVE: Final = "/health/live"
"""Answered to anybody without a look at the keys: a probe must not wait for the database."""

_FOR_ANYBODY: Final = re.compile(
    r"/|/check|/openapi\.json|/favicon\.ico|/health/[a-z]+|/guide(?:/.*)?|/web/.*", re.DOTALL
)
_ASKING: Final = frozenset(
    {"/ask", "/ask/stream", "/check", "/check/stream", "/v1/chat/completions"}
)
_RATING: Final = re.compile(r"/answers/[^/]+/feedback")
_UPLOADS: Final = frozenset({"/articles"})
_ARTICLE: Final = re.compile(r"/articles/([^/]+)")
_PAGE_OR_DATA: Final = ("text/html", "application/json")
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def needed(scope: Scope) -> Role | None:
    """The role that this request needs; None: anybody may make it."""
    path = scope["path"]
    if scope["method"] in _READING:
        if path == "/metrics":
            return Role.MANAGE
        return None if _FOR_ANYBODY.fullmatch(path) else Role.ASK
    return Role.ASK if path in _ASKING or _RATING.fullmatch(path) else Role.MANAGE


def is_asking(scope: Scope) -> bool:
    """Whether the request asks a question, or has a draft checked."""
    return scope["method"] == "POST" and scope["path"] in _ASKING


def is_upload(scope: Scope) -> bool:
    """Whether the body may be an article."""
    return scope["method"] == "POST" and scope["path"] in _UPLOADS


def changes_something(scope: Scope) -> bool:
    """Whether the request may change something."""
    return scope["method"] not in _READING


def page_instead(scope: Scope) -> str | None:
    """The page that asks for a key, for a browser that wants to read an article without one.

    A browser cannot send a key with a link, and that page can; it takes `#p7` along.
    """
    article = _ARTICLE.fullmatch(scope["path"])
    if article and scope["method"] == "GET" and prefers(Headers(scope=scope), *_PAGE_OR_DATA):
        return f"/?article={quote(article[1])}"
    return None
