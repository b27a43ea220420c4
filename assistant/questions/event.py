"""The word of a question that says what happened: "resign" of "When did Mr Lukes resign?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from index.language.en.grammar.function_words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    STOP_WORDS,
)
from index.language.en.grammar.irregular_verbs import IRREGULAR_PARTICIPLES, PASTS
from index.language.en.grammar.pronouns import PRONOUNS, QUESTION_WORDS
from index.language.folding import fold
from index.language.terms import content_words
from index.language.word_lists import word_set

_LIGHT: Final = word_set(
    """
    go goes went gone going take takes took taken taking make makes made making get gets got have
    has had give gives gave given come comes came put carry carried happen
    happened begin began begun start started
    """
)
"""Verbs that leave it to a noun behind them to say what happened: "go on strike"."""

_PARTICLES: Final = word_set("down up out away back off")
_TO_NOUN: Final = DETERMINERS | _PARTICLES | word_set("on into to in for")
"""What stands between such a verb and its noun."""

_ENDS: Final = (PREPOSITIONS | DETERMINERS | CONJUNCTIONS | PRONOUNS) - word_set("of and or")
_SKIPPED: Final = (
    ADVERBS
    | STOP_WORDS
    | AUXILIARIES
    | word_set("down up out away back off today exactly currently ago")
)
_MEASURES: Final = word_set(
    "number amount sum total date day place time reason cause location term"
)
"""Nouns that ask for something of what happened, and do not say it."""

_HAPPENING: Final = word_set(
    """
    toll price cost costs winner finder founder author inventor owner buyer successor start end
    death deaths fatalities
    """
)
"""Nouns in keywords, "ferry death toll", that say it."""

_AUXILIARIES: Final = AUXILIARIES | {word.replace("'", "") for word in AUXILIARIES}
"""As they are also typed: "didnt"."""

_LASTING: Final = word_set("last lasted take took go went run ran continue continued")
"""What a duration does: how long a trial lasts asks for the trial's."""

_CAUSING: Final = word_set("cause causes caused triggered prompted")
_BECOMING: Final = word_set("become becomes became")
"""Verbs behind which a noun stands without an article: "become finance minister"."""

_JUDGING: Final = word_set("find consider call think deem")
"""Verbs behind which it stands last what somebody takes something for."""

_AMOUNTS: Final = word_set("old long far often big tall high")
_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*")


class _Token(NamedTuple):
    word: str  # folded
    start: int
    is_name: bool


@lru_cache(maxsize=1024)
def event_word(question: str) -> int | None:
    """Which of the question's content words says what happened; None where none plainly does."""
    tokens = [
        _Token(
            fold(found[0]).removesuffix("'s"),
            found.start(),
            found[0][0].isupper() and not found[0].isupper(),
        )
        for found in _WORD.finditer(question)
    ]
    event = _event(tokens)
    if event is None:
        return None
    starts = [word.start() for word in content_words(question)]
    return starts.index(event.start) if event.start in starts else None


def _event(tokens: Sequence[_Token]) -> _Token | None:
    words = [token.word for token in tokens]
    asking = next((at for at, word in enumerate(words) if word in QUESTION_WORDS), None)
    if named := _of_measure(tokens):
        return tokens[named[0]]
    if asking is None:
        return None
    start = asking + 1
    while start < len(words) and words[start] in _ENDS | {"of"}:  # "how many of the"
        start += 1
    auxiliary = _auxiliary(words, start)
    first = [at for at in _run(tokens, start) if auxiliary is None or at < auxiliary]
    is_how = words[asking] == "how" and first[:1] == [asking + 1]
    if auxiliary is not None and is_how and words[first[0]] not in _AMOUNTS:
        chosen = first[:1]  # "How dangerous is it?"
    elif auxiliary is None:
        # "Who found it?"; "How many sailors drowned?"
        pasts = [at for at in first if _is_past(words[at])]
        chosen = (pasts or first)[:1]
        if chosen and words[chosen[0]] in _CAUSING:
            chosen = _run(tokens, chosen[0] + 1)[-1:] or chosen
    else:
        run = _run(tokens, auxiliary + 1)
        chosen = _verb(words, run, is_be=words[auxiliary] in BE)
        if words[asking] == "why" and chosen and words[chosen[0]] in _JUDGING:
            chosen = _run(tokens, chosen[0] + 1)[-1:] or chosen
        elif (
            words[asking : asking + 2] == ["how", "long"]
            and chosen
            and words[chosen[0]] in _LASTING
        ):
            return _lasting(tokens, run)
    if chosen and words[chosen[0]] in _LIGHT:
        # "What sentence did he get?" has the noun in front.
        chosen = _noun_of(words, chosen[0]) or first[:1] or chosen
    return tokens[chosen[0]] if chosen else None


