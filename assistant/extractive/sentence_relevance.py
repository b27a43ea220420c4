"""How likely a sentence of a passage answers a question: what speaks for it, and a model of that.

The model is a logistic regression, one of whose features is worked out by a network of the tokens
(`relevance_network`). `make tune` fits both together on judged data and writes the coefficients and
the threshold to `sentence_relevance.json`. None of the features depends on what else was found, so
a likelihood means the same in an article and over a whole library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from assistant.extractive import relevance_network
from assistant.extractive.attachment import APART, attachment
from assistant.questions.answer_types import AnswerType, answer_type
from assistant.questions.event import event_word
from assistant.questions.fitting import fits
from assistant.statistics.logistic import Logistic
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.en.grammar.pronouns import THIRD_PERSON
from index.language.folding import fold
from index.language.synonyms import phrase_synonyms, phrases, synonyms
from index.language.terms import content_words, terms
from index.types import Passage

MODEL_FILE: Final = Path(__file__).with_name("sentence_relevance.json")

_SAME: Final = 0.75
"""The cosine from which two words in their contexts are taken for the same."""

_SYNONYM: Final = 0.9
"""How far a word is found by a synonym."""

_NO_WORD: Final = 0.6
"""How far the words that are no names are found where there are none."""

LOOSE: Final = 0.25
"""The attachment from which on it speaks for a sentence: less speaks against it."""

NOT_AT_ALL: Final = 0.5
"""How far it speaks against a sentence not to say what happened, nor anything like it."""

_LIKE: Final = 0.45
"""The cosine from which on another word may say what happened."""

_NONE: Final[frozenset[str]] = frozenset()
_LONG: Final = 50  # words
_MUCH: Final = 15  # terms

SELDOM_ENOUGH: Final = 0.6
"""The part of the threshold's odds that a sentence needs which has such a thing."""


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against a sentence as an answer, each about 0 to 1.

    Words are the question's content words. Each is `near` by its cosine to what is nearest in the
    sentence, and `found` where that stands there literally, by a synonym, or is near enough.
    `around` is the whole paragraph, `least` the word that is worst off, and `plain` are the words
    that are no names.
    """

    dense: float  # cosine of question and sentence
    dense_around: float
    near: float
    near_around: float
    least_near: float
    found: float
    found_around: float
    least_found_around: float
    plain: float
    least_plain: float
    plain_around: float
    least_plain_around: float
    names_missing: float  # share of the question's names and numbers not in the paragraph
    new: float  # terms that the question does not have
    length: float
    pronoun: float  # 1: it begins with "he" or "it"
    kind_missing: float  # 1: it lacks the kind of thing asked for
    kind_shown: float  # 1: it has it, less: it may have it; both are 0 where any would do
    first: float  # 1: it stands in the article's first paragraph
    attached: float  # how closely what is asked for belongs to what happened, above 0 if at all
    tokens: float  # log odds by the network of their tokens; 0 where those are not known


class _Word(NamedTuple):
    """A content word of a question, by its terms and those that may stand for it."""

    terms: frozenset[str]
    synonyms: frozenset[str]
    is_name: bool

    def found_in(self, here: frozenset[str], near: float) -> float:
        """How far the word is found in a text with these terms, at this cosine to the nearest."""
        if self.terms and self.terms <= here:
            return 1.0
        alike = min(max(near / _SAME, 0.0), 1.0)
        return alike if self.synonyms.isdisjoint(here) else max(_SYNONYM, alike)


@cache
def fitted() -> Logistic:
    """The model that ships with the assistant; a sentence below its threshold does not answer."""
    return Logistic.load(MODEL_FILE)


def probability(sentence: Features) -> float:
    """The probability that a sentence answers the question, from 0 to 1."""
    model = fitted()
    return model.probability({name: getattr(sentence, name) for name in model.weights})


def features(question: str, passage: Passage) -> list[Features]:
    """The features of a passage's sentences, in order."""
    words = _words(question)
    asked = _NONE.union(*(word.terms for word in words))
    here = frozenset(terms(passage.paragraph.text))
    # A paragraph seldom repeats what the headline says the article is about.
    around = (
        here | frozenset(terms(passage.article.title)) | phrase_synonyms(passage.paragraph.text)
    )
    near_around = _near(question, passage.words, passage.match)
    found_around = _found(words, around, near_around)
    plain_around = _plain(words, found_around)
    names_missing = _names_missing(question, here)
    has_kind = answer_type(question) is not None
    made = []
    for match, by_tokens in zip(passage.matches, _by_tokens(passage), strict=True):
        text = match.sentence.text
        own = frozenset(terms(text))
        near = _near(question, match.words, match.score)
        found = _found(words, own | phrase_synonyms(text), near)
        plain = _plain(words, found)
        shown = fits(question, text) if has_kind else 0.0
        made.append(
            Features(
                dense=match.dense,
                dense_around=passage.dense,
                near=_mean(near),
                near_around=_mean(near_around),
                least_near=min(near, default=0.0),
                found=_mean(found),
                found_around=_mean(found_around),
                least_found_around=min(found_around, default=0.0),
                plain=_mean(plain),
                least_plain=min(plain),
                plain_around=_mean(plain_around),
                least_plain_around=min(plain_around),
                names_missing=names_missing,
                new=min(len(own - asked), _MUCH) / _MUCH,
                length=min(len(text.split()), _LONG) / _LONG,
                pronoun=float(fold(text).partition(" ")[0].strip("\"',") in THIRD_PERSON),
                kind_missing=float(has_kind and not shown),
                kind_shown=shown,
                first=float(passage.paragraph.number == 1),
                attached=_attached(question, text, match.words),
                tokens=by_tokens,
            )
        )
    return made


