"""Which parameters an endpoint takes: they differ, and a refusal names what it does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from assistant.models.capabilities import (
    Capabilities,
    Effort,
    InstructionRole,
    LimitName,
    Structure,
    Thinking,
)
from assistant.models.refusals import Refusal
from assistant.models.transport import parameters
from assistant.models.transport.bounds import told_bounds
from assistant.models.types import Schema
from assistant.types import Message

BRIEF: Final = 16
"""The least tokens that OpenAI's newer models take as a limit; a word fits in them."""

AT_LENGTH: Final = 2_048
"""Enough for the word of a model that thinks where nobody sees it."""

_LIMITS: Final[tuple[LimitName, ...]] = ("max_tokens", "max_completion_tokens")
_AS_STREAM: Final = {"stream": True, "stream_options": {"include_usage": True}}
_LIKELIHOODS: Final = frozenset({"logprobs", "top_logprobs"})
_KNOWN_BY_VALUE: Final = frozenset({"response_format", "reasoning_effort"})
_OPTIONAL: Final = (
    _LIKELIHOODS,
    frozenset({"response_format"}),
    frozenset({"reasoning_effort"}),
    frozenset({"temperature"}),
    frozenset({"stream_options"}),
)
_LEAST_ROOM: Final = 512
_LEAST_LIMIT: Final = 128
"""Tokens that a limit is not lowered below, where nobody says how high it may be."""

_UNDERSTOOD: Final = "Understood."


