"""Whether somebody says just what is asked about: no more of it, no part, and not taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.attribution.stance import said_together
from assistant.attribution.statements import statements
from assistant.attribution.turning_words import TAKEN_BACK
from assistant.attribution.types import Statement
from assistant.attribution.words import TIMES, word_set
from index.text import sentences, straighten
from index.types import Article, Sentence

_WORD: Final = re.compile(r"[\w'.-]*\w")
_OF_ONESELF: Final = re.compile(
    r"\b(?:I|[Ww]e|[Hh]e|[Ss]he) (?:\w+ ){0,2}(?:was|were|had|am|take|took)\b"
)
_ARTICLES: Final = word_set("the a an this that these those whether if")
_DATES: Final = TIMES | {"may"}
_TURNING: Final = word_set("but or yet no not nor though although if unless only still except")
_WHEN: Final = _DATES | word_set("in on at last this next early late of since")
_LASTING: Final = word_set("is are 's isn't aren't am remains remain")


def says_just(content: str, statement: Statement, article: Article) -> bool:
    """Whether it is what is asked about, to the letter but for articles and a date.

    A date is more than is asked where something is so, "safe on Friday", not where it was done.
    """
    asked = _words(content)
    together = said_together(content, statement, article)
    said = [word for each in together for word in _words(each.content(article))]
    return bool(asked) and any(
        _is_when(said[:at] + said[at + len(asked) :], asked)
        for at in range(len(said) - len(asked) + 1)
        if said[at : at + len(asked)] == asked
    )


def _words(text: str) -> list[str]:
    words = _WORD.findall(straighten(text).casefold())
    return [word for word in words if word not in _ARTICLES]


def _is_when(rest: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether nothing is left, or only when it was: "in May", "last year"."""
    if not rest:
        return True
    dated = any(word in _DATES or word.isdecimal() for word in rest)
    known = all(word in _WHEN or word.isdecimal() for word in rest)
    return dated and known and _LASTING.isdisjoint(asked)


def taken_back(statement: Statement, article: Article) -> list[tuple[int, Sentence]]:
    """Sentences after it that may take it back: "That was a joke", "She said: “I was wrong”".

    With the numbers of their paragraphs: those that follow in its own or begin the next one, and
    what its speaker says of "I" later.
    """
    following = list(_following(statement, article))
    turned = [each for each in following[:1] if _is_turned(each[1])]
    said = [*following, *_said_later(statement, article)]
    back = [each for each in said if TAKEN_BACK.search(straighten(each[1].text))]
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
