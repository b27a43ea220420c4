"""A question's words as the articles write them: names with capitals, and slips mended."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.verification.detectors.names import names
from index.language.en.grammar.function_words import ARTICLES, AUXILIARIES, STOP_WORDS
from index.language.folding import fold, without_accents
from index.language.spelling import meant_word
from index.language.terms import terms
from index.types import Article

_LONGEST_NAME: Final = 4
"""Words of a name that are looked for together: "Kim Yong Chol"."""

_LEAST_LETTERS: Final = 5
"""Letters of a word that can be a slip: shorter ones are too near to one another."""

_MOST_MENDED: Final = 4
"""Words of a question that are mended; one with more of them is of something else."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OWNER: Final = re.compile(r"['’]s?$")
_RUN: Final = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){1,6}")
_NO_NAMES: Final = STOP_WORDS | AUXILIARIES | {"us"}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A question in the articles' spelling; `mended` are its slips, with what is meant."""

    question: str
    mended: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Words:
    """An article's words, folded: all, with their stems, and which are written without a capital.

    `written` has the words of names as they are written, `phrases` those of several words,
    `after_the` those that "the" stands before: "the Gazette".
    """

    words: frozenset[str]
    stems: frozenset[str]
    written: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    lower: frozenset[str]
    after_the: frozenset[str]


def in_article_spelling(
    question: str, articles: Iterable[Article], known_words: Collection[str] = ()
) -> Spelled:
    """The question with names as the articles write them, and slips of their words mended.

    A capital inside the question says that its writer uses them: then no other is put. None of
    `known_words` is a slip.
    """
    known = [_words_of(article) for article in dict.fromkeys(articles)]
    tokens = [*_WORD.finditer(question)]
    doubtful = [each[0] for each in tokens if each[0] not in known_words]
    meant = _mended_words(doubtful, known)
    cased = _capitals([meant.get(each[0], each[0]) for each in tokens], known)
    has_capitals = any(each[0].istitle() and len(each[0]) > 1 for each in tokens[1:])
    parts, end = [], 0
    for token, written in zip(tokens, cased, strict=True):
        mended = meant.get(token[0])
        as_typed = mended or token[0]
        parts += [question[end : token.start()], as_typed if has_capitals else written]
        end = token.end()
    return Spelled("".join([*parts, question[end:]]), meant)


def _mended_words(tokens: Sequence[str], known: Sequence[_Words]) -> dict[str, str]:
    """The words that are slips of the articles' words, each with what is meant."""
    meant: dict[str, str] = {}
    for token in dict.fromkeys(tokens):
        folded = _key(token)
        stems = terms(folded)
        is_known = any(not each.stems.isdisjoint(stems) for each in known)
        if len(folded) < _LEAST_LETTERS or is_known:
            continue
        longer = {word for each in known for word in each.words if len(word) >= _LEAST_LETTERS}
        likely = meant_word(folded, longer)
        if likely is not None:
            ending = _OWNER.search(token)
            meant[token] = f"{_written(likely, known)}{ending[0] if ending else ''}"
    return meant if len(meant) <= _MOST_MENDED else {}


def _written(word: str, known: Sequence[_Words]) -> str:
    return next((each.written[word] for each in known if word in each.written), word)


def _capitals(tokens: Sequence[str], known: Sequence[_Words]) -> list[str]:
    """The words with the capitals that the articles' names have."""
    keys = [_key(each) for each in tokens]
    cased = [*tokens]
    at = 0
    while at < len(tokens):
        size, name = _phrase_at(keys, at, known)
        if name is not None:
            for offset, word in enumerate(name):
                cased[at + offset] = _with_owner(word, tokens[at + offset])
        elif (word_ := _name_at(keys, at, known)) is not None:
            cased[at] = _with_owner(word_, tokens[at])
        at += size
    return cased


def _phrase_at(
    keys: Sequence[str], at: int, known: Sequence[_Words]
) -> tuple[int, list[str] | None]:
    for size in range(min(_LONGEST_NAME, len(keys) - at), 1, -1):
        key = tuple(keys[at : at + size])
        for each in known:
            if (name := each.phrases.get(key)) is not None:
                return size, name.split()
    return 1, None


def _name_at(keys: Sequence[str], at: int, known: Sequence[_Words]) -> str | None:
    key = keys[at]
    after_the = at > 0 and keys[at - 1] in ARTICLES
    if any(key in each.lower for each in known):
        return None
    return next(
        (
            each.written[key]
            for each in known
            if key in each.written and (not after_the or key in each.after_the)
        ),
        None,
    )


def _with_owner(written: str, typed: str) -> str:
    ending = _OWNER.search(typed)
    return f"{written}{ending[0]}" if ending and not _OWNER.search(written) else written


def _key(word: str) -> str:
    return without_accents(_OWNER.sub("", fold(word)))


@lru_cache(maxsize=256)
def _words_of(article: Article) -> _Words:
    texts = [each.text for each in article.paragraphs]
    words = [word for text in texts for word in _WORD.findall(text)]
    written: dict[str, str] = {}
    for text in texts:
        for name in names(text):
            bare = _OWNER.sub("", name)
            if _WORD.fullmatch(bare) and _key(bare) not in _NO_NAMES:
                written.setdefault(_key(bare), bare)
    lower = frozenset(_key(word) for word in words if word[0].islower())
    phrases = {
        key: name
        for text in texts
        for key, name in _phrases(text)
        if any(part in written for part in key)
    }
    joined = " ".join(texts)
    after_the = frozenset(_key(each) for each in re.findall(r"\b[Tt]he ([A-Z][\w’'-]*)", joined))
    title = _WORD.findall(article.title)
    everything = frozenset(map(_key, (*words, *title)))
    stems = frozenset(stem for word in everything for stem in terms(word))
    return _Words(everything, stems, written, phrases, lower, after_the)


def _phrases(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The names of several words, whole and in parts."""
    for run in _RUN.findall(text):
        words = [_OWNER.sub("", word) for word in run.split()]
        for start in range(len(words)):
            for end in range(start + 2, min(start + _LONGEST_NAME, len(words)) + 1):
                part = words[start:end]
                if not any(_key(word) in _NO_NAMES for word in (part[0], part[-1])):
                    yield tuple(map(_key, part)), " ".join(part)
