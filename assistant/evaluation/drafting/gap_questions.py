"""Questions for numbers and dates: "How many …?" where grammar allows, otherwise a gap to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from assistant.attribution.statements import statements_in
from assistant.evaluation.drafting.types import (
    HAS_VERB,
    DraftedQuestion,
    is_clear,
    stands_in,
)
from assistant.verification.detectors.numbers import numbers
from index.language.en.calendar import MONTH, MONTHS_BY_LETTERS
from index.language.en.grammar.function_words import CONJUNCTIONS, PREPOSITIONS
from index.language.en.number_words import VALUES
from index.language.sentences import sentences
from index.types import Article, Paragraph, Sentence

_AROUND: Final = 12  # words left on each side of a gap in a long sentence
_CLAUSE: Final = range(6, 31)
_SHORTEST: Final = 7  # words of a sentence with a gap
_LONGEST: Final = 28  # ... without leaving some out

# Cardinals from two on: "one" is a pronoun as often as a number, and ordinals count nothing.
_CARDINALS: Final = [
    word
    for word, value in VALUES.items()
    if value >= 2 and not word.endswith(("th", "second", "third", "both", "pair", "couple"))
]
_NUMBER: Final = re.compile(
    rf"""
    (?<![\w.,:–-])
    (?: [$£€]?\d+(?:[.,]\d+)* | (?:{"|".join(_CARDINALS)})\b )
    (?: \s(?:hundred|thousand|million|billion|trillion)\b )?
    (?: \s?% | \s(?:percent|per\scent)\b )?
    (?! [\w–-] | [.,:]\d | \s?[ap]\.?m\b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# From 1500 to 2099: other numbers of four digits may as well be amounts.
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_DATE: Final = re.compile(
    rf"""
    (?<![\w.,:$£€–-])
    (?: {MONTH}\s\d{{1,2}}\b(?:,\s{_YEAR})?
      | \d{{1,2}}\s{MONTH}(?:\s{_YEAR})?
      | {MONTH}\s{_YEAR}
      | {_YEAR} )
    (?! \w | [–-]\w | [.,]\d )
    """,
    re.VERBOSE,
)
_KNOWN: Final = re.compile(r"(?i)\b(?:the|last|first|its|their|both|between|past|next)\s$")
_COUNTED: Final = re.compile(
    r"(?:[\w’'.-]+\s){0,3}?(?:[\w’'-]+s|people|children|men|women|police)\b"
)
# "Five years" is how long, not how many; "five of" and "five in" have no noun of their own.
_NOT_COUNTED: Final = re.compile(
    rf"(?:\S+\s){{0,2}}?(?:years|months|weeks|days|hours|minutes)\b"
    rf"|(?!of\sthe\b)(?:{'|'.join(PREPOSITIONS | CONJUNCTIONS)})\b",
    re.IGNORECASE,
)
_GAP: Final = "___"


class _Unit(NamedTuple):
    """A clause that can be asked about: offsets in its paragraph, and the sentence it is from."""

    start: int
    end: int
    sentence: Sentence


def figures(article: Article) -> Iterator[DraftedQuestion]:
    """Questions how many there are of something, or which number fills a gap."""
    for paragraph in article.paragraphs:
        dates = [match.span() for match in _DATE.finditer(paragraph.text)]
        for match in _NUMBER.finditer(paragraph.text):
            start, end = match.span()
            # The day of a date is no number of things.
            if not any(start < last and first < end for first, last in dates):
                yield from _about_number(match, paragraph, article)


def dates(article: Article) -> Iterator[DraftedQuestion]:
    """Questions which date fills a gap."""
    for paragraph in article.paragraphs:
        for match in _DATE.finditer(paragraph.text):
            for unit in _units(paragraph, article, match):
                yield from _gap("date", match, unit, paragraph, _as_dates(match[0]))


def _about_number(
    match: re.Match[str], paragraph: Paragraph, article: Article
) -> Iterator[DraftedQuestion]:
    facts = _as_numbers(match[0])
    for unit in _units(paragraph, article, match):
        rest = _counted(paragraph.text[match.end() : unit.end])
        if unit.start == match.start() and _can_be_counted(match[0], rest):
            yield DraftedQuestion(
                kind="number",
                question=f"How many {rest}?",
                paragraph=paragraph.number,
                sentence=unit.sentence.text,
                facts=(facts,),
            )
            return
    for unit in _units(paragraph, article, match):
        yield from _gap("number", match, unit, paragraph, facts)


def _counted(rest: str) -> str:
    """What follows the number, without what is said in passing."""
    core = re.split(r",\s(?:including|according|while|but|and)\b", rest, maxsplit=1)[0]
    return re.sub(r"^(\w+) also\b", r"\1", core.strip(" .,"))


def _can_be_counted(number: str, rest: str) -> bool:
    """Whether "How many" and the rest is a question: it begins with what is counted, then does."""
    counted = _COUNTED.match(rest)
    return (
        counted is not None
        and not _NOT_COUNTED.match(rest)
        and not re.search(r"[$£€%]|percent|per cent", number)
        and len(rest.split()) in _CLAUSE
        and HAS_VERB.search(rest, counted.end()) is not None
        and is_clear(rest)
        and not re.search(r"[?;:\n“”\"]", rest)
    )


def _units(paragraph: Paragraph, article: Article, match: re.Match[str]) -> list[_Unit]:
    """The clauses around, the shortest first: what somebody says, and the sentence."""
    units = [
        _Unit(each.start, each.end, each.sentence)
        for each in statements_in(paragraph.number, article)
        if not each.direct and each.start <= match.start() and match.end() <= each.end
    ]
    around = (
        _Unit(each.start, each.end, each)
        for each in sentences(paragraph.text)
        if each.start <= match.start() and match.end() <= each.end
    )
    return [*units, *around]


def _gap(
    kind: str,
    match: re.Match[str],
    unit: _Unit,
    paragraph: Paragraph,
    wordings: tuple[str, ...],
) -> Iterator[DraftedQuestion]:
    before = paragraph.text[unit.start : match.start()]
    after = paragraph.text[match.end() : unit.end].rstrip(" .,")
    words = f"{before}{_GAP}{after}"
    if (
        len(words.split()) < _SHORTEST
        or not is_clear(words)
        or not HAS_VERB.search(words)
        or re.search(r"[?“”\"\n]", words)
        or any(stands_in(wording, words) for wording in wordings)  # it would give itself away
        or (match[0].isalpha() and _KNOWN.search(before))  # "the two countries"
    ):
        return
    if len(words.split()) > _LONGEST:
        before = re.sub(rf"^.*\s(?=(?:\S+\s){{{_AROUND}}}\S*$)", "… ", before)
        after = re.sub(rf"^((?:\S*\s){{{_AROUND}}}\S+)\s.*$", r"\1 …", after)
    yield DraftedQuestion(
        kind=kind,
        question=f"What fills the gap in “{before}{_GAP}{after}”?",
        paragraph=paragraph.number,
        sentence=unit.sentence.text,
        facts=(wordings,),
        fills_gap=True,
    )


# --- Other ways to write the same ---------------------------------------------------------------


def _as_numbers(written: str) -> tuple[str, ...]:
    """As written and, for small ones, in words or digits; per cent in each spelling."""
    others: list[str] = []
    if share := re.fullmatch(r"(?i)(.+?)\s?(?:%|percent|per cent)", written):
        others = [f"{share[1]}%", f"{share[1]} percent", f"{share[1]} per cent"]
    else:
        [(value, _)] = numbers(written).items()
        if value.is_integer() and not re.search(r"[$£€]|\d\s", written):
            others = [f"{value:.0f}", f"{value:,.0f}"]
            others += [word for word in _CARDINALS if VALUES[word] == value]
    return tuple(dict.fromkeys([written.lower(), *others]))


def _as_dates(written: str) -> tuple[str, ...]:
    """As written, and with the month before the day or after it, in full."""
    date = re.search(rf"(\d{{1,2}})?\s?({MONTH})(?:\s(\d{{1,2}})(?!\d))?", written)
    day = date and (date[1] or date[3])
    if not date or not day:
        return (written,)
    month = MONTHS_BY_LETTERS[date[2][:3].lower()].title()
    return tuple(dict.fromkeys([written, f"{month} {day}", f"{day} {month}"]))
