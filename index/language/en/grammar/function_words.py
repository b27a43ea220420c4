"""Closed classes of English words, which bound noun phrases and clauses."""

from __future__ import annotations

import re
from typing import Final

from index.language.en.calendar import RELATIVE_DAYS
from index.language.en.grammar.pronouns import DEMONSTRATIVES, POSSESSIVES, REFLEXIVES
from index.language.en.number_words import UNITS
from index.language.word_lists import word_set


def is_inflected(word: str, *endings: str) -> bool:
    """Whether a word ends so that is no name: "recently", not "Kelly"."""
    return word[:1].islower() and word.endswith(endings)


ARTICLES: Final = word_set("a an the")
DETERMINERS: Final = (
    ARTICLES
    | DEMONSTRATIVES
    | POSSESSIVES
    | frozenset(UNITS[1:13])
    | word_set(
        """
        some many several few most all both any each every another other others no dozens scores
        hundreds
        """
    )
)
ASKING_WORDS: Final = word_set("whether if how why what when where who")  # asked whether
STAND_ALONE: Final = word_set("those some many several others most few all both")  # "some say"
PREPOSITIONS: Final = word_set(
    """
    about above across after against along amid amidst among around as at before behind below
    beneath beside besides between beyond by citing concerning considering despite during except
    following for from in including inside into like near of off on onto outside over per
    regarding since through throughout to toward towards under underneath unlike until upon via
    versus with within without asked asking speaking addressing responding referring when while
    """
)
CONJUNCTIONS: Final = word_set(  # and relative and question words: what a clause begins with
    """
    although and because but except if lest nor once or since so than that though unless until
    when whenever where whereas wherever whether while who whom whose which what how why yet as
    then
    """
)
BE: Final = word_set("is are was were am be been being isn't aren't wasn't weren't")
HAVE: Final = word_set("has have had having hasn't haven't hadn't")
DO: Final = word_set("do does did don't doesn't didn't")
MODALS: Final = word_set(
    """
    will would can could shall should may might must won't wouldn't can't couldn't shouldn't
    mustn't cannot
    """
)
AUXILIARIES: Final = BE | HAVE | DO | MODALS
ASKING_AUXILIARIES: Final = word_set(  # with which a question can begin
    "is are was were do does did has have had will would can could should"
)
FINITE_AUXILIARIES: Final = ASKING_AUXILIARIES | word_set(
    "may might must"
)  # a clause needs no other verb
CLITIC: Final = re.compile(r"'(?:s|ll|re|ve|d|m)$")  # "she'll"; "n't" belongs to its verb
NEGATIONS: Final = word_set("not never nor neither")
ADVERBS: Final = (
    RELATIVE_DAYS
    | REFLEXIVES
    | word_set(
        """
        also later then again still even once twice often always sometimes soon now just already
        previously recently repeatedly further furthermore moreover earlier long first initially
        eventually finally instead indeed meanwhile nevertheless nonetheless however therefore thus
        too simply perhaps maybe only ever rather flatly all both separately quickly overall
        """
    )
)
NOT_ADVERBS: Final = word_set(
    "family ally assembly daily weekly monthly italy reply july"
)  # in -ly
OCCASIONS: Final = word_set(  # where and how things are said
    """
    statement interview speech post tweet email e-mail letter report conference rally hearing
    debate briefing call testimony telephone phone address appearance event remarks message
    article filing memo editorial column op-ed broadcast show program programme podcast stop
    press news meeting forum twitter facebook television tv radio detail length laugh smile
    reporters response reply court committee part
    """
)
STOP_WORDS: Final = word_set(
    """
    a about after again all also although am an and any are as at be because been before being
    both but by can could did do does doing done during each either every for from get got had
    has have having he her here hers him his how i if in into is it its just may me might more
    most much must my no nor not now of on once one only or other our out over own s same shall
    she should since so some still such than that the their theirs them then there these they
    this those though through to too under until up upon very was we were what whatever when
    where whether which while who whom whose why will with would yet you your
    """
)
"""Words that say nothing of what a text is about."""
