"""What an endpoint says when it refuses, read from the whole body, which has many shapes.

OpenAI sends an object, Gemini a list, Mistral a message that is an object, LM Studio a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from assistant.models.transport import wordings
from assistant.models.transport.waits import told_wait

if TYPE_CHECKING:
    from openai import APIError

_SAID: Final = (
    "message",
    "msg",
    "detail",
    "details",
    "description",
    "error",
    "errors",
    "reason",
    "choices",
    "content_filter_results",
    "error_msg",
    "base_resp",
    "status_msg",
)
"""Where bodies have their words; Azure sends a filtered reply with the status of a refusal."""

_CODES: Final = ("code", "type", "__type", "status", "finish_reason")
"""Where they have their names for what is wrong."""

_NAMED: Final = ("param", "loc", "field")
"""Where they name what they are about."""

_DEEPEST: Final = 8  # levels of a body that are read
_LONGEST: Final = 4_000  # characters of it: a body may be endless

_SHORTEST: Final = 4
"""Characters of a key that is told from words: whatever it looks like, it is shown nowhere."""

PLACEHOLDER: Final = "none"
"""What is sent where there is no key."""

_TOLD: Final = 6  # characters of a key that give it away
_MASKED: Final = re.compile(r"\w{2}\*{3}|\*{4}|\bsk-\w")
"""Keys as servers repeat them, `sk-pl****6789`."""

_RETRY: Final = "retry-after"

BAD: Final = 400
PAYMENT: Final = 402
LARGE: Final = 413
TOO_MANY: Final = 429
BROKEN: Final = 500
OVERLOADED: Final = 503
_PASSING: Final = frozenset({408, 409, 425})


@dataclass(frozen=True, slots=True)
class Refusal:
    """`words` is what the endpoint says, in one line and without the key, `codes` its names for it.

    `status` is None when it came inside a reply that does not say it. `parameters` are those that
    the body itself says it is about, which many bodies leave to the words. `wait` is for how many
    seconds it asks to be left alone, if it does.
    """

    words: str
    status: int | None = None
    codes: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()
    wait: float | None = None

    @classmethod
    def of(cls, error: APIError, key: str) -> Refusal:
        """The refusal in the package's exception."""
        response = getattr(error, "response", None)
        headers = {} if response is None else dict(response.headers)
        # From the body: the exception's own text has only a `message` that is a string.
        refusal = cls.read(error.body, key, getattr(error, "status_code", None), headers)
        return refusal if refusal.words else replace(refusal, words=in_a_line(error.message, key))

    @classmethod
    def read(
        cls, body: object, key: str, status: int | None, headers: Mapping[str, str]
    ) -> Refusal:
        """The refusal in a body, which may have come where a reply should have, with a 200."""
        if status is None or status < BAD:
            status = next(_statuses(body), None) or next(_meant(body), None)
        # A proxy's error page says nothing that a reader could use.
        words = "" if is_page(body) else "; ".join(dict.fromkeys(_words(body)))
        told = {**headers, **_headers(body)}
        # Every response says when limits are reset, which need not be what it is about.
        told = {name: told[name] for name in told if status == TOO_MANY or _RETRY in name.lower()}
        wait = told_wait(told, str(body)[:_LONGEST])
        return cls(in_a_line(words, key), status, frozenset(_codes(body)), _named(body), wait)

    @property
    def is_about_length(self) -> bool:
        """Whether it says that the prompt is too long."""
        if self.status == LARGE or self.codes & wordings.LENGTH_CODES:
            return True
        # Those of a minute are a matter of time.
        pardoned = wordings.MANY_TOKENS.sub("", self.words) if self.status == TOO_MANY else None
        return wordings.LENGTH.search(pardoned or self.words) is not None

    @property
    def is_filter(self) -> bool:
        """Whether a filter dislikes what stands in the prompt."""
        return self._is_of(wordings.FILTER, wordings.FILTER_CODES)

    @property
    def is_about_account(self) -> bool:
        """Whether it is about the key, or about what is paid for."""
        return wordings.ACCOUNT.search(self.words) is not None

    @property
    def is_about_credit(self) -> bool:
        """Whether what was paid for is used up, which no wait mends."""
        if self.status == PAYMENT or self._is_of(wordings.CREDIT, wordings.CREDIT_CODES):
            return True
        # Gemini calls a limit a minute a quota, too, and says when to ask again.
        is_limit = self.status == TOO_MANY and self.wait is None
        return is_limit and wordings.QUOTA.search(self.words) is not None

    @property
    def is_about_model(self) -> bool:
        """Whether there is no model of the name."""
        return self._is_of(wordings.MODEL, wordings.MODEL_CODES)

    @property
    def is_loading(self) -> bool:
        """Whether a server is still loading its model."""
        return "loading model" in self.words.lower()

    @property
    def is_passing(self) -> bool:
        """Whether the same request may be taken a little later."""
        if self.status == TOO_MANY:
            return not (self.is_about_credit or self.is_about_length)
        if self.status is None:  # of a reply that broke off
            return not (self.is_about_length or self.is_filter or self.is_about_account)
        return self.status in _PASSING or self.status >= BROKEN

    @property
    def may_teach(self) -> bool:
        """Whether the way of asking may be what is refused: servers that fail seldom say."""
        return self.status != TOO_MANY and (self.status or 0) <= BROKEN + 1

    def _is_of(self, words: re.Pattern[str], codes: frozenset[str]) -> bool:
        return bool(self.codes & codes) or words.search(self.words) is not None


