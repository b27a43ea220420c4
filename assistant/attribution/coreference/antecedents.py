"""Who a pronoun can mean, likeliest first: speakers, subjects, others named shortly before."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.attribution.entities.person_mentions import People, Person, PersonMention
from assistant.attribution.entities.person_names import is_title
from assistant.attribution.reported_speech.quotation_attribution import QuotedParagraph
from assistant.attribution.types import Speaker
from index.language.en.grammar.function_words import DETERMINERS
from index.language.en.nouns import is_source_noun

_REACH = 3  # paragraphs back
_SENTENCES = 12  # sentences back in each
_LONGEST_LEAD = 400  # characters between a sentence's start and the name that opens it
_GROUPS = ("ists", "ites", "ers", "ians")  # "Lee loyalists" are not Lee


class SentencePlace(NamedTuple):
    """A sentence, by its paragraph's number and its index there."""

    paragraph: int
    sentence: int


class Antecedents:
    """Remembers who spoke and whom each sentence is about, paragraph by paragraph."""

    def __init__(self, people: People, speaker_of: Callable[[Person], Speaker]) -> None:
        self._people = people
        self._speaker_of = speaker_of
        self._parts: dict[int, QuotedParagraph] = {}
        self._spoke: defaultdict[SentencePlace, list[Speaker]] = defaultdict(list)
        self._about: dict[SentencePlace, Speaker] = {}

    def enter_paragraph(self, parts: QuotedParagraph) -> None:
        """Begins a paragraph."""
        self._parts[parts.paragraph.number] = parts

    def note_speaker(self, speaker: Speaker, place: SentencePlace) -> None:
        """Notes a speaker of a sentence."""
        self._spoke[place].append(speaker)

    def note_subject(self, speaker: Speaker, place: SentencePlace) -> None:
        """Notes whom a sentence is about."""
        self._about[place] = speaker

    def candidates(self, place: SentencePlace, before: int) -> Iterator[Speaker]:
        """The people and sources a pronoun can mean: by paragraph backwards, speakers first.

        In the sentence itself only those named before the offset `before` count.
        """
        # Bounded, so that a pronoun costs no more in a long article than in a short one.
        for number in range(place.paragraph, max(0, place.paragraph - _REACH - 1), -1):
            here = number == place.paragraph
            parts = self._parts.get(number)
            last = place.sentence if here else len(parts.sentences) - 1 if parts else -1
            others: list[Speaker] = []
            for index in range(last, max(-1, last - _SENTENCES), -1):
                end = before if here and index == last else None
                yield from self._in_sentence(SentencePlace(number, index), end, others)
            yield from others

    def _in_sentence(
        self, place: SentencePlace, before: int | None, others: list[Speaker]
    ) -> Iterator[Speaker]:
        """Speakers and subjects of the sentence; adds the rest to `others`."""
        sentence = self._parts[place.paragraph].sentences[place.sentence]
        yield from reversed(self._spoke.get(place, ()))
        if place in self._about:
            yield self._about[place]
        end = sentence.end if before is None else before
        for mention in self._named(place.paragraph, sentence.start, end):
            speaker = self._speaker_of(mention.person)
            subject = before is not None or self._is_subject(place, sentence.start, mention)
            if subject and not mention.is_possessor:
                yield speaker
            else:
                others.append(speaker)

    def _named(self, paragraph: int, start: int, end: int) -> list[PersonMention]:
        """The people named outside quotations, possessors last."""
        named = [
            mention
            for mention in self._people.mentioned(paragraph, start, end)
            # A place may look like a name; and who is in the title alone is nowhere in the text.
            if mention.person.certain
            and mention.person.paragraph
            and not self._is_quoted(paragraph, mention.at)
        ]
        # "Lee's lawyer said" is seldom about Lee.
        return sorted(named, key=lambda mention: mention.is_possessor)

    def _is_quoted(self, paragraph: int, at: int) -> bool:
        quoted = self._parts[paragraph].quotations
        before = bisect_right(quoted, at, key=lambda quotation: quotation.start)
        return before > 0 and at < quoted[before - 1].end

    def _is_subject(self, place: SentencePlace, start: int, mention: PersonMention) -> bool:
        """Whether the sentence opens with the name, titles and fronted adjuncts apart."""
        text = self._parts[place.paragraph].paragraph.text
        nearby = text[max(start, mention.at - _LONGEST_LEAD) : mention.at]
        words = nearby.rpartition(",")[2].split()
        leads = all(
            word[0].isupper() or is_title(word) or is_source_noun(word) or word in DETERMINERS
            for word in words
        )
        after = "".join(text[mention.at : mention.at + 80].split(maxsplit=2)[1:2])
        return leads and not (is_source_noun(after) or after.endswith(_GROUPS))
