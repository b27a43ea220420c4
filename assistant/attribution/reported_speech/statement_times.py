"""When something was said, as the sentence around it has it."""

from __future__ import annotations

import re

from index.language.en.calendar import MONTH, PARTS_OF_THE_DAY, WEEKDAY
from index.language.word_lists import any_of
from index.types import Sentence

_TIME = re.compile(
    rf"""
    \b(?:(?:[Oo]n|[Ii]n|[Ss]ince|[Ll]ate|[Ee]arly|[Ll]ater|[Ee]arlier|[Ll]ast|[Tt]his)\s){{0,3}}
      (?:in\s)?
      (?: {MONTH}(?:\s\d{{1,2}}(?!\d))?(?:,?\s\d{{4}})?
        | {WEEKDAY}(?:\s{any_of(PARTS_OF_THE_DAY)})?
        | (?:19|20)\d\d
        | (?:last|this|earlier\sthis|later\sthis)\s(?:week|month|year|morning|afternoon|evening)
        | yesterday|today|tonight)
    (?!\w)
    """,
    re.VERBOSE,
)


def time_said(text: str, sentence: Sentence, start: int, end: int) -> str | None:
    """The first time in the sentence outside of what is said, offsets in the text; or None."""
    # In front first, where a sentence mostly has it: "On Friday the ministry said".
    for around in ((sentence.start, start), (end, sentence.end)):
        if time := _TIME.search(text, *around):
            return time[0]
    return None
