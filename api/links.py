"""Where readers find an article, as absolute addresses: clients show them as links."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request

from api.wiring import Parts


@dataclass(frozen=True, slots=True)
class Links:
    """Links to this server; `base` is where readers reach it, without a slash at its end."""

    base: str

    @classmethod
    def of(cls, request: Request, parts: Parts) -> Links:
        """As the settings say or, where they do not, as this request came in."""
        return cls(parts.settings.public_url or str(request.base_url).rstrip("/"))

    def article(self, article_id: str) -> str:
        """The article's page."""
        return f"{self.base}/articles/{quote(article_id, safe='')}"

    def paragraph(self, article_id: str, number: int) -> str:
        """A paragraph on it."""
        return f"{self.article(article_id)}#p{number}"
