"""What a noun phrase names: a person, an organisation, a document, or people unnamed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.attribution.entities.person_names import is_title, plain, without_titles
from assistant.attribution.syntax.noun_phrases import NounPhrase
from assistant.attribution.syntax.tokens import Token, TokenKind, Tokens, text_of
from assistant.attribution.types import Mention, SpeakerKind
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import DETERMINERS, PREPOSITIONS, is_inflected
from index.language.en.names import HONORIFICS, LINKS
from index.language.en.nouns import (
    ORGANISATION_NAMES,
    PEOPLE_PLURALS,
    is_document_noun,
    is_organisation_noun,
    is_people_noun,
    is_source_noun,
)
from index.language.en.number_words import NUMBERS
from index.language.en.places import COUNTRIES
from index.language.word_lists import word_set

_LINKS = LINKS | {"&"}
_LOWERED = word_set(  # words that open a phrase without being names
    """
    former interim acting retired senior junior local federal top administration independent
    elected political current foreign human civil voting medical military industry business legal
    public private state city police court company campaign government school election defence
    defense
    """
)
# "YouTube" is an organisation; names of people have capitals inside after a few beginnings only.
_CAMEL_CASE = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|O['’])[A-Z][a-z]+[A-Z]")


class SourcePhrase(NamedTuple):
    """A noun phrase taken apart: its head in lower case, and the name in it, if any."""

    words: Sequence[Token]
    head: str
    name: Sequence[Token]

    @property
    def name_text(self) -> str:
        """The name, without brackets and possessive."""
        text = " ".join(token.text for token in self.name if token.kind is not TokenKind.ASIDE)
        return text.removesuffix("'s").removesuffix("’s")

    @property
    def titled_name(self) -> str:
        """The name with the title right before it: "Mr. Lee"."""
        before = self.words[: self.words.index(self.name[0])][-1:]
        titles = [token.text for token in before if is_title(token.text)]
        return " ".join([*titles, self.name_text])

    def name_mention(self, paragraph: int) -> Mention:
        """The place of the name in its paragraph."""
        return Mention(paragraph, self.name[0].start, self.name[-1].end)

    @property
    def lead(self) -> str | None:
        """The words before the name: "White House press secretary"."""
        words = list(self.words[: self.words.index(self.name[0])])
        while words and words[-1].lower.rstrip(".") in HONORIFICS:
            words.pop()
        return text_of(words) or None

    @property
    def is_several(self) -> bool:
        """Whether the phrase joins names: "Ann Lee and Bo Li", "Ann Lee or Bo Li"."""
        last = self.words.index(self.name[-1])
        return any(token.lower in ("and", "or", "and/or") for token in self.words[:last])

    @property
    def shown(self) -> str:
        """The phrase as the text has it; a common first word in lower case."""
        text, first = text_of(self.words), self.words[0].lower
        # Of people only parties' members keep a capital inside a sentence.
        party = first.startswith(("democrat", "republican"))
        common = first in DETERMINERS or first in NUMBERS
        if not self.name:
            common = common or first in _LOWERED or (is_people_noun(first) and not party)
        if common:
            return text[0].lower() + text[1:]
        return text

    @property
    def people(self) -> int | None:
        """The number of people named; None when it is unknown or no people are named."""
        if kind_of(self.head) in (SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT):
            return None
        first = self.words[0].lower
        if first in NUMBERS or first.isdecimal():
            return NUMBERS.get(first) or int(first)
        plural = self.head in PEOPLE_PLURALS or self.head.endswith(("s", "men"))
        return None if plural else 1


def source_phrase(tokens: Tokens, phrase: NounPhrase) -> SourcePhrase:
    """The noun phrase taken apart into its head and the name in it."""
    words = tokens[phrase.start : phrase.end]
    inside = [
        token
        for token in words[: _head_end(words)]
        if token.kind is TokenKind.WORD and token.lower not in TIMES
    ]
    if not inside:
        return SourcePhrase(words, words[-1].lower, ())
    last = inside[-2] if inside[-1].lower in ("all", "both") and len(inside) > 1 else inside[-1]
    # The capital of a sentence's first word says nothing.
    opens = last is words[0] and (_is_common(last.lower) or last.lower in DETERMINERS)
    if opens or not last.is_capitalised:
        return SourcePhrase(words, last.lower.removesuffix("'s"), ())
    return SourcePhrase(words, last.lower, _name_that_ends_with(words, last))


def with_relative_clause(
    tokens: Tokens, phrase: NounPhrase, source: SourcePhrase
) -> tuple[SourcePhrase, NounPhrase]:
    """The phrase with the clause that says which source it is: "a source who knows the case"."""
    if phrase.apposition is None or phrase.apposition[0] != phrase.end:
        return source, phrase
    whole = NounPhrase(phrase.start, phrase.apposition[1])
    return source._replace(words=tokens[whole.start : whole.end]), whole


def _head_end(words: Sequence[Token]) -> int:
    """Where the head noun ends and what describes it begins: "source | close to"."""
    for at, token in enumerate(words):
        if at > 1 and is_inflected(token.lower, "ed"):  # the footage | released
            before = words[at - 1]
            if not before.is_capitalised and is_source_noun(before.lower):
                return at
        if at and (token.lower in PREPOSITIONS or token.lower in ("close", "familiar", "who")):
            title = words[at - 1]
            if not (token.lower == "of" and title.is_capitalised and is_title(title.text)):
                return at
    return len(words)


def _is_common(word: str) -> bool:
    """Whether a word is a common noun, though it opens the sentence: "Polls", "Officials"."""
    if word in PEOPLE_PLURALS or word == "data":
        return True
    return word.endswith("s") and is_source_noun(word)


def _name_that_ends_with(words: Sequence[Token], last: Token) -> Sequence[Token]:
    end = words.index(last)
    start = end
    while start > 0 and _can_be_in_name(words[start - 1]):
        start -= 1
    name = list(words[start : end + 1])
    # In "State Department" and "White House" the first word is no title, as it would be of a
    # person.
    if last.lower not in ORGANISATION_NAMES:
        titles, _ = without_titles([token.text for token in name])
        name = name[len(titles) :]
    while len(name) > 1 and name[0].kind is not TokenKind.WORD:
        name.pop(0)
    return name


def _can_be_in_name(token: Token) -> bool:
    if token.kind is not TokenKind.WORD:
        return token.kind is not TokenKind.MARK or token.text == "&"
    return token.lower not in DETERMINERS and (token.is_capitalised or token.lower in _LINKS)


def is_organisation(source: SourcePhrase, *, known_person: bool) -> bool:
    """Whether the name is that of an organisation or a country."""
    name = source.name
    last = plain(name[-1].lower).rstrip(".")
    contained = len(name) > 2 and any(token.lower in ORGANISATION_NAMES for token in name)
    if last in ORGANISATION_NAMES or contained:
        return True
    if known_person:
        return False
    text = name[-1].text.replace(".", "")
    return (
        last in COUNTRIES
        or (text.isupper() and len(text) > 1)
        or (len(name) == 1 and _CAMEL_CASE.match(text) is not None)
        # An article and nothing else before a name: "the Guardian", as no person is called.
        or (source.words[0].lower == "the" and len(source.words) <= len(name) + 1)
    )


def is_group(name: str) -> bool:
    """Whether one word names a group: "Republicans", "Mexicans"."""
    lower = name.lower()
    people = is_people_noun(lower) and lower.endswith("s")
    return " " not in lower and (people or lower.endswith(("icans", "sians", "bans", "zens")))


def kind_of(head: str) -> SpeakerKind | None:
    """The kind of source that a head noun names; None when it names none."""
    if is_people_noun(head) and head != "police":
        return SpeakerKind.ANONYMOUS
    if is_document_noun(head):
        return SpeakerKind.DOCUMENT
    return SpeakerKind.ORGANISATION if is_organisation_noun(head) else None


def description_of(tokens: Tokens, phrase: NounPhrase) -> str | None:
    """The apposition as in the text, unless it says how or when: "speaking in Ohio"."""
    if phrase.apposition is None:
        return None
    words = tokens[slice(*phrase.apposition)]
    if not words or words[0].lower in PREPOSITIONS - {"of", "from"}:
        return None
    return None if is_inflected(words[0].lower, "ing") else text_of(words)
