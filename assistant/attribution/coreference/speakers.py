"""Who a noun phrase or a pronoun means: the speakers of an article, each one once."""

from __future__ import annotations

from assistant.attribution.coreference.antecedents import Antecedents, SentencePlace
from assistant.attribution.coreference.clear_pronouns import ClearPronouns
from assistant.attribution.entities.person_mentions import People, Person
from assistant.attribution.entities.person_names import Gender, first_name_gender, noun_gender
from assistant.attribution.entities.source_kinds import (
    SourcePhrase,
    description_of,
    is_group,
    is_organisation,
    kind_of,
    source_phrase,
    with_relative_clause,
)
from assistant.attribution.reported_speech.quotation_attribution import QuotedParagraph
from assistant.attribution.syntax.noun_phrases import NounPhrase
from assistant.attribution.syntax.tokens import TokenKind, Tokens
from assistant.attribution.types import Mention, Speaker, SpeakerKind
from index.language.en.grammar.function_words import DETERMINERS
from index.language.en.grammar.pronouns import HE_OR_SHE, THIRD_PERSON
from index.language.en.nouns import is_people_noun
from index.language.en.number_words import NUMBERS
from index.language.word_lists import word_set

_REMEMBERED = 60  # statements back to which "the same source" can refer
_INTRODUCING = word_set("a an one another some several other many") | NUMBERS.keys()