def _lasting(tokens: Sequence[_Token], run: Sequence[int]) -> _Token | None:
    """What lasts, "trial" of "how long did the trial last", or is done: "take her to answer"."""
    if len(run) > 1:
        return tokens[run[-2]]
    words = [token.word for token in tokens]
    rest = run[0] + 1
    if "to" in words[rest:-1]:
        return tokens[words.index("to", rest) + 1]
    return tokens[run[0]] if "it" in words else None


def _of_measure(tokens: Sequence[_Token]) -> list[int]:
    """What a measure is asked of: "arrest" of "the place of arrest" and of "arrest date"."""
    words = [token.word for token in tokens]
    for at, word in enumerate(words):
        if word in _MEASURES and at + 1 < len(words) and words[at + 1] == "of":
            return _run(tokens, at + 2)[:1]
    if not words or {*words} & (QUESTION_WORDS | AUXILIARIES):
        return []
    for at, word in enumerate(words):
        if word in _HAPPENING:
            return [at]
        if word in _MEASURES and (run := _run(tokens, 0)):
            return [each for each in run if each < at][-1:] or [each for each in run if each > at][
                -1:
            ]
    return []


def _auxiliary(words: Sequence[str], at: int) -> int | None:
    """Where the auxiliary stands, before anything else begins; None where there is none."""
    for each in range(at, len(words)):
        if words[each] in _AUXILIARIES:
            return each
        if words[each] in _ENDS:
            return None
    return None


def _run(tokens: Sequence[_Token], at: int) -> list[int]:
    """Where the words stand for what happened and to whom, up to where something else begins."""
    run: list[int] = []
    begun = False
    for each, token in enumerate(tokens[at:], at):
        if token.word in _ENDS or token.word.isdigit():
            if begun:
                break
            continue
        begun = begun or token.word not in AUXILIARIES
        following = tokens[each + 1].word if each + 1 < len(tokens) else ""
        is_future = token.word == "going" and following == "to"
        is_light = token.word in _LIGHT - AUXILIARIES and following not in _PARTICLES
        is_skipped = is_future or (token.word in _SKIPPED and not is_light)
        if is_skipped or token.is_name or token.word.endswith("ly"):
            continue
        run.append(each)
    return run


def _verb(words: Sequence[str], run: Sequence[int], *, is_be: bool) -> list[int]:
    """The last word, "leave" of "the minister leave"; of "the price of the tower" the first."""
    doing = [
        at
        for at in run
        if _is_past(words[at])
        or (words[at].endswith("ing") and words[at - 1] not in ("of", "for"))  # "price of building"
    ]
    if not run or not is_be:
        return [at for at in run if words[at] in _BECOMING] or [*run[-1:]]
    if doing:
        return doing[-1:]
    before_of = [at for at in run if "of" not in words[run[0] : at]]
    return before_of[-1:]


def _is_past(word: str) -> bool:
    return word in PASTS or word in IRREGULAR_PARTICIPLES or word.endswith("ed")


def _noun_of(words: Sequence[str], verb: int) -> list[int]:
    """The noun that says what a light verb does: "strike" of "go on strike"."""
    at = verb + 1
    while at < len(words) and words[at] in _TO_NOUN:
        at += 1
    return [at] if at < len(words) and words[at] not in STOP_WORDS else []
