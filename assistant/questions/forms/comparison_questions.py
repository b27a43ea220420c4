"""Questions that compare: what two speakers say, how articles differ, what sources disagree on."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from assistant.attribution.asking import bare
from index.language.word_lists import word_set

_NAME: Final = r"[\w.’'&-]+(?![\w.’'&-])"
_ONE: Final = rf"(?P<one>{_NAME}(?:\ {_NAME}){{0,7}}?)"
_OTHER: Final = rf"(?P<other>{_NAME}(?:\ {_NAME}){{0,7}}?)"
_AND: Final = r"\ (?:and|with|to|versus|vs\.?|against|from|or)\ "
_PAIR: Final = rf"(?:both\ )?(?:what\ )?{_ONE}(?:\ (?:say|says|said))?{_AND}(?:what\ )?{_OTHER}"
_SAY: Final = r"(?:\ (?:say|says|said|think|thinks|claim|claims|write|wrote|report|reported))?"
_VIEWS: Final = r"(?:\ (?:views?|positions?|accounts?|statements?|versions?|stances?|sides?))?"
_ON: Final = r"""
    (?:\ (?:about|on|of|regarding|concerning|over|when\ it\ comes\ to)\ (?P<matter>.+)
      |\ (?:about|on))?
    """
_ARTICLES: Final = r"""
    (?: (?:the|these|those|both|all|my)\ )*(?:(?:two|three|four|\d{1,2}|different|other)\ )?
    (?: articles | stories | pieces | papers | versions | newspapers | texts )
    """
_SOURCES: Final = r"""
    (?:(?:the|these|those|its|all|different|various)\ )*
    (?: sources? | people | sides | officials | experts | witnesses | speakers | they | accounts )
    """
_DISAGREE: Final = (
    r"(?:disagree|differ|diverge|contradict(?:\ each\ other)?|clash|conflict|dispute)"
)
_DIFFERENCES: Final = r"""
    (?: differences? | disagreements? | contradictions? | conflicts? | discrepanc(?:y|ies)
      | inconsistenc(?:y|ies) )
    """


def _pattern(form: str, end: str = _ON) -> re.Pattern[str]:
    return re.compile(rf"{form}{end}", re.VERBOSE | re.IGNORECASE)


_OF_ARTICLES: Final = (
    _pattern(
        rf"(?:how|where|what|on\ what)\ (?:do|did|are)\ {_ARTICLES}\ (?:{_DISAGREE}|different)"
    ),
    _pattern(rf"(?:do|did)\ {_ARTICLES}\ (?:dis)?agree|(?:do|did)\ {_ARTICLES}\ {_DISAGREE}"),
    _pattern(rf"(?:compare|contrast)\ (?:what\ )?{_ARTICLES}{_SAY}"),
    _pattern(
        rf"(?:what(?:['’]?s|\ is|\ are)\ )?(?:the\ |any\ |main\ )*{_DIFFERENCES}\ between"
        rf"\ (?:what\ )?{_ARTICLES}{_SAY}"
    ),
)
_OF_SOURCES: Final = (
    _pattern(rf"(?:how|where|what|on\ what)\ (?:do|did)\ {_SOURCES}\ {_DISAGREE}"),
    _pattern(rf"(?:do|did)\ {_SOURCES}\ {_DISAGREE}"),
    _pattern(
        r"what(?:['’]?s|\ is|\ are)\ (?:still\ |being\ |the\ )*"
        r"(?:disputed|contested|in\ dispute|controversial|contentious)"
        r"(?:\ (?:here|points?|claims?))?"
    ),
    _pattern(
        r"(?:(?:what|which)\ (?:are|were)\ |(?:is|are)\ there\ )?(?:the\ |any\ |all\ |main\ )*"
        rf"(?:{_DIFFERENCES}|disputed\ (?:points|claims|facts)"
        r"|points\ of\ (?:disagreement|dispute))"
        rf"(?:\ (?:between|among)\ {_SOURCES})?"
    ),
)
_OF_TWO: Final = (
    _pattern(rf"(?:compare|contrast)\ {_PAIR}{_VIEWS}{_SAY}"),
    _pattern(rf"(?:how|where|what|on\ what)\ (?:do|did|does)\ {_PAIR}{_VIEWS}\ {_DISAGREE}"),
    _pattern(rf"(?:do|did)\ {_PAIR}{_VIEWS}\ (?:{_DISAGREE}|agree)"),
    _pattern(
        rf"(?:what(?:['’]?s|\ is|\ are)\ )?(?:the\ |any\ |main\ )*{_DIFFERENCES}\ between"
        rf"\ {_PAIR}{_VIEWS}{_SAY}"
    ),
    _pattern(
        rf"how\ (?:does|do|did)\ (?:what\ )?{_ONE}{_VIEWS}{_SAY}\ (?:differ|compare|contrast)"
        rf"\ (?:from|with|to)\ (?:what\ )?{_OTHER}{_VIEWS}{_SAY}"
    ),
    _pattern(rf"{_ONE}\ (?:versus|vs\.?)\ {_OTHER}"),
    _pattern(rf"what\ (?:do|did)\ {_PAIR}\ (?:each|both)\ (?:say|think)"),
)
_OWNER: Final = re.compile(r"['’]s?$")
_NO_SIDE: Final = word_set("it this that them they we i you")


class ComparisonQuestion(NamedTuple):
    """What is compared: two sides as the question calls them, articles, or else all sources."""

    sides: tuple[str, ...]
    matter: str
    of_articles: bool = False


def comparison_question_of(question: str) -> ComparisonQuestion | None:
    """The question as one that compares; None when it is another."""
    asked = bare(question)
    if parts := next((each for form in _OF_ARTICLES if (each := form.fullmatch(asked))), None):
        return ComparisonQuestion((), _matter(parts), of_articles=True)
    if parts := next((each for form in _OF_SOURCES if (each := form.fullmatch(asked))), None):
        return ComparisonQuestion((), _matter(parts))
    parts = next((each for form in _OF_TWO if (each := form.fullmatch(asked))), None)
    if parts is None:
        return None
    sides = tuple(_OWNER.sub("", parts[name]) for name in ("one", "other"))
    if any(side.lower() in _NO_SIDE for side in sides):
        return None
    return ComparisonQuestion(sides, _matter(parts))


def _matter(parts: re.Match[str]) -> str:
    return (parts["matter"] or "").strip(" ?.!,")
