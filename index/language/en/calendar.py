"""Months, weekdays, and what else says when."""

from __future__ import annotations

import re
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

NAMED_DAYS: Final = word_set("ash bloody black cyber easter fat good holy palm super whit")
"""What makes a weekday the name of a feast or an event: "Good Friday", "Bloody Sunday"."""

PERIODS: Final = word_set("day week month year")
"""What times are counted in, from a moment on: "two weeks ago"."""

# --- Tense, by which a weekday is one past or one to come -----------------------------------

_COMING: Final = word_set(
    "going set due scheduled expected likely planned slated poised supposed about to"
)
WILL: Final = re.compile(
    rf"(?:\b(?:will|won't|shall)|'ll)\b"
    rf"|(?:\b(?:is|are)|'s|'re)\s(?:(?:not|also|now|still|only)\s)?{any_of(_COMING)}\b"
    r"|\b(?:plan|hope|intend|want|aim|need)s?\sto\b"
)
"""What says, in a folded text, that something is to come."""

MAYBE: Final = re.compile(
    r"\b(?:would|could|might|may|should|can|cannot|must)\b"
    r"|\b(?:\w{2,20}ed|due|set|had|has|have|was|were|ready|able|going)\sto\b"
    rf"|\b{any_of(_COMING - {'to'})}\sfor\b"
)
"""What leaves open, in a folded text, whether something has come."""

NO_PAST: Final = word_set("need speed hundred indeed united seed feed breed greed exceed proceed")
"""Words in -ed that are no past of a verb."""

# --- As they stand in a text, with a capital ---------------------------------------------

MONTH: Final = (
    rf"(?:{any_of(capitalised(MONTHS))}|{any_of(capitalised(SHORT_MONTHS))}(?:\.|(?=\s\d)))"
)
"""A pattern of a month, written out or abbreviated before a point or a number."""

WEEKDAY: Final = any_of(capitalised(WEEKDAYS))
"""A pattern of a weekday."""

FREQUENCIES: Final = word_set(
    """
    always usually often frequently regularly sometimes occasionally seldom rarely hardly never once
    twice hourly daily nightly weekly fortnightly monthly quarterly yearly annually
    """
)
"""How often something is."""
