"""Has a sentence the kind of thing that a question asks for, in other words than the question's?

mention   a place in a sentence that has it
mentions  where ages, sums, times, places stand
contrast  what is said of another than the one asked about
counts    numbers, and what they count
people    who does something, and what somebody is
things    the length and the name of what is named
patterns  what each kind looks like
"""

from assistant.questions.fitting.counts import counts_by_name
from assistant.questions.fitting.fits import fits, has_such_a_kind
from assistant.questions.fitting.mention import MAY_BE, Mention
from assistant.questions.fitting.mentions import mentions
from assistant.questions.fitting.people import asks_for_office

__all__ = [
    "MAY_BE",
    "Mention",
    "asks_for_office",
    "counts_by_name",
    "fits",
    "has_such_a_kind",
    "mentions",
]