def in_a_line(words: str, key: str) -> str:
    """An endpoint's own words in one short line, without the key or the parts of it."""
    line = " ".join(_without(key, word) for word in words[:_LONGEST].split())
    return line[:300]


def without_key(words: str, key: str) -> str:
    """A text from an endpoint with what stands for the key in its place."""
    is_secret = len(key) >= _SHORTEST and key != PLACEHOLDER
    return words.replace(key, "…") if is_secret else words


def _without(key: str, word: str) -> str:
    """A word, or what stands for it where it has the beginning or the end of the key."""
    # Parts of a short one are parts of words.
    if len(key) < _TOLD * 2:
        return without_key(word, key)
    is_part = key[:_TOLD] in word or key[-_TOLD:] in word
    return "…" if is_part or _MASKED.search(word) else word


def error_in(event: Mapping[str, Any]) -> object:
    """The error that came where a reply, or a piece of one, should have; None where none did."""
    choices = event.get("choices") or ()
    if event.get("error"):  # OpenRouter sends errors with status 200, and beside a last piece
        return event
    for choice in choices[:1]:
        return choice.get("error") or None
    # A last chunk with the usage alone is none.
    is_error = not event.get("usage") and any(_words(event))
    return event if is_error else None


def _words(body: object, depth: int = 0) -> Iterator[str]:
    """The texts of a body in order, each after the parameter that it is about."""
    if depth > _DEEPEST:
        return
    if isinstance(body, str):
        yield from _unpacked(body, depth)
    elif isinstance(body, list):
        for each in body:
            yield from _words(each, depth + 1)
    elif isinstance(body, dict) and body.get("status_code") != 0:  # MiniMax's for success
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


def _codes(body: object, depth: int = 0) -> Iterator[str]:
    """The names for what is wrong, in small letters."""
    if depth > _DEEPEST:
        return
    for each in body if isinstance(body, list) else [body]:
        if isinstance(each, dict):
            yield from (each[name].lower() for name in _CODES if isinstance(each.get(name), str))
            for name in (*_SAID, "innererror"):
                yield from _codes(each.get(name), depth + 1)


def _statuses(body: object, depth: int = 0) -> Iterator[int]:
    """The statuses in a body that came without one."""
    for each in body if isinstance(body, list) else [body]:
        if isinstance(each, dict) and depth < _DEEPEST:
            for name in ("code", "status", "status_code"):
                if str(each.get(name)).isdecimal() and BAD <= int(each[name]) < 600:
                    yield int(each[name])
            yield from _statuses(each.get("error"), depth + 1)


def _meant(body: object) -> Iterator[int]:
    """The statuses that its names for what is wrong stand for, where it has none of its own."""
    for code in _codes(body):
        if wordings.RATE_CODES.search(code):
            yield TOO_MANY
        elif wordings.OVERLOAD_CODES.search(code):
            yield OVERLOADED


def _headers(body: object) -> dict[str, str]:
    """Headers of the server behind, which OpenRouter passes on in the body."""
    if isinstance(body, dict):
        body = body.get("error", body)
    for name in ("metadata", "headers"):
        body = body.get(name) if isinstance(body, dict) else None
    return {str(name): str(value) for name, value in body.items()} if isinstance(body, dict) else {}


def is_page(body: object) -> bool:
    """Whether it is a page for people."""
    return isinstance(body, str) and body.lstrip().startswith("<")
