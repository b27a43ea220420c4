"""Two questions asked in one: "Who closed the bridge, and when?", "When and where did it fall?"."""

from __future__ import annotations

import re
from typing import Final

from index.language.en.grammar.function_words import ASKING_AUXILIARIES
from index.language.word_lists import any_of

_ASKING: Final = r"(?:who|when|where|why|how (?:many|much|long|often))"
_BEHIND: Final = re.compile(
    rf"(?i)(?P<one>{_ASKING})\b(?P<rest>[^?]{{4,200}}?),? (?:and|or) (?P<other>{_ASKING})\W*"
)
_BEFORE: Final = re.compile(
    rf"(?i)(?P<one>{_ASKING}) (?:and|or) (?P<other>{_ASKING})\b(?P<rest>[^?]{{4,200}})\W*"
)

_WHOLE: Final = re.compile(
    rf"(?i)(?P<first>{_ASKING}\b[^?,]{{8,200}}), and (?P<second>"
    rf"(?:{_ASKING}|{any_of(ASKING_AUXILIARIES)}) [^?,]{{8,200}})\W*"
)


def two_questions(question: str) -> tuple[str, str] | None:
    """The two, each as a question of its own; None where it is one."""
    if (whole := _WHOLE.fullmatch(question.strip())) is not None:
        return f"{whole['first']}?", f"{whole['second']}?"
    found = _BEHIND.fullmatch(question.strip()) or _BEFORE.fullmatch(question.strip())
    if found is None or found["one"].lower() == found["other"].lower():
        return None
    return f"{found['one']}{found['rest']}?", f"{found['other']}{found['rest']}?"
