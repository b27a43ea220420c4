"""What one speaker says in an article: each saying whole, with who says it.

A quotation is never cut off from its speaker. Where only another paragraph names them, the name
stands beside the pronoun, "he [Frank Mora]", or in front of a quotation that goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.attribution import (
    Speaker,
    Stance,
    Statement,
    is_meant_by,
    roles_in,
    statements,
)
from assistant.scored_sentence import Quote, ScoredSentence
from assistant.testimony.stance_sentences import (
    SourceStance,
    names,
    sentences_before,
    where_named,
)
from assistant.types import Basis
from index.language.en.grammar.function_words import DETERMINERS
from index.language.en.grammar.pronouns import PRONOUNS, THIRD_PERSON_POSSESSIVES
from index.language.en.nouns import SAME_ROLES
from index.language.en.places import spelled_out
from index.language.sentences import sentences
from index.language.terms import terms
from index.types import Article, Sentence

_MOST_LOOKED_AT: Final = 200
"""Statements of one speaker in an article, from its beginning on."""

_OWNER: Final = re.compile(r"['’]s?$")
_OWNED: Final = re.compile(r"['’]s?\s|\b(?:of|for|at)\s")


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence or more of what somebody says; `is_quoted`: a quotation is in it.

    `terms` are the words of what is said, without those of who says it.
    """

    sentence: ScoredSentence
    is_quoted: bool
    terms: frozenset[str]


def sayings(name: str, article: Article) -> list[Saying]:
    """The sayings of whom a question calls by this name, role or organisation, in order."""
    said: list[Saying] = []
    for each in _said_by(name, article):
        last = said[-1] if said else None
        if last is not None and _is_within(each, last.sentence):
            content = frozenset(terms(each.content(article)))
            quoted = last.is_quoted or each.direct
            said[-1] = replace(last, is_quoted=quoted, terms=last.terms | content)
        elif (sentence := shown(each, article) or _with_its_speaker(each, article)) is not None:
            said.append(Saying(sentence, each.direct, frozenset(terms(each.content(article)))))
    return said


def _said_by(name: str, article: Article) -> Iterator[Statement]:
    called = calls(name)
    found = [*_of_those_called(called, article)]
    if not found:
        # "The firm's boss" is its chief executive, if nobody is called its boss.
        others = [other for each in called for other in _other_calls(each)]
        found = [*_of_those_called(others, article)]
    yield from found[:_MOST_LOOKED_AT]


def _of_those_called(called: Sequence[str], article: Article) -> Iterator[Statement]:
    for statement in statements(article):
        mention = mention_of(statement, article)
        if any(_is_called(each, statement.speaker, mention, article) for each in called):
            yield statement


def _is_called(name: str, speaker: Speaker, mention: str, article: Article) -> bool:
    phrases = (mention, *roles_in(article, speaker))
    return any(is_meant_by(name, speaker, phrase) for phrase in phrases) or any(
        _is_theirs(name, speaker, phrase, article)
        for phrase in (speaker.description or "", *phrases)
    )


def _is_theirs(name: str, speaker: Speaker, phrase: str, article: Article) -> bool:
    """Whether "the EU envoy" is "its envoy", where the text before speaks of the EU.

    So is the EU itself by its spokesman.
    """
    about = phrase.split()
    before = article.paragraph(speaker.paragraph).text[: speaker.start]
    if not about or about[0].lower() not in THIRD_PERSON_POSSESSIVES:
        return _is_of_topic(name, speaker, phrase, article)
    here = set(terms(spelled_out(before)))
    return any(
        set(terms(spelled_out(owner))) <= here and is_meant_by(role, speaker, phrase)
        for role, owner in _owned(name)
    )


def _is_of_topic(name: str, speaker: Speaker, phrase: str, article: Article) -> bool:
    """Whether it is the role of somebody of whom the title tells whose: "the Orm boss".

    Not where the text tells whose it is itself: "Tal's chief executive".
    """
    if any(_OWNED.search(each) for each in (phrase, speaker.description or "")):
        return False
    title = set(terms(article.title))
    return any(
        bool(terms(owner)) and set(terms(owner)) <= title and is_meant_by(role, speaker, phrase)
        for role, owner in _owned(name)
    )


