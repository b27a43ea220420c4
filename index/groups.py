"""What groups of articles and of their readers can be called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from index.errors import GroupNameWrong

LONGEST: Final = 40
"""Characters of a group's name."""

_NAME: Final = re.compile(rf"\w[\w-]{{0,{LONGEST - 1}}}")


def group_names(names: Iterable[str]) -> frozenset[str]:
    """The names of groups as they are kept, in small letters; GroupNameWrong for what is none."""
    read = frozenset(name.strip().casefold() for name in names)
    for name in sorted(read):
        if not _NAME.fullmatch(name):
            raise GroupNameWrong(name[: 2 * LONGEST], LONGEST)
    return read
