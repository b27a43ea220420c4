"""Whether a speaker takes a verb in the plural: "police say", "the ministry says"."""

from __future__ import annotations

from typing import Final

from assistant.attribution.types import Speaker, SpeakerKind
from index.language.en.grammar.function_words import PREPOSITIONS
from index.language.en.nouns import PEOPLE_PLURALS
from index.language.word_lists import word_set

_PLURAL: Final = PEOPLE_PLURALS | word_set("media data")
_CUTS: Final = PREPOSITIONS | word_set("of close familiar who whose that")
# Of nouns in -s that are no plurals: congress, campus, crisis.
_SINGULAR_ENDINGS: Final = ("ss", "us", "is", "news")


def is_plural(speaker: Speaker) -> bool:
    """Whether several speak, or what speaks is a plural noun."""
    if speaker.count is not None:
        return speaker.count > 1
    words = speaker.name.partition(",")[0].split()
    cut = next((at for at, word in enumerate(words) if at and word.lower() in _CUTS), len(words))
    head = words[cut - 1]
    if speaker.kind is SpeakerKind.ANONYMOUS or head.lower() in _PLURAL or "and" in words[:cut]:
        return True
    common = head.islower() and speaker.kind is not SpeakerKind.NAMED
    return common and head.endswith("s") and not head.endswith(_SINGULAR_ENDINGS)
