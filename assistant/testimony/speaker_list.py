"""Who speaks in an article, each once, with all that they say: its sources, counted and grouped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.attribution import Speaker, SpeakerKind, Statement, VerbKind, statements
from assistant.attribution.entities.source_kinds import kind_of
from assistant.testimony.sayings import mention_of
from index.language.en.grammar.function_words import PREPOSITIONS
from index.language.en.grammar.pronouns import PRONOUNS
from index.language.en.reporting_verbs import REPORTING_VERBS
from index.language.word_lists import word_set
from index.types import Article

# A phrase's head stands before the first of these: "sources | close to the talks".
_CUTS: Final = PREPOSITIONS | word_set("of close familiar who whose that which briefed")


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker of an article with the statements that are theirs beyond doubt, in order."""

    speaker: Speaker
    kind: SpeakerKind
    statements: tuple[Statement, ...]

    @property
    def quoted(self) -> Sequence[Statement]:
        """Where they are quoted: the first quotation of each paragraph."""
        return self._first_of_each([each for each in self.statements if each.direct])

    @property
    def reported(self) -> Sequence[Statement]:
        """Where their words are told in the reporter's, in paragraphs that do not quote them."""
        quoted = {each.paragraph for each in self.statements if each.direct}
        return self._first_of_each(
            [each for each in self.statements if each.paragraph not in quoted]
        )

    @property
    def is_silent(self) -> bool:
        """Whether all that is told of them is that they would not speak."""
        return all(each.verb_kind is VerbKind.DECLINED for each in self.statements)

    @staticmethod
    def _first_of_each(said: Sequence[Statement]) -> list[Statement]:
        firsts: dict[int, Statement] = {}
        for each in said:
            firsts.setdefault(each.paragraph, each)
        return [*firsts.values()]


# Kept, since an answer asks for it more than once.
@lru_cache(maxsize=64)
def known_speakers(article: Article) -> tuple[Source, ...]:
    """The sources of an article that are known beyond doubt, in the order of the text."""
    said: dict[Speaker, list[Statement]] = {}
    for each in statements(article):
        if each.clear and source_kind(each, article) is not None:
            said.setdefault(each.speaker, []).append(each)
    return tuple(
        Source(speaker, kind, tuple(theirs))
        for speaker, theirs in said.items()
        if (kind := source_kind(theirs[0], article)) is not None
    )


def source_kind(statement: Statement, article: Article) -> SpeakerKind | None:
    """The kind of a statement's source; None where its name is no noun phrase of a source."""
    speaker = statement.speaker
    # "Two members who asked not to be named" are two members.
    words = speaker.name.lower().partition(" who ")[0].split()
    head = _head(words)
    if speaker.kind is SpeakerKind.NAMED:
        about = (speaker.description or "").lower().split()
        company = "&" in words or (about and kind_of(_head(about)) is SpeakerKind.ORGANISATION)
        return SpeakerKind.ORGANISATION if company else SpeakerKind.NAMED
    # "A statement that it" is a sentence cut wrongly, and "named" a verb.
    if PRONOUNS.intersection(words[1:]) or (len(words) == 1 and head in REPORTING_VERBS):
        return None
    if speaker.kind is SpeakerKind.ANONYMOUS and kind_of(head) is None:
        # "The city said": it has no name of a source, but is more than one word.
        the_place = words[0] == "the" and mention_of(statement, article).lower() not in PRONOUNS
        return SpeakerKind.ORGANISATION if the_place and len(words) > 1 else None
    return speaker.kind


def _head(words: Sequence[str]) -> str:
    cut = next((at for at, word in enumerate(words) if at and word in _CUTS), len(words))
    return words[cut - 1].strip(",")
