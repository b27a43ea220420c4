"""Questions that compare: what two speakers say, how articles differ, what sources disagree on."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from assistant.attribution.asking import bare
from assistant.questions.answer_types import FIGURES, answer_type
from index.language.en.grammar.pronouns import (
    SPEAKING,
    THIRD_PERSON,
    THIRD_PERSON_OBJECTS,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.en.nouns import is_people_noun
from index.language.word_lists import any_of, word_set

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
_ARTICLES: Final = r"""(?:
    (?: (?:the|these|those|both|all|my)\ ){0,3}(?:(?:two|three|four|\d{1,2}|different|other)\ )?
    (?:[\w'’-]{1,40}(?:\ [\w'’-]{1,40}){0,2}\ )?
    (?: articles? | stor(?:y|ies) | pieces | papers | versions | newspapers | texts | reports )
    | (?:the|these|those)\ (?:two|three|four)
    )"""
_ABOUT: Final = r"(?:\ (?:about|on|of)\ (?P<about>.{1,200}?))?"
_SOURCES: Final = r"""
    (?:(?:the|these|those|its|all|both|different|various|two|three|four)\ ){0,3}
    (?: sources? | people | sides | officials | experts | witnesses | speakers | they | accounts )
    """
_DISAGREE: Final = (
    r"(?:disagree|differ|diverge|contradict(?:\ each\ other)?|clash|conflict|dispute)"
)
_OF_MINDS: Final = r"(?:all\ )?(?:agreed|divided|split|united|in\ agreement|of\ one\ mind)"
_DIFFERENCES: Final = r"""
    (?: differences? | disagreements? | contradictions? | conflicts? | discrepanc(?:y|ies)
      | inconsistenc(?:y|ies) )
    """


def _pattern(form: str, end: str = _ON) -> re.Pattern[str]:
    return re.compile(rf"{form}{end}", re.VERBOSE | re.IGNORECASE)


_VIEW: Final = (
    r"(?:story|stories|account|version|statement|position|tune|mind|view|stance|opinion|claim)s?"
)
_SAME_THING: Final = (
    r"(?:(?:say|tell|report|give)\ the\ same(?:\ (?:thing|story|figures?|account))?|match)"
)
_ONE_ARTICLE: Final = r"""
    (?:the\ )?
    (?: first | second | third | last | latest | new | newer | newest | old | older | other
      | earlier | later | previous )
    (?:\ (?:article|story|report|piece|version))?
    """
_CHANGED: Final = r"(?:new|changed|different|been\ (?:added|changed|corrected))"
_WITH_ANOTHER: Final = rf"\ (?:and|to|compared\ (?:with|to)|than)\ (?:in\ )?{_ONE_ARTICLE}"


_OF_ARTICLES: Final = (
    _pattern(
        rf"(?:how|where|what|on\ what)\ (?:do|did|are)\ {_ARTICLES}{_ABOUT}"
        rf"\ (?:{_DISAGREE}|different)"
    ),
    _pattern(rf"(?:do|did)\ {_ARTICLES}{_ABOUT}\ (?:agree|{_DISAGREE})"),
    _pattern(rf"(?:compare|contrast)\ (?:what\ )?{_ARTICLES}{_SAY}"),
    _pattern(rf"(?:do|did)\ {_ARTICLES}\ {_SAME_THING}"),
    _pattern(
        rf"(?:do|did)\ {_ARTICLES}\ (?:all\ |both\ )?(?:give|have|name|print|report|say|state|tell)"
        r"\ the\ same\ (?P<of>.{1,200})",
        "(?P<matter>)",
    ),
    _pattern(
        rf"(?:is|are|was|were)\ (?P<of>.{{1,200}})\ the\ same\ (?:in|according\ to)\ {_ARTICLES}",
        "(?P<matter>)",
    ),
    _pattern(
        rf"what(?:['’]?s|\ is|\ has|\ have|\ was)?\ {_CHANGED}\ (?:in|between|since|from)"
        rf"\ (?:{_ARTICLES}|{_ONE_ARTICLE}(?:{_WITH_ANOTHER})?)"
    ),
    _pattern(
        rf"(?:what(?:['’]?s|\ is|\ are)\ )?(?:the\ |any\ |main\ ){{0,3}}{_DIFFERENCES}\ between"
        rf"\ (?:what\ )?{_ARTICLES}{_SAY}"
    ),
)
_OF_SOURCES: Final = (
    _pattern(rf"(?:how|where|what|on\ what)\ (?:do|did)\ {_SOURCES}\ {_DISAGREE}"),
    _pattern(rf"(?:do|did)\ {_SOURCES}\ {_DISAGREE}"),
    _pattern(rf"(?:do|did)\ (?!they\ ){_SOURCES}\ (?:all\ )?agree"),
    _pattern(rf"(?:is|are|was|were)\ (?!they\ ){_SOURCES}\ {_OF_MINDS}"),
    _pattern(
        r"(?:what(?:['’]?s|\ is|\ are)?\ )?(?:the\ )?"
        r"(?:(?:(?:arguments?|case|reasons?|views?)\ )?for\ and\ against"
        r"|both\ sides\ of|the\ (?:two\ )?sides\ (?:of|in))\ (?P<of>.{1,200})",
        "(?P<matter>)",
    ),
    _pattern(
        r"what(?:['’]?s|\ is|\ are)\ (?:still\ |being\ |the\ ){0,3}"
        r"(?:disputed|contested|in\ dispute|controversial|contentious)"
        r"(?:\ (?:here|points?|claims?))?"
    ),
    _pattern(
        r"(?:(?:what|which)\ (?:are|were)\ |(?:is|are)\ there\ )?(?:the\ |any\ |all\ |main\ ){0,4}"
        rf"(?:{_DIFFERENCES}|disputed\ (?:points|claims|facts)"
        r"|points\ of\ (?:disagreement|dispute))"
        rf"(?:\ (?:between|among)\ {_SOURCES})?"
    ),
)
_OF_TWO: Final = (
    _pattern(
        rf"(?:how|where)\ (?:do|did)\ the\ {_VIEW}\ (?:of|by|from)\ {_PAIR}"
        rf"\ (?:{_DISAGREE}|compare)"
    ),
    _pattern(rf"(?:does|did|do)\ (?:what\ )?{_ONE}{_SAY}\ contradict\ (?:what\ )?{_OTHER}{_SAY}"),
    _pattern(rf"(?:compare|contrast)\ {_PAIR}{_VIEWS}{_SAY}"),
    _pattern(rf"(?:how|where|what|on\ what)\ (?:do|did|does)\ {_PAIR}{_VIEWS}\ {_DISAGREE}"),
    _pattern(rf"(?:do|did)\ {_PAIR}{_VIEWS}\ (?:{_DISAGREE}|agree|{_SAME_THING})"),
    _pattern(
        rf"(?:what(?:['’]?s|\ is|\ are)\ )?(?:the\ |any\ |main\ ){{0,3}}{_DIFFERENCES}\ between"
        rf"\ {_PAIR}{_VIEWS}{_SAY}"
    ),
    _pattern(
        rf"how\ (?:does|do|did)\ (?:what\ )?{_ONE}{_VIEWS}{_SAY}\ (?:differ|compare|contrast)"
        rf"\ (?:from|with|to)\ (?:what\ )?{_OTHER}{_VIEWS}{_SAY}"
    ),
    _pattern(rf"{_ONE}\ (?:versus|vs\.?)\ {_OTHER}"),
    _pattern(rf"what\ (?:do|did)\ {_PAIR}\ (?:each|both)\ (?:say|think)"),
    _pattern(
        rf"{_ONE}\ and\ {_OTHER}\ (?:about|on|over)\ (?P<matter>[^:,]{{1,200}})"
        r"[:,]?\ who\ says\ what",
        "",
    ),
)
_OF_ONE: Final = re.compile(
    rf"""
    (?:how\ |in\ what\ way\ )?(?:did|has|have)\ {_ONE}(?:\ {_VIEW})?\ changed?
    (?:\ {any_of(THIRD_PERSON_POSSESSIVES)}\ {_VIEW})?
    (?:\ (?:on|about)\ (?P<matter>.{{1,200}}?))?
    (?:\ (?:between|from|in|over|across|since)\ .{{1,200}})?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOT: Final = (
    r"(?:(?:does|do|did|has|have)(?:\ not|n['’]?t)|lacks?|omits?|leaves?\ out)"
    r"(?:\ (?:say|report|mention|have|write|tell))?"
)
_OF_FIRST: Final = re.compile(
    rf"""
    what\ (?:does|do|did)\ {_ONE}\ (?:say|report|have|mention|write|tell|add)
    (?:\ (?:about|on)\ (?P<matter>.{{1,200}}?))?\ (?:that|which|and)\ {_OTHER}\ {_NOT}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OWNER: Final = re.compile(r"['’]s?$")
_PEOPLE: Final = rf"(?:(?:all|any|the|these|those)\ ){{0,3}}(?P<group>{_NAME}(?:\ {_NAME}){{0,2}}?)"
_OF_GROUP: Final = (
    _pattern(rf"(?:do|did)\ {_PEOPLE}\ (?:all\ )?(?:agree|{_DISAGREE}|see\ it\ the\ same\ way)"),
    _pattern(rf"(?:is|are|was|were)\ {_PEOPLE}\ {_OF_MINDS}"),
)
_NUMBER_OF: Final = re.compile(
    r"(?i)^(?:(?:the|same|exact)\ ){0,3}(?:numbers?|counts?|totals?)\ of\ (?=\S)"
)
_DOING: Final = ("ers", "ors", "ists")
_NO_SIDE: Final = THIRD_PERSON | THIRD_PERSON_OBJECTS | SPEAKING | word_set("this that")


class ComparisonQuestion(NamedTuple):
    """What is compared: two sides as the question calls them, articles, or else all sources.

    One side alone is asked for what it says in each article; `of_first` says that only what the
    first side has is asked for. `group` are people of whom it is asked whether they agree. The
    articles that are compared are `about` something.
    """

    sides: tuple[str, ...]
    matter: str
    of_articles: bool = False
    of_first: bool = False
    group: str = ""
    about: str = ""


def comparison_question_of(question: str) -> ComparisonQuestion | None:
    """The question as one that compares; None when it is another."""
    asked = bare(question)
    if parts := next(filter(None, (each.fullmatch(asked) for each in _OF_ARTICLES)), None):
        about = parts.groupdict().get("about") or ""
        return ComparisonQuestion((), _matter(parts), of_articles=True, about=about)
    if "whether" in asked.lower().split():  # of how many say so
        return _of_sides(asked)
    of_group = next(filter(None, (each.fullmatch(asked) for each in _OF_GROUP)), None)
    if of_group and (group := _people(of_group["group"])):
        return ComparisonQuestion((), _matter(of_group), group=group)
    if parts := next(filter(None, (each.fullmatch(asked) for each in _OF_SOURCES)), None):
        return ComparisonQuestion((), _matter(parts))
    return _of_sides(asked)


def _of_sides(asked: str) -> ComparisonQuestion | None:
    of_first = _OF_FIRST.fullmatch(asked)
    if parts := of_first or next(filter(None, (each.fullmatch(asked) for each in _OF_TWO)), None):
        sides = tuple(_OWNER.sub("", parts[name]) for name in ("one", "other"))
    elif parts := _OF_ONE.fullmatch(asked):
        sides = (_OWNER.sub("", parts["one"]),)
    if parts is None or any(side.lower() in _NO_SIDE for side in sides):
        return None
    return ComparisonQuestion(sides, _matter(parts), of_first=of_first is not None)


def _matter(parts: re.Match[str]) -> str:
    return (parts["matter"] or parts.groupdict().get("of") or "").strip(" ?.!,")


def _people(group: str) -> str:
    """The group, where it is of people who are called by what they do or are: "the analysts"."""
    last = group.lower().split()[-1]
    is_of_sources = re.fullmatch(_SOURCES, group, re.VERBOSE | re.IGNORECASE) is not None
    is_people = last.endswith(_DOING) or (last.endswith("s") and is_people_noun(last))
    return group if is_people and not is_of_sources else ""


def figure_question(matter: str) -> str:
    """The question for the figure that a matter is: "how many stalls?" of "number of stalls".

    Empty where it is no figure.
    """
    asked = f"{_NUMBER_OF.sub('how many ', matter, count=1)}?"
    return next((each for each in (asked, f"what is {asked}") if answer_type(each) in FIGURES), "")
