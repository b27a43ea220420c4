"""What goes in and comes out: messages, answers with their claims and citations, a stream's events.

`kinds`: what questions ask for. `claims`: the sentences of an answer. `notes`: what stands beside
them. `work`: what it took. `answer`: all of it together. `exam_result`: how a model did in the
judge's exam.
"""

from __future__ import annotations

from assistant.types.answer import (
    NOT_FOUND,
    NOT_FOUND_IN_SEVERAL,
    Answer,
    Done,
    Event,
    Message,
    Outcome,
    Sources,
    says_nothing,
)
from assistant.types.claims import Basis, Citation, Claim, Verification, Withheld, day, imprint
from assistant.types.kinds import Kind
from assistant.types.notes import AskedScope, Note, NoteKind
from assistant.types.work import ContextUse, Judged, Source, Timings

__all__ = [
    "NOT_FOUND",
    "NOT_FOUND_IN_SEVERAL",
    "Answer",
    "AskedScope",
    "Basis",
    "Citation",
    "Claim",
    "ContextUse",
    "Done",
    "Event",
    "Judged",
    "Kind",
    "Message",
    "Note",
    "NoteKind",
    "Outcome",
    "Source",
    "Sources",
    "Timings",
    "Verification",
    "Withheld",
    "day",
    "imprint",
    "says_nothing",
]
