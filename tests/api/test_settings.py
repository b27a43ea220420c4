"""Settings from variables."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from api.environment import SettingsError
from api.settings import Settings
from api.wiring import options_of
from assistant.generation.context import Budget


def test_nothing_set_needs_nothing() -> None:
    """No key, no server: the embedded embedder, in the platform's folder for data."""
    settings = Settings.parse({})
    assert settings.embedder == "minilm"
    assert settings.data_dir.is_absolute()
    assert settings.data_dir.name == "article-assistant"


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Settings.parse({"ASSISTANT_EMBEDDER": " ", "OPENAI_API_KEY": ""}).api_key is None
    assert Settings.parse({"DATABASE_URL": " "}) == Settings.parse({"DATABASE_URL": None})


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a:secret@c/d",
        "postgresql://a:secret@c",
        "postgresql://a:secret@c:secret/d",
        "secret",
    ],
)
def test_a_refusal_does_not_repeat_a_password(url: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.parse({"DATABASE_URL": url})
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_database_in_postgresql_is_the_library(scheme: str) -> None:
    """By any of the names that services print; its password is not shown."""
    settings = Settings.parse({"DATABASE_URL": f"{scheme}://a:secret@c/d"})
    assert settings.library == "postgresql://a:secret@c/d"
    assert "secret" not in repr(settings)


def test_without_a_database_the_library_is_a_file_in_the_data_folder() -> None:
    assert Settings.parse({"ASSISTANT_DATA_DIR": "/x"}).library == Path("/x/library.db")


def test_without_the_driver_a_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SettingsError, match="add the extra `postgres`"):
        Settings.parse({"DATABASE_URL": "postgresql://a:secret@c/d"})


def test_the_key_is_not_in_the_representation() -> None:
    assert "sk-secret" not in repr(Settings.parse({"OPENAI_API_KEY": "sk-secret"}))


def test_a_folder_below_home() -> None:
    assert Settings.parse({"ASSISTANT_DATA_DIR": "~/x"}).data_dir == Path("~/x").expanduser()


