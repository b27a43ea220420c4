"""People whom a claim calls by their whole name, and its paragraph by a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.attribution import SpeakerKind
from assistant.attribution.syntax.quotations import overlapping, quotations
from assistant.verification.context_paragraphs import ContextParagraph
from assistant.verification.detectors.reports import reports

_MOST: Final = 40
"""Speakers of the paragraphs whose names are looked for in a claim."""


def as_called_there(claim: str, paragraphs: Sequence[ContextParagraph]) -> str:
    """The claim with the paragraphs' speakers called as they are there: "Lee" for "Ann Lee".

    Who that is the whole article says. Nothing changes within quotation marks, since a quotation
    has to stand there to the letter.
    """
    quoted = quotations(claim)
    for whole, short in _short_names(paragraphs):
        first, *middle, _ = map(re.escape, whole.split())
        between = "".join(rf"(?:\s{each})?" for each in middle)
        named = re.compile(rf"(?<!\w){first}{between}\s{re.escape(short)}(?!\w)")
        found = [each for each in named.finditer(claim) if not overlapping(quoted, *each.span())]
        for each in reversed(found):
            claim = f"{claim[: each.start()]}{short}{claim[each.end() :]}"
        quoted = quotations(claim) if found else quoted
    return claim


def _short_names(paragraphs: Sequence[ContextParagraph]) -> Iterator[tuple[str, str]]:
    """The whole names of those who speak there, and the last names that they are called by."""
    text = " ".join(each.text for each in paragraphs)
    speakers = dict.fromkeys(each.speaker for one in paragraphs for each in reports(one))
    for speaker in [*speakers][:_MOST]:
        parts = speaker.name.split()
        is_whole = speaker.kind is SpeakerKind.NAMED and len(parts) > 1
        if is_whole and not re.search(rf"(?<!\w){re.escape(parts[0])}(?!\w)", text):
            yield speaker.name, parts[-1]
