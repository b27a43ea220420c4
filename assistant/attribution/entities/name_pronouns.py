"""The pronouns behind a name, and whether they tell a "he" or a "she"."""

from __future__ import annotations

import re
from collections import Counter

from assistant.attribution.entities.person_names import Gender
from index.language.en.grammar.pronouns import (
    HE_OR_SHE,
    HIM_OR_HER,
    HIS_OR_HER,
    OF_A_MAN,
    OF_A_WOMAN,
    THIRD_PERSON,
)
from index.language.word_lists import any_of

_PRONOUN = re.compile(rf"\b{any_of(HE_OR_SHE | HIM_OR_HER | HIS_OR_HER)}\b")
_OBJECT = re.compile(
    rf"\s[a-z]+\s(him\b|her(?=\s(?:that|to|{any_of(THIRD_PERSON)}|not|on|in)\b|[.,]))"
)
_NEAR = 100  # characters after a name in which a pronoun means the one named


def pronouns_after(text: str, end: int) -> list[str]:
    """The pronouns closely behind a name that may stand for it: no "him" in "Lee told him"."""
    nearby = _PRONOUN.findall(text, end, end + _NEAR)
    object_ = _OBJECT.match(text, end)
    if object_ is None:
        return nearby
    another = OF_A_MAN if object_[1] == "him" else OF_A_WOMAN
    return [pronoun for pronoun in nearby if pronoun not in another]


def voted_gender(pronouns: Counter[str]) -> Gender:
    """The gender that the pronouns closely behind a name tell, when they agree."""
    he = sum(pronouns[each] for each in OF_A_MAN)
    she = sum(pronouns[each] for each in OF_A_WOMAN)
    # One nearby may mean somebody else: it takes two, and three times as many as of the other.
    if max(he, she) < 2 or min(he, she) * 3 > max(he, she):
        return Gender.UNKNOWN
    return Gender.HE if he > she else Gender.SHE
