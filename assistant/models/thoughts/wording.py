"""Words that a thought begins with, where nothing else tells it from an answer."""

from __future__ import annotations

import re
from typing import Final

_BEGINNING: Final = re.compile(
    r"\W{0,8}(?:okay|ok|alright|all\sright|hm{1,6}|wait|let\sme|let['’]s|the\suser|we\sneed"
    r"|I\sneed|I\sshould|I\shave\sto|first,?\s(?:I|let|we)|got\sit)\b",
    re.IGNORECASE,
)


def reads_as_thought(text: str) -> bool:
    """Whether a text begins as models do when they think: "Okay, the user asks ..."."""
    return _BEGINNING.match(text) is not None
