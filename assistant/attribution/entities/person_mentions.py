"""The people whom an article names: full names, titles, mentions, he or she."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.attribution.entities.name_pronouns import pronouns_after, voted_gender
from assistant.attribution.entities.person_names import (
    Gender,
    can_be_person,
    first_name_gender,
    is_first_name,
    is_title,
    plain,
    surname,
    title_gender,
    without_titles,
)
from assistant.attribution.entities.roles import role_beside
from index.language.en.names import (
    HONORIFICS,
    NAME_PARTICLES,
    SHORT_PARTS_OF_NAMES,
    SHORT_TITLES,
    SURNAME_PARTICLES,
    TITLES_IN_FULL,
    WITHIN_TITLES,
)
from index.language.en.nouns import is_people_noun
from index.language.word_lists import any_of
from index.types import Article

_ABBREVIATED = rf"{any_of(SHORT_TITLES | SHORT_PARTS_OF_NAMES)}\."
_NAME_WORD = rf"(?:{_ABBREVIATED}|[A-Z]\.(?:[A-Z]\.){{0,4}}|[^\W\da-z_][\w’'-]*)"
_RUN = re.compile(  # capitalised words in a row
    rf"""
    (?<![\w.’'-]){_NAME_WORD}
    (?:\s(?:{any_of(SURNAME_PARTICLES)}\s(?:la\s)?(?=[A-Z])
        |[“"][A-Z]\w+[”"]\s(?=[A-Z]))?
       {_NAME_WORD})+
    """,
    re.VERBOSE,
)
_CAPITALISED = re.compile(
    r"(?<![\w’'-])[^\W\da-z_][\w-]+(?:['’](?!s\b)\w+)?(?P<possessive>['’]s?\b)?"
)


@dataclass(slots=True)
class Person:
    """Someone named. `paragraph` is 0 when only the title names them in full.

    `certain` when more than two capitalised words say that it is a person.
    """

    name: str
    paragraph: int
    start: int
    end: int
    gender: Gender
    certain: bool
    lead: str | None = None  # what stands before the name: "Cuban President"
    titles: set[str] = field(default_factory=set)


class PersonMention(NamedTuple):
    """A place where a paragraph names someone; a possessor is "Lee" in "Lee's house"."""

    at: int
    person: Person
    is_possessor: bool


class People:
    """Looks people up by name and by place. Quotations count too."""

    def __init__(self, article: Article) -> None:
        self._by_surname: defaultdict[str, list[Person]] = defaultdict(list)  # first named first
        self._by_ends: dict[tuple[str, str], Person] = {}  # first name, last name in lower case
        self._by_name: dict[str, Person] = {}
        self._titled: dict[str, Person] = {}
        self._title_genders: defaultdict[str, Counter[Gender]] = defaultdict(Counter)
        self._pronouns: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for paragraph in article.paragraphs:
            for run in _RUN.finditer(paragraph.text):
                self._add(paragraph.number, run)
        # After the text, so that a person's place is in a paragraph wherever there is one.
        for run in _RUN.finditer(article.title):
            self._add(0, run)
        self._add_titled()
        self._by_title: defaultdict[str, list[Person]] = defaultdict(list)
        for person in self._by_name.values():
            for title in person.titles:
                self._by_title[title].append(person)
        # Only when all names are known: "Lee" may stand before "Ann Lee" does.
        self._mentions = {
            paragraph.number: self._mentions_in(paragraph.text) for paragraph in article.paragraphs
        }
        for person in self._by_name.values():
            if person.gender is Gender.UNKNOWN:
                person.gender = self._likely_gender(person)

    # --- Reading names ---------------------------------------------------------------------

    def _add(self, paragraph: int, run: re.Match[str]) -> None:
        titles, name = without_titles(plain(run[0]).split())
        # So does what somebody is: "Councillor Dev Rana".
        while len(name) > 2 and is_people_noun(name[0].lower()) and not is_first_name(name[0]):
            titles, name = [*titles, name[0]], name[1:]
        # A common first name ends whatever titles stand before it, in no list or in one.
        first_name_at = next((at for at, word in enumerate(name[:-1]) if is_first_name(word)), None)
        if first_name_at is not None and (first_name_at > 0 or len(name) > 3):
            titles, name = titles + name[:first_name_at], name[first_name_at : first_name_at + 3]
            if len(name) == 3 and len(name[1]) > 2 and len(run[0].split()) > 4:
                name = name[:2]  # a headline goes on after the name
        start = run.start() + max(0, run[0].find(name[0]))
        if len(name) == 1:
            self._note_titled(paragraph, start, titles, name[0])
            return
        introduced = first_name_at is not None or any(map(is_title, titles))
        if len(name) > 4 or not can_be_person(name, introduced=introduced):
            return
        full = " ".join(name)
        ends = name[0], surname(full)
        person = self._by_ends.get(ends)  # with or without a middle initial
        if person is None:
            gender = title_gender(titles)
            if gender is Gender.UNKNOWN:
                gender = first_name_gender(full)
            place = (paragraph, start, start + len(full))
            lead = _lead(titles) or role_beside(run.string, start, start + len(full))
            person = Person(full, *place, gender, introduced or lead is not None, lead)
            self._by_surname[surname(full)].append(person)
            self._by_ends[ends] = person
        self._by_name[full.lower()] = person
        person.titles |= _in_full(titles)

    def _note_titled(self, paragraph: int, start: int, titles: list[str], name: str) -> None:
        """Someone who may never be named in full: "President Lee"."""
        if not titles or not is_title(titles[-1]) or titles[-1].lower() in WITHIN_TITLES:
            return
        if not can_be_person([name], introduced=True):
            return
        key, gender = name.lower(), title_gender(titles)
        if gender is not Gender.UNKNOWN:
            self._title_genders[key][gender] += 1
        person = self._titled.setdefault(
            key,
            Person(
                *(name, paragraph, start, start + len(name), Gender.UNKNOWN),
                certain=True,
                lead=_lead(titles),
            ),
        )
        person.titles |= _in_full(titles)

    def _add_titled(self) -> None:
        for key, person in self._titled.items():
            # "President Lee" is a person of one name only where no Lee is named in full who may be
            # meant: not "Ann Lee", where the article also writes "Mr. Lee".
            person.gender = self.titled_gender(person.name)
            others = {Gender.HE: Gender.SHE, Gender.SHE: Gender.HE}.get(person.gender)
            named = self._by_surname.get(key, [])
            if person.paragraph and all(each.gender is others for each in named):
                self._by_surname[key] = sorted(
                    [*named, person], key=lambda each: (each.paragraph or math.inf, each.start)
                )
                self._by_name[key] = self._by_surname[key][0]

    def _mentions_in(self, text: str) -> list[PersonMention]:
        mentions = []
        for word in _CAPITALISED.finditer(text):
            bare = plain(word[0]).lower()
            if bare not in self._by_surname:
                continue
            person = self._named_before(text, word.start(), bare)
            if person is None:
                person = self.find(bare)
                if person is None:
                    continue
                person.certain = True  # places are not called by their last word
            if person.gender is Gender.UNKNOWN:
                self._pronouns[person.name].update(pronouns_after(text, word.end()))
            mentions.append(PersonMention(word.start(), person, bool(word["possessive"])))
        return mentions

    def _named_before(self, text: str, start: int, bare: str) -> Person | None:
        """The person whose last name stands at `start`, by what stands before it."""
        before = text[max(0, start - 40) : start].split()[-3:]
        if not before or not before[-1][0].isupper():
            return None
        if is_title(before[-1]):
            titled = self.find(f"{before[-1]} {bare}")
            if titled is not None:
                titled.certain = True
            return titled
        for word in reversed(before):
            person = self._by_ends.get((word, bare))
            if person is not None and text.endswith(person.name[: -len(bare)], 0, start):
                return person
        return None

    def _likely_gender(self, person: Person) -> Gender:
        titled = self.titled_gender(person.name)
        return titled if titled is not Gender.UNKNOWN else voted_gender(self._pronouns[person.name])

    @property
    def surnames(self) -> Container[str]:
        """Last names in lower case."""
        return self._by_surname.keys()

    # --- Looking up ------------------------------------------------------------------------

    def find(self, name: str) -> Person | None:
        """The person that a full name, a last name or a title and a last name means.

        A bare last name means whoever has been named first.
        """
        words = plain(name).split()
        if not words:
            return None
        titles, bare = without_titles(words)
        if bare[0].lower() in NAME_PARTICLES:
            bare = bare[-1:]
        gender = title_gender(titles)
        fitting = tuple(Gender) if gender is Gender.UNKNOWN else (gender, Gender.UNKNOWN)
        if len(bare) > 2 and is_people_noun(bare[0].lower()):
            bare = bare[1:]  # Councillor Dev Rana
        exact = self._by_name.get(" ".join(bare).lower())
        if exact is not None and exact.gender in fitting:
            return exact
        last = surname(" ".join(bare))
        if len(bare) > 1:
            return self._by_ends.get((bare[0], last))
        named = self._by_surname.get(last, [])
        # Of a couple that is introduced together, a bare last name means nobody in particular.
        if not titles and len(named) > 1 and 0 < named[0].paragraph == named[1].paragraph:
            return None
        return next((person for person in named if person.gender in fitting), None)

    def titled_gender(self, name: str) -> Gender:
        """The gender that "Mr." or "Ms." before this last name tells anywhere in the article."""
        counts = self._title_genders.get(surname(name))
        return counts.most_common(1)[0][0] if counts else Gender.UNKNOWN

    def by_title(self, words: set[str]) -> Person | None:
        """The first person whose titles are all of these."""
        rarest = min((self._by_title.get(word, []) for word in words), key=len, default=[])
        return next((person for person in rarest if words <= person.titles), None)

    def mentioned(self, paragraph: int, start: int, end: int) -> list[PersonMention]:
        """The people named between two offsets of a paragraph, in order."""
        mentions = self._mentions[paragraph]
        first = bisect_left(mentions, start, key=lambda mention: mention.at)
        last = bisect_left(mentions, end, key=lambda mention: mention.at)
        return mentions[first:last]


def _lead(titles: list[str]) -> str | None:
    """The titles as a description, without "Mr."."""
    described = [title for title in titles if title.lower().rstrip(".") not in HONORIFICS]
    role = any(is_title(each) or is_people_noun(each.lower()) for each in described)
    return " ".join(described) if role else None


def _in_full(titles: list[str]) -> set[str]:
    words = {title.lower().rstrip(".") for title in titles}
    return words | {TITLES_IN_FULL[word] for word in words & TITLES_IN_FULL.keys()}
