"""When something was said, as the sentence around it has it."""

from __future__ import annotations

import re
from typing import Final

from index.types import Sentence

MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?=\s\d)))"
)
WEEKDAY: Final = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_TIME = re.compile(
    rf"""
    \b(?:(?:[Oo]n|[Ii]n|[Ss]ince|[Ll]ate|[Ee]arly|[Ll]ater|[Ee]arlier|[Ll]ast|[Tt]his)\s){{0,3}}
      (?:in\s)?
      (?: {MONTH}(?:\s\d{{1,2}}(?!\d))?(?:,?\s\d{{4}})?
        | {WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?
        | (?:19|20)\d\d
        | (?:last|this|earlier\sthis|later\sthis)\s(?:week|month|year|morning|afternoon|evening)
        | yesterday|today|tonight)
    (?!\w)
    """,
    re.VERBOSE,
)


def time_said(text: str, sentence: Sentence, start: int, end: int) -> str | None:
    """The first time in the sentence outside of what is said, offsets in the text; or None."""
    for around in ((sentence.start, start), (end, sentence.end)):
        if time := _TIME.search(text, *around):
            return time[0]
    return None
