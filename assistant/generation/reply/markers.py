"""Markers in a line of a reply, in every form that models give them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from assistant.generation.reply.labels import LIST, WORD, WORDED_LIST, labels_in
from index.language.en.grammar.pronouns import THIRD_PERSON
from index.language.en.number_words import CARDINALS
from index.language.word_lists import any_of

_OPEN: Final = r"\\?[\[【［〔⟦《]{1,2}\s?"
_CLOSE: Final = r"\.?\s?\\?[\]】］〕⟧》)]{1,2}"
_SEE: Final = (
    r"(?:see|cf\.?|as\sper|per|from|in|according\sto|quoting|citing"
    r"|(?:as\s)?\w{2,12}\s(?:in|on|from|by))\s"
)
_LINES: Final = r"(?:,?\s(?:sentences?|lines?|L)\s?\d{1,3}(?:[–-]\d{1,3})?)?"
_IN_BRACKETS: Final = rf"[\[【［]\s?{LIST}\s?[\]】］]"
_BRACKETS: Final = rf"{_IN_BRACKETS}(?:\s?(?:,\sand|,|;|and|&)?\s?{_IN_BRACKETS}){{0,8}}"
_PARAGRAPH: Final = r"(?:paragraphs?|paras?\.?|passages?|excerpts?|snippets?)"
_WORDED: Final = (
    rf"{WORDED_LIST}(?:\s(?:of|in)\sthe\s(?:article|text|passage)s?)?(?!\s(?:of|in)\s(?!\d))"
)
"""Not of something else: "paragraph 6 of the treaty"."""

_CITED: Final = rf"""(?:
    (?:both\s|the\s)?(?:{_PARAGRAPH}\s)?{_BRACKETS}
  | (?:both\s|the\s)?{_WORDED} )
"""
"""Paragraphs that a sentence names."""

_STATES: Final = r"""
    (?:also\s|both\s|further\s|clearly\s|all\s)?(?:says?|states?|notes?|reports?|mentions?|explains?
      |indicates?|shows?|describes?|adds?|puts\sit|tells?|confirms?|suggests?|reveals?|agrees?)\b