@dataclass(slots=True)
class Dialect:
    """The requests that an endpoint takes, as far as its refusals and replies have shown.

    `effort` is what the model is asked for in thinking; None leaves it to what is known of it.
    `renamed` says that the limit was given its other name since a request was last taken.
    """

    known: Capabilities
    effort: Effort | None = None
    renamed: bool = False

    def spoken(self, wanted: Mapping[str, Any], max_tokens: int) -> dict[str, Any]:
        """The parameters that are wanted and known, and the most tokens of the reply."""
        known = self.known
        asked = {**wanted, **_AS_STREAM} if known.streams_only else wanted
        accepted = {name: value for name, value in asked.items() if name not in known.not_taken}
        if "response_format" in accepted and known.structure is Structure.OBJECT:
            accepted["response_format"] = {"type": Structure.OBJECT.value}
        elif known.structure is Structure.NONE:
            accepted.pop("response_format", None)
        if known.most_likelihoods and "top_logprobs" in accepted:
            accepted["top_logprobs"] = min(accepted["top_logprobs"], known.most_likelihoods)
        if effort := known.effort(self.effort):
            accepted["reasoning_effort"] = effort.value
        tokens = max(max_tokens, known.least) + (self._room if known.thinks else 0)
        return accepted | {known.limit: min(tokens, known.most) if known.most else tokens}

    def request_messages(self, messages: Sequence[Message]) -> list[dict[str, str]]:
        """The messages as they are sent: where instructions have no role, a turn before has them.

        Some templates want users and assistants by turns, and nobody else.
        """
        sent = [{"role": each.role, "content": each.content} for each in messages]
        if self.known.instructions is InstructionRole.SYSTEM or sent[0]["role"] != "system":
            return sent
        if self.known.instructions is InstructionRole.DEVELOPER:
            return [{**sent[0], "role": "developer"}, *sent[1:]]
        instructions = {"role": "user", "content": sent[0]["content"]}
        return [instructions, {"role": "assistant", "content": _UNDERSTOOD}, *sent[1:]]

    def note(self, **facets: Any) -> None:  # noqa: ANN401 - of the fields' types
        """Know these capabilities from now on."""
        self.known = replace(self.known, **facets)

    def note_thinking(self, thinking: Thinking) -> None:
        """Know where thoughts arrive; a reply without any does not show that there are none."""
        self.note(thinking=Thinking.plainest(self.known.thinking, thinking))

    def without_streaming(self) -> Dialect:
        """The dialect of an endpoint that is not asked for streams."""
        return replace(self, known=_without(self.known, frozenset({"stream"}), {}))

    def learn(self, refusal: Refusal, sent: Mapping[str, Any]) -> bool:
        """Whether the refusal tells what to ask otherwise; each thing is learnt once."""
        if refusal.is_about_length:
            may_fit = self._leave_less_room()
            self._note_context(refusal)
            return may_fit
        if self._stream_instead(refusal, sent):
            return True
        if parameters.allows_too_few(refusal):
            return self._allow_more()
        return self._leave_out(refusal, sent) or self._instruct_otherwise(refusal)

    def unlearn(self, before: Capabilities) -> None:
        """Know of limits and streams what was known before: what was learnt since is not taken."""
        self.note(limit=before.limit, least=before.least, most=before.most)
        self.note(streams_only=before.streams_only)
        self.renamed = False

    def guesses(self, refusal: Refusal, sent: Mapping[str, Any]) -> Iterator[Dialect]:
        """The dialects to try after a refusal that names nothing, the likeliest first."""
        # What refuses the prompt or the account would refuse every guess as well.
        has_reason = refusal.is_about_length or refusal.is_filter or refusal.is_about_account
        if has_reason or parameters.named(refusal, sent):
            return
        # One by one, then all together: so that no more is given up than has to be.
        optional = [names & sent.keys() for names in _OPTIONAL]
        for names in filter(None, (*optional, frozenset[str]().union(*optional))):
            yield replace(self, known=_without(self.known, names, sent))
        if not self.renamed:
            yield replace(self, known=replace(self.known, limit=self._other_limit), renamed=True)
        if sent[self.known.limit] < AT_LENGTH:
            yield replace(self, known=replace(self.known, least=AT_LENGTH))
        if self.known.instructions is not InstructionRole.NONE:
            yield replace(self, known=replace(self.known, instructions=InstructionRole.NONE))

    def _leave_out(self, refusal: Refusal, sent: Mapping[str, Any]) -> bool:
        """Whether a parameter that was sent is named as one to be left out, or to be another."""
        named = parameters.named(refusal, sent)
        limit = self.known.limit
        # A limit is changed or renamed, never left out: nothing else would end a reply.
        if limit in named and self._limit_otherwise(refusal, sent[limit]):
            return True
        if "top_logprobs" in named and self._fewer_likelihoods(refusal, sent["top_logprobs"]):
            return True
        refused = named - {limit}
        if not parameters.is_about_streaming(refusal):
            refused -= {"stream"}
        self.known = _without(self.known, refused, sent)
        if "response_format" in refused and sent["response_format"]["type"] == Structure.SCHEMA:
            self.note(structure=Structure.OBJECT)  # it may take the less of the two
        return bool(refused)

    def _stream_instead(self, refusal: Refusal, sent: Mapping[str, Any]) -> bool:
        """Whether what was asked for whole may be had as a stream."""
        may_be = self.known.streaming is not False and "stream" not in sent
        if may_be and parameters.wants_streams(refusal):
            self.note(streams_only=True)
        return may_be and self.known.streams_only

    def _fewer_likelihoods(self, refusal: Refusal, sent: int) -> bool:
        """Whether fewer are worth a try."""
        most = told_bounds(refusal.words, sent).most
        if most:
            self.note(most_likelihoods=most)
        return bool(most)

    def _instruct_otherwise(self, refusal: Refusal) -> bool:
        """Whether instructions may be given in another role, or in none."""
        roles = InstructionRole
        if self.known.instructions is roles.NONE or not parameters.is_about_instructions(refusal):
            return False
        is_named = self.known.instructions is roles.SYSTEM and parameters.wants_developer(refusal)
        self.note(instructions=roles.DEVELOPER if is_named else roles.NONE)
        return True

    def climb(self) -> bool:
        """Allow even the shortest reply more tokens; False when it may have many already."""
        if self.known.least >= AT_LENGTH:
            return False
        self.note(least=BRIEF if self.known.least < BRIEF else AT_LENGTH)
        return True

    def _allow_more(self) -> bool:
        """After a refusal for too few tokens: enough for a word, else for thoughts."""
        if self.known.least < BRIEF:
            return self.climb()
        had_room = self.known.thinks
        self.note_thinking(Thinking.HIDDEN)
        return not had_room

    def _leave_less_room(self) -> bool:
        """Whether a smaller room for thoughts may make the prompt fit."""
        if not self.known.thinks or self._room <= _LEAST_ROOM:
            return False
        self.note(room=self._room // 2)
        return True

    def _note_context(self, refusal: Refusal) -> None:
        """Know the context that a refusal names, unless a smaller one is known."""
        if context := parameters.context(refusal):
            self.note(context=min(context, self.known.context or context))

    @property
    def _room(self) -> int:
        """Tokens for thoughts: as many as are known to be taken, in half of the context."""
        room, context = self.known.room, self.known.context
        return min(room, context // 2) if context else room

    def _limit_otherwise(self, refusal: Refusal, sent: int) -> bool:
        """Whether another limit, or another name for it, is worth a try."""
        told = told_bounds(refusal.words, sent)
        if told.least and told.least <= AT_LENGTH:
            self.note(least=told.least)
            return True
        if told.most and told.most >= BRIEF:
            self.note(most=told.most)
            return True
        if parameters.allows_too_many(refusal) and sent > _LEAST_LIMIT:
            self.note(most=max(sent * 3 // 4, _LEAST_LIMIT))
            return True
        # Words that name nothing as unknown are about the value: a larger one is tried first.
        is_name = parameters.is_about_a_name(refusal) and not self.renamed
        if not is_name and sent < AT_LENGTH:
            self.note(least=BRIEF if sent < BRIEF else AT_LENGTH)
            return True
        if self.renamed:
            return False
        self.note(limit=self._other_limit)
        self.renamed = True
        return True

    @property
    def _other_limit(self) -> LimitName:
        return _LIMITS[1 - _LIMITS.index(self.known.limit)]


def _without(known: Capabilities, refused: frozenset[str], sent: Mapping[str, Any]) -> Capabilities:
    """The capabilities of an endpoint that does not take these of the parameters sent."""
    if refused & _LIKELIHOODS:  # neither is taken without the other
        refused |= _LIKELIHOODS
        known = replace(known, likelihoods=0)
    if "stream" in refused:
        refused |= {"stream_options"}
        known = replace(known, streaming=False, streams_only=False)
    if "response_format" in refused:
        known = replace(known, structure=Structure.NONE)
    if "reasoning_effort" in refused:  # another may be taken
        effort = Effort(sent["reasoning_effort"])
        known = replace(known, efforts_not_taken=known.efforts_not_taken | {effort})
    return replace(known, not_taken=known.not_taken | refused - _KNOWN_BY_VALUE)


def response_format(schema: Schema) -> dict[str, object]:
    """The parameter that asks for a reply by a schema."""
    return {
        "type": Structure.SCHEMA.value,
        "json_schema": {"name": "reply", "strict": True, "schema": schema},
    }