def _other_calls(name: str) -> Iterator[str]:
    """The name with other words for its role: "the firm's director" for "the firm's boss"."""
    before, _, head = name.rpartition(" ")
    for roles in SAME_ROLES:
        if head.lower() in roles:
            yield from (f"{before} {other}".strip() for other in sorted(roles - {head.lower()}))


def _owned(name: str) -> Iterator[tuple[str, str]]:
    """The role and whose it is, in "the head of the bank", "the bank's head", "the bank head"."""
    role, of, owner = name.partition(" of ")
    if of:
        yield role, owner
        return
    words = [word for word in name.split() if word.lower() not in DETERMINERS]
    for at in range(1, len(words)):
        yield " ".join(words[at:]), _OWNER.sub("", " ".join(words[:at]))


def calls(name: str) -> list[str]:
    """The ways to read a name of a question: "mayor fields quotes" are the quotes of Field."""
    bare = _OWNER.sub("", name)
    return [bare, bare[:-1]] if bare.endswith("s") and not bare.endswith("ss") else [bare]


def shown(statement: Statement, article: Article) -> ScoredSentence | None:
    """A statement as a sentence that shows who says it; None where the text leaves that open."""
    # No stance is asked for: this is for the sentences that show the statement as a whole.
    source = SourceStance(article, statement, "", Stance.SAYS, 1.0)
    evidence, paragraph = source.evidence, statement.paragraph
    own = ScoredSentence(evidence.text, article, paragraph, evidence, 1.0)
    mention = statement.mention
    is_here = mention.paragraph == paragraph and evidence.start <= mention.start < evidence.end
    is_pronoun = mention_of(statement, article).lower() in PRONOUNS
    if names(statement.speaker, evidence.text) or (is_here and not is_pronoun):
        text = _closed(own.text)
        return own if text == own.text else replace(own, text=text, basis=Basis.LEDGER)
    if not statement.clear:
        return None  # "he said", which may as well be somebody else
    speaker = statement.speaker
    named = where_named(source) or _first_named(statement, article)
    if is_here:
        at = mention.end - evidence.start
        text = _closed(f"{evidence.text[:at]} [{speaker.name}]{evidence.text[at:]}")
    else:
        text = f"{speaker.name[:1].upper()}{speaker.name[1:]}: {_closed(evidence.text)}"
    return replace(own, text=text, basis=Basis.LEDGER, named=named)


def told(statement: Statement, article: Article) -> ScoredSentence:
    """The statement with who says it; where that is open, the article's own words around it."""
    sentence = statement.sentence
    own = ScoredSentence(sentence.text, article, statement.paragraph, sentence, 1.0)
    return shown(statement, article) or _with_its_speaker(statement, article) or own.as_excerpt()


def _with_its_speaker(statement: Statement, article: Article) -> ScoredSentence | None:
    """The article's own words from where their paragraph names whoever is likeliest to say it."""
    text, end = article.paragraph(statement.paragraph).text, statement.sentence.end
    before = sentences_before(statement.sentence.start, text)
    named = next((each for each in before if names(statement.speaker, each.text)), None)
    if named is None:
        return None
    around = Sentence(text[named.start : end], named.start, end)
    return ScoredSentence(around.text, article, statement.paragraph, around, 1.0).as_excerpt()


def _closed(text: str) -> str:
    """A quotation that goes on in the next paragraph, with a mark at its end."""
    return f"{text}”" if text.count("“") > text.count("”") else text


def _first_named(statement: Statement, article: Article) -> Quote | None:
    """The sentence that first names the speaker."""
    speaker = statement.speaker
    here = sentences(article.paragraph(speaker.paragraph).text)
    at = next((each for each in here if each.start <= speaker.start < each.end), None)
    return Quote(article, speaker.paragraph, at) if at else None


def mention_of(statement: Statement, article: Article) -> str:
    """How the text calls the speaker of a statement there."""
    mention = statement.mention
    return article.paragraph(mention.paragraph).text[mention.start : mention.end]


def _is_within(statement: Statement, sentence: ScoredSentence) -> bool:
    return (
        statement.paragraph == sentence.paragraph
        and sentence.sentence.start <= statement.start < sentence.sentence.end
    )


def quoted_first(said: Sequence[Saying]) -> list[Saying]:
    """The sayings with those that are quotations in front."""
    return sorted(said, key=lambda each: not each.is_quoted)
