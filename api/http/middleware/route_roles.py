"""Which requests are for anybody, for those who ask, and for those who manage.

By path, before a body is read; what is not named here and changes something is for managers.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import Scope

from api.asgi.accept_header import prefers
from api.roles import Role

ALIVE: Final = "/health/live"
"""Answered whoever asks and whatever else is slow."""

_FOR_ANYBODY: Final = re.compile(
    r"/|/openapi\.json|/favicon\.ico|/health/[a-z]+|/web/.*", re.DOTALL
)
_ASKING: Final = frozenset({"/ask", "/ask/stream", "/v1/chat/completions"})
_RATING: Final = re.compile(r"/answers/[^/]+/feedback")
_UPLOADS: Final = frozenset({"/articles"})
_ARTICLE: Final = re.compile(r"/articles/([^/]+)")
_PAGE_OR_DATA: Final = ("text/html", "application/json")
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def needed(scope: Scope) -> Role | None:
    """What a caller has to be to make this request; None: anybody may."""
    path = scope["path"]
    if scope["method"] in _READING:
        if path == "/metrics":
            return Role.MANAGE
        return None if _FOR_ANYBODY.fullmatch(path) else Role.ASK
    return Role.ASK if path in _ASKING or _RATING.fullmatch(path) else Role.MANAGE


def is_asking(scope: Scope) -> bool:
    """Whether an answer is asked for."""
    return scope["method"] == "POST" and scope["path"] in _ASKING


def is_upload(scope: Scope) -> bool:
    """Whether the body may be an article."""
    return scope["method"] == "POST" and scope["path"] in _UPLOADS


def changes_something(scope: Scope) -> bool:
    """Whether the request is more than looking something up."""
    return scope["method"] not in _READING


def page_instead(scope: Scope) -> str | None:
    """Where a browser goes that wants to read an article and cannot say who it is.

    The page there asks for a key, and `#p7`, which a browser takes along, still holds.
    """
    article = _ARTICLE.fullmatch(scope["path"])
    if article and scope["method"] == "GET" and prefers(Headers(scope=scope), *_PAGE_OR_DATA):
        return f"/?article={quote(article[1])}"
    return None
