"""Errors of the assistant. Each message says what happened and what to do.

AssistantError
└── QuestionError       there is no question in it, or too much
"""


class AssistantError(Exception):
    """Any failure of the assistant that a user can act on."""


class QuestionError(AssistantError):
    """The question cannot be answered as it is."""
