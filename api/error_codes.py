"""Every error that a person can act on, and the guide's table of their codes."""

from __future__ import annotations

from typing import Final

import assistant.errors as assistant_errors
import assistant.evaluation.errors as evaluation_errors
import assistant.models.errors as model_errors
import index.errors as index_errors
import index.store.errors as storage_errors
from api.asgi.problems import STATUS
from api.environment import SettingsError
from index.failure import CodedError
from prompts import PromptError

ErrorClass = type[CodedError] | type[PromptError] | type[SettingsError]

_MODULES: Final = (
    index_errors,
    storage_errors,
    assistant_errors,
    model_errors,
    evaluation_errors,
)


def error_classes() -> list[ErrorClass]:
    """All classes of errors with a code, in the order in which they are written down."""
    coded = [
        each
        for module in _MODULES
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, CodedError)
    ]
    return [
        *dict.fromkeys(each for each in coded if each is not CodedError),
        PromptError,
        SettingsError,
    ]


def markdown_table() -> str:
    """The table of codes: when each comes, and the HTTP status that it is answered with."""
    rows = [f"| `{each.code}` | {_occasion(each)} | {_status(each)} |" for each in error_classes()]
    return "\n".join(["| code | what happened | HTTP status |", "|---|---|---|", *rows])


def _occasion(error: ErrorClass) -> str:
    """The first sentence of the class's docstring."""
    return (error.__doc__ or "").partition("\n")[0]


def _status(error: ErrorClass) -> str:
    statuses = (STATUS[kind] for kind in error.__mro__ if kind in STATUS)
    return str(next(statuses, "–"))
