"""Which statements say something, and whether a name means a speaker."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.attribution.entities.person_names import plain, without_titles
from assistant.attribution.other_words import (
    AskedWords,
    SaidWord,
    asked_words,
    base_terms,
    said_words,
)
from assistant.attribution.types import Speaker, Statement
from index.language.en.grammar.function_words import DETERMINERS
from index.language.en.grammar.pronouns import SPEAKING, THIRD_PERSON
from index.language.reporting import VerbKind
from index.language.sentences import sentences
from index.types import Article

LIKELY = 0.5
"""The lexical score from which on a statement says the content; others stay under .4."""

_OF_ONESELF = THIRD_PERSON | SPEAKING
_WORDS_WEIGHT = 0.75  # the rest is the words' order
_OF_TITLE = 0.5  # what a word of the title counts
_OTHER_WORD = 0.8  # what a word counts for which another stands for


def find_statements(
    content: str, statements: Sequence[Statement], article: Article
) -> list[tuple[Statement, float]]:
    """The statements that say the content, best first, with scores from 0 to 1.

    Of equals the shortest comes first. Statements that share no word with it are left out.
    """
    scores = lexical_scores(content, statements, article)
    matches = [pair for pair in zip(statements, scores, strict=True) if pair[1] > 0]
    # Rounded, or a difference that means nothing would come before the length.
    return sorted(matches, key=lambda pair: (-round(pair[1], 2), pair[0].end - pair[0].start))


def lexical_scores(content: str, statements: Sequence[Statement], article: Article) -> list[float]:
    """How far each statement says the content, from 0 to 1, by its words and their order.

    Words weigh by how rare they are in the article's sentences. What one speaker says in
    neighbouring statements is taken together, so that a quotation of several sentences is
    found whole: of such a run the likeliest statement gets the score of them all.
    """
    asked = asked_words(content)
    weights = _weights(asked.terms, article)
    words_of = [said_words(asked, with_subject(statement, article)) for statement in statements]
    scores = [_score(asked, words, weights) for words in words_of]
    alone = list(scores)
    for first, last in _runs(statements):
        together = [word for words in words_of[first:last] for word in words]
        best = max(range(first, last), key=lambda at: alone[at])
        scores[best] = max(scores[best], _score(asked, together, weights))
    return scores


def with_subject(statement: Statement, article: Article) -> str:
    """What is said, with the speaker's name where it begins with what may stand for it: "she"."""
    content = statement.content(article)
    first = content.split(maxsplit=1)[0].casefold() if content else ""
    stands_for_it = first in _OF_ONESELF or (
        statement.verb_kind is VerbKind.DENIED and first.endswith("ing")
    )
    return f"{statement.speaker.name} {content}" if stands_for_it else content


def _runs(statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Runs of statements that one speaker makes in one go, by their indexes."""
    runs = []
    start = 0
    for at in range(1, len(statements) + 1):
        if at == len(statements) or not goes_on(statements[at - 1], statements[at]):
            if at - start > 1:
                runs.append((start, at))
            start = at
    return runs


def goes_on(before: Statement, after: Statement) -> bool:
    """Whether one speaker makes both in one go."""
    same = (before.speaker, before.paragraph) == (after.speaker, after.paragraph)
    return same and (after.direct or before.sentence == after.sentence)


def _weights(content_terms: Sequence[str], article: Article) -> dict[str, float]:
    """How much each wanted word says: its inverse frequency in the article's sentences.

    Less for a word of its title: a question may have it only to say which article it means.
    """
    # Not BM25's formula, which gives next to nothing for a word that most sentences have: in a
    # short article those that a question is about are such words, and still have to count.
    counts, total = _frequencies(article)
    title = frozenset(base_terms(article.title))
    return {
        word: math.log1p(total / (0.5 + counts[word])) * (_OF_TITLE if word in title else 1)
        for word in set(content_terms)
    }


@lru_cache(maxsize=512)
def _frequencies(article: Article) -> tuple[Counter[str], int]:
    """In how many of the article's sentences each word is, and how many there are."""
    sentence_terms = [
        set(base_terms(sentence.text))
        for paragraph in article.paragraphs
        for sentence in sentences(paragraph.text)
    ]
    return Counter(word for words in sentence_terms for word in words), len(sentence_terms)


def _score(asked: AskedWords, said: Sequence[SaidWord], weights: dict[str, float]) -> float:
    weight = sum(weights[word] for word in asked.terms)
    if not weight or not said:
        return 0.0
    exact = {word.term for word in said if word.is_exact}
    other = {word.term for word in said} - exact
    covered = (
        sum(
            weights[word] * (1 if word in exact else _OTHER_WORD)
            for word in asked.terms
            if word in exact or word in other
        )
        / weight
    )
    pairs = list(pairwise(asked.terms))
    if not pairs or not covered:
        return covered
    # One word may stand between: "the old bridge" still has "the bridge" in order.
    words = [word.term for word in said]
    near = set(pairwise(words)) | set(zip(words, words[2:], strict=False))
    ordered = sum(pair in near for pair in pairs) / len(pairs)
    return _WORDS_WEIGHT * covered + (1 - _WORDS_WEIGHT) * ordered


# --- Names ---------------------------------------------------------------------------------


def is_speaker(name: str, speaker: Speaker) -> bool:
    """Whether the name given can mean this speaker: "Lee", "Sen. Lee", "a senator"."""
    asked_words, speaker_words = _name_words(name), _name_words(speaker.name)
    if not asked_words or not speaker_words:
        return False
    if asked_words[-1] == speaker_words[-1]:
        return (
            len(asked_words) == 1 or len(speaker_words) == 1 or asked_words[0] == speaker_words[0]
        )
    # A name, by its capital, has to have all of the speaker's; in small letters it may
    # describe the speaker instead: "the professor".
    if name != name.lower():
        return set(speaker_words) <= set(asked_words)
    return set(asked_words) <= set(_words(f"{speaker.name} {speaker.description or ''}"))


def _name_words(name: str) -> list[str]:
    words = [word.strip('“”"') for word in name.partition(",")[0].split()]
    bare = [word for word in words if not word.startswith("(")]
    _, rest = without_titles(bare)
    return _words(" ".join(rest))


def _words(text: str) -> list[str]:
    words = plain(text).lower().replace(",", " ").split()
    return [word.strip(".()") for word in words if word not in DETERMINERS]
