"""Absolute links to articles and paragraphs, for clients that show them elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request

from api.settings import Settings


@dataclass(frozen=True, slots=True)
class Links:
    """Links to this server; `base` is where readers reach it, without a slash at its end."""

    base: str

    @classmethod
    def of(cls, request: Request, settings: Settings) -> Links:
        """At the public URL of the settings or, without one, at the host of this request."""
        # Behind a proxy the request's own host may be one that no reader reaches.
        return cls(settings.public_url or str(request.base_url).rstrip("/"))

    def article(self, article_id: str) -> str:
        """The link to an article's page."""
        return f"{self.base}/articles/{quote(article_id, safe='')}"

    def paragraph(self, article_id: str, number: int) -> str:
        """The link to a paragraph on that page."""
        return f"{self.article(article_id)}#p{number}"
