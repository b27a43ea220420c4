"""How findings on a draft are shown: a sign each, so that no colour has to tell them apart."""

from __future__ import annotations

from typing import Final

SIGNS: Final = {
    "supported": "✓",
    "contradicted": "✗",
    "said_by_somebody_else": "≠",
    "not_clearly_said": "?",
    "nothing_about_it": "∅",
    "no_claim": "·",
}
"""Signs by the findings' values."""

NOT_JUDGED: Final = {
    "heading": "a heading",
    "question": "a question",
    "empty": "claims nothing",
}
"""Words for sentences that are not judged, by the values of their kinds."""
