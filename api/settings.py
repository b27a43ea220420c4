"""The settings, and the only place that reads the environment.

Not by pydantic-settings: it would add 145 ms to the 100 ms that a command takes to start, and each
message that names what a variable can be would be a validator all the same.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from dotenv import dotenv_values
from platformdirs import user_data_path

from api.environment import Environment, SettingsError
from assistant.generation.strategy import Strategy
from assistant.models.capabilities import Effort

EXTRACTIVE = "extractive"
"""The model's name that means none: answers in the articles' own words."""

RATE_LIMIT = "300/minute"
"""Requests of one key or, where no key is needed, of one address."""

MAX_STREAMS = 256
"""Answers that a server works on at the same time."""

LIBRARY = "library.db"
"""The library's file, in the data folder."""

MAX_UPLOAD_MB = 20
"""What an article may be, as it is sent."""


class Judges(StrEnum):
    """Whether a model judges what the rules leave open: once it has passed the exam, or never."""

    AUTO = "auto"
    OFF = "off"


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
    reasoning_effort: Effort | None = None
    strategy: Strategy = Strategy.AUTO
    whole_articles: bool = False
    judge: Judges = Judges.AUTO
    judge_model: str | None = None
    judge_base_url: str | None = None
    judge_api_key: str | None = field(default=None, repr=False)
    database_url: str | None = field(default=None, repr=False)
    chroma_url: str | None = None
    allow_private_urls: bool = False
    rate_limit: str | None = RATE_LIMIT
    max_streams: int = MAX_STREAMS
    max_upload_mb: int = MAX_UPLOAD_MB
    cors_origins: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    public_url: str | None = None
    metrics_dir: Path | None = None
    slack_bot_token: str | None = field(default=None, repr=False)
    slack_signing_secret: str | None = field(default=None, repr=False)
    slack_app_token: str | None = field(default=None, repr=False)
    slack_askers: tuple[str, ...] = ()
    slack_managers: tuple[str, ...] = ()

    @property
    def library(self) -> Path | str:
        """Where the library is: its file, or its database's URL."""
        return self.database_url or self.data_dir / LIBRARY

    @property
    def is_shared(self) -> bool:
        """Whether other processes may serve the same library: it does not lie with this one."""
        return bool(self.chroma_url or self.database_url)

    @property
    def asks_a_model(self) -> bool:
        """Whether answers are written by a language model."""
        return self.model != EXTRACTIVE and bool(self.api_key or self.base_url)

    @property
    def judges(self) -> bool:
        """Whether a model of its own, or the one that writes answers, is to judge."""
        has_model = bool(self.judge_model) or self.asks_a_model
        return self.judge is Judges.AUTO and has_model

    @property
    def could_use_a_model(self) -> bool:
        """Whether a model is neither set up nor ruled out."""
        return self.model is None and not self.asks_a_model

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
        env = Environment(variables)
        effort = env.choice("ASSISTANT_REASONING_EFFORT", tuple(Effort))
        return cls(
            data_dir=Path(
                env.text("ASSISTANT_DATA_DIR") or user_data_path("article-assistant")
            ).expanduser(),
            embedder=env.text("ASSISTANT_EMBEDDER") or "minilm",
            api_key=env.text("OPENAI_API_KEY"),
            base_url=env.endpoint("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1"),
            model=env.text("ASSISTANT_MODEL"),
            fallback_model=env.text("ASSISTANT_FALLBACK_MODEL"),
            model_timeout=env.number("ASSISTANT_MODEL_TIMEOUT", "seconds", least=1),
            context_tokens=env.count("ASSISTANT_CONTEXT_TOKENS", "tokens", least=500),
            answer_tokens=env.count("ASSISTANT_ANSWER_TOKENS", "tokens", least=64),
            reasoning_effort=Effort(effort) if effort else None,
            strategy=Strategy(env.choice("ASSISTANT_STRATEGY", tuple(Strategy)) or Strategy.AUTO),
            whole_articles=env.switch("ASSISTANT_WHOLE_ARTICLES"),
            judge=Judges(env.choice("ASSISTANT_JUDGE", tuple(Judges)) or Judges.AUTO),
            judge_model=env.text("ASSISTANT_JUDGE_MODEL"),
            judge_base_url=env.endpoint("ASSISTANT_JUDGE_BASE_URL", "https://api.openai.com/v1"),
            judge_api_key=env.text("ASSISTANT_JUDGE_API_KEY"),
            database_url=env.database("DATABASE_URL"),
            chroma_url=env.endpoint("CHROMA_URL", "http://127.0.0.1:8000"),
            allow_private_urls=env.switch("ASSISTANT_ALLOW_PRIVATE_URLS"),
            rate_limit=env.rate("ASSISTANT_RATE_LIMIT", RATE_LIMIT),
            max_streams=env.count("ASSISTANT_MAX_STREAMS", "answers", least=1) or MAX_STREAMS,
            max_upload_mb=env.count("ASSISTANT_MAX_UPLOAD_MB", "megabytes", least=1)
            or MAX_UPLOAD_MB,
            cors_origins=env.origins("ASSISTANT_CORS_ORIGINS"),
            trusted_proxies=env.networks("ASSISTANT_TRUSTED_PROXIES"),
            public_url=env.address("ASSISTANT_PUBLIC_URL"),
            metrics_dir=Path(where) if (where := env.text("PROMETHEUS_MULTIPROC_DIR")) else None,
            slack_bot_token=env.text("SLACK_BOT_TOKEN"),
            slack_signing_secret=env.text("SLACK_SIGNING_SECRET"),
            slack_app_token=env.text("SLACK_APP_TOKEN"),
            slack_askers=env.slack_ids("SLACK_ASKERS"),
            slack_managers=env.slack_ids("SLACK_MANAGERS"),
        ).checked()

    def checked(self) -> Settings:
        """The same; SettingsError when the model or the embedder needs what is not set."""
        self._check_embedder()
        self._check_model()
        self._check_tokens()
        self._check_strategy()
        self._check_judge()
        return self

    def _check_judge(self) -> None:
        where = {
            "ASSISTANT_JUDGE_BASE_URL": self.judge_base_url,
            "ASSISTANT_JUDGE_API_KEY": self.judge_api_key,
        }
        named = [name for name, value in where.items() if value]
        if named and not self.judge_model:
            raise SettingsError(
                f"{named[0]} is set, and ASSISTANT_JUDGE_MODEL is not. Name the model that is to "
                f"judge, or leave {named[0]} out."
            )
        if self.judge_model and not named and self.api_key is None and self.base_url is None:
            raise SettingsError(
                f"ASSISTANT_JUDGE_MODEL is {self.judge_model!r}, and no endpoint is set. Set "
                "ASSISTANT_JUDGE_BASE_URL or ASSISTANT_JUDGE_API_KEY, or leave it out."
            )

    def _check_strategy(self) -> None:
        if self.whole_articles and self.strategy is Strategy.SELECT:
            raise SettingsError(
                "ASSISTANT_STRATEGY is select, and ASSISTANT_WHOLE_ARTICLES is set: a model that "
                "gets whole articles selects no passages. Leave one of the two out."
            )

    def _check_tokens(self) -> None:
        answer, context = self.answer_tokens, self.context_tokens
        if answer and context and answer > context // 2:
            raise SettingsError(
                f"ASSISTANT_ANSWER_TOKENS is {answer}, of {context} ASSISTANT_CONTEXT_TOKENS: that "
                "leaves the paragraphs too little. It can be half of them, or less."
            )

    def _check_model(self) -> None:
        model = None if self.model == EXTRACTIVE else self.model
        named = {"ASSISTANT_MODEL": model, "ASSISTANT_FALLBACK_MODEL": self.fallback_model}
        for name, value in named.items():
            if value and self.api_key is None and self.base_url is None:
                raise SettingsError(
                    f"{name} is {value!r}, and neither OPENAI_API_KEY nor OPENAI_BASE_URL is set. "
                    f"Set one, or leave {name} out."
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
