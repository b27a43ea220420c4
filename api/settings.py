"""The settings, and the only place that reads the environment."""

from __future__ import annotations

import ipaddress
import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from dotenv import dotenv_values
from platformdirs import user_data_path

EXTRACTIVE = "extractive"
"""The model's name that means none: answers in the articles' own words."""

RATE_LIMIT = "300/minute"
"""Requests of one key or, where no key is needed, of one address."""

MAX_STREAMS = 256
"""Answers that a server works on at the same time."""

MAX_UPLOAD_MB = 20
"""What an article may be, as it is sent."""


class SettingsError(Exception):
    """A setting that cannot be what it is; the message says what it can be."""

    code: ClassVar = "setting_unusable"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and who does the work."""

    data_dir: Path
    embedder: str = "minilm"
    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    model: str | None = None
    fallback_model: str | None = None
    model_timeout: float | None = None
    context_tokens: int | None = None
    answer_tokens: int | None = None
    whole_articles: bool = False
    judge: bool = False
    chroma_url: str | None = None
    allow_private_urls: bool = False
    rate_limit: str | None = RATE_LIMIT
    max_streams: int = MAX_STREAMS
    max_upload_mb: int = MAX_UPLOAD_MB
    cors_origins: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    public_url: str | None = None
    slack_bot_token: str | None = field(default=None, repr=False)
    slack_signing_secret: str | None = field(default=None, repr=False)
    slack_app_token: str | None = field(default=None, repr=False)
    slack_askers: tuple[str, ...] = ()
    slack_managers: tuple[str, ...] = ()

    @property
    def asks_a_model(self) -> bool:
        """Whether answers are written by a language model."""
        return self.model != EXTRACTIVE and bool(self.api_key or self.base_url)

    @property
    def slack_over_http(self) -> bool:
        """Whether a server answers in Slack."""
        return bool(self.slack_bot_token and self.slack_signing_secret)

    @classmethod
    def load(cls) -> Settings:
        """From the environment and, where that is silent, from `.env` in the working folder."""
        return cls.parse({**dotenv_values(".env"), **os.environ})

    @classmethod
    def parse(cls, variables: Mapping[str, str | None]) -> Settings:
        """From variables by their names in the environment; an empty one counts as not set.

        Raises:
            SettingsError: a value that cannot be used, or two that need each other.
        """
        given = {name: value.strip() for name, value in variables.items() if value}
        if given.get("DATABASE_URL"):  # its value has a password
            raise SettingsError(
                "DATABASE_URL is set, and the library can only be the SQLite file in the data "
                "folder yet. Leave DATABASE_URL out; ASSISTANT_DATA_DIR says where that folder is."
            )
        return cls(
            data_dir=Path(
                given.get("ASSISTANT_DATA_DIR") or user_data_path("article-assistant")
            ).expanduser(),
            embedder=given.get("ASSISTANT_EMBEDDER") or "minilm",
            api_key=given.get("OPENAI_API_KEY") or None,
            base_url=given.get("OPENAI_BASE_URL") or None,
            model=given.get("ASSISTANT_MODEL") or None,
            fallback_model=given.get("ASSISTANT_FALLBACK_MODEL") or None,
            model_timeout=_number(given, "ASSISTANT_MODEL_TIMEOUT", "seconds", least=1),
            context_tokens=_count(given, "ASSISTANT_CONTEXT_TOKENS", "tokens", least=1_000),
            answer_tokens=_count(given, "ASSISTANT_ANSWER_TOKENS", "tokens", least=64),
            whole_articles=_switch(given, "ASSISTANT_WHOLE_ARTICLES"),
            judge=_switch(given, "ASSISTANT_JUDGE"),
            chroma_url=given.get("CHROMA_URL") or None,
            allow_private_urls=_switch(given, "ASSISTANT_ALLOW_PRIVATE_URLS"),
            rate_limit=_rate(given, "ASSISTANT_RATE_LIMIT"),
            max_streams=_count(given, "ASSISTANT_MAX_STREAMS", "answers", least=1) or MAX_STREAMS,
            max_upload_mb=_count(given, "ASSISTANT_MAX_UPLOAD_MB", "megabytes", least=1)
            or MAX_UPLOAD_MB,
            cors_origins=_origins(given, "ASSISTANT_CORS_ORIGINS"),
            trusted_proxies=_networks(given, "ASSISTANT_TRUSTED_PROXIES"),
            public_url=_address(given, "ASSISTANT_PUBLIC_URL"),
            slack_bot_token=given.get("SLACK_BOT_TOKEN") or None,
            slack_signing_secret=given.get("SLACK_SIGNING_SECRET") or None,
            slack_app_token=given.get("SLACK_APP_TOKEN") or None,
            slack_askers=_members(given, "SLACK_ASKERS"),
            slack_managers=_members(given, "SLACK_MANAGERS"),
        ).checked()

    def checked(self) -> Settings:
        """The same; SettingsError when the model or the embedder needs what is not set."""
        self._check_embedder()
        self._check_model()
        self._check_tokens()
        return self

    def _check_tokens(self) -> None:
        answer, context = self.answer_tokens, self.context_tokens
        if answer and context and answer > context // 2:
            raise SettingsError(
                f"ASSISTANT_ANSWER_TOKENS is {answer}, of {context} ASSISTANT_CONTEXT_TOKENS: that "
                "leaves the paragraphs too little. It can be half of them, or less."
            )

    def _check_model(self) -> None:
        named = self.model not in (None, EXTRACTIVE)
        if named and self.api_key is None and self.base_url is None:
            raise SettingsError(
                f"ASSISTANT_MODEL is {self.model!r}, and neither OPENAI_API_KEY nor "
                "OPENAI_BASE_URL is set. Set one, or leave ASSISTANT_MODEL out."
            )

    def _check_embedder(self) -> None:
        if self.embedder == "minilm":
            return
        if not self.embedder.startswith("openai:"):
            raise SettingsError(
                f"ASSISTANT_EMBEDDER is {self.embedder!r}. It can be `minilm` or `openai:MODEL`, "
                "for instance openai:text-embedding-3-small."
            )
        if self.api_key is None and self.base_url is None:
            raise SettingsError(
                f"ASSISTANT_EMBEDDER is {self.embedder!r}, and neither OPENAI_API_KEY nor "
                "OPENAI_BASE_URL is set. Set one, or use ASSISTANT_EMBEDDER=minilm."
            )


def _number(given: Mapping[str, str], name: str, unit: str, least: float) -> float | None:
    if not (value := given.get(name)):
        return None
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not (math.isfinite(number) and number >= least):
        raise SettingsError(f"{name} is {value!r}. It can be a number of {unit} from {least:g} on.")
    return number


def _count(given: Mapping[str, str], name: str, unit: str, least: int) -> int | None:
    number = _number(given, name, unit, least)
    return None if number is None else int(number)


def _rate(given: Mapping[str, str], name: str) -> str | None:
    value = given.get(name, RATE_LIMIT)
    if value == "0":
        return None
    if not re.fullmatch(r"[1-9]\d{0,8}/(?:second|minute|hour|day)", value):
        raise SettingsError(
            f"{name} is {value!r}. It can be like {RATE_LIMIT}, also per second, hour or day, or 0 "
            "for none."
        )
    return value


def _origins(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return _each(
        given,
        name,
        re.compile(r"[a-z][a-z0-9+.-]*://[^/\s?#@*]+").fullmatch,
        "An origin is like https://news.example, without a path",
    )


def _address(given: Mapping[str, str], name: str) -> str | None:
    if not (value := given.get(name)):
        return None
    if not re.fullmatch(r"https?://[^\s/?#@\\]+(?:/[^\s?#\\]*)?", value):
        raise SettingsError(
            f"{name} is {value!r}. It can be where readers reach this server, like "
            "https://news.example or https://news.example/assistant."
        )
    return value.rstrip("/")


def _members(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return _each(
        given,
        name,
        re.compile(r"[UWC][A-Z0-9]{2,}|\*").fullmatch,
        "It can be ids of people and channels as Slack shows them, like U024BE7LH or C024BE91L, "
        "or * for everybody",
    )


def _networks(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return _each(
        given,
        name,
        _is_network,
        "It can be addresses of proxies, like 10.0.0.7 or 10.0.0.0/24",
    )


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def _each(
    given: Mapping[str, str], name: str, fits: Callable[[str], object], advice: str
) -> tuple[str, ...]:
    parts = tuple(part for each in given.get(name, "").split(",") if (part := each.strip()))
    for part in parts:
        if not fits(part):
            raise SettingsError(f"{name} has {part!r}. {advice}; several are separated by commas.")
    return parts


def _switch(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "").lower()
    if value in ("", "0", "false", "no", "off"):
        return False
    if value in ("1", "true", "yes", "on"):
        return True
    raise SettingsError(f"{name} is {given[name]!r}. It can be 1 or 0.")
