"""The sentences of a text, with their offsets.

By hand: of the 73 paragraphs in the tests nupunkt 0.8 splits 44 as a reader would, and it takes
2.4 times as long.
"""

from __future__ import annotations

import re

from index.language import calendars
from index.language.en.calendar import MONTHS, SHORT_MONTHS, WEEKDAY
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.en.grammar.pronouns import THIRD_PERSON
from index.language.en.reporting_verbs import AFTER_QUOTATIONS
from index.language.en.spelling.abbreviations import (
    ABBREVIATIONS,
    ANNOUNCING,
    BEFORE_NUMBERS,
    HOURS,
)
from index.language.word_lists import any_of, capitalised, word_set
from index.types import Sentence

# What they announce follows, in whatever language: a full stop here never ends a sentence.
_ANNOUNCING = ANNOUNCING | word_set("Mme Mlle Sra Srta डॉ")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")  # U.S, J.D, Ph.D
_AFTER_HOUR = re.compile(
    rf"""
    [\s(]*(?: {WEEKDAY} | {any_of(capitalised((*MONTHS, *SHORT_MONTHS)))}\b
      | (?:[A-Z]\.?){{1,3}}T\b | UTC | Eastern | Central | Mountain | Pacific | \w+\s[Tt]ime\b )
    """,
    re.VERBOSE,
)
_GERMAN_MONTHS = frozenset(capitalised(name for names in calendars.MONTHS["de"] for name in names))
_OPENERS = (STOP_WORDS - word_set("can do may will")) | word_set(
    "according despite however instead many meanwhile nearly police several"
)

_UNSPACED = "。！？｡।॥။።"  # stops of scripts that need no space after them
_STOP = re.compile(
    rf"""
    (?P<marks>[.!?…‼⁇⁈⁉؟۔։។{_UNSPACED}]+)
    (?P<closing>(?:
        [.!?…{_UNSPACED})\]}}”’）］｝」』】》]
      | ["'“«»](?!\w)             # these also open: “ in German, » in Danish
      | \s[”»](?!\w)              # French « … »
      | \s(?:\.+|…)(?![\w.])      # an omission: "It is so. ... We know"
      | \[\d{{1,3}}\]             # a note's number
    )*)
    """,
    re.VERBOSE,
)
# Bounded, as it is looked for behind every stop.
_FOLLOWING = re.compile(rf"(?P<lead>[^\w.!?…{_UNSPACED}]*)(?P<word>[\w’'-]{{0,40}})")
_GOES_ON = re.compile(r"\s*[,;:)&/]")
_LOWER_NAME = re.compile(r"[a-z]{1,3}[-’']?[A-Z]")  # iPhone, al-Qaida
_BREAK = re.compile(r"[\s(\[“‘\"/–—-]")
_ADDRESS = re.compile(r"www|\S{0,60}[/@\\]")
_WORD = re.compile(r"\w")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_QUOTES = frozenset("\"'“”„‘’«»「」『』")
_DASHES = ("-", "–", "—", "―")
_ATTRIBUTION = re.compile(
    rf"""
    \s*(?!{any_of(capitalised((*THIRD_PERSON, "we")))}\b)
    (?> (?:(?:[\w’'-]+|[A-Z][a-z]{{0,4}}\.|(?:[A-Z]\.)+),?\s+){{1,6}}?
        {any_of(AFTER_QUOTATIONS)}\b )
    (?!\s+(?:that|{any_of(THIRD_PERSON)}|the)\b)
    """,
    re.VERBOSE,
)
_ATTRIBUTION_CJK = re.compile(r"と|って|[^，。！？“「\s]{1,8}(?:说|道|表示|问|指出|說|問)")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, in order; every non-space character is in exactly one.

    Quotation marks and brackets that close after a full stop belong to its sentence, and so
    does what attributes a question or an exclamation ("“Will it end?” he asked."). Where a
    full stop may as well belong to an abbreviation, the sentence goes on.
    """
    result: list[Sentence] = []
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        result += _sentences_of_block(text, start, gap.start())
        start = gap.end()
    return (*result, *_sentences_of_block(text, start, len(text)))


def _sentences_of_block(text: str, begin: int, end: int) -> list[Sentence]:
    block, start, result = text[begin:end], 0, []
    first_word = _WORD.search(block)
    for stop in _STOP.finditer(block):
        if first_word is None or stop.start() < first_word.start():
            continue  # a sentence has a word
        if _ends_sentence(block, start, stop):
            result.append(_trimmed(text, begin + start, begin + stop.end()))
            start = stop.end()
            first_word = _WORD.search(block, start)
    if block[start:].strip():
        result.append(_trimmed(text, begin + start, end))
    return result


def _trimmed(text: str, start: int, end: int) -> Sentence:
    untrimmed = text[start:end]
    start += len(untrimmed) - len(untrimmed.lstrip())
    trimmed = untrimmed.strip()
    return Sentence(trimmed, start, start + len(trimmed))


def _ends_sentence(block: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that begins at `start` ends with this stop."""
    following = _FOLLOWING.match(block, stop.end())
    if following is None or not following["word"] or _GOES_ON.match(following["lead"]):
        return False  # without a word after it, what is left belongs to this sentence
    word, quoted = following["word"], not _QUOTES.isdisjoint(stop["closing"])
    if stop["marks"][-1] in _UNSPACED:
        return not (quoted and _ATTRIBUTION_CJK.match(block, stop.end()))
    if word[0].islower() and not _LOWER_NAME.match(word):
        return False
    if not following["lead"][:1].isspace():
        return _ends_without_space(block, stop, following)
    if quoted:
        return stop["marks"] == "." or not _ATTRIBUTION.match(block, stop.end())
    return not (_is_abbreviation(block, start, stop, following) or _is_omission(block, stop, word))


