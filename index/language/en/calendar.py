"""Months, weekdays, and what else says when."""

from __future__ import annotations

from typing import Final

from index.language.word_lists import any_of, capitalised, ordered_words, word_set

MONTHS: Final = ordered_words(
    "january february march april may june july august september october november december"
)
SHORT_MONTHS: Final = (*(month[:3] for month in MONTHS if month != "may"), "sept")
"""May has no shorter form."""

MONTHS_BY_LETTERS: Final = {month[:3]: month for month in MONTHS}
"""The months by their first three letters."""

WEEKDAYS: Final = ordered_words("monday tuesday wednesday thursday friday saturday sunday")
MONTHS_AND_NAMES: Final = word_set("march april may june august")
"""Months that people, or what they do, are called too."""

_ABBREVIATED: Final = word_set("jan. feb. aug. sept. oct. nov. dec.")  # as agencies write them
RELATIVE_DAYS: Final = word_set("today yesterday tonight tomorrow")
PARTS_OF_THE_DAY: Final = word_set("morning afternoon evening night")
HOLIDAYS: Final = word_set(
    """
    christmas easter ramadan thanksgiving halloween hanukkah passover diwali eid pentecost whitsun
    """
)
POINTS_IN_TIME: Final = (
    (frozenset(MONTHS) - {"may", "march"})
    | frozenset(WEEKDAYS)
    | HOLIDAYS
    | word_set("summer winter autumn tomorrow midnight noon")
)
"""What says when in whatever letters: in small ones "may" and "march" are verbs."""

TIMES: Final = (
    (frozenset(MONTHS) - {"may"})  # a verb too
    | frozenset(WEEKDAYS)
    | _ABBREVIATED
    | RELATIVE_DAYS
    | PARTS_OF_THE_DAY
    | word_set("week month year weekend ago")
)

# --- As they stand in a text, with a capital ---------------------------------------------

MONTH: Final = (
    rf"(?:{any_of(capitalised(MONTHS))}|{any_of(capitalised(SHORT_MONTHS))}(?:\.|(?=\s\d)))"
)
"""A pattern of a month, written out or abbreviated before a point or a number."""

WEEKDAY: Final = any_of(capitalised(WEEKDAYS))
"""A pattern of a weekday."""
