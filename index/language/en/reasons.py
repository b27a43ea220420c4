"""What gives a reason, and what asks for one."""

from __future__ import annotations

import re
from typing import Final

GIVES_REASON: Final = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result of|in order (?:not )?to|so that|caused by"
    r"|blamed|the reason|was triggered by|were triggered by|stemmed from)\b"
)
"""In a folded text."""

ASKS_REASON: Final = re.compile(
    r"(?:\bwhy\b|\bhow come\b|\bwhat (?:has |had )?(?:caused|led to|triggered)\b"
    r"|\b(?:reason|cause)s? (?:of|for)\b)"
)
"""In a folded question."""

ASKING: Final = frozenset(("caus", "led", "reason", "come", "trigger", "lead"))
"""Terms of such a question that are none of what it asks about."""