def _by_tokens(passage: Passage) -> Sequence[float]:
    signs = [match.signs for match in passage.matches if match.signs is not None]
    if passage.asked is None or len(signs) < len(passage.matches):
        return [0.0] * len(passage.matches)
    return [float(each) for each in relevance_network.log_odds(passage.asked, signs)]


def _attached(question: str, text: str, near: Sequence[float]) -> float:
    how = attachment(question, text)
    if how is None:
        return 0.0
    if how > APART:
        return how - LOOSE
    at = event_word(question)
    is_near = at is not None and at < len(near) and near[at] >= _LIKE
    # Reasons are given in many words.
    is_other = not is_near and answer_type(question) is not AnswerType.REASON
    return -NOT_AT_ALL if is_other else -LOOSE


def _words(question: str) -> list[_Word]:
    made = []
    in_phrases = phrases(question)
    for word in _telling_words(question):
        stems = frozenset(terms(word[0]))
        # "Death toll" is found as a whole, so each of its words is.
        others = [phrase.terms for phrase in in_phrases if not stems.isdisjoint(phrase.stems)]
        is_name = word[0][0].isdigit() or (word.start() > 0 and word[0][0].isupper())
        made.append(_Word(stems, _NONE.union(*map(synonyms, stems), *others), is_name))
    return made


def _telling_words(question: str) -> list[re.Match[str]]:
    """The content words, but for that of "According to Ann Lee, when …?"."""
    return [word for word in content_words(question) if fold(word[0]) != "according"]


def _near(question: str, near: Sequence[float], of_all: float) -> Sequence[float]:
    """The cosines of the words; all alike where the passage was searched with another question."""
    words = content_words(question)
    known = near if len(near) == len(words) else [of_all] * len(words)
    telling = {word.start() for word in _telling_words(question)}
    return [each for word, each in zip(words, known, strict=True) if word.start() in telling]


def _found(words: Sequence[_Word], here: frozenset[str], near: Sequence[float]) -> list[float]:
    return [word.found_in(here, each) for word, each in zip(words, near, strict=True)]


def _plain(words: Sequence[_Word], found: Sequence[float]) -> list[float]:
    """How far each word that is no name is found."""
    plain = [each for word, each in zip(words, found, strict=True) if not word.is_name]
    return plain or [_NO_WORD]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _names_missing(question: str, here: frozenset[str]) -> float:
    """Names are the words with a capital, but for the question's first, and numbers.

    Coarser than the names that the check looks for: the model is fitted with this measure.
    """
    words = re.findall(r"(?<![\w’'.,-])[\w’'.,-]*\w", question)
    names = [
        word
        for at, word in enumerate(words)
        if word[0].isdigit() or (at > 0 and word[0].isupper() and fold(word) not in STOP_WORDS)
    ]
    return sum(not here.issuperset(terms(name)) for name in names) / len(names) if names else 0.0