def _ends_without_space(block: str, stop: re.Match[str], following: re.Match[str]) -> bool:
    """Text that lost its spaces: "It ended.“Yes,” he said.", "It ended.Nobody spoke."."""
    before = block[max(0, stop.start() - 60) : stop.start()].rsplit(maxsplit=1)[-1:]
    if not before or _ADDRESS.match(before[0]) or _ADDRESS.match(block, stop.end()):
        return False
    lead, word = following["lead"], following["word"]
    if lead:
        return lead[0] in _QUOTES and before[0][-1:].islower()
    if not word[0].isupper():
        return stop["marks"] != "." and word[0].isalpha()
    return bool(stop["closing"]) or (before[0][-2:].islower() and not word[:2].isupper())


def _is_omission(block: str, stop: re.Match[str], word: str) -> bool:
    """Whether words are left out here: "the term … Islamic"."""
    spaced = block[stop.start() - 1].isspace()
    return spaced and stop["marks"] in ("…", "...") and not _opens_sentence(word)


def _is_abbreviation(block: str, start: int, stop: re.Match[str], following: re.Match[str]) -> bool:
    """Whether this full stop belongs to the word before it, and the sentence goes on."""
    if stop["marks"] != ".":
        return False
    word = following["word"]
    before = _BREAK.split(block[max(start, stop.start() - 24) : stop.start()])[-1].lstrip("'’")
    if before.replace(".", "").isdigit():
        enumerates = not _WORD.search(block, start, stop.start() - len(before))
        return enumerates or word in _GERMAN_MONTHS
    if before in HOURS:
        return _AFTER_HOUR.match(block, stop.end()) is not None
    if before in _ANNOUNCING or (before in BEFORE_NUMBERS and word[0].isdigit()):
        return True
    is_initial = len(before) == 1 and before.isalpha()
    if is_initial or before in ABBREVIATIONS or _DOTTED.fullmatch(before):
        return not _begins_anew(block, following, is_initial)
    return False


def _begins_anew(block: str, following: re.Match[str], after_initial: bool) -> bool:
    """Whether what follows an abbreviation is certainly the next sentence."""
    if following["lead"].strip().startswith(_DASHES):
        return False  # a dateline: HARTFORD, Conn. — The
    if not _QUOTES.isdisjoint(following["lead"]):
        return not after_initial  # a nickname: James A. “Jim” Baker
    is_initial = block.startswith(".", following.end())
    return _opens_sentence(following["word"]) and not is_initial


def _opens_sentence(word: str) -> bool:
    return re.split("[’']", word.casefold())[0] in _OPENERS
