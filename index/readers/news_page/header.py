"""The lines between a page's top and an article's first paragraph: what each of them states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce

from index.language.word_lists import name_set
from index.readers.layout import ends_sentence
from index.readers.metadata import UNKNOWN, Metadata
from index.readers.news_page.bylines import SOURCES, read_byline
from index.readers.news_page.date_lines import Stamp, read_stamp

LONGEST = 200  # characters; nothing longer is a byline or a breadcrumb

_SECTIONS = name_set(
    """
    africa, americas, analysis, arts, asia, asia pacific, australia, books, breaking news, business
    canada, china, climate, comment, commentary, companies, crime, culture, defence, defense
    economy, editorial, education, elections, energy, entertainment, environment, europe, exclusive
    explainer, explainers, fashion, features, film, finance, food, global, headlines, health, india
    international, investigations, latin america, law, life, lifestyle, local, magazine, markets
    media, middle east, money, movies, music, nation, national, news, obituaries, opinion, politics
    property, real estate, region, religion, reports, science, security, society, special report
    sport, sports, style, tech, technology, television, top news, top stories, travel, tv, u.k.
    u.s., uk, us, usa, video, weather, world, africa news, uk news, us news, world news
    """
)
_LABELLED_SECTION = re.compile(
    r"(?:section|category|filed under|posted in|topic): ?(.{2,60})", re.I
)
_IN_SECTION = re.compile(r"In ([A-Z][\w&-]*(?: (?:and |& )?[A-Z][\w&-]*){0,3})")
_CRUMBS = re.compile(r" ?[>›»→] ?| / ")
_SOURCE = re.compile(r"(?:source|via|from|courtesy): ?(\S.{1,58}[^.])", re.I)
_URL = re.compile(r"https?://\S+", re.I)
# What one line may put side by side: "By Jane Doe | Feb 23, 2026 · Updated Feb 24, 2026".
_BESIDE = re.compile(r" ?[|·•] ?| [–—-] |,? (?=(?:last )?updated\b)", re.I)
_BULLET = "-–—•·*▪►>| "


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """What one line above the body, or below it, states about the article."""

    metadata: Metadata = UNKNOWN
    stamps: tuple[Stamp, ...] = ()


def read_header_line(line: str) -> HeaderLine | None:
    """What a line says about the article; None when it may be part of the article."""
    if len(line) > LONGEST or ends_sentence(line):
        return None
    core = line.strip(_BULLET)
    whole = _read_part(core) or _read_byline_and_date(core)
    if whole is not None:
        return whole
    parts = _BESIDE.split(core)
    read = [_read_part(part) for part in parts]
    if not any(read):
        return None
    # Beside a date or a section, a name is the author's.
    read = [line or _read_author(part) for line, part in zip(read, parts, strict=True)]
    return _merged([part for part in read if part]) if all(read) else None


def _merged(parts: list[HeaderLine]) -> HeaderLine:
    metadata = reduce(Metadata.or_else, (part.metadata for part in parts))
    return HeaderLine(metadata, tuple(stamp for part in parts for stamp in part.stamps))


def _read_part(text: str) -> HeaderLine | None:
    if stamp := read_stamp(text):
        return HeaderLine(stamps=(stamp,))
    metadata = read_byline(text) or _read_source(text) or _read_section(text)
    return HeaderLine(metadata) if metadata else None


def _read_author(text: str) -> HeaderLine | None:
    byline = read_byline(text, expected=True)
    return HeaderLine(byline) if byline else None


def _read_byline_and_date(line: str) -> HeaderLine | None:
    """By Jane Doe Feb 23, 2026."""
    words = line.split()
    if not line[:3].casefold().startswith("by") or len(words) > 20:
        return None
    for cut in range(3, len(words)):
        stamp = read_stamp(" ".join(words[cut:]))
        byline = read_byline(" ".join(words[:cut]).rstrip(",|-–— ")) if stamp else None
        if stamp and byline:
            return HeaderLine(byline, (stamp,))
    return None


def _read_source(text: str) -> Metadata | None:
    if _URL.fullmatch(text):
        return Metadata(url=text)
    if match := _SOURCE.fullmatch(text):
        return Metadata(source=match[1])
    name, _, place = text.partition(", ")  # BBC News, Lisbon
    if name.casefold() in SOURCES and len(place.split()) <= 3 and place[:1] == place[:1].upper():
        return Metadata(source=name)
    return None


def _read_section(text: str) -> Metadata | None:
    if text.casefold() in _SECTIONS:
        return Metadata(section=text)
    if match := _LABELLED_SECTION.fullmatch(text) or _IN_SECTION.fullmatch(text):
        return Metadata(section=match[1])
    crumbs = _CRUMBS.split(text)
    if len(crumbs) > 1 and all(1 <= len(crumb.split()) <= 4 for crumb in crumbs):
        return Metadata(section=crumbs[-1])
    return None
