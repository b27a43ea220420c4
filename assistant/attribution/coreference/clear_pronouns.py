"""Whether a "he" or "she" means one person beyond doubt: by the sentence that it follows.

Strict on purpose: the sentence before has to be about that person, and nobody else in it, or in
front of the pronoun, can be meant: no other name, no driver, nurse or engineer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from assistant.attribution.coreference.antecedents import SentencePlace
from assistant.attribution.entities.person_mentions import People, PersonMention
from assistant.attribution.entities.person_names import Gender, is_title, noun_gender
from assistant.attribution.entities.roles import role_before
from assistant.attribution.reported_speech.quotation_attribution import QuotedParagraph
from assistant.attribution.syntax.quotations import unquoted
from assistant.attribution.types import Mention, Speaker, SpeakerKind
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    OCCASIONS,
    PREPOSITIONS,
)
from index.language.en.grammar.pronouns import DEMONSTRATIVES, HE_OR_SHE
from index.language.en.nouns import (
    NO_TRADES,
    PEOPLE_PLURALS,
    is_document_noun,
    is_people_noun,
    is_source_noun,
)
from index.language.word_lists import word_set

_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_NAME_NEXT: Final = re.compile(r"\s[^\W\da-z_]")
_IS_A: Final = re.compile(r"(?:\b(?:is|was|became)|,)\s(?:an?|the)\s(?:[\w’'-]+\s){0,3}$")
_APPOSITION: Final = re.compile(
    r"[\w’'-]*,\s(?=(?:an?|the|his|her|who|whose|former)\b)[^,]{0,200},?"
)
# Any word in -er or -ist may be a trade, known or not, but only after its determiner: "a welder".
_BY_TRADE: Final = re.compile(r"[a-z]{2,}(?:er|or|ist|ian|ee|man|woman|person|maid)")
_OF_PEOPLE: Final = DETERMINERS - DEMONSTRATIVES - word_set("no all both")
_AT_PLACES: Final = word_set("in at to from near of for on into through")
_OTHER_WORDS: Final = PREPOSITIONS | ADVERBS | DETERMINERS
_LAST_WORD: Final = re.compile(r"(?<![\w’'.-])[\w’'.-]++,? ?$")
_REACH: Final = 80  # characters before a word
_NEAR: Final = 2  # words before a noun among which its determiner stands


class _Speaking(NamedTuple):
    speaker: Speaker
    mention: Mention | None


class ClearPronouns:
    """Remembers sentence by sentence who speaks in it, and whom its "he" or "she" means."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._parts: dict[int, QuotedParagraph] = {}
        self._subjects: dict[SentencePlace, list[_Speaking]] = {}

    def enter_paragraph(self, parts: QuotedParagraph) -> None:
        """Begins a paragraph."""
        self._parts[parts.paragraph.number] = parts

    def note(self, speaker: Speaker, place: SentencePlace, mention: Mention | None = None) -> None:
        """Notes who is beyond doubt the subject of a sentence, and where it is named."""
        self._subjects.setdefault(place, []).append(_Speaking(speaker, mention))

    def means(self, pronoun: str, speaker: Speaker, place: SentencePlace, at: int) -> bool:
        """Whether the pronoun at this offset means the speaker, and can mean nobody else."""
        if self._has_rivals(pronoun, speaker, place, at):
            return False
        # Named in the same sentence, in front of the pronoun.
        if pronoun in HE_OR_SHE and self._is_named(speaker, place, at):
            return True
        before = self._before(place)
        if before is None or self._subject(before) != speaker.name:
            return False
        return not self._has_rivals(pronoun, speaker, before, None)

    def _before(self, place: SentencePlace) -> SentencePlace | None:
        """The sentence before that is more than a quotation, in the paragraph before at most."""
        for number in (place.paragraph, place.paragraph - 1):
            parts = self._parts.get(number)
            here = number == place.paragraph
            last = place.sentence if here else len(parts.sentences) if parts else 0
            for index in range(last - 1, -1, -1):
                if parts and len(self._unquoted(SentencePlace(number, index), None).split()) > 1:
                    return SentencePlace(number, index)
        return None

    def _subject(self, place: SentencePlace) -> str | None:
        """The name of whom the sentence is about."""
        names = {each.speaker.name for each in self._subjects.get(place, ())}
        if names:
            # Of two who speak in one sentence either may be meant by the next "he".
            return names.pop() if len(names) == 1 else None
        sentence = self._parts[place.paragraph].sentences[place.sentence]
        opening = next(self._mentioned(place, None), None)
        if opening is None or opening.is_possessor:
            return None
        text = self._parts[place.paragraph].paragraph.text
        lead = text[sentence.start : opening.at].rpartition(",")[2].split()
        leads = all(w[0].isupper() or is_title(w) or is_source_noun(w.lower()) for w in lead)
        return opening.person.name if leads else None

    # --- Who else can be meant -------------------------------------------------------------

    def _has_rivals(
        self, pronoun: str, speaker: Speaker, place: SentencePlace, end: int | None
    ) -> bool:
        if pronoun not in HE_OR_SHE:
            return False
        text = self._unquoted(place, end)
        own = self._own_spans(speaker, place, text)
        start = self._parts[place.paragraph].sentences[place.sentence].start
        names = (
            each
            for each in self._mentioned(place, end)
            if each.person.name != speaker.name and each.person.gender.value in (pronoun, "unknown")
        )
        # A name that is only guessed to be a person's is a place after "in" or "at".
        if any(each.person.certain or not _is_place(text, each.at - start) for each in names):
            return True
        nouns = _people_nouns(text, pronoun)
        return any(not any(first <= at < stop for first, stop in own) for at in nouns)

    def _own_spans(
        self, speaker: Speaker, place: SentencePlace, text: str
    ) -> list[tuple[int, int]]:
        """Where the text is about the speaker: the name with its title and its apposition."""
        start = self._parts[place.paragraph].sentences[place.sentence].start
        spans = [
            (each.mention.start - start, each.mention.end - start)
            for each in self._subjects.get(place, ())
            if each.mention is not None and each.speaker == speaker
        ]
        if speaker.kind is SpeakerKind.NAMED:
            spans += [
                (each.at - start, each.at - start)
                for each in self._mentioned(place, None)
                if each.person.name == speaker.name
            ]
        return [(_titled_from(text, first), _described_to(text, end)) for first, end in spans]

    def _is_named(self, speaker: Speaker, place: SentencePlace, end: int) -> bool:
        return any(
            each.person.name == speaker.name and not each.is_possessor
            for each in self._mentioned(place, end)
        )

    def _mentioned(self, place: SentencePlace, end: int | None) -> Iterator[PersonMention]:
        sentence = self._parts[place.paragraph].sentences[place.sentence]
        text = self._unquoted(place, end)
        stop = sentence.start + len(text)
        for each in self._people.mentioned(place.paragraph, sentence.start, stop):
            # Blank where a quotation stood: a name in it is somebody's word, and nobody's subject.
            if text[each.at - sentence.start] != " ":
                yield each

    def _unquoted(self, place: SentencePlace, end: int | None) -> str:
        parts = self._parts[place.paragraph]
        text = unquoted(parts.sentences[place.sentence], parts.quotations)
        return text if end is None else text[: max(0, end - parts.sentences[place.sentence].start)]


