"""Whether somebody says just what is asked about: no more of it, no part, and not taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.attribution.stance import whole_saying
from assistant.attribution.statements import statements
from assistant.attribution.types import Statement
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import ARTICLES
from index.language.en.grammar.pronouns import DEMONSTRATIVES, HE_OR_SHE
from index.language.en.grammar.turning_words import NOT, TAKEN_BACK
from index.language.folding import straighten
from index.language.reporting import VerbKind
from index.language.sentences import sentences
from index.language.word_lists import any_of, capitalised, word_set
from index.types import Article, Sentence

_WORD: Final = re.compile(r"\w(?:['.-]*+\w)*")
_HE_OR_SHE: Final = any_of((*HE_OR_SHE, *capitalised(HE_OR_SHE)))
# What speakers say of themselves may take back what they said before: "I was wrong".
_OF_ONESELF: Final = re.compile(
    rf"\b(?:I|[Ww]e|{_HE_OR_SHE}) (?:\w+ ){{0,2}}(?:was|were|had|am|take|took)\b"
)
# What a question may put otherwise and still ask the same: "the" for "that", "had sold" for "sold".
_LEFT_OUT: Final = ARTICLES | DEMONSTRATIVES | word_set("whether if had has have")
_WHY: Final = word_set("under amid after following because despite")
# Who did it, which a question in the passive leaves out: "Bo Li had", "the council has".
_AGENT: Final = re.compile(
    r"(?:(?:[A-Z][\w'-]+\s){1,3}|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er)\s[\w'-]+\s)(?:(?:had|has|have)\s)?"
)
_SHORTEST_PASSIVE: Final = 3  # words: a subject, "was" and a participle
# "May" is a verb as well, but here nothing except dates and their prepositions may be left over.
_DATES: Final = TIMES | {"may"}
_TURNING: Final = word_set("but or yet no not nor though although if unless only still except")
_WHEN: Final = _DATES | word_set("in on at last this next early late of since")
# What lasts may hold only then or only for that reason: "is full on Friday" is not "is full".
_LASTING: Final = word_set("is are 's isn't aren't am remains remain")


def says_just(content: str, statement: Statement, article: Article) -> bool:
    """Whether a statement is the content to the letter, but for articles, a date and a reason.

    These are more than is asked where something is so, "safe on Friday", not where it was done; a
    reason also where it is denied.
    """
    asked_words = _words(content)
    together = whole_saying(content, statement, article)
    said_words = [word for each in together for word in _words(each.content(article))]
    lasts = not _LASTING.isdisjoint(asked_words)
    denied = statement.verb_kind is VerbKind.DENIED
    for at in range(len(said_words) - len(asked_words) + 1):
        if asked_words and said_words[at : at + len(asked_words)] == asked_words:
            before, after = said_words[:at], said_words[at + len(asked_words) :]
            exact = not (before or after)
            reason = not before and not denied and _is_reason(after)
            return exact or (not lasts and (reason or _is_when([*before, *after])))
    return not denied and any(_is_turned_round(asked_words, each, article) for each in together[:1])


def _is_turned_round(asked_words: Sequence[str], statement: Statement, article: Article) -> bool:
    """Whether it is asked in the passive: "the sale was ordered" where "Bo Li ordered the sale"."""
    content = straighten(statement.content(article))
    agent = _AGENT.match(content)
    if (
        agent is None
        or len(asked_words) < _SHORTEST_PASSIVE
        or asked_words[-2] not in ("was", "were")
    ):
        return False
    turned, said_words = [asked_words[-1], *asked_words[:-2]], _words(content[agent.end() :])
    after = said_words[len(turned) :]
    return said_words[: len(turned)] == turned and (
        not after or _is_reason(after) or _is_when(after)
    )


def _words(text: str) -> list[str]:
    words = _WORD.findall(straighten(text).casefold())
    return [word for word in words if word not in _LEFT_OUT]


def _is_when(rest: Sequence[str]) -> bool:
    """Whether it only tells when it was: "in May", "last year"."""
    dated = any(word in _DATES or word.isdecimal() for word in rest)
    return dated and all(word in _WHEN or word.isdecimal() for word in rest)


def _is_reason(rest: Sequence[str]) -> bool:
    """Whether it only tells why it was done: "under pressure from the council"."""
    return rest[:1] != [] and rest[0] in _WHY and NOT.search(" ".join(rest)) is None


def retractions(statement: Statement, article: Article) -> list[tuple[int, Sentence]]:
    """The sentences that may take a statement back: "That was a joke", "She said: “I was wrong”".

    With the numbers of their paragraphs: those that follow in its own or begin the next one, and
    what its speaker says of "I" later.
    """
    following = list(_following(statement, article))
    turned = [each for each in following[:1] if _is_turned(each[1])]
    later = [*following, *_said_later(statement, article)]
    back = [each for each in later if TAKEN_BACK.search(straighten(each[1].text))]
    return list(dict.fromkeys([*turned, *back]))


def _is_turned(sentence: Sentence) -> bool:
    """Whether it turns what stands before it: "But that was long ago", "Or so they tell me"."""
    first = next(iter(_words(sentence.text)), "")
    return first in _TURNING


def _following(statement: Statement, article: Article) -> Iterator[tuple[int, Sentence]]:
    number, end = statement.paragraph, statement.sentence.end
    here = sentences(article.paragraph(number).text)
    yield from ((number, each) for each in here if each.start >= end)
    if number < len(article.paragraphs):
        following = sentences(article.paragraph(number + 1).text)
        yield from ((number + 1, each) for each in following[:1])


def _said_later(statement: Statement, article: Article) -> Iterator[tuple[int, Sentence]]:
    place = statement.paragraph, statement.sentence.end
    for each in statements(article):
        later = each.speaker == statement.speaker and (each.paragraph, each.start) >= place
        if later and _OF_ONESELF.search(each.content(article)):
            yield each.paragraph, each.sentence
