"""Which parameters an endpoint takes: they differ, and a refusal names what it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from assistant.models.refusals import Refusal
from assistant.types import Message

THOUGHTS: Final = 4_096
"""Tokens that a model which thinks may take for that, besides those of its reply.

Some 1,100 to 1,400 were measured in public for a short answer.
"""

BRIEF: Final = 16
"""The least tokens that OpenAI's newer models take as a limit; a word fits in them."""

AT_LENGTH: Final = 2_048
"""Enough for the word of a model that thinks where nobody sees it."""

_LIMITS: Final = ("max_tokens", "max_completion_tokens")
_LIKELIHOODS: Final = frozenset({"logprobs", "top_logprobs"})
_OPTIONAL: Final = (_LIKELIHOODS, frozenset({"temperature"}), frozenset({"stream_options"}))
_CALLED: Final = {
    "logprobs": ("logprobs", "logprobabilities", "tokenprobabilities"),
    "top_logprobs": ("toplogprobs",),
    "stream_options": ("streamoptions", "includeusage"),
    "temperature": ("temperature",),
    **dict.fromkeys(
        _LIMITS,
        ("maxtokens", "maxcompletiontokens", "maxoutputtokens", "maxnewtokens", "numpredict"),
    ),
}
"""What refusals call the parameters that are sent, in small letters with nothing between words."""
_LEAST_ROOM: Final = 512
_UNDERSTOOD: Final = "Understood."

# In servers' words: "System role not supported" (templates of Gemma and Mistral), "max_tokens or
# model output limit was reached" (OpenAI), "Extra inputs are not permitted" (an unknown name).
_SYSTEM: Final = re.compile(r"(?i)\b(?:system|developer) (?:instruction|message)s?\b|\broles?\b")
_TOO_FEW: Final = re.compile(
    r"(?i)(?:output|token) limit was reached|(?:with|use|increase) (?:a )?(?:higher|larger) max"
)
_UNKNOWN: Final = re.compile(
    r"(?i)un(?:supported|known|recogni[sz]ed|expected)|not (?:supported|permitted|allowed)"
    r"|\bextra\b|forbidden|\buse\W{0,3}max"
)
"""A name that is not known, rather than a value that is not taken."""

_NUMBER: Final = r"\D{0,12}(\d{1,7})"
_AT_LEAST: Final = re.compile(
    rf"(?i)(?:at least|minimum(?: value)?(?: is| of)?|>=|greater than or equal to){_NUMBER}"
    r"|\[\s?(\d{1,7})\s?,\s?\d{1,7}\s?\]"
)
_MORE_THAN: Final = re.compile(
    rf"(?i)(?:>(?!=)|(?:greater|more|larger|higher) than(?! or)){_NUMBER}"
)
_AT_MOST: Final = re.compile(
    r"(?i)(?:at most|maximum(?: value)?(?: is| of)?|<=|less than or equal to|no more than)"
    + _NUMBER
)


