"""Questions that hold a claim against the articles: "Is it true that …?", "Did Lee confirm …?"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from assistant.attribution.asking import bare
from index.language.en.grammar.function_words import DETERMINERS
from index.language.en.grammar.pronouns import (
    ANYBODY,
    EVERYBODY,
    PEOPLE_SPOKEN_OF,
    SOMEBODY,
    SPEAKING,
    THIRD_PERSON,
)
from index.language.word_lists import word_set

_NAME: Final = r"[\w.’'&-]+(?![\w.’'&-])"
_IS_TRUE: Final = re.compile(
    r"""
    (?: (?:is|was|isn['’]?t|wasn['’]?t)\ it\ (?:really\ |actually\ |in\ fact\ )?
        (?:true|correct|right|false|a\ (?:fact|lie)|the\ case|untrue)
      | is\ there\ (?:any\ )?(?:truth\ to\ (?:the\ )?(?:claim|report|rumou?r)|evidence)
      | fact[\ -]?check\b:? | true\ or\ false\b:?
      | (?:confirm|verify|check)(?=\ (?:that|whether|if)\b)
      | (?:if|whether)(?=\ it['’]?s?\ (?:is\ )?true\b)\ it['’]?s?\ (?:is\ )?true
    )
    (?:\ (?:that|if|whether))?\ (?P<content>.+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IS_IT_REALLY: Final = re.compile(
    r"(?:is|was)\ it\ (?:really|actually)\ (?P<content>.+\ .+)", re.VERBOSE | re.IGNORECASE
)
_DID_SAY: Final = re.compile(
    rf"""
    (?:did|has|have|had|does|do|didn['’]?t|hasn['’]?t)\ (?P<speaker>{_NAME}(?:\ {_NAME}){{0,6}}?)
    (?:\ (?:ever|already|really|actually|also|publicly|just|even|itself|himself|herself)){{0,3}}
    \ (?: confirm(?:ed)? | den(?:y|ied) | admit(?:ted)? | acknowledged? | claim(?:ed)? | say | said
      | promised? | announced? | alleged? | reject(?:ed)? | disputed?
      | conceded? | insist(?:ed)? )
    (?:\ (?:that|whether|if|to))?\ (?P<content>.+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YES_OR_NO: Final = re.compile(
    r"""
    (?:did|does|do|has|have|had|is|are|was|were|will|would|can|could
      |didn['’]?t|doesn['’]?t|hasn['’]?t|isn['’]?t|wasn['’]?t)\ (?P<content>.+\ .+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOBODY: Final = (
    THIRD_PERSON | PEOPLE_SPOKEN_OF | SPEAKING | ANYBODY | SOMEBODY | EVERYBODY
) | word_set("there this that these those any some article articles")


class TruthQuestion(NamedTuple):
    """A claim to be held against the articles; `speaker` is who is asked to have said it.

    `is_checked` means that the question itself asks whether it is true; `whole` is that the
    speaker said it: "Lee promised to leave".
    """

    content: str
    speaker: str = ""
    is_checked: bool = False
    whole: str = ""


def truth_question_of(question: str) -> TruthQuestion | None:
    """The question as one whether something is so, or was said; None when it is another."""
    asked = bare(question)
    if parts := _IS_TRUE.fullmatch(asked):
        return TruthQuestion(_of(parts), is_checked=True)
    if parts := _IS_IT_REALLY.fullmatch(asked):
        return TruthQuestion(_of(parts), is_checked=True)
    if parts := _DID_SAY.fullmatch(asked):
        words = [each for each in parts["speaker"].lower().split() if each not in DETERMINERS]
        if words and _NOBODY.isdisjoint(words[:1]):
            whole = asked[parts.start("speaker") :].strip(" ?.!,:")
            return TruthQuestion(_of(parts), parts["speaker"], whole=whole)
        return None
    parts = _YES_OR_NO.fullmatch(asked)
    if parts is None or parts["content"].lower().split()[0] in _NOBODY:
        return None
    return TruthQuestion(_of(parts))


def _of(parts: re.Match[str]) -> str:
    return parts["content"].strip(" ?.!,:")
