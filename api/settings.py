"""The settings, and the only place that reads the environment."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values
from platformdirs import user_data_path

EXTRACTIVE = "extractive"
"""The model's name that means none: answers in the articles' own words."""


class SettingsError(Exception):
    """A setting that cannot be what it is; the message says what it can be."""


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
    whole_articles: bool = False
    judge: bool = False
    chroma_url: str | None = None
    allow_private_urls: bool = False

    @property
    def asks_a_model(self) -> bool:
        """Whether answers are written by a language model."""
        return self.model != EXTRACTIVE and bool(self.api_key or self.base_url)

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
        settings = cls(
            data_dir=Path(
                given.get("ASSISTANT_DATA_DIR") or user_data_path("article-assistant")
            ).expanduser(),
            embedder=given.get("ASSISTANT_EMBEDDER") or "minilm",
            api_key=given.get("OPENAI_API_KEY") or None,
            base_url=given.get("OPENAI_BASE_URL") or None,
            model=given.get("ASSISTANT_MODEL") or None,
            fallback_model=given.get("ASSISTANT_FALLBACK_MODEL") or None,
            model_timeout=_number(given, "ASSISTANT_MODEL_TIMEOUT", "seconds", least=1),
            context_tokens=_tokens(given, "ASSISTANT_CONTEXT_TOKENS", least=1_000),
            whole_articles=_switch(given, "ASSISTANT_WHOLE_ARTICLES"),
            judge=_switch(given, "ASSISTANT_JUDGE"),
            chroma_url=given.get("CHROMA_URL") or None,
            allow_private_urls=_switch(given, "ASSISTANT_ALLOW_PRIVATE_URLS"),
        )
        settings._check_embedder()
        settings._check_model()
        return settings

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


def _tokens(given: Mapping[str, str], name: str, least: int) -> int | None:
    number = _number(given, name, "tokens", least)
    return None if number is None else int(number)


def _switch(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "").lower()
    if value in ("", "0", "false", "no", "off"):
        return False
    if value in ("1", "true", "yes", "on"):
        return True
    raise SettingsError(f"{name} is {given[name]!r}. It can be 1 or 0.")
