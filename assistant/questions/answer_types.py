"""Has a sentence the kind of thing that a question asks for: a number, a time, a name?"""

from __future__ import annotations

import re
from typing import Final

from index.language.en.calendar import MONTHS, MONTHS_BY_LETTERS, SHORT_MONTHS, WEEKDAYS
from index.language.en.number_words import TENS, UNITS
from index.language.word_lists import any_of

_ANY_MONTH = any_of(MONTHS_BY_LETTERS)
_MONTH = any_of((*MONTHS, *SHORT_MONTHS))
_NUMBER = rf"""(?xi) \d | \b(?: {any_of((*UNITS[1:], *TENS))} | dozens? | hundreds? | thousands?
    | [mb]illions? | half | third | quarter | twice )\b"""
_TIME = rf"""(?xi) \b(?: \d{{4}}s? | {_MONTH}
    | mid-\w+ | {any_of(WEEKDAYS)} | today | yesterday | tomorrow | century
    | (?:last|this|next|earlier|recent|past|late|early|mid)\b | ago | after | before | since
    | until | during | when | (?:week|month|year|day|decade|hour|morning|night|evening)s? )\b"""
_PLACE = r"(?i)\b(?:in|at|from|near|to|on|across|around|outside|inside|off)\b"
# A capital inside a sentence is enough here: whether it is a name, only the check has to know.
_SOMEONE = r"""(?x) (?<!^)(?<![.?!]\s)\b[A-Z][\w’'-]+ | (?i:\b(?: official | source | spokes\w+
    | minister | expert | professor | president | researcher | police | government | company
    | team | people | m[ae]n | wom[ae]n )s?\b)"""
_REASON = r"""(?xi) \b(?: because | since | due | so\sthat | to\s\w+ | after | as | for | caus\w+
    | reason | result\w* | led )\b"""
_FULL_NAME = r"(?<!^)(?<![.?!]\s)\b[A-Z][\w’'-]{1,60} [A-Z][\w’'-]+"
_DATE = re.compile(
    rf"""(?xi) \b{_ANY_MONTH}[a-z]*\.?\s\d{{1,2}}\b
    | \b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_ANY_MONTH}"""
)
# In order, and the first that fits: "how long" takes a time as well as a number.
_KINDS: Final = [
    (re.compile(question_words, re.IGNORECASE), [re.compile(each) for each in patterns])
    for question_words, *patterns in (
        (r"\bnames of\b", _FULL_NAME),
        (r"\bhow long\b", _NUMBER, _TIME),
        (r"\bhow (?:many|much|old|far|big|large|tall|often|high|fast)\b", _NUMBER),
        (r"\bwhat (?:number|percentage|share|proportion|age)\b", _NUMBER),
        (r"\bwhen\b|\b(?:what|which) (?:year|date|day|time|month)\b|\bsince when\b", _TIME),
        (r"\bwhere\b|\b(?:what|which) (?:city|country|place|state|town|region)\b", _PLACE),
        (r"\bwho(?:se|m)?\b|\b(?:what|which) (?:person|man|woman|official|company)\b", _SOMEONE),
        (r"\bwhy\b|\bwhat (?:caused?|reason)\b|\bhow come\b", _REASON),
    )
]


def fits(question: str, sentence: str) -> float:
    """1 when the sentence has the kind of thing asked for, 0 when not, 0.5 when any would do.

    A day of a month is no number of things.
    """
    for question_words, patterns in _KINDS:
        if question_words.search(question):
            is_time = any(each.pattern == _TIME for each in patterns)
            text = sentence if is_time else _DATE.sub(" ", sentence)
            return float(any(each.search(text) is not None for each in patterns))
    return 0.5
