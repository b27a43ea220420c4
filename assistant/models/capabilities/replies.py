"""What a reply shows of its model, noted in the dialect that it is asked in."""

from __future__ import annotations

from assistant.models.capabilities.types import Structure, Thinking
from assistant.models.completions import json_object
from assistant.models.dialect import BRIEF, Dialect
from assistant.models.thoughts import Thoughts
from assistant.models.transport.heard import Heard


def learn_thinking(dialect: Dialect, heard: Heard, thoughts: Thoughts) -> None:
    """Whether the model thinks, and how its thoughts arrive."""
    if thoughts.found:
        heard.note(Thinking.CONTENT)
    if heard.thinking:
        dialect.note_thinking(heard.thinking)
    if thoughts.unopened:
        dialect.note(opens_unsaid=True)


def learn_likelihoods(dialect: Dialect, count: int) -> None:
    """How many there are in the first reply, as long as there are any or none in others."""
    known = dialect.known.likelihoods
    if known is None or bool(known) is not bool(count):
        dialect.note(likelihoods=count)


def learn_structure(dialect: Dialect, heard: Heard) -> None:
    """Whether the schema, which was not refused, was kept to in the first reply."""
    if dialect.known.structure is None and not heard.is_cut:
        is_kept = json_object(heard.text) is not None
        dialect.note(structure=Structure.SCHEMA if is_kept else Structure.NONE)


def is_spent(dialect: Dialect, heard: Heard) -> bool:
    """Whether all tokens went into thoughts, and it may be asked again with room for them."""
    if heard.text.strip() or not heard.is_cut:
        return False
    dialect.note_thinking(Thinking.HIDDEN)
    return not heard.had_room


def may_say_more(dialect: Dialect, heard: Heard) -> bool:
    """Whether what was cut off, and is none of the options, may be one with more tokens."""
    if not heard.is_cut or heard.had_room:
        return False
    if dialect.known.least > heard.known.least:  # another call has learnt meanwhile
        return True
    if not heard.text.strip() and dialect.known.least >= BRIEF:
        dialect.note_thinking(Thinking.HIDDEN)
    return dialect.known.thinks or dialect.climb()
