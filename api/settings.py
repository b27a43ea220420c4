"""The settings, and the only place that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values
from platformdirs import user_data_path


class SettingsError(Exception):
    """A setting that cannot be what it is; the message says what it can be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and who does the work."""

    data_dir: Path
    embedder: str = "minilm"
    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    chroma_url: str | None = None
    allow_private_urls: bool = False

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
            chroma_url=given.get("CHROMA_URL") or None,
            allow_private_urls=_switch(given, "ASSISTANT_ALLOW_PRIVATE_URLS"),
        )
        settings._check_embedder()
        return settings

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


def _switch(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "").lower()
    if value in ("", "0", "false", "no", "off"):
        return False
    if value in ("1", "true", "yes", "on"):
        return True
    raise SettingsError(f"{name} is {given[name]!r}. It can be 1 or 0.")
