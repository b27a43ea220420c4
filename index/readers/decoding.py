"""Bytes → text, whatever the encoding."""

from __future__ import annotations

import codecs
import unicodedata

from index.errors import UnsupportedFormat
from index.language.detection import likely_language
from index.language.word_lists import word_set

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Pages of Latin letters differ in their accented letters only, so in any of them the language
# shows; in the right one it shows best.
_CODE_PAGES = {
    "cp1252": None,  # all the others
    "cp1250": word_set("bs cs hr hu pl ro sk sl sq"),
    "cp1254": word_set("az tr"),
    "cp1257": word_set("et lt lv"),
}
# Enough to tell an encoding by.
SAMPLE = 100_000  # bytes
# Text may hold stray control characters; a tenth of random bytes are some.
MAX_CONTROL_SHARE = 0.03


def decode(data: bytes, charset: str | None = None) -> str:
    """The text in these bytes.

    In this order: a byte order mark, UTF-8, UTF-16 without a mark, the charset that the source
    declares, what the letters look like.

    Raises:
        UnsupportedFormat: the bytes are not text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if unmarked := _unmarked_utf16(data):
        return data.decode(unmarked, errors="replace")
    text = _decode_utf8(data) or _decode_declared(data, charset) or _guess(data)
    if _control_share(text) > MAX_CONTROL_SHARE:
        raise UnsupportedFormat(
            "This is a binary file, not text. Give a text, Markdown, HTML or PDF file."
        )
    return text


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 of mostly Latin letters has its zero bytes at even or at odd places only."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if 4 * max(even, odd) < len(sample) // 2 or 20 * min(even, odd) > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _decode_utf8(data: bytes) -> str | None:
    """UTF-8, be it with a few bad bytes, as after a cut in the middle of a character."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    intact = sum(not character.isascii() for character in text[:SAMPLE]) - damaged
    return text if intact > 5 * damaged else None


def _decode_declared(data: bytes, charset: str | None) -> str | None:
    """What is declared as Latin-1 or ASCII is in practice Windows-1252: left to `_guess`."""
    if charset is None:
        return None
    try:
        name = codecs.lookup(charset).name
        if name in {"utf-8", "ascii", "iso8859-1"}:
            return None
        return data.decode(name)
    except (LookupError, ValueError):  # a name that is none, or of no text encoding
        return None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed

    # Guesses between pages of Latin letters are close to random, so only its verdict that the
    # text is in another script counts.
    best = from_bytes(data[:SAMPLE]).best()
    if best is not None and not _is_latin(str(best)):
        return data.decode(best.encoding, errors="replace")
    page = max(_CODE_PAGES, key=lambda page: _likelihood(data, page))
    return data.decode(page, errors="replace")


def _likelihood(data: bytes, page: str) -> float:
    """How well a text reads as one of the languages that are written in a code page, 0 to 1."""
    language, probability = likely_language(data[:SAMPLE].decode(page, errors="replace"))
    languages = _CODE_PAGES[page]
    others = (group for group in _CODE_PAGES.values() if group)
    fits = language in languages if languages else not any(language in group for group in others)
    return probability if fits else 0.0


def _is_latin(text: str) -> bool:
    letters = [character for character in text[:SAMPLE] if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    return 2 * latin >= len(letters)


def _control_share(text: str) -> float:
    sample = text[:SAMPLE]
    controls = sum((c < " " and not c.isspace()) or c == "\ufffd" for c in sample)
    return controls / max(len(sample), 200)  # a stray one in a short text is no evidence
