"""A URL → the bytes behind it, from the public internet only, and not for ever."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import FetchError, ForbiddenAddress, TooLarge, UnsupportedFormat
from index.language.word_lists import word_set
from index.readers.public_addresses import is_public

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 20_000_000  # after decompression
MAX_REDIRECTS = 5
CONNECT_TIMEOUT = 10.0  # seconds for each of a host's addresses
TIMEOUT = 30.0  # seconds for everything together, however slowly it drips

_TYPES = word_set(
    """
    text/html application/xhtml+xml text/plain text/markdown text/x-markdown application/pdf
    application/octet-stream
    """
)
# The compressions that httpx undoes piece by piece: a piece of 64 kB grows to 66 MB at most.
# Two of them on top of each other would have no such bound.
_ENCODINGS = frozenset({"", "identity", "gzip", "deflate"})
_HEADERS = {
    "Accept": "text/html, application/pdf;q=0.9, text/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": "article-assistant",
}

Resolve = Callable[[str, int], Awaitable[list[str]]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes at a URL, and their type; `url` is where the redirects led."""

    data: bytes
    content_type: str
    url: str


async def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as the system's resolver gives them."""
    loop = asyncio.get_running_loop()
    addresses = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in addresses))


async def fetch(
    url: str,
    *,
    allow_private: bool = False,
    timeout: float = TIMEOUT,  # noqa: ASYNC109 - the caller's limit for all the hops together
    resolve: Resolve = resolve,
) -> Fetched:
    """The bytes at a URL, following redirects.

    Each host is resolved once, its addresses are checked, and the connection goes to a checked
    address, so that a name cannot point elsewhere by then.

    Raises:
        ForbiddenAddress: it, or where it redirects to, is in a private network.
        FetchError: it cannot be reached, is not there, or takes too long.
        UnsupportedFormat: what is there is neither text nor a PDF.
        TooLarge: there is too much of it.
    """
    import httpx  # noqa: PLC0415 - heavy, needed only here

    try:
        async with asyncio.timeout(timeout):
            target = _checked(httpx.URL(url))
            for _ in range(MAX_REDIRECTS + 1):
                addresses = await _addresses(target, resolve, allow_private=allow_private)
                reply = await _get(target, addresses)
                if isinstance(reply, Fetched):
                    return reply
                target = _checked(target.join(reply))
    except TimeoutError as error:
        raise FetchError(
            f"{url} did not answer within {timeout:g} seconds. Try again later, or copy the "
            "article's text and paste it."
        ) from error
    except httpx.InvalidURL as error:
        raise FetchError(f"{url[:200]!r} is not a URL: {error}.") from error
    raise FetchError(
        f"{url} redirects more than {MAX_REDIRECTS} times. Open it in a browser and give the "
        "address that you end at."
    )


def _checked(url: httpx.URL) -> httpx.URL:
    """A URL that may be asked for, without its fragment."""
    if url.scheme not in {"http", "https"} or not url.host:
        raise FetchError(
            f"{str(url)[:80]!r} is not an address that starts with http:// or https://, which are "
            "the only ones read. Give a file by its path."
        )
    if url.userinfo:
        raise FetchError(
            "The URL holds a user name or a password. Give it without, or download the article "
            "and give the file."
        )
    return url.copy_with(fragment=None)


async def _addresses(url: httpx.URL, resolve: Resolve, *, allow_private: bool) -> list[str]:
    """The addresses of a URL's host that may be connected to."""
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        addresses = await resolve(url.host, port)
    except (OSError, UnicodeError) as error:  # UnicodeError: a label too long for a host name
        raise FetchError(
            f"There is no host named {url.host!r}. Check the address and the network."
        ) from error
    allowed = [address for address in addresses if allow_private or is_public(address)]
    if not allowed:
        raise ForbiddenAddress(url.host)
    return allowed


async def _get(url: httpx.URL, addresses: list[str]) -> Fetched | str:
    """What is at a URL, or where it redirects to, from the first address that answers."""
    import httpx  # noqa: PLC0415 - heavy, needed only here

    headers = {**_HEADERS, "Host": url.netloc.decode("ascii")}
    sni = {"sni_hostname": url.raw_host.decode("ascii")}
    limits = httpx.Timeout(None, connect=CONNECT_TIMEOUT)  # `fetch` limits the whole
    reason = ""
    for address in addresses:
        # A client for each hop: a pooled connection to the same address was made, and its
        # certificate checked, for another host name.
        async with httpx.AsyncClient(trust_env=False, timeout=limits) as client:
            pinned = url.copy_with(host=address)
            try:
                async with client.stream(
                    "GET", pinned, headers=headers, extensions=sni
                ) as response:
                    return await _read(response, url)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                reason = str(error)
            except httpx.HTTPError as error:
                raise FetchError(
                    f"{url} broke off ({error}). Try again later, or copy the article's text and "
                    "paste it."
                ) from error
    raise FetchError(f"{url.host} cannot be reached ({reason}). Check the address and the network.")


async def _read(response: httpx.Response, url: httpx.URL) -> Fetched | str:
    if response.has_redirect_location:
        return response.headers["Location"]
    if not response.is_success:
        raise FetchError(f"{url} answered {response.status_code}. {_advice(response.status_code)}")
    content_type = response.headers.get("Content-Type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type and media_type not in _TYPES:
        raise UnsupportedFormat(
            f"{url} is {media_type[:80]}, which cannot be read. Give the address of a web page, "
            "a text or a PDF."
        )
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise FetchError(
            f"{url} is compressed as {encoding[:80]!r}, which was not asked for. Download it and "
            "give the file."
        )
    data = bytearray()
    async for chunk in response.aiter_bytes():
        data += chunk
        if len(data) > MAX_BYTES:
            raise TooLarge(
                f"{url} is larger than {MAX_BYTES // 1_000_000} MB, the limit. Give a part of it "
                "as a file."
            )
    return Fetched(bytes(data), content_type, str(url))


def _advice(status: int) -> str:
    if status in {404, 410}:
        return "There is no such page: check the address."
    if status in {401, 402, 403, 407, 429, 451}:
        return "It is not for programs: open it in a browser, copy the text and paste that."
    return "Try again later, or copy the article's text and paste it."
