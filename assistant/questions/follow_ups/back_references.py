"""Does a question point back to what was said before it, or does it stand alone?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.attribution import source_question_of
from assistant.questions.follow_ups.antecedents import without_bound
from assistant.questions.forms.small_talk import small_talk_of
from assistant.verification.detectors.names import names
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import AUXILIARIES, PREPOSITIONS, STOP_WORDS
from index.language.en.grammar.pronouns import (
    DEMONSTRATIVES,
    ONE_PERSON,
    PEOPLE_SPOKEN_OF,
    QUESTION_WORDS,
)
from index.language.en.nouns import is_source_noun
from index.language.en.reporting_verbs import REPORTING_VERBS
from index.language.folding import fold
from index.language.terms import terms
from index.language.word_lists import any_of, word_set

LONGEST: Final = 2_000
"""Characters of a question that are looked at."""

_BACK: Final = word_set("same others ones else other another")
_BACK_IN_TIME: Final = word_set("afterwards latter")
_AT_THE_END: Final = word_set("so not too either neither both one there then it this that those")
_THE_ARTICLE: Final = word_set("article articles story piece text news who")
_ASKING: Final = (
    AUXILIARIES | QUESTION_WORDS | word_set("tell list show give name summarize summarise")
)
_LEAD: Final = re.compile(r"\A\W*(?:and|but|so|or|ok|okay|now|then)\b[\s,]*", re.IGNORECASE)
_WHAT_ABOUT: Final = re.compile(r"\W*(?:what|how)\s+about\b", re.IGNORECASE)
_EXPLETIVE: Final = re.compile(  # an "it" that stands for nothing
    r"""(?x)
    \b(?: (?:is|was|isn't|wasn't)\s+it\s+(?:true|clear|certain|settled|agreed|possible|likely
        |known|a\s+fact|who|undisputed)(?:\s+that\b)?
      | (?:is|was|have|has)\s+it\s+that | it\s+(?:rain|snow)\w* | does\s+it\s+(?:take|mean|cost)
      | (?:hot|cold|warm|windy)\s+(?:is|was|will|would)\s+it(?:\s+(?:be|get))?
      )"""
)
_EMPTY: Final = word_set(
    """
    yes no ok okay really right sure thanks please exactly day date year month week hour time place
    reason number name source many much say says said also come go tell show give list
    """
)
"""Words that tell the kind of thing asked for, or nothing."""

_HOW: Final = re.compile(
    r"(?i)\bhow\s+(?:old|long|far|big|large|tall|often|high|fast|deep|wide|late|soon|many|much)\b"
)
_NOT_OWN: Final = _EMPTY | _BACK | _BACK_IN_TIME

_OF_OTHERS: Final = re.compile(
    r"(?i)\W*(?:do|does|did|have|has|can|could|would|will)\s+(?:the\s+|any\s+|all\s+|your\s+)?"
    r"other(?:s\b|\s+(?:sources?|people|officials?|witnesses)\b)"
)
_WITHOUT_VERB: Final = re.compile(
    r"(?i)\W*(?:(?:and|but|so)\s)?(?:any|how\s(?:many|much))"
    rf"(?:\s(?!{any_of(AUXILIARIES)}\b)[\w'-]+){{1,2}}\W*"
)
_LAST_THAT: Final = re.compile(rf"(?i)\b(?:{any_of(DEMONSTRATIVES)}|so|then)(?:\s+[\w']+)?\W*$")

_MORE: Final = re.compile(
    r"(?i)\b(?:what|who|whom|where|anything|anyone|anybody|something)\s+else\b"
)

_MANY: Final = 4
"""A question of so many words of its own is understood whatever an "it" or "there" in it means."""

_SEVERAL: Final = 2
"""A question of so many words of its own is understood whatever an "else" in it means."""


def stands_alone(question: str) -> bool:
    """Whether nothing in it points back, and it has something to look for."""
    question = question[:LONGEST]
    if left_out(question) is not None:
        return False
    if asks_of_others(question):
        return False
    question = _LEAD.sub("", question, count=1)
    return bool(own_terms(question)) and not _points_back(question)


def without_lead(question: str) -> str:
    """The question without the "And" or "So" that it begins with."""
    lead = _LEAD.match(question)
    rest = question[lead.end() :] if lead else question
    return rest[:1].upper() + rest[1:]


def left_out(question: str) -> str | None:
    """The part that a question names and nothing else: "And in the fire?", "What about Cuba?"."""
    question = question[:LONGEST]
    if about := _WHAT_ABOUT.match(question):
        return question[about.end() :].strip(" ?.!,")
    rest = _LEAD.sub("", question, count=1)
    words = _words(rest)
    is_led = rest != question or (words[:1] and words[0] in PREPOSITIONS)  # And Cuba? In Cuba?
    return rest.strip(" ?.!,") if is_led and _ASKING.isdisjoint(words) else None


def leaves_out_verb(question: str) -> bool:
    """Whether it is only what is asked for: "Any injuries?", "How many passengers?"."""
    return _WITHOUT_VERB.fullmatch(question[:LONGEST]) is not None


def asks_nothing(question: str) -> bool:
    """Whether nothing could be found that answers it: "Thanks", "Are you sure?", "Tell me more"."""
    asks = not QUESTION_WORDS.isdisjoint(_words(question[:LONGEST])) or asks_of_others(question)
    return small_talk_of(question) is not None or not (asks or own_terms(question))


def asks_of_others(question: str) -> bool:
    """Whether it asks if others say what was said: "And do the others back that up?"."""
    return _OF_OTHERS.match(_LEAD.sub("", question[:LONGEST], count=1)) is not None


def asks_for_more(question: str) -> bool:
    """Whether it asks for what was not said yet: "What else did she say?"."""
    return _MORE.search(question[:LONGEST]) is not None


def means_somebody(question: str) -> bool:
    """Whether a "he" or "her" in it is somebody who was spoken of before."""
    question = without_bound(question[:LONGEST])
    words, antecedents = _words(question), _antecedents(question)
    return any(
        word in ONE_PERSON and antecedents.isdisjoint(words[:at]) for at, word in enumerate(words)
    )


def means_all_before(question: str) -> bool:
    """Whether its "that" means what was said as a whole: "When did that end?"."""
    return _LAST_THAT.search(question[:LONGEST]) is not None


def has_question_word(question: str) -> bool:
    """Whether it asks for something of its own: "When was that?", not "And do others say so?"."""
    return not _WHAT_ABOUT.match(question) and not QUESTION_WORDS.isdisjoint(_words(question)[:4])


def own_terms(question: str) -> set[str]:
    """The words that tell what it is about; none in "When was that?"."""
    # "How old" names the kind of thing that is asked for: "old" is no word to look for.
    all_words = _words(_HOW.sub(" ", question))
    words = [word for word in all_words if word not in STOP_WORDS | _NOT_OWN]
    return set(terms(" ".join(words))) if words else set()


def _words(question: str) -> list[str]:
    return [word.removesuffix("'s") for word in re.findall(r"[\w']+", fold(question))]


def _points_back(question: str) -> bool:
    question = without_bound(question)
    # An "it" that stands for nothing is blanked, or it would point back.
    words = _words(_EXPLETIVE.sub(" _ _ ", fold(question)))
    # "Does Lee think he will win?" has its own antecedent, in front of the pronoun.
    antecedents = _antecedents(question)
    if any(
        word in PEOPLE_SPOKEN_OF and antecedents.isdisjoint(words[:at])
        for at, word in enumerate(words)
    ):
        return True
    # A "he" or "they" always has to be somebody; other words only where little else is said.
    own = len(own_terms(question))
    if own >= _MANY:
        return False
    source_question = source_question_of(question)
    of_sources = source_question is not None and bool(own_terms(source_question.content))
    return any(
        word in _BACK_IN_TIME
        or (word in _BACK and own < _SEVERAL)
        or (word in _AT_THE_END and at == len(words) - 1)
        or (word in ("it", "its") and not of_sources and not _is_bound(words, at, antecedents))
        or (word in DEMONSTRATIVES and _determines(words, at, of_sources=of_sources))
        for at, word in enumerate(words)
    )


def _is_bound(words: Sequence[str], at: int, antecedents: frozenset[str]) -> bool:
    """Whether "it" may be whom the clause before speaks of: "Cuba said it was", not "post it"."""
    is_subject = words[at] == "its" or (at + 1 < len(words) and words[at + 1] in AUXILIARIES)
    return is_subject and not antecedents.isdisjoint(words[:at])


def _determines(words: Sequence[str], at: int, *, of_sources: bool) -> bool:
    """Whether "this" or "that" means something said before: not "this week", "said that it"."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if following in TIMES or following in _THE_ARTICLE:
        return False
    if words[at] != "that":
        return not of_sources
    before = words[at - 1] if at else ""
    opens = not before or before in PREPOSITIONS or before in AUXILIARIES
    reported = before in REPORTING_VERBS and len(words) - at <= 2  # confirmed that report
    return reported or (opens and not of_sources)


def _antecedents(question: str) -> frozenset[str]:
    """The words of a question that a pronoun in it can stand for: names, people, groups."""
    named = {word for name in names(question) for word in _words(name)}
    return frozenset(named | {word for word in _words(question) if is_source_noun(word)})
