"""An answer's text, claim by claim: sentences with their markers and offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Basis, Citation, Claim, Verification

# The full stop at the end, or where a sentence without one would have it.
_STOP = re.compile(r"(?<=[\w%)’'”\"])([.!?])$|(?<=[\w%)’'])()$")


class AnswerText:
    """The text of an answer as it grows: claims one after the other, separated by a space."""

    def __init__(self) -> None:
        self._end = 0

    def claim(  # noqa: PLR0913 - a claim is all of this
        self,
        text: str,
        citations: Sequence[Citation],
        support: float,
        basis: Basis,
        *,
        proposed: str | None = None,
        verified: Verification = Verification.VERBATIM,
    ) -> Claim:
        """The next claim; in a sentence of our words the marker stands before the full stop."""
        markers = "".join(f"[{label}]" for label in dict.fromkeys(c.label for c in citations))
        # The article's own words stay as they stand there: their markers come after them.
        quoted = any(text in citation.quote for citation in citations)
        stop = None if quoted else _STOP.search(text)
        marked = f"{text} {markers}"
        if stop is not None:
            marked = f"{text[: stop.start()]} {markers}{stop[1] or '.'}"
        start = self._end
        self._end = start + len(marked) + 1
        end = start + len(marked)
        return Claim(marked, start, end, support, tuple(citations), basis, proposed, verified)
