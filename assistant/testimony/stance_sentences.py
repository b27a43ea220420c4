"""A source with its stance as a sentence, "Ann Lee denies it", and what that rests on."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.attribution import (
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    VerbKind,
    is_plural,
    retractions,
    says_just,
    whole_saying,
)
from assistant.attribution.entities.person_names import is_first_name, plain
from assistant.attribution.excerpts import excerpt
from assistant.scored_sentence import Quote
from index.language.en.grammar.pronouns import THIRD_PERSON_POSSESSIVES
from index.language.sentences import sentences
from index.types import Article, Sentence

_PLURALS: Final = {
    "says": "say",
    "confirms": "confirm",
    "denies": "deny",
    "doubts": "doubt",
    "is unsure": "are unsure",
}
_PUNCTUATION: Final = ".,;:!?()[]\"“”‘’'—–"
_FAR: Final = 30
"""Sentences of a paragraph in which a speaker is named before "she said"."""

_REACH: Final = 4
"""Paragraphs back in which a speaker is named whom the statement calls "she"."""

_UNSURE: Final = ("unsure", "uncertain", "sure", "certain", "undecided")


@dataclass(frozen=True, slots=True)
class SourceStance:
    """A source with its stance to `content`, a proposition.

    `likeness`, from 0 to 1, is how near its words come; `may_overlap` says that it can be among
    the anonymous sources before it; `by_place`, that only where it stands tells what it is about;
    `is_far`, that this is the paragraph before; `is_divided`, that the same source says the
    contrary too.
    """

    article: Article
    statement: Statement
    content: str
    stance: Stance
    likeness: float
    may_overlap: bool = False
    by_place: bool = False
    is_far: bool = False
    is_divided: bool = False

    @property
    def sentence(self) -> str | None:
        """The stance in our words, "Other sources are unsure"; None where they are inexact."""
        # "His office says so" by itself does not tell whose.
        is_anothers = self._name.split(maxsplit=1)[0].lower() in THIRD_PERSON_POSSESSIVES
        if self._verb is None or is_anothers:
            return None
        aside = ", who may be among those before," if self.may_overlap else ""
        # "Ann Lee says so", "denies it", "is unsure".
        what = {"says": " so", "is unsure": ""}.get(self._verb, " it")
        return f"{self._name}{aside} {self._in_number(self._verb)}{what}"

    @property
    def is_plain(self) -> bool:
        """Whether it is said in a construction that is understood, and not taken back."""
        statement = self.statement
        if not (statement.clear and statement.plain) or self.is_divided or self.retractions:
            return False
        return self.by_place or says_just(self.content, statement, self.article)

    @property
    def retractions(self) -> list[tuple[int, Sentence]]:
        """Sentences that may take it back, with the numbers of their paragraphs."""
        return retractions(self.statement, self.article)

    @property
    def confirms(self) -> bool:
        """Whether the article says "confirmed"."""
        return self._verb == "confirms"

    @property
    def claim(self) -> str:
        """The claim that is checked: "denies the bridge is safe"; for "says so", the content."""
        match self._verb:
            case "says" | None:
                return self.content
            case "is unsure":
                return f"is unsure whether {self.content}"
            case verb:
                return f"{verb} {self.content}"

    @property
    def frames(self) -> tuple[str, ...]:
        """The content by itself, and after the speaker and verb, as the article may put it."""
        frame = f"{self._mentioned} {self.statement.verb}"
        # The three ways in which what is said may be linked to the verb.
        links = ("", "that ", "whether ")
        return self.content, *(f"{frame} {link}{self.content}" for link in links)

    @property
    def spelled_out(self) -> tuple[str, ...]:
        """What its sentence in our words stands for, in the ways in which an article may put it.

        In the words of the question, then in the statement's own: whether these are the same is
        asked apart from who says them.
        """
        # "Says so" claims no more than that it was said, whatever the article's verb is.
        who, verb = self._mentioned, "said" if self._verb == "says" else self.statement.verb
        contents = self.content, self.statement.content(self.article)
        return tuple(
            text
            for content in (each.strip(f"{_PUNCTUATION} ") for each in contents)
            if content
            for text in (
                *(f"{who} {verb} {link}{content}." for link in ("", "that ", "whether ")),
                f"“{content},” {who} {verb}.",
                f"“{content},” {verb} {who}.",
                f"According to {who}, {content}.",
            )
        )

    @property
    def _mentioned(self) -> str:
        """How the article calls the speaker there, as at a sentence's beginning."""
        mention = self.statement.mention
        who = self.article.paragraph(mention.paragraph).text[mention.start : mention.end]
        return f"{who[:1].upper()}{who[1:]}"

    @property
    def evidence(self) -> Sentence:
        """The sentence that says it, or more: with where its paragraph names the speaker.

        Quotations are whole, and where it is unclear who speaks, the sentence before is in it.
        """
        together = whole_saying(self.content, self.statement, self.article)
        start = min(each.sentence.start for each in together)
        end = max(each.sentence.end for each in together)
        text = self.article.paragraph(self.statement.paragraph).text
        mention, speaker = self.statement.mention, self.statement.speaker
        if mention.paragraph == self.statement.paragraph:
            at, own = (_sentences_until(place, text) for place in (mention.start, start))
            # A quotation may go on without end: who is named too far from it is not shown along.
            if abs(at - own) <= _FAR:
                cue = _sentences(text)[at]
                start, end = min(start, cue.start), max(end, cue.end)
        # From where the paragraph names the speaker on, so that the quote shows who "she" is.
        if self.statement.clear and not names(speaker, text[start:end]):
            before = sentences_before(start, text)
            start = next((each.start for each in before if names(speaker, each.text)), start)
        sentence = Sentence(text[start:end], start, end)
        return excerpt(self.article, self.statement.paragraph, sentence)

    @property
    def _name(self) -> str:
        name = self.statement.speaker.name
        return f"{name[:1].upper()}{name[1:]}"

    def _in_number(self, verb: str) -> str:
        return _PLURALS[verb] if is_plural(self.statement.speaker) else verb

    @property
    def _verb(self) -> str | None:
        """Our verb for the stance; None where it would say more than the article's verb."""
        own = self.statement.verb.lower()
        match self.stance, self.statement.verb_kind:
            case Stance.SAYS, VerbKind.CONFIRMED if "confirm" in own:
                return "confirms"
            case Stance.SAYS, _:
                return "says"
            # "Rejected" and "disputed" are listed as denials, but say less than "denied" does.
            case Stance.DENIES, VerbKind.DENIED if own.startswith(("den", "flatly den")):
                return "denies"
            case Stance.DOUBTS, VerbKind.DOUBTED if own.startswith("doubt"):
                return "doubts"
            case Stance.UNSURE, _ if own.endswith(_UNSURE):
                return "is unsure"
            case _:
                return None


