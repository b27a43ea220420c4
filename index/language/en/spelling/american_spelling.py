"""Words that are spelled in two ways, American and British, as far as they name who speaks."""

from __future__ import annotations

from typing import Final

_PAIRS: Final = """
center centre
councilor councillor
counselor counsellor
defense defence
jeweler jeweller
labor labour
neighbor neighbour
organization organisation
program programme
skeptic sceptic
theater theatre
traveler traveller
"""
BRITISH: Final = dict(line.split() for line in _PAIRS.strip().splitlines())
"""The British spelling of each American one."""
