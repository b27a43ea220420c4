"""How names are written."""

from __future__ import annotations

from typing import Final

RUN: Final = r"[A-Z][\w’'&-]+(?:\s(?:of\sthe\s|of\s)?[A-Z][\w’'&-]+){0,5}"
"""A pattern of words with capitals in a row: “the Bank of England”."""
