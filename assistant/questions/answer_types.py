"""The kind of thing that a question asks for: an age, a sum, a number of things, a time, a name."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from index.language.en.grammar.function_words import (
    ADVERBS,
    ASKING_AUXILIARIES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
)
from index.language.en.grammar.irregular_verbs import PARTICIPLES, PASTS
from index.language.en.grammar.pronouns import PRONOUNS, QUESTION_WORDS
from index.language.folding import fold
from index.language.word_lists import any_of


class AnswerType(StrEnum):
    """What is asked for."""

    AGE = "age"
    SUM = "sum"  # of money
    SHARE = "share"
    LENGTH = "length"  # of what is named: "How long is the bridge?"
    DURATION = "duration"
    MEASURE = "measure"
    FREQUENCY = "frequency"
    COUNT = "count"
    CLOCK = "clock"
    TIME = "time"
    PLACE = "place"
    NAME = "name"  # of what is named: "What is the name of her cat?"
    NAMES = "names"
    WHO_IS = "who is"
    PERSON = "person"
    WHICH = "which"  # of some things: "Which airlines?"
    REASON = "reason"


_IS: Final = r"(?:'?s| is| was| are| were)"
_PHRASE: Final = r"[\w.'-]{1,60}(?: [\w.'-]{1,60}){0,7}"
_THINGS: Final = {
    AnswerType.LENGTH: re.compile(rf"how long{_IS} (?P<thing>{_PHRASE})\W*"),
    AnswerType.NAME: re.compile(
        rf"what{_IS} (?:the )?name of (?P<thing>{_PHRASE})\W*"
        rf"|what{_IS} (?P<named>{_PHRASE}) (?:name|called|named)\W*"
    ),
}
"""Questions for what something has, as a whole: no verb follows, as in "How long was he held?"."""

FIGURES: Final = frozenset(
    {
        AnswerType.AGE,
        AnswerType.SUM,
        AnswerType.SHARE,
        AnswerType.LENGTH,
        AnswerType.DURATION,
        AnswerType.MEASURE,
        AnswerType.COUNT,
        AnswerType.CLOCK,
    }
)
"""Kinds of which there is one for what happened."""

SELDOM: Final = {
    AnswerType.AGE,
    AnswerType.SUM,
    AnswerType.SHARE,
    AnswerType.COUNT,
    AnswerType.DURATION,
    AnswerType.CLOCK,
    AnswerType.PLACE,
    AnswerType.REASON,
}
"""Kinds of things that few sentences surely have."""

_PAYING: Final = (
    r"(?:money|cost\w*|pa(?:y|ys|id|ying)|spen[dt]\w*|earn\w*|worth|charge[sd]?|lend|lent|owe[sd]?"
    r"|rais(?:e|ed|ing)|donat\w+|invest\w*|s[eo]ll\w*|sold|bought|buy\w*|acqui\w+|budget\w*|price[ds]?|fin(?:e|ed)"
    r"|stole\w*|steal\w*|salar\w+|wages?|debts?|lo[so][se]\w*)"
)
_ASKED: Final = (
    (AnswerType.AGE, r"\bhow old\b|\bwhat (?:(?:is|was) the )?age\b|\bhow many years old\b"),
    (
        AnswerType.SUM,
        r"\bhow much (?:did|do|does|has|have|had|was|were)\b.{0,120}\b(?:take|took|taken)\b"
        rf"|\bhow (?:expensive|much money)\b|\bhow much\b.{{0,120}}\b{_PAYING}\b"
        r"|\bwhat (?:(?:is|was|were|are|will be) the )?(?:\w+ )?"
        r"(?:prices?|costs?|sum|fee|ransom|salary|amount)\b"
        r"|\bwhat (?:\w+ ){1,4}(?:paid|pay|spent|spend|cost)(?: (?:for|on)\b|\?*$)"
        r"|\bwhat (?!\w+ \w+ do\b)[^,]{0,60}\b(?:ha(?:ve|s|d) to pay (?!the\b)|cost\?*$)",
    ),
    (AnswerType.SHARE, r"\b(?:what|which) (?:percentage|percent|per cent|share|proportion)\b"),
    (AnswerType.DURATION, r"\bhow long\b"),
    (
        AnswerType.COUNT,
        r"\bhow many\b|^whose (?:figure|number|count)\b"
        r"|\bwhat (?:\w+ ){0,3}(?:number|toll)\b|\bin what numbers?\b",
    ),
    (AnswerType.MEASURE, r"\bhow (?:far|big|large|tall|high|fast|heavy|deep|wide|much)\b"),
    (AnswerType.FREQUENCY, r"\bhow (?:often|frequently|regularly)\b"),
    (AnswerType.CLOCK, r"\b(?:what|which) (?:times?|hours)\b|\bwhat are the (?:\w+ )?hours\b"),
    (
        AnswerType.TIME,
        r"\bwhen\b|\bsince when\b"
        r"|\b(?:what|which) (?:\w+ )?(?:year|date|day|month|week|century)\b",
    ),
    (
        AnswerType.PLACE,
        r"\bwhere\b"
        r"|\b(?:what|which) (?:city|country|place|state|town|region|village|island)\b",
    ),
    (AnswerType.NAMES, r"\b(?:(?:what|which) (?:are|were) the )?names of\b"),
    (
        AnswerType.WHO_IS,
        r"^who(?:'s| is| was| are| were) (?!(?:the|a|an|to|in|at|on|being)\b)"
        r"(?!.*\b(?:before|after)\b)"
        r"[\w.'-]{1,60}(?: [\w.'-]{1,60}){0,3}\??$",
    ),
    (
        AnswerType.PERSON,
        r"\bwho(?:se|m)?\b|\b(?:what|which) (?:person|man|woman|official|company|candidate)\b",
    ),
    (AnswerType.WHICH, r"^which (?!(?:of|one|ones|way|kind|type|side)\b)[a-z-]{3,}\b"),
    (
        AnswerType.REASON,
        r"\bwhy\b|\bhow come\b|\bwhat (?:(?:was|is|were|are) the )?(?:causes?|caused|reasons?)\b"
        r"|\bwhat (?:was|is|were|lay) behind\b|\bwhat led to\b",
    ),
)
_WORDED: Final = [(each, re.compile(pattern)) for each, pattern in _ASKED]
"""In order, and the first that fits."""

_NOUNS: Final = (
    (AnswerType.AGE, r"\bages?\b(?! (?:group|limit|rating))"),
    (AnswerType.SUM, r"\b(?:costs?|prices?|price tag|salary|ransom)\b"),
    (AnswerType.COUNT, r"\b(?:numbers?|toll|count)\b"),
    (AnswerType.TIME, r"\b(?:date|day|start)\b"),
    (AnswerType.PLACE, r"\b(?:place|location|whereabouts)\b"),
    (AnswerType.PERSON, r"\b(?:winner|finder|founder|author|inventor|owner|buyer|successor)\b"),
    (AnswerType.REASON, r"\b(?:reasons?|cause)\b"),
)
_KEYWORDS: Final = [(each, re.compile(pattern)) for each, pattern in _NOUNS]
"""What the nouns of a question that is only keywords ask for: "ferry death toll"."""

_OTHER: Final = re.compile(
    rf"\b{any_of(QUESTION_WORDS)}\b|^{any_of(ASKING_AUXILIARIES)} (?!(?:you|we|i|anyone)\b)"
)
"""What another question has before its "when" or "who"."""

_DOING: Final = re.compile(r"(?i)\bwho(?:[’']s| is| was| are| were) ([\w-]{1,60}(?:ing|ed)) \w")

_DONE_TO: Final = re.compile(
    rf"who (?:is|was|are|were|has been|have been) (?:\w{{2,40}}ed|{any_of(PARTICIPLES)})\W*"
)

_MANY: Final = re.compile(r"\b(?:how many|number of)((?: [\w'-]{1,40}){1,4})")
_OF_THE: Final = re.compile(r"^ of (?:the|those|his|her|its|their)\b")
_ENDS: Final = AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | DETERMINERS


@lru_cache(maxsize=1024)
def answer_type(question: str) -> AnswerType | None:
    """What a question asks for; None when any sentence may answer it."""
    owned = next((each for each in _THINGS if thing_of(question, each)), None)
    if owned is not None:
        return owned
    asked = fold(question).strip()
    types = [(each, found) for each, words in _WORDED if (found := words.search(asked))]
    at = min((found.start() for _, found in types), default=len(asked))
    before = asked[:at]
    if _OTHER.search(before):  # "What happened when …?" does not ask when
        return None
    worded = next((each for each, found in types if found.start() == at), None)
    if worded is AnswerType.WHO_IS and _asks_who_does(question):
        worded = AnswerType.PERSON
    if worded is None and _OTHER.search(asked):
        return None
    return next((each for each, noun in _KEYWORDS if noun.search(before)), worded)


def _asks_who_does(question: str) -> bool:
    """Whether "Who is guarding Ann Lee?" is asked rather than "Who is Ahmed Ali?"."""
    if _DONE_TO.fullmatch(fold(question).strip()):
        return True  # "Who was arrested?"
    doing = _DOING.search(question)
    return doing is not None and (doing[1].islower() or doing[1].isupper())


def thing_of(question: str, asked: AnswerType) -> str:
    """What the length or the name is asked of, folded: "her cat"; empty when neither is."""
    found = _THINGS[asked].fullmatch(fold(question).strip())
    if found is None:
        return ""
    thing = found["thing"] or found.groupdict().get("named") or ""
    last = thing.split()[-1]
    return "" if _ends(last) or last in PARTICIPLES or last in PRONOUNS else thing


def chosen_from(question: str) -> str:
    """The folded word for what one or some are asked of: "airlines" of "Which airlines …?"."""
    return fold(question).split()[1]


def counted(question: str) -> list[str]:
    """The folded words that name what is counted, none when it is not said: ["jobs"]."""
    found = _MANY.search(fold(question))
    words = _OF_THE.sub("", found[1]).split() if found else []
    if words and words[0] in AUXILIARIES | ADVERBS:
        return []  # "How many were aboard?"
    end = next((at for at, word in enumerate(words) if at and _ends(word)), len(words))
    return words[:end]


def _ends(word: str) -> bool:
    """Whether a word no longer belongs to what is counted: "Americans *died* in"."""
    return word in _ENDS or word in PASTS or word.endswith("ed")
