"""A model's reply as it comes in, in one event or in many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from assistant.calls import Usage
from assistant.models.capabilities import Capabilities, Thinking
from assistant.models.completions import has_thoughts, message_text, thought_tokens, usage_of
from assistant.models.errors import ReplyCut, ReplyFiltered, TokensUsedUp
from assistant.models.transport.declining import declines
from assistant.models.types import Reply
from index.language.visible_text import visible

CUT: Final = "length"
FILTERED: Final = "content_filter"
FAILED: Final = "error"
STOPPED: Final = "stop"

# In the words of OpenAI, Anthropic, Gemini, Mistral, Amazon and others, by their parts.
_FINISHES: Final = (
    (
        FILTERED,
        r"filter|safety|recitation|block|prohibit|sensitive|spii|guardrail|policy|moderat|refus"
        r"|violat",
    ),
    (CUT, r"length|max|limit|truncat|\bcut"),
    (
        FAILED,
        r"error|abort|network|time.?out|insufficient|malformed|cancel|fail|interrupt|overload"
        r"|unavailable|disconnect",
    ),
)

_FIRST: Final = (0, None, "0")

_SENTENCE_ENDS: Final = tuple(".!?…。！？)]】>*_\"'”’|`")


@dataclass(slots=True)
class Heard:
    """What was heard of a reply.

    `known` is what was known of the model when it was asked. `thinks_now` says that the latest
    event has a thought, `is_ended` that the reply came in a form that has an end.
    """

    model: str
    known: Capabilities
    text: str = ""
    refusal: str = ""
    finish: str | None = None
    logprobs: object = None
    usage: Usage = field(default_factory=Usage)
    thinking: Thinking | None = None
    thinks_now: bool = False
    has_choice: bool = False
    is_ended: bool = False

    def content_of(self, event: Mapping[str, Any], base_url: str | None) -> str:
        """What an event says; all else in it is noted."""
        self.model = visible(str(event.get("model") or "")) or self.model
        self.usage = usage_of(event, self.model, base_url) or self.usage
        if thought_tokens(event):
            self.note(Thinking.HIDDEN)
        self.thinks_now = False
        # One reply was asked for; what others come are not the same text.
        choices = event.get("choices") or ()
        for choice in [each for each in choices if each.get("index") in _FIRST][:1]:
            self.has_choice = True
            # It may come as "", or again as null; and some servers send `message` in a stream.
            self.finish = _finish(choice) or self.finish
            self.logprobs = self.logprobs or choice.get("logprobs")
            message = choice.get("delta") or choice.get("message") or {}
            self.thinks_now = has_thoughts(message)
            if self.thinks_now:
                self.note(Thinking.BESIDE)
            self.refusal += message.get("refusal") or ""
            return message_text(message) or choice.get("text") or ""
        return ""

    def note(self, thinking: Thinking) -> None:
        """Note where thoughts arrived."""
        self.thinking = Thinking.plainest(self.thinking, thinking)

    @property
    def had_room(self) -> bool:
        """Whether the request left room for thoughts."""
        return self.known.thinks

    @property
    def has_thought(self) -> bool:
        """Whether the model thought before it replied."""
        return self.thinking is not None

    @property
    def is_cut(self) -> bool:
        """Whether it was stopped at the most tokens allowed."""
        return self.finish == CUT

    @property
    def has_failed(self) -> bool:
        """Whether it was told that it broke off."""
        return self.finish == FAILED

    @property
    def looks_whole(self) -> bool:
        """Whether its text ends as a sentence does, or was stopped."""
        is_stopped = self.finish in (CUT, FILTERED, FAILED)
        return is_stopped or self.text.rstrip().endswith(_SENTENCE_ENDS)

    @property
    def is_whole(self) -> bool:
        """Whether it has come to its end, by what was told or, where nothing was, by its looks."""
        if self.has_failed:
            return False
        return bool(self.finish) or self.is_ended or self.looks_whole

    @property
    def declined(self) -> str:
        """The words in which the model says that it will not answer; empty where there are none."""
        text = self.text.strip()
        return self.refusal.strip() or (text if declines(text) else "")

    def finished(self, usage: Usage, asked: str) -> Reply:
        """The reply of the model that was asked, at its end.

        Raises:
            ReplyFiltered, TokensUsedUp, ReplyCut: it is none that can be read.
        """
        if self.finish == FILTERED:
            raise ReplyFiltered(asked)
        if self.is_cut and not self.text.strip():
            raise TokensUsedUp(asked)
        if not self.is_whole:
            raise ReplyCut(asked)
        return Reply(self.text, self.model, usage, whole=not self.is_cut)


def _finish(choice: Mapping[str, Any]) -> str | None:
    """How a reply has ended, in OpenAI's words; None where it has not."""
    told = choice.get("finish_reason")
    if not isinstance(told, str) or not told:
        return None
    kinds = (kind for kind, words in _FINISHES if re.search(words, told, re.IGNORECASE))
    return next(kinds, STOPPED)
