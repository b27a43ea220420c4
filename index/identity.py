"""What makes two articles the same one, and what an article is called."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit, urlunsplit

from index.language.folding import fold
from index.language.normalization import normalize
from index.types import Article

_SLUG_LENGTH = 32


def identity(article: Article) -> str:
    """Articles with the same identity are versions of one article, if their texts overlap.

    The URL where there is one, otherwise title, source and time of publication.
    """
    if article.url:
        return f"url {_plain_url(article.url)}"
    published = article.published.isoformat() if article.published else ""
    return "\n".join(("title", fold(article.title), fold(article.source or ""), published))


def body_digest(article: Article) -> str:
    """A digest of the paragraphs, equal for equal texts wherever they came from."""
    return digest(*(paragraph.text for paragraph in article.paragraphs))


def paragraph_digest(article: Article, text: str) -> str:
    """The digest that a paragraph's vectors are kept under, of the title too: both are embedded."""
    return digest(article.title, text)


def article_id(article: Article, attempt: int = 0) -> str:
    """A readable id, the same on every machine: the title's first words and a hash.

    The first attempt goes by the identity alone; where another article has taken that id, the
    text and the number of the attempt decide as well.
    """
    # Of the hash, six digits are enough to tell articles apart by and short enough to type.
    parts = (body_digest(article), str(attempt)) if attempt else ("",)
    return f"{_slug(article.title)}-{digest(identity(article), *parts)[:6]}"


def digest(*parts: str) -> str:
    """SHA-256 over the parts, in hex; ("ab", "c") and ("a", "bc") differ."""
    hashed = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")  # half a character is no reason to fail
        hashed.update(len(content).to_bytes(8, "big"))
        hashed.update(content)
    return hashed.hexdigest()


def _slug(title: str) -> str:
    ascii_title = normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = ""
    for word in re.findall(r"[a-z0-9]+", ascii_title.lower()):
        if len(slug) + len(word) >= _SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "article"


def _plain_url(url: str) -> str:
    """The URL without its fragment and what newsletters and networks append to follow readers."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a page can name any nonsense as its address
        return url
    query = "&".join(
        pair for pair in parts.query.split("&") if not re.match(r"(utm_\w+|fbclid|gclid)=", pair)
    )
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path.rstrip("/"), query, ""))