"""
_TELLS: Final = r"(?:also\s|further\s)?(?:says?|states?|reports?|notes?|adds?|reads?)(?:\sthat)?"
_CLAUSE: Final = rf"(?:(?-i:[A-Z])|\d|(?:there|{any_of(THIRD_PERSON)}|some|many|at\sleast)\b)"
"""How a clause begins that "says" may have before it without a "that"."""

_STATED_IN: Final = (
    r"(?:as\s)?(?:stated|noted|reported|mentioned|described|explained|shown|seen)\s(?:in|by)"
)
_NAMING: Final = rf"(?:according\sto|as\sper|per|{_STATED_IN})\s{_CITED}|as\s{_CITED}\s{_STATES}"
_NAMING_LAST: Final = rf"(?:{_NAMING})(?=\s{{0,4}}(?:[.;:!?]|$))"
_APART: Final = (
    rf"(?:[,;]\s(?:in\s|from\s)?|\s?[—–-]\s?)(?:{_WORDED}|pp?\.\s?{LIST})(?=\s{{0,4}}(?:[.;!?]|$))"
)
_LINK: Final = (
    r"\(?\[(?:(?:the\s)?(?:sources?|links?|refs?|references?|citations?|article)|here|read\smore|\W{1,3})\]"
    r"\([^()\s\[\]]{0,300}\)\)?"
)
"""A link that only says that it is one."""

_SUPERSCRIPT: Final = r"[⁰¹²³⁴-⁹]"

_SHAPE: Final = re.compile(
    rf"""(?xi)
    (?: ^ | (?<=[.!?…]) | (?<=[.!?…]["”’)]) )\s{{0,16}}(?P<leading>
        (?:{_NAMING}|(?:in|from|based\son)\s{_CITED})(?:\s{_STATES})?,?(?=\s)
      | {_CITED}\s{_STATES}\sthat(?=\s)
      | {_CITED}\s{_TELLS}(?:[:,](?=\s["“]?\w)|(?=\s{_CLAUSE}))
      | the\s(?:article|text|passage)\s{_STATES}\sin\s{_CITED}\sthat(?=\s) )
  | (?:(?<=while\s)|(?<=and\s)|(?<=but\s))(?P<subject>{_CITED}\s{_STATES}\sthat\s)
  | (?P<aside>,\s(?:{_NAMING}|see\s{_CITED})(?:,(?=\s))?
      | \s\((?:{_NAMING}|(?:in|from|see)\s{_CITED})\) | \s{_NAMING_LAST} )
  | (?P<apart>{_APART})
  | \s{{0,16}}(?:
        (?:[—–-]\s{{0,2}})?(?:\b(?:{WORD}\s?:|{_PARAGRAPH})\s{{0,2}})?
        [*_`^]{{0,3}}{_OPEN}(?:{_SEE}|[^\[\]\n\d]{{1,40}}[,:;]\s(?={WORD}\b|¶)
            |[^\[\]¶\n]{{1,40}}\s(?=¶))?
          \^?(?P<square>(?:art(?:icles?|\.)\s\w{{1,2}}\s?[,:;]\s)?{LIST}){_LINES}
          (?:†[^\]】\n]{{0,24}}|(?<=\d):\s[^\[\]\n]{{1,40}})?{_CLOSE}(?:\([^\s)\[]{{0,300}}\)|[*_`^]{{1,3}})?
      | \((?:(?:see|cf\.?)\s)?(?P<round>{LIST})[)\]]
      | \(\s?(?:{_SEE}|sources?:?\s|(?!art)[^()\n\d]{{1,40}}[,:;]\s(?={_PARAGRAPH}|¶))?
          (?P<nested>(?:{_PARAGRAPH}\s)?{_BRACKETS}(?:,\s{WORDED_LIST})?|(?:art(?:icles?|\.)\s\w{{1,2}}\s?[,:;]\s)?{_WORDED})\s?\)
      | (?<![\^_\\])\{{{{1,2}}\s?(?P<curly>{LIST})\s?\}}{{1,2}}
      | ⁽?(?P<super>{_SUPERSCRIPT}{{1,4}}(?:[,˒⁻–-]?\s?{_SUPERSCRIPT}{{1,4}}){{0,8}})⁾?
      | <sup\b[^<>\n]{{0,60}}>\s?(?P<sup>{LIST})\s?</sup>
      | <(?P<tag>\w{{1,12}})\b[^<>\n]{{0,80}}>
          \s?[\[(【]?\s?(?P<tagged>{LIST})\s?[\])】]?\s?</(?P=tag)>
      | <\w{{1,12}}\s[^<>\n]{{0,60}}?=\s?["']?(?P<opened>{LIST})["']?[^<>\n]{{0,60}}>
          (?P<closed>\s?</\w{{1,12}}>)?
      | <{{1,2}}(?P<angled>{LIST})>{{1,2}}
      | \$?\\(?:cite[a-z]{{0,4}}|footnote(?:mark)?|ref|textsuperscript)\{{(?P<latex>{LIST})\}}\$?
      | \$\^\{{?(?P<power>{LIST})\}}?\$ | \^\(?(?P<caret>{LIST})\)?\^ | (?P<pilcrow>¶\s?\d{{1,4}})
      | :?(?:contentReference)?\[oaicite:(?P<oai>\d{{1,4}})\](?:\{{index=\d{{1,4}}\}})?
      | (?P<nothing>{_LINK}|</?[A-Za-z][\w-]{{0,24}}(?:\s[^<>\n/:?]{{0,100}})?/?>
          |[\[(【]\s?(?:[†‡*]\s?)?[\])】] | \[/?INST\]
          |\[{WORD}(?:\b[^\[\]\n]{{0,60}})?\](?=\s{{0,4}}(?:[.!?;,]|$))) )"""
)
_AFTER_ROUND: Final = re.compile(r"\s*(?:[.!?,;:…。]|\n|$|\[|\()|\s+(?=[A-Z“\"])")
_NUMBER_BEFORE: Final = re.compile(rf"(?i)\b(?:{any_of(CARDINALS)}|\d[\d,.]{{0,12}})\s{{0,2}}$")
_UNIT_BEFORE: Final = re.compile(
    r"(?i)(?:\d|(?<![^\W_])[^\W\d_]{1,2}|\b(?:feet|foot|inch(?:es)?|miles?|met(?:er|re)s?|yards?))$"
)
_LONGEST_WORD: Final = 40  # characters before a marker that tell whether it is one
_OF_LAW: Final = re.compile(
    r"(?i)\b(?:art(?:icles?|\.)|sections?|sec\.|chapter|part|annex|clause|rule|resolution|treaty|charter"
    r"|convention|law|act|code)(?:\s[\w.()]{1,12})?$"
)
"""Of what else there are paragraphs: "Article 5, paragraph 6"."""

_BEFORE_NOTES: Final = tuple('.!?,;:"”’)»')
_ENDED: Final = re.compile(r"[.!?…][\"”’)]?\s*$")
_JOINING: Final = re.compile(r"\s*(?:,|;|&|/|and)?")  # between markers: [6] and [7]
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_NAMES: Final = (
    *(
        "leading",
        "subject",
        "aside",
        "square",
        "round",
        "nested",
        "curly",
        "super",
        "sup",
        "tagged",
    ),
    *("opened", "angled", "latex", "power", "caret", "pilcrow", "apart", "oai"),
)
_RAISED: Final = frozenset({"curly", "super", "sup", "power", "caret"})
"""Shapes that an exponent has, too."""

_DOUBTED: Final = _RAISED | {"round", "angled", "pilcrow", "opened", "oai"}
"""Shapes that hold other numbers, too: there only labels that were given count."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker, and where it stood in the line without markers and in the reply.

    One that `leads` belongs to what follows it: "According to [6], ...".
    """

    at: int
    start: int
    labels: tuple[str, ...]
    unknown: tuple[str, ...]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line without its markers; `origins` say where each of its characters stood."""

    plain: str
    origins: list[int]
    markers: list[Marker]


def marked_line(line: str, given: Collection[str]) -> MarkedLine:
    """The line, and the markers in it; `given` are the labels that the model was given."""
    plain, at, begins = "", 0, False
    origins: list[int] = []
    markers: list[Marker] = []
    for match in _SHAPE.finditer(line):
        before = line[at : match.start()]
        marker = _marker(match, before, len(plain) + len(before), given)
        if marker is None and not match["nothing"]:
            continue
        is_joined = markers and not begins and marker and _JOINING.fullmatch(before)
        if is_joined and marker:
            marker = replace(marker, at=len(plain))
        else:
            plain += _begun(before) if begins else before
            origins += range(at, match.start())
        # A tag stands between words; whatever else is a marker, after them.
        if (match["nothing"] or match["opened"]) and _divides(line, match):
            plain += " "
            origins.append(match.start())
        begins = (begins and not before.strip()) or bool(
            marker
            and marker.leads
            and (match["leading"] or not plain.strip() or _ENDED.search(plain))
        )
        if marker:
            markers.append(marker)
        at = match.end()
    rest = line[at:]
    plain += _begun(rest) if begins else rest
    return MarkedLine(plain, [*origins, *range(at, len(line))], markers)


def _marker(match: re.Match[str], before: str, at: int, given: Collection[str]) -> Marker | None:
    """The marker that has this shape, if it is one."""
    kind = next((name for name in _NAMES if match[name]), None)
    if kind is None:
        return None
    words = match[kind].translate(_SUPERSCRIPTS) if kind == "super" else match[kind]
    labels, unknown = labels_in(words, given)
    before = before[-_LONGEST_WORD:]
    is_sure = kind not in _DOUBTED or (kind == "super" and before.endswith(_BEFORE_NOTES))
    if not (labels or (is_sure and unknown)) or _is_figure(match, kind, before):
        return None
    leads = kind == "leading" or (kind == "opened" and not _is_closed(match))
    return Marker(at, match.start(), labels, unknown, leads)


def _is_figure(match: re.Match[str], kind: str, before: str) -> bool:
    """Whether the number is an exponent, or one among words: "six (6) children"."""
    if kind == "round":
        is_among_words = _AFTER_ROUND.match(match.string, match.end()) is None
        is_date = "/" in match[kind]
        return is_among_words or is_date or _NUMBER_BEFORE.search(before) is not None
    if kind == "apart":
        return _OF_LAW.search(before) is not None
    if kind not in _RAISED or match[0][0] in " \t⁽":
        return False
    return before.endswith("}") or _UNIT_BEFORE.search(before) is not None


def _divides(line: str, match: re.Match[str]) -> bool:
    """Whether words would run together without what stands here."""
    return match[0][:1].isspace() and line[match.end() : match.end() + 1].isalnum()


def _is_closed(match: re.Match[str]) -> bool:
    """Whether a tag has nothing in it."""
    return bool(match["closed"]) or match[0].endswith("/>")


def _begun(text: str) -> str:
    """The text as the beginning of a sentence."""
    start = len(text) - len(text.lstrip(" ,"))
    first = text[start : start + 1]
    return text[:start] + (first.upper() if len(first.upper()) == 1 else first) + text[start + 1 :]
