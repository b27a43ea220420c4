"""Numbers of things, for readers."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """`1 paragraph`, `2 paragraphs`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