@pytest.mark.parametrize(
    ("variables", "advice"),
    [
        ({"ASSISTANT_EMBEDDER": "word2vec"}, "openai:MODEL"),
        ({"DATABASE_URL": "sqlite:///x.db"}, "SQLite file in the data folder"),
        (
            {"DATABASE_URL": "mysql://a:b@c/d"},
            "PostgreSQL.*postgresql://user:password@.*Leave it out",
        ),
        ({"DATABASE_URL": "postgresql+asyncpg://a:b@c/d"}, "like postgresql://user:password@"),
        ({"DATABASE_URL": "postgresql://a:b@c"}, "names no database.*/assistant"),
        ({"DATABASE_URL": "postgresql://a:b@c:d/e"}, "cannot be read.*%40"),
        ({"ASSISTANT_EMBEDDER": "openai:m"}, "OPENAI_BASE_URL"),
        ({"ASSISTANT_ALLOW_PRIVATE_URLS": "maybe"}, "1 or 0"),
        ({"ASSISTANT_WHOLE_ARTICLES": "some"}, "1 or 0"),
        ({"ASSISTANT_STRATEGY": "quick"}, "auto, direct or select"),
        ({"ASSISTANT_REASONING_EFFORT": "much"}, "none, minimal, low, medium or high"),
        (
            {"ASSISTANT_STRATEGY": "select", "ASSISTANT_WHOLE_ARTICLES": "1"},
            "whole articles selects no passages",
        ),
        ({"ASSISTANT_JUDGE": "perhaps"}, "auto or off"),
        ({"ASSISTANT_JUDGE_MODEL": "m"}, "ASSISTANT_JUDGE_BASE_URL or ASSISTANT_JUDGE_API_KEY"),
        ({"ASSISTANT_JUDGE_API_KEY": "k"}, "Name the model"),
        ({"ASSISTANT_JUDGE_BASE_URL": "http://127.0.0.1:1/v1"}, "Name the model"),
        ({"ASSISTANT_MODEL": "tiny"}, "OPENAI_BASE_URL"),
        ({"ASSISTANT_MODEL_TIMEOUT": "soon"}, "seconds from 1 on"),
        ({"ASSISTANT_MODEL_TIMEOUT": "inf"}, "seconds from 1 on"),
        ({"ASSISTANT_CONTEXT_TOKENS": "10"}, "tokens from 500 on"),
        ({"ASSISTANT_ANSWER_TOKENS": "10"}, "tokens from 64 on"),
        (
            {"ASSISTANT_ANSWER_TOKENS": "3000", "ASSISTANT_CONTEXT_TOKENS": "4000"},
            "3000, of 4000 ASSISTANT_CONTEXT_TOKENS.*half",
        ),
        ({"ASSISTANT_MODEL": "m"}, "OPENAI_BASE_URL is set. Set one, or leave ASSISTANT_MODEL out"),
        ({"ASSISTANT_FALLBACK_MODEL": "m"}, "Set one, or leave ASSISTANT_FALLBACK_MODEL out"),
        ({"ASSISTANT_MAX_STREAMS": "0"}, "answers from 1 on"),
        ({"ASSISTANT_MAX_UPLOAD_MB": "lots"}, "megabytes from 1 on"),
        ({"ASSISTANT_RATE_LIMIT": "5"}, "300/minute"),
        ({"ASSISTANT_RATE_LIMIT": "0/minute"}, "300/minute"),
        ({"ASSISTANT_CORS_ORIGINS": "*"}, "https://news.example"),
        ({"ASSISTANT_CORS_ORIGINS": "https://a.example, https://b.example/x"}, "without a path"),
        ({"ASSISTANT_TRUSTED_PROXIES": "10.0.0.1, *"}, "10.0.0.0/24"),
        ({"ASSISTANT_PUBLIC_URL": "news.example"}, "https://news.example"),
        ({"ASSISTANT_PUBLIC_URL": "ftp://news.example"}, "https://news.example"),
        ({"ASSISTANT_PUBLIC_URL": "https://"}, "https://news.example"),
        ({"ASSISTANT_PUBLIC_URL": "https://a@news.example"}, "https://news.example"),
        ({"ASSISTANT_PUBLIC_URL": "https://news.example/?a=b"}, "https://news.example"),
        ({"ASSISTANT_PUBLIC_URL": "https://news.example/#p7"}, "https://news.example"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(variables: dict[str, str], advice: str) -> None:
    with pytest.raises(SettingsError, match=advice):
        Settings.parse(variables)


@pytest.mark.parametrize(
    ("variables", "asks"),
    [
        ({}, False),
        ({"OPENAI_API_KEY": "sk-1"}, True),
        ({"OPENAI_BASE_URL": "http://127.0.0.1/v1"}, True),
        ({"OPENAI_API_KEY": "sk-1", "ASSISTANT_MODEL": "extractive"}, False),
    ],
)
def test_a_model_is_asked_when_there_is_a_key_or_a_server(
    variables: dict[str, str], asks: bool
) -> None:
    assert Settings.parse(variables).asks_a_model is asks


def test_how_a_model_is_used() -> None:
    settings = Settings.parse(
        {
            "OPENAI_BASE_URL": "http://127.0.0.1/v1",
            "ASSISTANT_MODEL_TIMEOUT": "20.5",
            "ASSISTANT_CONTEXT_TOKENS": "32000",
            "ASSISTANT_FALLBACK_MODEL": "small",
        }
    )
    assert (settings.model_timeout, settings.context_tokens) == (20.5, 32_000)
    assert settings.fallback_model == "small"


@pytest.mark.parametrize(
    ("answer", "context", "budget"),
    [
        (None, None, Budget(4_096, 512)),
        ("2048", None, Budget(5_632, 2_048)),
        (None, "32000", Budget(32_000, 512, is_set=True)),
        ("2048", "32000", Budget(32_000, 2_048, is_set=True)),
    ],
)
def test_how_long_an_answer_may_be(answer: str | None, context: str | None, budget: Budget) -> None:
    """What it takes more does not come off the paragraphs, unless the context says so."""
    settings = Settings.parse(
        {"ASSISTANT_ANSWER_TOKENS": answer, "ASSISTANT_CONTEXT_TOKENS": context}
    )
    assert options_of(settings).budget == budget


def test_how_a_server_is_protected() -> None:
    assert Settings.parse({}).rate_limit == "300/minute"
    assert Settings.parse({"ASSISTANT_RATE_LIMIT": "0"}).rate_limit is None
    settings = Settings.parse(
        {
            "ASSISTANT_RATE_LIMIT": "5/second",
            "ASSISTANT_CORS_ORIGINS": "https://a.example, http://localhost:3000,",
            "ASSISTANT_TRUSTED_PROXIES": "10.0.0.7,fd00::/8",
            "ASSISTANT_MAX_STREAMS": "4",
            "ASSISTANT_MAX_UPLOAD_MB": "1",
        }
    )
    assert settings.rate_limit == "5/second"
    assert settings.cors_origins == ("https://a.example", "http://localhost:3000")
    assert settings.trusted_proxies == ("10.0.0.7", "fd00::/8")
    assert (settings.max_streams, settings.max_upload_mb) == (4, 1)


def test_dotenv_is_read_where_the_environment_is_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("OPENAI_BASE_URL=http://file/v1\nCHROMA_URL=http://file\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHROMA_URL", "http://environment")
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    settings = Settings.load()
    assert settings.base_url == "http://file/v1"
    assert settings.chroma_url == "http://environment"


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("https://news.example/", "https://news.example"),
        ("https://news.example:8443/assistant/", "https://news.example:8443/assistant"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("", None),
    ],
)
def test_where_readers_reach_the_server(given: str, used: str | None) -> None:
    assert Settings.parse({"ASSISTANT_PUBLIC_URL": given}).public_url == used


@pytest.mark.parametrize("name", ["OPENAI_BASE_URL", "CHROMA_URL"])
def test_an_endpoint_without_its_protocol_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=r"can be an address that starts with http://"):
        Settings.parse({name: "127.0.0.1:8000"})


@pytest.mark.parametrize(
    ("variables", "is_direct"),
    [
        ({"OPENAI_API_KEY": "sk-1"}, True),
        ({"OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": "https://api.openai.com/v1"}, True),
        ({"OPENAI_API_KEY": "sk-1", "ASSISTANT_STRATEGY": "select"}, False),
        ({"OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, False),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "ASSISTANT_STRATEGY": "direct"}, True),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "ASSISTANT_WHOLE_ARTICLES": "1"}, True),
        ({}, False),
    ],
)
def test_openais_own_models_are_asked_once(variables: dict[str, str], is_direct: bool) -> None:
    assert options_of(Settings.parse(variables)).for_model(None).is_direct is is_direct
