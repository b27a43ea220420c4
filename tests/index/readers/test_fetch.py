"""A URL is fetched from the public internet only, within limits, and not for ever."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.errors import FetchError, ForbiddenAddress, TooLarge, UnsupportedFormat
from index.readers import fetch as fetching
from index.readers.fetch import Fetched, Resolve, fetch
from index.readers.formats import read_url
from index.readers.public_addresses import is_public

PAGE = b"<html><body><p>The wall is being repaired.</p></body></html>"


def reply(
    body: bytes = PAGE, *, status: str = "200 OK", content_type: str = "text/html", **headers: str
) -> bytes:
    """An HTTP reply as it goes over the wire; `X_Y` among the headers is X-Y."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"Content-Type: {content_type}"] if content_type else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


@dataclass
class Server:
    """Answers each path with the bytes that the test scripted for it."""

    replies: dict[str, bytes]
    requests: list[str] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.requests.append(request)
        writer.write(self.replies[request.split(" ")[1]])


Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """The port on which a handler serves the loopback interface."""
    handling: set[asyncio.Future[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await handler(reader, writer)
            writer.close()
            await writer.wait_closed()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handling.add(asyncio.ensure_future(handle(reader, writer)))

    async with await asyncio.start_server(accept, "127.0.0.1", 0, ssl=tls) as server:
        yield server.sockets[0].getsockname()[1]
    await asyncio.gather(*handling)


@asynccontextmanager
async def serving(**replies: bytes) -> AsyncIterator[Server]:
    """A server that answers /name with the reply of that name, and / with `root`."""
    server = Server({f"/{'' if name == 'root' else name}": body for name, body in replies.items()})
    async with listening(server.answer) as server.port:
        yield server


def resolving(*addresses: str, asked: list[str] | None = None) -> Resolve:
    """A resolver that knows one answer to everything."""

    async def resolve(host: str, port: int) -> list[str]:
        if asked is not None:
            asked.append(host)
        return list(addresses)

    return resolve


# --- What is fetched ---------------------------------------------------------------------------


async def test_a_page_is_fetched_with_its_type() -> None:
    async with serving(root=reply(content_type="text/html; charset=utf-8")) as server:
        found = await fetch(server.url("/#part"), allow_private=True)
    assert found == Fetched(PAGE, "text/html; charset=utf-8", server.url("/"))


async def test_a_url_is_read_as_an_article() -> None:
    sentence = "The council will rebuild the old wall, which a storm had broken in the winter."
    page = f"<html><title>The wall</title><p>{sentence}</p><p>{sentence} So be it.</p>".encode()
    async with serving(root=reply(page)) as server:
        article = await read_url(server.url(), allow_private=True)
    assert article.title == "The wall"
    assert article.url == server.url()
    assert article.paragraphs[0].text == sentence


async def test_redirects_are_followed_and_the_last_url_counts() -> None:
    moved = reply(b"", status="302 Found", Location="/there?x=1")
    async with serving(root=moved, **{"there?x=1": reply()}) as server:
        found = await fetch(server.url(), allow_private=True)
    assert found.url == server.url("/there?x=1")


async def test_compressed_pages_are_decompressed() -> None:
    async with serving(root=reply(gzip.compress(PAGE), Content_Encoding="gzip")) as server:
        assert (await fetch(server.url(), allow_private=True)).data == PAGE


# --- Where it connects -------------------------------------------------------------------------


async def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """The name is resolved once: what it points to afterwards does not matter."""
    asked: list[str] = []
    async with serving(root=reply()) as server:
        found = await fetch(
            server.url(host="news.example"),
            allow_private=True,
            resolve=resolving("127.0.0.1", asked=asked),
        )
    assert asked == ["news.example"]
    assert f"\r\nHost: news.example:{server.port}\r\n" in server.requests[0]
    assert found.url == server.url(host="news.example")


async def test_tls_asks_for_the_host_and_not_for_the_address(tls: ssl.SSLContext) -> None:
    asked_for: list[str | None] = []
    tls.sni_callback = lambda _socket, name, _context: asked_for.append(name)

    async def never_reached(*_: object) -> None: ...

    async with listening(never_reached, tls) as port:
        with pytest.raises(FetchError, match=r"cannot be reached .*certificate verify failed"):
            await fetch(
                f"https://news.example:{port}/",
                allow_private=True,
                resolve=resolving("127.0.0.1"),
            )
    assert asked_for == ["news.example"]


@pytest.fixture
def tls(tmp_path: Path) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate that nobody trusts."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "certificate.pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


async def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    async with serving(root=reply()) as server:
        found = await fetch(
            server.url(host="news.example"),
            allow_private=True,
            resolve=resolving("::1", "127.0.0.1"),
        )
    assert found.data == PAGE


# --- What is refused ---------------------------------------------------------------------------

PRIVATE = [
    "0.0.0.0",  # noqa: S104 - an address to refuse, not to listen on
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1",
    "169.254.169.254", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fe80::1%eth0",
    "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:db8::1", "2001:0:1::1",
    "168.63.129.16", "::ffff:168.63.129.16", "64:ff9b::a83f:8110", "192.0.0.192", "161.26.0.10",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]


@pytest.mark.parametrize("address", PRIVATE)
async def test_a_host_in_a_private_network_is_refused(address: str) -> None:
    with pytest.raises(ForbiddenAddress, match=r"news\.example is in a private network"):
        await fetch("http://news.example/", resolve=resolving(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0x7f.1",
        "017700000001",
    ],
)
async def test_no_spelling_of_a_private_address_is_fetched(host: str) -> None:
    async with serving(root=reply()) as server:
        with pytest.raises(FetchError):
            await fetch(server.url(host=host))
    assert server.requests == []


async def test_a_redirect_into_a_private_network_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    moved = reply(b"", status="307 Temporary Redirect", Location="http://10.0.0.1/admin")
    async with serving(root=moved) as server:
        with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.1 is in a private network"):
            await fetch(server.url())


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://news.example/a", "javascript:alert(1)", "news.example/a"),
        *("", "http://", "http:///a", "http://[::1", "http://news.example:port/", "http://a b/"),
    ],
)
async def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchError):
        await fetch(url, allow_private=True)