def sentences_before(end: int, text: str) -> list[Sentence]:
    """A paragraph's sentences that end there or before, the nearest first, no more than _FAR."""
    at = _sentences_until(end, text)
    return [*reversed(_sentences(text)[max(0, at - _FAR) : at])]


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, kept because it can have many statements."""
    return sentences(text)


def _sentences_until(end: int, text: str) -> int:
    return bisect_right(_sentences(text), end, key=lambda each: each.end)


def names(speaker: Speaker, text: str, article: Article | None = None) -> bool:
    """Whether a text names this speaker: by the surname, or half the words of what is no name.

    By the full name, where the article is given and has other people of that surname.
    """
    words_there = {word.strip(_PUNCTUATION) for word in plain(text).lower().split()}
    words = [word.strip(_PUNCTUATION) for word in plain(speaker.name).lower().split()]
    if speaker.kind is SpeakerKind.NAMED and speaker.count == 1:
        shared = article is not None and _has_namesakes(speaker.name, article)
        return words_there.issuperset(words if shared else words[-1:])
    # "The" and "of" are in every text.
    content_words = [word for word in words if len(word) > 3] or words
    return 2 * sum(word in words_there for word in content_words) >= len(content_words)


@lru_cache(maxsize=1_024)
def _has_namesakes(name: str, article: Article) -> bool:
    """Whether the article gives its surname to somebody of another first name."""
    words = plain(name).split()
    first_name = re.compile(rf"\b([^\W\da-z_]\w+)\s+{re.escape(words[-1])}\b")
    first_names = {first for each in article.paragraphs for first in first_name.findall(each.text)}
    return any(is_first_name(first) and first not in words for first in first_names)


def where_named(each: SourceStance) -> Quote | None:
    """The nearest sentence before that names the speaker."""
    last = each.statement.paragraph
    for number in range(last, max(0, last - _REACH - 1), -1):
        text = each.article.paragraph(number).text
        end = each.evidence.start if number == last else len(text)
        for sentence in sentences_before(end, text):
            if names(each.statement.speaker, sentence.text, each.article):
                return Quote(each.article, number, sentence)
    return None