def _people_nouns(text: str, pronoun: str) -> Iterator[int]:
    """Where a common noun names one person whom the pronoun can mean."""
    words = list(_WORD.finditer(text))
    lower = [each[0].lower() for each in words]
    for at, word in enumerate(words):
        noun = lower[at].removesuffix("'s").removesuffix("’s")
        gender = noun_gender(noun)
        if gender is not Gender.UNKNOWN and gender.value != pronoun:
            continue
        if _names_a_person(noun, lower[max(0, at - _NEAR) : at]):
            titles_a_name = word[0].islower() and _NAME_NEXT.match(text, word.end())
            if not titles_a_name and not _IS_A.search(_end_of(text, word.start())):
                yield word.start()


def _names_a_person(noun: str, before: Sequence[str]) -> bool:
    if noun in TIMES or noun in OCCASIONS or noun in PEOPLE_PLURALS:
        return False
    if is_people_noun(noun):
        return not noun.endswith(("s", "men"))
    if noun in _OTHER_WORDS or is_document_noun(noun) or not _OF_PEOPLE.intersection(before):
        return False
    by_trade = noun not in NO_TRADES and _BY_TRADE.fullmatch(noun) is not None
    return by_trade and AUXILIARIES.isdisjoint(before)


def _is_place(text: str, at: int) -> bool:
    """Whether a name that may be that of a place follows "in" or the like."""
    before = _end_of(text, at).split()
    while before and before[-1][0].isupper():
        before.pop()
    return bool(before) and before[-1].lower() in _AT_PLACES


def _end_of(text: str, end: int) -> str:
    """What stands shortly before an offset."""
    return text[max(0, end - _REACH) : end]


def _titled_from(text: str, at: int) -> int:
    """Where the name with its title begins: "the engineer Ann Lee", "the head of it, Ann Lee"."""
    while (word := _LAST_WORD.search(text, max(0, at - _REACH), at)) is not None:
        bare = word[0].strip(" ,")
        if not (bare[:1].isupper() or is_source_noun(bare.lower())):
            break
        at = word.start()
        if (role := role_before(text, at)) is not None:
            return text.rindex(role, 0, at)
    return at


def _described_to(text: str, end: int) -> int:
    """Where what describes the name after a comma ends."""
    described = _APPOSITION.match(text, end)
    return described.end() if described else end