async def test_a_redirect_to_a_file_is_refused() -> None:
    moved = reply(b"", status="301 Moved Permanently", Location="file:///etc/passwd")
    async with serving(root=moved) as server:
        with pytest.raises(FetchError, match="http:// or https://"):
            await fetch(server.url(), allow_private=True)


async def test_a_password_in_the_url_is_refused_and_not_repeated() -> None:
    with pytest.raises(FetchError, match="user name or a password") as caught:
        await fetch("http://jane:secret@news.example/")
    assert "secret" not in str(caught.value)


# --- What goes wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        ("404 Not Found", r"answered 404\. There is no such page: check the address"),
        ("410 Gone", r"check the address"),
        ("403 Forbidden", r"open it in a browser, copy the text and paste that"),
        ("503 Service Unavailable", r"Try again later"),
    ],
)
async def test_an_error_page_is_no_article(status: str, advice: str) -> None:
    async with serving(root=reply(status=status)) as server:
        with pytest.raises(FetchError, match=advice):
            await fetch(server.url(), allow_private=True)


async def test_redirects_for_ever_are_not_followed() -> None:
    around = reply(b"", status="302 Found", Location="/")
    async with serving(root=around) as server:
        with pytest.raises(FetchError, match="redirects more than 5 times"):
            await fetch(server.url(), allow_private=True)
    assert len(server.requests) == 6


@pytest.mark.parametrize("content_type", ["image/png", "application/json", "video/mp4"])
async def test_what_is_no_text_is_not_downloaded(content_type: str) -> None:
    async with serving(root=reply(content_type=content_type)) as server:
        with pytest.raises(UnsupportedFormat, match=content_type):
            await fetch(server.url(), allow_private=True)


async def test_a_page_without_a_type_is_fetched() -> None:
    async with serving(root=reply(content_type="")) as server:
        assert (await fetch(server.url(), allow_private=True)).content_type == ""


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(reply(b"x" * 2000), id="plain"),
        pytest.param(reply(gzip.compress(bytes(10**6)), Content_Encoding="gzip"), id="a bomb"),
    ],
)
async def test_the_limit_is_on_what_comes_out(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", 1999)
    async with serving(root=answer) as server:
        with pytest.raises(TooLarge, match="larger than"):
            await fetch(server.url(), allow_private=True)


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd"])
async def test_compression_without_a_bound_is_refused(encoding: str) -> None:
    bomb = gzip.compress(gzip.compress(PAGE))
    async with serving(root=reply(bomb, Content_Encoding=encoding)) as server:
        with pytest.raises(FetchError, match=encoding):
            await fetch(server.url(), allow_private=True)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(reply(b"not gzip", Content_Encoding="gzip"), id="bad compression"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", id="cut short"),
        pytest.param(b"hello\r\n\r\n", id="no HTTP"),
        pytest.param(b"", id="nothing"),
    ],
)
async def test_a_broken_answer_is_a_clear_error(answer: bytes) -> None:
    async with serving(root=answer) as server:
        with pytest.raises(FetchError, match=r"broke off .*Try again later"):
            await fetch(server.url(), allow_private=True)


async def test_a_server_that_never_answers_times_out() -> None:
    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()  # until the client gives up

    async with listening(never) as port:
        with pytest.raises(FetchError, match=r"did not answer within 0\.5 seconds"):
            await fetch(f"http://127.0.0.1:{port}/", allow_private=True, timeout=0.5)


async def test_a_server_that_drips_for_ever_times_out() -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not reader.at_eof() and not writer.is_closing():
            writer.write(b"x")
            await asyncio.sleep(0)

    async with listening(drip) as port:
        with pytest.raises(FetchError, match=r"did not answer within 0\.5 seconds"):
            await fetch(f"http://127.0.0.1:{port}/", allow_private=True, timeout=0.5)


async def test_a_closed_port_is_a_clear_error() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(FetchError, match=r"cannot be reached"):
            await fetch(f"http://127.0.0.1:{port}/", allow_private=True)


@pytest.mark.parametrize("error", [socket.gaierror("no such name"), UnicodeError("too long")])
async def test_an_unknown_host_is_a_clear_error(error: Exception) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        raise error

    with pytest.raises(FetchError, match=r"no host named 'news\.example'"):
        await fetch("http://news.example/", resolve=resolve)
