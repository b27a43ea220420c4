"""An answer's text, claim by claim: sentences with their markers and offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Basis, Citation, Claim, Verification

# The full stop at the end, or where a sentence without one would have it.
_STOP = re.compile(r"(?<=[\w%)’'”\"])([.!?])$|(?<=[\w%)’'])()$")


def joined(claims: Sequence[Claim], *, is_list: bool) -> str:
    """The text of these claims: after one another or, of a list, each on a line of its own."""
    # Both are one character, so that offsets do not depend on it.
    return ("\n" if is_list else " ").join(claim.text for claim in claims)


class AnswerText:
    """The text of an answer as it grows: claims one after the other, as `joined` joins them."""

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
        is_item: bool = False,
    ) -> Claim:
        """The next claim; in a sentence of our words the marker stands before the full stop.

        `is_item` says that it is no sentence, which a full stop would end.
        """
        markers = "".join(f"[{label}]" for label in dict.fromkeys(c.label for c in citations))
        # The article's own words stay as they stand there: their markers come after them.
        quoted = any(text in citation.quote for citation in citations)
        stop = None if quoted else _STOP.search(text)
        marked = f"{text} {markers}"
        if stop is not None:
            end = stop[1] or ("" if is_item else ".")
            marked = f"{text[: stop.start()]} {markers}{end}"
        start = self._end
        self._end = start + len(marked) + 1
        end = start + len(marked)
        return Claim(marked, start, end, support, tuple(citations), basis, proposed, verified)
