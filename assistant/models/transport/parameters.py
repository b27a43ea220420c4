"""What a refusal says of the parameters that were sent, in servers' many words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from assistant.models.refusals import Refusal

_CALLED: Final[dict[str, tuple[str, ...]]] = {
    "logprobs": ("logprobs", "logprobabilities", "tokenprobabilities"),
    "top_logprobs": ("toplogprobs",),
    "stream_options": ("streamoptions", "includeusage"),
    "temperature": ("temperature",),
    "reasoning_effort": (
        *("reasoningeffort", "thinkinglevel", "thinkingbudget"),
        *("supportthinking", "supportreasoning"),
    ),
    "response_format": ("responseformat", "jsonschema", "jsonobject", "jsonmode", "structuredout"),
    **dict.fromkeys(
        ("max_tokens", "max_completion_tokens"),
        (
            *("maxtokens", "maxcompletiontokens", "maxoutputtokens", "maxnewtokens", "numpredict"),
            *("maximumtokens", "maximumnumberoftokens", "numberofoutputtokens"),
        ),
    ),
}
"""What refusals call the parameters that are sent, in small letters with nothing between words."""
# In servers' words: "System role not supported" (templates of Gemma and Mistral), "max_tokens or
# model output limit was reached" (OpenAI), "Extra inputs are not permitted" (an unknown name).
_SYSTEM: Final = re.compile(r"(?i)\b(?:system|developer) (?:instruction|message)s?\b|\broles?\b")
_DEVELOPER: Final = re.compile(
    r"(?i)\buse\b.{0,20}\bdeveloper\b|\b(?:one of|must be|should be)\b.{0,60}\bdeveloper\b"
)
_CONTEXT: Final = re.compile(r"(?i)context[ _](?:length|window|size|limit)\D{0,40}(\d{3,7})")
_STREAM: Final = re.compile(r"(?i)(?<!end of )\bstream(?:ing)?\b")  # not where one broke off
_STREAMS_ONLY: Final = re.compile(
    r"(?i)\bstream(?:ing)?\b.{0,60}\b(?:only|must|required?|needs?|enabled?|true)\b"
    r"|\b(?:only|must|requires?|needs?|use|enable|set)\b.{0,60}\bstream(?:ing)?\b"
    r"|\bnon[- ]?stream|流式"
)
_TOO_FEW: Final = re.compile(
    r"(?i)(?:output|token) limit was reached|(?:with|use|increase) (?:a )?(?:higher|larger) max"
)
_UNKNOWN: Final = re.compile(
    r"(?i)un(?:supported|known|recogni[sz]ed|expected)|forbidden|\bextra\b"
    r"|not (?:supported|permitted|allowed|available|enabled|implemented)"
    r"|\buse\W{0,3}max"
)

_TOO_MANY: Final = re.compile(
    r"(?i)\btoo (?:large|big|high|many|long|great)\b|\bexceed|\babove\b|\bover the\b"
)


def named(refusal: Refusal, sent: Mapping[str, Any]) -> frozenset[str]:
    """Which of the parameters sent it is about: by its body, else by its words."""
    words = re.sub(r"[\W_]+", "", refusal.words.lower())
    called = {name: _CALLED.get(name, (name.replace("_", ""),)) for name in sent}
    spoken_of = (name for name, forms in called.items() if any(form in words for form in forms))
    return (refusal.parameters & sent.keys()) or frozenset(spoken_of)


def is_about_a_name(refusal: Refusal) -> bool:
    """Whether a name is not known, rather than its value not taken."""
    return _UNKNOWN.search(refusal.words) is not None


def is_about_streaming(refusal: Refusal) -> bool:
    """Whether it is streaming itself that is refused: "upstream" is a word of many refusals."""
    is_said = _STREAM.search(refusal.words) is not None and is_about_a_name(refusal)
    return is_said or "stream" in refusal.parameters


def wants_streams(refusal: Refusal) -> bool:
    """Whether it asks for streams, of a request that was for none."""
    return _STREAMS_ONLY.search(refusal.words) is not None


def is_about_instructions(refusal: Refusal) -> bool:
    """Whether the role of instructions is refused."""
    return _SYSTEM.search(refusal.words) is not None


def wants_developer(refusal: Refusal) -> bool:
    """Whether it names the role of developers as one that is taken."""
    return _DEVELOPER.search(refusal.words) is not None


def allows_too_few(refusal: Refusal) -> bool:
    """Whether the most tokens of the reply were too few."""
    return _TOO_FEW.search(refusal.words) is not None


def allows_too_many(refusal: Refusal) -> bool:
    """Whether the words say that a value is too large."""
    return _TOO_MANY.search(refusal.words) is not None


def context(refusal: Refusal) -> int | None:
    """The tokens of the model's context; None where it names none."""
    told = _CONTEXT.search(refusal.words)
    return int(told[1]) if told else None
