"""What the OpenAPI document says of how sentences were verified, beside what the types tell it.

Examples are made by the types themselves, so that none shows what no answer has.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

from assistant.calls import Usage
from assistant.types import Basis, Citation, Claim, Judged, Verification
from assistant.types.exam_result import ExamResult

_JUDGING: Final = {
    "judged": "How many of the sentences that the rules leave open a judge affirmed, did not, and "
    "said nothing of; null where none was asked.",
    "judge": "The exam's result of the model that is to judge, asked or not, passed or not; null "
    "where no model wrote, or none that has taken the exam is to judge.",
}
_DESCRIPTIONS: Final = {
    "DraftReport": {
        "judge": "The exam's result of the model that judged; null where none was heard."
    },
    "Answer": _JUDGING,
    "Detail": _JUDGING,
    "Claim": {"verified": "How it was verified."},
    "ExamResult": {
        "taken": "When the exam was taken.",
        "wrong": "Wrong sentences that it was asked about.",
        "wrong_believed": "Those of them that it believed: at most 5 % may be.",
        "of_wrong": "Wrong sentences that the exam has.",
        "right": "Right sentences that it was asked about.",
        "right_believed": "Those of them that it believed: at least 80 % have to be.",
        "of_right": "Right sentences that the exam has.",
        "passed": "Whether it is believed as a judge.",
        "wrong_believed_interval": "The share of wrong sentences that it believes, Wilson's 95 %.",
        "right_believed_interval": "The share of right sentences that it believes, Wilson's 95 %.",
    },
}

_SHARE: Final[dict[str, Any]] = {"type": "number", "minimum": 0, "maximum": 1}
_INTERVAL: Final[dict[str, Any]] = {"type": "array", "items": _SHARE, "minItems": 2, "maxItems": 2}
_DERIVED: Final[dict[str, dict[str, Any]]] = {
    "passed": {"type": "boolean"},
    "wrong_believed_interval": _INTERVAL,
    "right_believed_interval": _INTERVAL,
}
"""What `ExamResult.as_json` has beside the fields."""

_QUOTE: Final = "The ferries will not run on Monday, two dockers said."
_CITATION: Final = Citation(
    "6",
    "ferry-strike-1a2b3c",
    "Ferry strike",
    None,
    6,
    _QUOTE,
    0,
    53,
    "Harbour Gazette",
    "2026-05-29",
)
_TEXT: Final = "Two dockers said that there will be no ferries on Monday [6]."
_TAKEN: Final = datetime(2026, 11, 29, 12, tzinfo=UTC)

_EXAM: Final = ExamResult("a-model", _TAKEN, 148, 2, 148, 146, 139, 146, Usage(117_300, 4_540))
_CLAIM: Final = Claim(
    _TEXT, 0, len(_TEXT), 0.61, (_CITATION,), Basis.MODEL, verified=Verification.JUDGE
)

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "Claim": _CLAIM.as_json(),
    "Judged": asdict(Judged(yes=1, no=0, unchecked=0)),
    "ExamResult": _EXAM.as_json(),
}


def describe(schemas: dict[str, Any]) -> None:
    """Complete the document's schemas, in place."""
    exam = schemas["ExamResult"]
    exam["properties"] |= {name: {**schema} for name, schema in _DERIVED.items()}
    exam["required"] = [*exam["required"], *_DERIVED]
    for name, descriptions in _DESCRIPTIONS.items():
        for field, description in descriptions.items():
            schemas[name]["properties"][field]["description"] = description
    for name, example in EXAMPLES.items():
        schemas[name]["examples"] = [example]
