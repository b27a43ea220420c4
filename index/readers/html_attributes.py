"""How many attributes the elements of a page have, before a parser reads them.

A parser compares each attribute of an element with all those before it, and so does much that
reads its tree: twenty thousand take seconds, half a million hours.
"""

from __future__ import annotations

import re

_NOT = -1  # a way in which it cannot be read
_TAG = re.compile(r"<[a-z]", re.IGNORECASE)
_TOKEN = re.compile(r"""<[a-z] | =\s*["'] | ["'>] | [\s/]+""", re.IGNORECASE | re.VERBOSE)


def most_attributes(page: str, limit: int) -> int:
    """How many an element has at most, or a number above the limit.

    Every `<` before a letter may begin a tag: what is a comment, a script or a quoted value to one
    parser is none to another. What is read then depends only on whether it is within a tag, or
    within a value in quotes there, so that three counts are all there is to know.
    """
    most = at = 0
    # Never back: each reading ends where nothing is open, and the next begins there.
    while most <= limit and (tag := _TAG.search(page, at)):
        here, at = _read_from(page, tag.start(), limit)
        most = max(most, here)
    return most


def _read_from(page: str, start: int, limit: int) -> tuple[int, int]:
    """The most from here to where nothing is open any more, and where that is."""
    most = 0
    bare = double = single = _NOT  # attributes so far, as read within a tag, or a value there
    for token in _TOKEN.finditer(page, start):
        first, last = token[0][0], token[0][-1]
        opened = bare if first == "=" else _NOT
        if first == "=":
            bare = _NOT
        if last == '"':
            bare, double = max(bare, _one_more(double)), opened
        elif last == "'":
            bare, single = max(bare, _one_more(single)), opened
        elif first == "<":
            bare = max(bare, 0)
        else:
            bare = _NOT if first == ">" else _one_more(bare)
        most = max(most, bare)
        if most > limit or max(bare, double, single) < 0:
            return most, token.end()
    return most, len(page)


def _one_more(count: int) -> int:
    return count if count == _NOT else count + 1
