"""What ages, sums, times, places and the other kinds of things look like in a folded sentence."""

from __future__ import annotations

import re
from typing import Final

from index.language.en.calendar import (
    FREQUENCIES,
    HOLIDAYS,
    MONTHS,
    MONTHS_BY_LETTERS,
    PARTS_OF_THE_DAY,
    RELATIVE_DAYS,
    SHORT_MONTHS,
    WEEKDAYS,
)
from index.language.en.grammar.function_words import ARTICLES
from index.language.en.grammar.pronouns import HE_OR_SHE, THIRD_PERSON
from index.language.en.number_words import CURRENCIES, ORDINALS, SCALES, TENS, UNITS
from index.language.word_lists import any_of

_ANY_MONTH: Final = any_of(MONTHS_BY_LETTERS)
_WORDS: Final = any_of((*UNITS[1:], *TENS))
_ROUND: Final = (
    r"dozens?|hundreds?|thousands?|[mb]illions?|half|(?:third|quarter)(?= of)|twice|both|couple"
)
NUMBER: Final = re.compile(rf"\d[\d.,]*|\b(?:{_WORDS}|{_ROUND})\b")
_SMALL: Final = rf"(?:\d{{1,3}}|{_WORDS}(?:-{_WORDS})?)"
AGE: Final = re.compile(
    rf"""(?x) \baged?\s(?:of\s|about\s|between\s)?{_SMALL}\b
    | \b{_SMALL}[\s-](?:and\sa\shalf[\s-])?(?:years?|months?|weeks?|days?)[\s-](?:olds?|of\sage)\b
    | ,\s{_SMALL},?\s | ,\s{_SMALL}[.]?$ | \({_SMALL}\) | \bborn\b | \bturn(?:s|ed|ing)?\s{_SMALL}\b
    | \bin\s(?:his|her|their)\s(?:early\s|mid-?\s?|late\s)?(?:teens|{any_of(TENS)}?|\d0s)\b
    | \b{any_of((*HE_OR_SHE, "who"))}\s(?:is|was|will\sbe)\s{_SMALL}\b(?=[.,;]|$|\swhen\b)
    | \bbuilt\sin\s\d | \b{_SMALL}\syears\sago\b | \bdat(?:es|ed|ing)\s(?:back\s)?(?:to|from)\b"""
)
_CURRENCY: Final = "|".join(CURRENCIES.values())
SUM: Final = re.compile(
    rf"(?x) (?:{_CURRENCY}|(?<!per\s)\bcents?\b|\brand\b|\brupiah\b|\bpence\b|\beuros?\b)"
    rf"|(?<![\d.,])\d[\d.,]{{0,20}}\s?(?:[mb]n|{any_of(SCALES)})\b|\b(?:{_WORDS})\s(?:thousand|[mb]illion)\b|\bfree\b"
    rf"|\bhundreds?\sof\b|\bmillions?\b|\bbillions?\b|%|\bper\s?cent\b"
)
SURE_SUM: Final = re.compile(
    rf"(?x) (?:{_CURRENCY}|(?<!per\s)\bcents?\b|\brand\b|\brupiah\b|\bpence\b|\beuros?\b|\bfree\b)"
    rf"|(?<![\d.,])\d[\d.,]{{0,20}}\s?(?:[mb]n|{any_of(SCALES)})\b(?!\s[a-z])"
)
SHARE: Final = re.compile(
    r"%|\bper\s?cent\b|\bhalf\b|\bquarters?\b|\bthirds?\b|\bout of\b"
    rf"|\bin (?:every )?(?:{_WORDS}|\d+)\b"
)
_LENGTHS: Final = (
    r"seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)"
)
DURATION: Final = re.compile(
    rf"(?x) (?:\d|\b(?:{_WORDS}|{_ROUND}|an?|several|few|many)\b)[\w.,'-]{{0,20}}[\s-]"
    rf"(?:\w{{1,20}}\s){{0,3}}(?:{_LENGTHS}|met\w+|miles?|kilomet\w+|km|feet|inch\w*|pages?|m)\b"
    rf"|\b(?:since|until|till|from|for\sever|for\slife|life\ssentence|{_LENGTHS})\b|\blife\b"
)
LONG: Final = re.compile(
    rf"(?:\d|\b(?:{_WORDS}|{_ROUND}|an?|several|few)\b)[\w.,'-]{{0,20}}[\s-](?P<unit>(?:\w{{1,20}}\s){{0,1}}"
    rf"(?:{_LENGTHS}|met(?:er|re)s?|miles?|kilomet\w+|km|feet|foot|yards?|pages?|m)\b)"
)
SURE_DURATION: Final = re.compile(
    rf"(?:\d|\b(?:{_WORDS}|{_ROUND}|an?|several|few)\b)[\w.,'-]{{0,20}}[\s-](?:\w{{1,20}}\s){{0,2}}(?:{_LENGTHS})\b"
    r"|\b(?:since|for ever|for life|life sentence)\b"
)
HAS_LENGTH: Final = re.compile(
    r"\b(?:long|length|last(?:s|ed|ing)?|took|takes?|stretch\w*|span(?:s|ned)?|measur\w+|runs?|ran)\b"
)
FREQUENCY: Final = re.compile(rf"\b(?:{any_of(FREQUENCIES)}|(?:every|each|per) \w+|times)\b")
CLOCK: Final = re.compile(
    rf"\b\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|o'clock)|\b\d{{1,2}}[:.]\d\d\b|\b(?:noon|midday|midnight|dawn"
    rf"|dusk|{any_of(PARTS_OF_THE_DAY)})\b|\bo'clock\b"
)
SURE_CLOCK: Final = re.compile(r"\d|noon|midday|midnight|o'clock")
TIME: Final = re.compile(
    rf"""(?x) \b(?: 1\d{{3}}s? | 20\d{{2}}s?
    | (?:{any_of((*MONTHS, *SHORT_MONTHS))})\b\.?(?!\s(?:be|have|not)\b)
    | mid-\w+ | (?:{any_of((*WEEKDAYS, *RELATIVE_DAYS, *HOLIDAYS))})
    | \w{{1,20}}\scentury | day\s\d+
    | (?:summer|winter|autumn|spring|weekend)
    | (?:last|this|next|earlier|same|following|previous|that)\s(?:\w{{1,20}}\s)?
      (?:{_LENGTHS}|weekend|{any_of(PARTS_OF_THE_DAY)}|summer|winter|season)
    | ago | later | earlier | recently | soon | now | currently | once | early | late | eventually
    | (?:after|before|since|until|during|when|while|by|as\ssoon\sas)\s\w+
    | at\s(?:\d|noon|midnight|dawn|night) | \d\d?:\d\d | {any_of(PARTS_OF_THE_DAY)}s?
    | (?:{any_of(ORDINALS)})\s(?:time|day|week|year) | (?:{_WORDS}|\d+|few|several)\s(?:{_LENGTHS})
    )\b | \bb\.?c\b | (?:[ap]\.?m\b)"""
)
SURE_TIME: Final = re.compile(
    rf"""(?x) \b(?: 1\d{{3}}s? | 20\d{{2}}s? | {any_of((*MONTHS, *SHORT_MONTHS))}
    | {any_of((*WEEKDAYS, *RELATIVE_DAYS, *HOLIDAYS))} | century | day\s\d+
    | (?:last|this|next|same|following|previous)\s(?:\w{{1,20}}\s)?
      (?:{_LENGTHS}|weekend|{any_of(PARTS_OF_THE_DAY)}|summer|winter|spring|autumn|season)
    | at\s(?:\d|noon|midnight|dawn) | \d\d?[:.]\d\d | (?:{_WORDS}|\d+|few|several)\s(?:{_LENGTHS})
    )\b | [ap]\.m\b"""
)
DATE: Final = re.compile(
    rf"""(?x) \b{_ANY_MONTH}[a-z]*\.?\s\d{{1,2}}\b
    | \b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_ANY_MONTH}[a-z]*"""
)
_PLACE_WORDS: Final = (
    r"(?:in|at|from|near|to|on|across|around|outside|inside|off|into|through|between|behind|under"
    r"|above|below|along|via|onto|over|beside|beneath|north|south|east|west|within|throughout)"
)
PLACE: Final = re.compile(rf"\b{_PLACE_WORDS}\s(?P<where>[\w'’-]+(?:\s[\w'’-]+){{0,4}})")
REASON: Final = re.compile(
    r"""(?x) \b(?: because | since | due | so\sthat | in\sorder | to\s\w+ | after | as | for
    | caus\w+ | reason\w* | result\w* | led | thanks | therefore | means | meant | why
    | prompted | amid | over | grounds? | blam\w+ | citing | stem\w+ | trigger\w+ | by\s\w+ing
    | following | if | so | aims? | want\w* | need\w* | fear\w* | owing )\b"""
)
_SINCE: Final = rf"since\s(?:{any_of(THIRD_PERSON)}|there|no|many|most|so)\s"
_AFTER: Final = (
    rf"(?<!minutes\s)(?<!hours\s)(?<!days\s)(?<!weeks\s)(?<!months\s)(?<!years\s)(?<!day\s)"
    rf"after\s(?:{any_of((*ARTICLES, *THIRD_PERSON, *UNITS[1:]))})(?!\s(?:{_LENGTHS}))"
)
SURE_REASON: Final = re.compile(
    rf"""(?x) \b(?: because | {_SINCE} | due\sto | so\sthat | in\sorder | caus(?:ed?|es|ing)
    | reasons? | result(?:ed|s|ing)?\s(?:of|from|in) | led\sto | thanks\sto | therefore | prompted
    | amid | owing\sto | {_AFTER} | blaming | citing | on\s\w+\sgrounds | on\sthe\sgrounds?
    | stem(?:s|med)\sfrom | triggered | that\sis\swhy | blamed | means\sthat )\b"""
)
FULL_NAME: Final = re.compile(r"(?<!^)(?<![.?!]\s)\b[A-Z][\w’'-]{1,60} [A-Z][\w’'-]+")
ROLE: Final = re.compile(
    r"^\W{0,3}(?:\([^)]{0,60}\)\W{0,2})?\s?"
    r"(?:,|,?\s?(?:who|is|was|are|were|has been|-)\b|-)"
)
YEAR: Final = re.compile(r"(?:19|20)\d\d")
