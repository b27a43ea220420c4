"""Words that say nothing of what a text is about."""

from __future__ import annotations

from index.language.word_lists import word_set

STOP_WORDS = word_set(
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
