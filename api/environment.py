"""Variables by their names in the environment, each read as what it is to be."""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final


class SettingsError(Exception):
    """A setting that cannot be what it is; the message says what it can be."""

    code: ClassVar = "setting_unusable"


class Environment:
    """The variables that are set; an empty one counts as not set.

    Each method reads one variable, and raises SettingsError when its value cannot be used.
    """

    def __init__(self, variables: Mapping[str, str | None]) -> None:
        stripped = {name: value.strip() for name, value in variables.items() if value}
        self._values = {name: value for name, value in stripped.items() if value}

    def text(self, name: str) -> str | None:
        """As it stands."""
        return self._values.get(name)

    def switch(self, name: str) -> bool:
        """On or off; off when it is not set."""
        value = self._values.get(name, "").lower()
        if value in ("", "0", "false", "no", "off"):
            return False
        if value in ("1", "true", "yes", "on"):
            return True
        raise SettingsError(f"{name} is {self._values[name]!r}. It can be 1 or 0.")

    def choice(self, name: str, choices: Sequence[str]) -> str | None:
        """One of several words."""
        value = self._values.get(name)
        if value and value not in choices:
            *others, last = choices
            raise SettingsError(f"{name} is {value!r}. It can be {', '.join(others)} or {last}.")
        return value

    def number(self, name: str, unit: str, least: float) -> float | None:
        """A number of so many at least."""
        if not (value := self._values.get(name)):
            return None
        try:
            number = float(value)
        except ValueError:
            number = 0.0
        if not (math.isfinite(number) and number >= least):
            raise SettingsError(
                f"{name} is {value!r}. It can be a number of {unit} from {least:g} on."
            )
        return number

    def count(self, name: str, unit: str, least: int) -> int | None:
        """A whole number of so many at least."""
        number = self.number(name, unit, least)
        return None if number is None else int(number)

    def rate(self, name: str, default: str) -> str | None:
        """So many a time, like `300/minute`; None where it is 0."""
        value = self._values.get(name, default)
        if value == "0":
            return None
        if not re.fullmatch(r"[1-9]\d{0,8}/(?:second|minute|hour|day)", value):
            raise SettingsError(
                f"{name} is {value!r}. It can be like {default}, also per second, hour or day, or "
                "0 for none."
            )
        return value

    def address(self, name: str) -> str | None:
        """A web address, without a slash at its end."""
        if not (value := self._values.get(name)):
            return None
        if not re.fullmatch(r"https?://[^\s/?#@\\]+(?:/[^\s?#\\]*)?", value):
            raise SettingsError(
                f"{name} is {value!r}. It can be where readers reach this server, like "
                "https://news.example or https://news.example/assistant."
            )
        return value.rstrip("/")

    def endpoint(self, name: str, example: str) -> str | None:
        """The address of a server that is asked, as it stands."""
        value = self._values.get(name)
        if value and not re.match(r"https?://[^\s/]", value):
            raise SettingsError(
                f"{name} is {value!r}. It can be an address that starts with http:// or https://, "
                f"like {example}."
            )
        return value

    def database(self, name: str) -> str | None:
        """The URL of a database in PostgreSQL. It has a password, which no message repeats."""
        if not (value := self._values.get(name)):
            return None
        scheme, _, rest = value.partition("://")
        if scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
            raise SettingsError(
                f"{name} is no address of a database in PostgreSQL. {_DATABASE} Leave it out, and "
                "the library is a SQLite file in the data folder; ASSISTANT_DATA_DIR says where "
                "that is."
            )
        url = f"postgresql://{rest}"
        if flaw := _flaw(url):
            raise SettingsError(f"{name} {flaw}. {_DATABASE}")
        return url

    def origins(self, name: str) -> tuple[str, ...]:
        """Origins of web pages."""
        return self._list(
            name,
            re.compile(r"[a-z][a-z0-9+.-]*://[^/\s?#@*]+").fullmatch,
            "An origin is like https://news.example, without a path",
        )

    def networks(self, name: str) -> tuple[str, ...]:
        """Addresses of machines, and of networks."""
        return self._list(
            name, _is_network, "It can be addresses of proxies, like 10.0.0.7 or 10.0.0.0/24"
        )

    def slack_ids(self, name: str) -> tuple[str, ...]:
        """Ids of people and channels in Slack."""
        return self._list(
            name,
            re.compile(r"[UWC][A-Z0-9]{2,}|\*").fullmatch,
            "It can be ids of people and channels as Slack shows them, like U024BE7LH or "
            "C024BE91L, or * for everybody",
        )

    def _list(self, name: str, fits: Callable[[str], object], advice: str) -> tuple[str, ...]:
        """What stands between commas."""
        stripped = (each.strip() for each in self._values.get(name, "").split(","))
        parts = tuple(part for part in stripped if part)
        for part in parts:
            if not fits(part):
                raise SettingsError(
                    f"{name} has {part!r}. {advice}; several are separated by commas."
                )
        return parts


_DATABASE: Final = (
    "It can be like postgresql://user:password@127.0.0.1:5432/assistant; in a password, characters "
    "other than letters and digits are written like %40 for @."
)


def _flaw(url: str) -> str | None:
    """What is wrong with the URL of a database in PostgreSQL."""
    # Here, for without such a URL neither is needed, and both take long to load.
    from sqlalchemy import make_url  # noqa: PLC0415 - as above
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 - as above

    try:
        if not make_url(url).database:
            return "names no database"
    except (ArgumentError, ValueError):  # the second of a port that is no number
        return "cannot be read"
    try:
        import psycopg  # noqa: F401, PLC0415 - as above
    except ImportError:
        return "needs the driver psycopg, which is not installed: add the extra `postgres`"
    return None


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True
