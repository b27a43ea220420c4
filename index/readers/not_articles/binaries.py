"""Files that are not text: what they are, told by their content, and what to do with them."""

from __future__ import annotations

import io
import zipfile
from typing import Final

_AS_TEXT: Final = "Save it as a PDF or as plain text."
_PICTURE: Final = (
    "This is a picture ({}). Have its text recognised, for instance by a scanning program, and "
    "give that."
)
_SOUND: Final = "This is a recording ({}). Give its transcript as plain text."
_PACKED: Final = "This is an archive ({}). Unpack it, and give the article's own file."

_BEGINNINGS: Final = {
    b"{\\rtf": f"This is a word processor's document (RTF). {_AS_TEXT}",
    b"%!PS": "This is PostScript. Make a PDF of it.",
    b"\x89PNG": _PICTURE.format("PNG"),
    b"\xff\xd8\xff": _PICTURE.format("JPEG"),
    b"GIF8": _PICTURE.format("GIF"),
    b"II*\0": _PICTURE.format("TIFF"),
    b"MM\0*": _PICTURE.format("TIFF"),
    b"ID3": _SOUND.format("MP3"),
    b"OggS": _SOUND.format("Ogg"),
    b"fLaC": _SOUND.format("FLAC"),
    b"\x1aE\xdf\xa3": _SOUND.format("Matroska or WebM"),
    b"\x1f\x8b": _PACKED.format("gzip"),
    b"BZh": _PACKED.format("bzip2"),
    b"\xfd7zXZ\0": _PACKED.format("xz"),
    b"7z\xbc\xaf'\x1c": _PACKED.format("7z"),
    b"Rar!\x1a\x07": _PACKED.format("RAR"),
    b"(\xb5/\xfd": _PACKED.format("Zstandard"),
    b"SQLite format 3\0": "This is a database (SQLite). Give the article's text.",
}
_RIFF: Final = {
    b"WEBP": _PICTURE.format("WebP"),
    b"WAVE": _SOUND.format("WAV"),
    b"AVI ": _SOUND.format("AVI"),
}
_STILL: Final = frozenset({b"heic", b"heix", b"mif1", b"avif"})

_OLD_OFFICE: Final = {  # what Microsoft's old container holds, by the names inside
    "__substg1.0_": "This is a mail message (Outlook). Open it, and copy the article's text.",
    "WordDocument": f"This is a Word document. {_AS_TEXT}",
    "Workbook": "This is an Excel workbook. Give the article's text.",
    "PowerPoint Document": f"This is a PowerPoint presentation. {_AS_TEXT}",
}
_IN_ZIP: Final = {
    "word/document.xml": f"This is a Word document. {_AS_TEXT}",
    "xl/workbook.xml": "This is an Excel workbook. Give the article's text.",
    "xl/workbook.bin": "This is an Excel workbook. Give the article's text.",
    "ppt/presentation.xml": f"This is a PowerPoint presentation. {_AS_TEXT}",
    "Index/Document.iwa": f"This is a document of Apple's Pages, Numbers or Keynote. {_AS_TEXT}",
    "META-INF/MANIFEST.MF": "This is a program (Java). Give the article's text.",
}
_MEDIA_TYPES: Final = {  # what a ZIP's first file says that it is
    "application/epub+zip": "This is an e-book (EPUB). Save the chapter or article as a PDF or as "
    "plain text.",
    "application/vnd.oasis.opendocument.text": f"This is an OpenDocument text. {_AS_TEXT}",
    "application/vnd.oasis.opendocument.spreadsheet": "This is an OpenDocument spreadsheet. Give "
    "the article's text.",
    "application/vnd.oasis.opendocument.presentation": "This is an OpenDocument presentation. "
    f"{_AS_TEXT}",
}


def refusal_of_bytes(data: bytes) -> str | None:
    """What a file is that cannot be read, and what to do; None when it may be text or a PDF."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(data)
    if data.startswith(b"RIFF") and (refusal := _RIFF.get(data[8:12])):
        return refusal
    if data[4:8] == b"ftyp":
        still = data[8:12] in _STILL
        return _PICTURE.format("HEIF") if still else _SOUND.format("MPEG-4")
    if data[257:262] == b"ustar":
        return _PACKED.format("tar")
    return next((refusal for mark, refusal in _BEGINNINGS.items() if data.startswith(mark)), None)


def _zip(data: bytes) -> str:
    # Its names and a hundred characters of one file are all that is read: it may unpack endlessly.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            media_type = _beginning_of(archive, "mimetype") if "mimetype" in names else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return "This is an archive (ZIP) that is damaged. Get it again, and unpack it."
    if media_type in _MEDIA_TYPES:
        return _MEDIA_TYPES[media_type]
    inside = (refusal for name, refusal in _IN_ZIP.items() if name in names)
    return next(inside, _PACKED.format("ZIP"))


def _beginning_of(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as file:
        return file.read(100).decode("ascii", "replace").strip()


def _old_office(data: bytes) -> str:
    inside = (refusal for name, refusal in _OLD_OFFICE.items() if name.encode("utf-16-le") in data)
    return next(inside, f"This is a document of an old Office program. {_AS_TEXT}")
