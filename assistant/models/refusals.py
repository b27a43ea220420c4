"""What an endpoint says when it refuses, read from the whole body, which has many shapes.

OpenAI sends an object, Gemini a list, Mistral a message that is an object, LM Studio a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openai import APIError

_SAID: Final = ("message", "msg", "detail", "details", "description", "error", "errors", "reason")
"""Where bodies have their words."""

_NAMED: Final = ("param", "loc", "field")
"""Where they name what they are about."""

_DEEPEST: Final = 8  # levels of a body that are read

_LENGTH: Final = re.compile(
    r"context[ _](?:length|size|window|limit)|too long|max_model_len|too many (?:input )?tokens"
    r"|tokens? count\b.{0,60}\bexceeds",
    re.IGNORECASE,
)
_FILTER: Final = re.compile(
    r"content[ _](?:filter|management|policy)|responsible ?ai|safety (?:filter|setting|system)",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(r"api[ _-]?keys?\b|\b(?:billing|credits?|quota)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """`words` is what the endpoint says, in one line and without the key, `code` its name for it.

    `status` is None when it came inside a reply. `parameters` are those that the body itself says
    it is about, which many bodies leave to the words.
    """

    words: str
    status: int | None = None
    code: str = ""
    parameters: frozenset[str] = frozenset()

    @classmethod
    def of(cls, error: APIError, key: str) -> Refusal:
        """The refusal in the package's exception."""
        # From the body: the exception's own text has only a `message` that is a string.
        status: int | None = getattr(error, "status_code", None)
        # A proxy's error page says nothing that a reader could use.
        words = "" if _is_page(error.body) else "; ".join(dict.fromkeys(_words(error.body)))
        parameters = _named(error.body)
        return cls(
            in_a_line(words or str(error.message), key), status, error.code or "", parameters
        )

    @property
    def is_about_length(self) -> bool:
        """Whether it says that the prompt is too long."""
        return self.code == "context_length_exceeded" or _LENGTH.search(self.words) is not None

    @property
    def is_filter(self) -> bool:
        """Whether a filter dislikes what stands in the prompt."""
        return self.code == "content_filter" or _FILTER.search(self.words) is not None

    @property
    def is_about_account(self) -> bool:
        """Whether it is about the key, or about what is paid for."""
        return _ACCOUNT.search(self.words) is not None

    @property
    def is_loading(self) -> bool:
        """Whether a server is still loading its model."""
        return "loading model" in self.words.lower()


def in_a_line(words: str, key: str) -> str:
    """An endpoint's own words in one short line, without the key."""
    # A body may be endless, and a key may be a placeholder such as "none", an ordinary word.
    line = " ".join(words[:4_000].split())
    return (line.replace(key, "…") if len(key) > 4 else line)[:300]


def words_of(body: object, key: str) -> str:
    """The words of an error that came where a reply should have, as `in_a_line`."""
    return in_a_line("; ".join(dict.fromkeys(_words(body))), key)


def _words(body: object, depth: int = 0) -> Iterator[str]:
    """The texts of a body in order, each after the parameter that it is about."""
    if depth > _DEEPEST:
        return
    if isinstance(body, str):
        yield from _unpacked(body, depth)
    elif isinstance(body, list):
        for each in body:
            yield from _words(each, depth + 1)
    elif isinstance(body, dict):
        about = [str(each) for each in body.get("loc") or () if each != "body"]
        for name in _SAID:
            for words in _words(body.get(name), depth + 1):
                yield f"{'.'.join(about)}: {words}" if about else words


def _unpacked(text: str, depth: int) -> Iterator[str]:
    """A text as it is, or what it says where proxies have wrapped a body in it."""
    if text.lstrip()[:1] in ("{", "["):
        try:
            inner = [*_words(json.loads(text), depth + 1)]
        except (ValueError, RecursionError):
            inner = []
        if inner:
            yield from inner
            return
    if text.strip():
        yield text.strip()


def _named(body: object, depth: int = 0) -> frozenset[str]:
    if depth > _DEEPEST:
        return frozenset()
    if isinstance(body, list):
        return frozenset[str]().union(*(_named(each, depth + 1) for each in body))
    if not isinstance(body, dict):
        return frozenset()
    here = [body.get(name) for name in _NAMED]
    flat = [part for each in here for part in (each if isinstance(each, list) else [each])]
    within = (_named(body.get(name), depth + 1) for name in _SAID)
    return frozenset(part for part in flat if isinstance(part, str)).union(*within)


def _is_page(body: object) -> bool:
    return isinstance(body, str) and body.lstrip().startswith("<")
