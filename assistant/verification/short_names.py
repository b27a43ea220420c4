"""People whom a claim calls by their whole name, and its paragraph by the last part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.attribution import SpeakerKind
from assistant.attribution.syntax.quotations import overlapping, quotations
from assistant.verification.context_paragraphs import ContextParagraph
from assistant.verification.detectors.last_names import means_one_person
from assistant.verification.detectors.reports import reports

_MOST: Final = 40
"""Speakers of the paragraphs whose names are looked for in a claim."""


def as_called_there(claim: str, paragraphs: Sequence[ContextParagraph]) -> str:
    """The claim with the paragraphs' speakers called as they are there: "Lee" for "Ann Lee".

    Who that is the whole article says. Nothing changes within quotation marks, since a quotation
    has to stand there to the letter.
    """
    for first, *middle, last in _whole_names(claim, paragraphs):
        between = "".join(rf"(?:\s{re.escape(each)})?" for each in middle)
        named = rf"(?<!\w){re.escape(first)}{between}\s{re.escape(last)}(?!\w)"
        quoted = quotations(claim)
        for each in reversed([*re.finditer(named, claim)]):
            if not overlapping(quoted, *each.span()):
                claim = f"{claim[: each.start()]}{last}{claim[each.end() :]}"
    return claim


def _whole_names(claim: str, paragraphs: Sequence[ContextParagraph]) -> Iterator[list[str]]:
    """The parts of the names that the claim may have of those whom only the last part names there.

    Nobody else is called by that.
    """
    speakers = dict.fromkeys(each.speaker for one in paragraphs for each in reports(one))
    for speaker in [*speakers][:_MOST]:
        parts = speaker.name.split()
        if speaker.kind is not SpeakerKind.NAMED or len(parts) < 2 or parts[0] not in claim:
            continue
        whole = re.compile(rf"(?<!\w){re.escape(parts[0])}(?!\w)")
        is_short = not any(whole.search(each.text) for each in paragraphs)
        if is_short and means_one_person(speaker.name, paragraphs[0].article):
            yield parts