@dataclass(slots=True)
class Dialect:
    """The requests that an endpoint takes, as far as its refusals and replies have shown.

    `limit` is its name for the most tokens of a reply, which it takes from `least` to `most`.
    `thinks`: the model takes tokens of that limit for thoughts, for which there is `room` then;
    `opens_unsaid`: its template begins a thought, so that only the end of it can be seen.
    `has_system`: there is a role for instructions.
    """

    limit: str
    renamed: bool = False
    unknown: set[str] = field(default_factory=set)
    least: int = 1
    most: int | None = None
    thinks: bool = False
    opens_unsaid: bool = False
    room: int = THOUGHTS
    has_system: bool = True

    def spoken(self, parameters: Mapping[str, Any], max_tokens: int) -> dict[str, Any]:
        """The parameters that are wanted and known, and the most tokens of the reply."""
        accepted = {name: value for name, value in parameters.items() if name not in self.unknown}
        tokens = max(max_tokens, self.least) + (self.room if self.thinks else 0)
        return accepted | {self.limit: min(tokens, self.most) if self.most else tokens}

    def request_messages(self, messages: Sequence[Message]) -> list[dict[str, str]]:
        """The messages as they are sent: where instructions have no role, a turn before has them.

        Some templates want users and assistants by turns, and nobody else.
        """
        sent = [{"role": each.role, "content": each.content} for each in messages]
        if self.has_system or sent[0]["role"] != "system":
            return sent
        instructions = {"role": "user", "content": sent[0]["content"]}
        return [instructions, {"role": "assistant", "content": _UNDERSTOOD}, *sent[1:]]

    def learn(self, refusal: Refusal, sent: Mapping[str, Any]) -> bool:
        """Whether the refusal tells what to ask otherwise; each thing is learnt once."""
        if refusal.is_about_length:
            return self._leave_less_room()
        if _TOO_FEW.search(refusal.words):
            is_learnt = self.spoken({}, 1)[self.limit] > sent.get(
                self.limit, 0
            )  # by another request
            return is_learnt or self._allow_more()
        return self._leave_out(refusal, sent) or self._do_without_system(refusal)

    def guesses(self, refusal: Refusal, sent: Mapping[str, Any]) -> Iterator[Dialect]:
        """The dialects to try after a refusal that names nothing, the likeliest first."""
        # What refuses the prompt or the account would refuse every guess as well.
        has_reason = refusal.is_about_length or refusal.is_filter or refusal.is_about_account
        if has_reason or _named(refusal, sent):
            return
        # One by one, then all together: so that no more is given up than has to be.
        optional = [names & sent.keys() for names in _OPTIONAL]
        for names in filter(None, (*optional, frozenset[str]().union(*optional))):
            yield replace(self, unknown=self.unknown | names)
        if not self.renamed:
            yield replace(self, unknown={*self.unknown}, limit=self._other_limit, renamed=True)
        if sent[self.limit] < AT_LENGTH:
            yield replace(self, unknown={*self.unknown}, least=AT_LENGTH)
        if self.has_system:
            yield replace(self, unknown={*self.unknown}, has_system=False)

    def _leave_out(self, refusal: Refusal, sent: Mapping[str, Any]) -> bool:
        """Whether a parameter that was sent is named as one to be left out, or to be another."""
        named = _named(refusal, sent)
        # A limit is changed or renamed, never left out: nothing else would end a reply.
        if self.limit in named and self._limit_otherwise(refusal.words, sent[self.limit]):
            return True
        refused = named - {self.limit, "stream"}
        if refused & _LIKELIHOODS:  # neither is taken without the other
            refused |= _LIKELIHOODS
        self.unknown |= refused
        return bool(refused)

    def _do_without_system(self, refusal: Refusal) -> bool:
        if not self.has_system or not _SYSTEM.search(refusal.words):
            return False
        self.has_system = False
        return True

    def climb(self) -> bool:
        """Allow even the shortest reply more tokens; False when it may have many already."""
        if self.least >= AT_LENGTH:
            return False
        self.least = BRIEF if self.least < BRIEF else AT_LENGTH
        return True

    def _allow_more(self) -> bool:
        """After a refusal for too few tokens: enough for a word, else for thoughts."""
        if self.least < BRIEF:
            return self.climb()
        had_room, self.thinks = self.thinks, True
        return not had_room

    def _leave_less_room(self) -> bool:
        """Whether a smaller room for thoughts may make the prompt fit."""
        if not self.thinks or self.room <= _LEAST_ROOM:
            return False
        self.room //= 2
        return True

    def _limit_otherwise(self, words: str, sent: int) -> bool:
        """Whether another limit, or another name for it, is worth a try."""
        least = _least(words)
        if sent < least <= AT_LENGTH:
            self.least = least
            return True
        if (most := _AT_MOST.search(words)) and 0 < int(most[1]) < sent:
            self.most = int(most[1])
            return True
        # Words that name nothing as unknown are about the value: a larger one is tried first.
        is_name = _UNKNOWN.search(words) and not self.renamed
        if not is_name and sent < AT_LENGTH:
            self.least = BRIEF if sent < BRIEF else AT_LENGTH
            return True
        if self.renamed:
            return False
        self.limit = self._other_limit
        self.renamed = True
        return True

    @property
    def _other_limit(self) -> str:
        return _LIMITS[1 - _LIMITS.index(self.limit)]


def _named(refusal: Refusal, sent: Mapping[str, Any]) -> frozenset[str]:
    """Which of the parameters sent a refusal is about: by its body, else by its words."""
    words = re.sub(r"[\W_]+", "", refusal.words.lower())
    called = {name: _CALLED.get(name, (name.replace("_", ""),)) for name in sent}
    spoken_of = (name for name, forms in called.items() if any(form in words for form in forms))
    return (refusal.parameters & sent.keys()) or frozenset(spoken_of)


def _least(words: str) -> int:
    """The least tokens that a refusal asks for; 0 where it names none."""
    if least := _AT_LEAST.search(words):
        return int(least[1] or least[2])
    more = _MORE_THAN.search(words)
    return int(more[1]) + 1 if more else 0