class Speakers:
    """Resolves mentions in the order of the text, and remembers who has spoken."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._speakers: dict[str, Speaker] = {}
        self._genders: dict[str, Gender] = {}
        self._history: list[Speaker] = []
        self.antecedents = Antecedents(people, self.of_person)
        self._pronouns = ClearPronouns(people)

    def enter_paragraph(self, parts: QuotedParagraph) -> None:
        """Begins a paragraph."""
        self.antecedents.enter_paragraph(parts)
        self._pronouns.enter_paragraph(parts)

    def note_speaker(self, speaker: Speaker, place: SentencePlace) -> None:
        """Notes that this speaker said something in this sentence."""
        self._history.append(speaker)
        self.antecedents.note_speaker(speaker, place)

    def is_clear(self, speaker: Speaker, mention: Mention, text: str, place: SentencePlace) -> bool:
        """Whether a mention of the speaker, the text of which is given, can mean nobody else.

        If so, the sentence is noted to be about the speaker.
        """
        pronoun = text.lower()
        clear = pronoun not in THIRD_PERSON or self._pronouns.means(
            pronoun, speaker, place, mention.start
        )
        if clear:
            self._pronouns.note(speaker, place, mention)
        return clear

    def note_subject(self, tokens: Tokens, place: SentencePlace) -> None:
        """Notes whom a sentence that begins with "he" or "she" is about."""
        first = next((token for token in tokens[:3] if token.lower in HE_OR_SHE), None)
        if first is None or any(token.kind is TokenKind.QUOTE for token in tokens[:2]):
            return
        subject = self._antecedent(first.lower, place, first.start)
        if subject is not None:
            self.antecedents.note_subject(subject, place)
            if self._pronouns.means(first.lower, subject, place, first.start):
                self._pronouns.note(subject, place)

    def resolve(
        self, tokens: Tokens, phrase: NounPhrase, place: SentencePlace, *, before: int, strict: bool
    ) -> Speaker | None:
        """The speaker whom the phrase names; None when nobody fits.

        Antecedents in the same sentence end at the offset `before`. `strict` takes common
        nouns only when they name people, organisations or documents.
        """
        pronoun = tokens.lower(phrase.start) if phrase.end - phrase.start == 1 else ""
        if pronoun in THIRD_PERSON:
            return self._antecedent(pronoun, place, before)
        if tokens.lower(phrase.start - 1) in ("or", "nor"):
            return None  # one of the two, and nobody knows which
        source = source_phrase(tokens, phrase)
        if not source.name:
            source, phrase = with_relative_clause(tokens, phrase, source)
        mention = Mention(place.paragraph, tokens[phrase.start].start, tokens[phrase.end - 1].end)
        description = description_of(tokens, phrase)
        if source.name:
            return self._named(source, mention, description)
        return self._described(source, mention, description, strict=strict)

    def _antecedent(self, pronoun: str, place: SentencePlace, before: int) -> Speaker | None:
        candidates = self.antecedents.candidates(place, before)
        return next((c for c in candidates if self._fits(c, pronoun)), None)

    def _fits(self, speaker: Speaker, pronoun: str) -> bool:
        if pronoun == "they":
            return speaker.count != 1
        if pronoun == "it":
            return speaker.kind in (SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT)
        # One person whose gender is not known fits both.
        gender = self._genders.get(speaker.name, Gender.UNKNOWN)
        return speaker.count == 1 and gender.value in (pronoun, "unknown")

    # --- Named -----------------------------------------------------------------------------

    def of_person(
        self, person: Person, description: str | None = None, place: Mention | None = None
    ) -> Speaker:
        """The speaker that this person is; `place` is where, when only the title names them."""
        mention = Mention(person.paragraph, person.start, person.end)
        if person.paragraph == 0 and place is not None:
            mention = place
        described = description or person.lead
        speaker = self._once(person.name, SpeakerKind.NAMED, described, 1, mention)
        self._genders[speaker.name] = person.gender
        return speaker

    def _named(self, source: SourcePhrase, mention: Mention, description: str | None) -> Speaker:
        name, place = source.name_text, source.name_mention(mention.paragraph)
        if source.is_several:
            return self._several(source, mention)
        person = self._people.find(source.titled_name)
        if person is not None and not is_organisation(source, known_person=person.certain):
            return self.of_person(person, description or source.lead, place)
        if is_organisation(source, known_person=False):
            return self._once(source.shown, SpeakerKind.ORGANISATION, description, None, mention)
        if is_group(name):
            return self._once(source.shown, SpeakerKind.ANONYMOUS, description, None, mention)
        speaker = self._once(name, SpeakerKind.NAMED, description or source.lead, 1, place)
        gender = self._people.titled_gender(name)
        if gender is Gender.UNKNOWN:
            gender = first_name_gender(name)
        self._genders.setdefault(speaker.name, gender)
        return speaker

    def _several(self, source: SourcePhrase, mention: Mention) -> Speaker:
        if is_organisation(source, known_person=False):
            return self._once(source.shown, SpeakerKind.ORGANISATION, None, None, mention)
        count = 1 + sum(token.lower in ("and", ",") for token in source.words)
        return self._once(source.shown, SpeakerKind.NAMED, None, count, mention)

    def _once(
        self, name: str, kind: SpeakerKind, description: str | None, count: int | None, at: Mention
    ) -> Speaker:
        # "A report" and "the report" after it are one speaker.
        key = name.lower()
        for article in ("the ", "a ", "an "):
            key = key.removeprefix(article)
        place = (at.paragraph, at.start, at.end)
        return self._speakers.setdefault(
            key, Speaker(name, kind, description or None, count, *place)
        )

    # --- Described -------------------------------------------------------------------------

    def _described(
        self, source: SourcePhrase, mention: Mention, description: str | None, *, strict: bool
    ) -> Speaker | None:
        first = source.words[0].lower
        if first in ("the", "that", "this", "those", "these"):
            earlier = self._same_as(source)
            if earlier is not None:
                return earlier
        kind = kind_of(source.head)
        if kind is None:
            if strict:
                return None
            kind = SpeakerKind.ANONYMOUS
        # "The officials" may be those of before, "two officials" are new ones each time.
        if first not in _INTRODUCING:
            speaker = self._once(source.shown, kind, description, source.people, mention)
        else:
            place = (mention.paragraph, mention.start, mention.end)
            speaker = Speaker(source.shown, kind, description, source.people, *place)
        self._genders.setdefault(speaker.name, noun_gender(source.head))
        return speaker

    def _same_as(self, source: SourcePhrase) -> Speaker | None:
        """An earlier speaker whom "the same source" or "the White House official" means."""
        description = {
            token.lower.removesuffix("'s") for token in source.words if token.kind is TokenKind.WORD
        } - (DETERMINERS | {"same", "of"})
        if source.words[0].lower == "those" and source.head.endswith("s"):
            return None
        # The latest who fits: "the same source" is the one read of last.
        for speaker in reversed(self._history[-_REMEMBERED:]):
            if self._can_be(speaker, source.head) and description <= _words_for(speaker):
                return speaker
        if is_people_noun(source.head) and not source.head.endswith("s"):
            person = self._people.by_title(description)
            return None if person is None else self.of_person(person)
        return None

    def _can_be(self, speaker: Speaker, head: str) -> bool:
        if speaker.kind is SpeakerKind.NAMED:
            return speaker.count == 1 and is_people_noun(head)
        return speaker.kind is kind_of(head)


def _words_for(speaker: Speaker) -> set[str]:
    # "The cook" is no Ann Cook.
    named = speaker.kind is SpeakerKind.NAMED
    described = speaker.description or "" if named else speaker.name
    words = described.lower().replace("’", "'").split()
    return {word.strip(",.()").removesuffix("'s") for word in words}
