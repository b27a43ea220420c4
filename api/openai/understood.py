"""The line above an answer that says how a follow-up was understood."""

from __future__ import annotations

import re
from typing import Final

from api.presentation.markdown_escaping import markdown
from index.language.visible_text import visible

_LINE: Final = re.compile(r"\AUnderstood as: [^\n]*\n\n")


def understood_as(standalone: str, asked: str) -> str:
    """The line and an empty one below it; nothing where the question was taken as it was asked."""
    is_same = standalone.split() == visible(asked).split()
    return "" if is_same else f"Understood as: {markdown(standalone)}\n\n"


def without_understood(text: str) -> str:
    """An answer without that line, as a client sends it back."""
    return _LINE.sub("", text, count=1)
