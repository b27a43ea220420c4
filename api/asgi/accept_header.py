"""Which media type a client prefers, by its Accept header."""

from __future__ import annotations

from starlette.datastructures import Headers


def prefers(headers: Headers, kind: str, other: str) -> bool:
    """Whether a request's Accept header ranks this media type above the other."""
    accepted = ",".join(headers.getlist("accept")) or "*/*"
    return quality(accepted, kind) > quality(accepted, other)


def quality(accepted: str, kind: str) -> float:
    """How much an Accept header (RFC 9110) wants a media type, from 0 to 1.

    The most specific range counts; a quality that cannot be read is 0.
    """
    ranges = [_range(each) for each in accepted.lower().split(",")]
    # The most specific range first: its quality holds even where a wider one has a higher.
    for media_range in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        qualities = [quality for name, quality in ranges if name == media_range]
        if qualities:
            return max(qualities)
    return 0.0


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (each.strip() for each in part.split(";"))
    weights = [each.partition("=")[2] for each in parameters if each.startswith("q=")]
    try:
        quality = float(weights[0]) if weights else 1.0
    except ValueError:
        quality = 0.0
    return name, quality if 0 <= quality <= 1 else 0.0
