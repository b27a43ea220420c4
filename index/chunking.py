"""Paragraphs into chunks that fit the embedder."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from index.language.sentences import sentences
from index.types import Article, Chunk

Count = Callable[[str], int]

_LONGEST_WORD = 60  # characters; a cut looks no further back for a space


class _Piece(NamedTuple):
    """A sentence or a part of one, by its offsets, and what it costs besides the overhead."""

    start: int
    end: int
    cost: int


def chunks(article: Article, *, max_tokens: int, count: Count) -> tuple[Chunk, ...]:
    """Each paragraph as one chunk or, where that is too long, as few as fit, alike in length.

    `count` gives a text's tokens as the embedder counts them, what it adds of its own
    included. Chunks end where sentences end; a sentence that is too long alone is cut between
    words, and text without spaces between characters. Nothing is lost but the space between
    chunks. Raises ValueError when `max_tokens` leaves no room for text.
    """
    overhead = count("")
    room = max_tokens - overhead
    if room < 1:
        raise ValueError(f"no room for text in {max_tokens} tokens; the embedder adds {overhead}")
    return tuple(
        Chunk(paragraph.number, paragraph.text[start:end], start, end)
        for paragraph in article.paragraphs
        for start, end in _spans(paragraph.text, room, lambda part: count(part) - overhead)
    )


def _spans(text: str, room: int, cost: Count) -> Iterator[tuple[int, int]]:
    # Most paragraphs fit as they are, and counting tokens is what this costs.
    whole = _piece(text, 0, len(text), cost)
    if whole.cost <= room:
        return iter([(whole.start, whole.end)] if whole.start < whole.end else [])
    pieces = [
        piece
        for sentence in sentences(text)
        for piece in _cut(text, _piece(text, sentence.start, sentence.end, cost), room, cost)
    ]
    groups = _packed(pieces, room)
    return (span for group in groups for span in _joined(text, group, room, cost))


def _piece(text: str, start: int, end: int, cost: Count) -> _Piece:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end = start + len(part.strip())
    return _Piece(start, end, cost(text[start:end]))


def _cut(text: str, piece: _Piece, room: int, cost: Count) -> Iterator[_Piece]:
    """The piece in parts that fit; one character is left whole, whatever it costs."""
    start, end, price = piece
    if price <= room or end - start < 2:
        yield piece
        return
    parts = min(max(2, ceil(price / room)), end - start)
    for number in range(1, parts + 1):
        # From the piece's own ends, so that rounding does not add up in the last part.
        target = piece.start + (piece.end - piece.start) * number // parts
        cut = end if number == parts else _word_end(text, start, target)
        part = _piece(text, start, cut, cost)
        if part.start < part.end:
            yield from _cut(text, part, room, cost)
        start = cut


def _word_end(text: str, start: int, target: int) -> int:
    """Where the last word ends before `target`, or `target` itself inside a very long one."""
    nearby = range(target, max(start, target - _LONGEST_WORD), -1)
    return next((at for at in nearby if text[at].isspace()), target)


def _packed(pieces: Sequence[_Piece], room: int) -> list[list[_Piece]]:
    """Neighbours together in as few groups as `room` allows, the costliest as cheap as it can be.

    Groups that are filled up in order are the fewest; the smallest limit that needs no more
    of them evens them out.
    """
    # A larger limit never needs more groups, so the smallest that suffices is found by bisection;
    # costs are added up and not counted anew, as each limit is tried.
    fewest = len(_filled(pieces, room))
    lowest = max(piece.cost for piece in pieces)
    limits = range(lowest, max(lowest, room) + 1)
    even = bisect_left(limits, -fewest, key=lambda limit: -len(_filled(pieces, limit)))
    return _filled(pieces, limits[even])


def _filled(pieces: Sequence[_Piece], limit: int) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = []
    total = limit  # full: the first piece begins a group
    for piece in pieces:
        total += piece.cost
        if total > limit or not groups:
            groups.append([])
            total = piece.cost
        groups[-1].append(piece)
    return groups


def _joined(
    text: str, group: Sequence[_Piece], room: int, cost: Count
) -> Iterator[tuple[int, int]]:
    """The group as one span; halved where together they cost more than each by itself."""
    start, end = group[0].start, group[-1].end
    if len(group) == 1 or cost(text[start:end]) <= room:
        yield start, end
        return
    middle = len(group) // 2
    yield from _joined(text, group[:middle], room, cost)
    yield from _joined(text, group[middle:], room, cost)
