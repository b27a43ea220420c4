"""What is said where no article is asked: to small talk, and to what takes a language model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assistant.kinds import Kind
from assistant.types import Outcome

UNANSWERED: Final[Mapping[Kind, Outcome]] = {
    Kind.SMALL_TALK: Outcome.SMALL_TALK,
    Kind.NEEDS_MODEL: Outcome.NEEDS_MODEL,
}
"""The outcome of a question without claims, where it is not that the articles do not say."""

PLAIN_REPLIES: Final[Mapping[Outcome, str]] = {
    Outcome.SMALL_TALK: (
        "I answer questions about articles, and show for every sentence the paragraph that says "
        "so. Ask who says something, what somebody says, when it happened, or for a summary."
    ),
    Outcome.NEEDS_MODEL: (
        "That takes a language model, and none answers here. Without one I tell what the articles "
        "say in their own words: ask who says something, what somebody says, or when it happened."
    ),
}
