"""Keys and addresses that cannot be right, by their looks."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

_CALL: Final = re.compile(r"/(?:chat/completions|completions|responses|api/(?:chat|generate))$")
"""The ends of addresses of single calls, which some clients want whole."""

_BESIDE: Final = re.compile(r"/(?:api|models|embeddings|messages|api/tags)$")
"""The ends of addresses that stand beside those of calls."""

_VERSION: Final = re.compile(r"/v\d\w*(?:/|$)")


def key_flaw(key: str) -> str | None:
    """What shows that a key was not copied as it is; None where nothing does."""
    # Nor can any of these be sent: each would come back as an error about something else.
    flaws = (
        (r"""["'`“”‘’]""", "a quotation mark"),
        (r"(?i)^(?:bearer|authorization|api[-_]?key)\b[\s:=]", "what stands before a key"),
        (r"\s", "a space or a line break"),
        (r"[^!-~]", "a letter that is in no key"),
    )
    return next((flaw for pattern, flaw in flaws if re.search(pattern, key)), None)


def is_of_a_call(address: str) -> bool:
    """Whether an address is that of a single call, such as `…/v1/chat/completions`."""
    return _CALL.search(urlsplit(address).path.rstrip("/")) is not None


def likely_address(address: str) -> str:
    """The address that was probably meant: up to the version, `/v1` where there is none."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    while end := _CALL.search(path) or _BESIDE.search(path):
        path = path[: end.start()]
    if not _VERSION.search(path):
        path += "/v1"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))
