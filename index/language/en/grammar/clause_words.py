"""Closed classes of English words, by what becomes of a sentence where they are or go."""

from __future__ import annotations

from typing import Final

from index.language.word_lists import word_set

LIGHT: Final = word_set(
    """
    also later then again however meanwhile moreover furthermore instead indeed finally eventually
    soon now already additionally
    """
)
"""Words that may stand before another one or be left out."""

OPENING: Final = LIGHT | word_set("and but")
"""Words that may stand in front of a sentence or be left out."""

WHERE: Final = word_set("in on at during near after before since outside inside under amid despite")
"""Words that begin a phrase that says where, when or how."""

TOWARDS: Final = word_set("to from into onto toward towards")
"""Words that begin such a phrase before a name or an article, but not before a verb."""

TIMELY: Final = word_set(
    "on in last this next late early since at during morning evening afternoon"
)
"""Words that belong to times, as months and weekdays do."""

GOVERNING: Final = word_set(
    "of to for by with from than that against between into about over under"
)
"""Words that bind what follows to what stands before."""

CLAUSAL: Final = word_set(
    """
    and but or while as after before because since when where who which whereas although though so
    """
)
"""Words that begin another clause."""

DESCRIBING: Final = word_set("who whom whose where")
"""Words that, like "a" and "the", begin a description of a person or place after a comma."""

EVENT: Final = word_set("after before when as because since while")
"""Words that begin a clause that happened with the rest, where both are told in the past."""

HAPPENED: Final = word_set("after while although though whereas")
"""Words that begin a clause that is as true as the rest of the sentence."""

JOINING: Final = word_set("and while whereas")
"""Words that join another clause after a comma, without taking anything back."""

TURNING: Final = word_set(
    """
    it this that these those so nobody none nothing nowhere no not never neither nor few hardly
    """
)
"""Words with which a part may take back what the rest says: "nobody believes it"."""

PRESENT: Final = word_set("is are am isn't aren't has have hasn't haven't do does don't doesn't")
"""Auxiliaries of what is so, rather than of what happened."""

CONDITION: Final = word_set(
    """
    if unless until except provided without otherwise only assuming whether either
    novel film movie drama fiction legend myth dream theory scenario had were should
    """
)
"""Words with which the rest of a sentence is not simply so; the last three in front of it."""

REVOKING: Final = word_set(
    """
    apart aside bar barring excepted exception excluding save
    false falsely untrue wrong wrongly mistaken mistakenly error hoax fake forged forgery joke jest
    joking satire satirical parody fiction fictional supposedly officially denied denies retracted
    withdrew withdrawn corrected lie lies nonsense fools myth rumour rumor alleged allegedly
    disputed sarcastically pending depending providing supposing ignoring excepting judging
    stripped annulled
    """
)
"""Words that take back what the rest of a sentence says, all or some of it."""

UNREAL: Final = word_set("will can may should must shall to not never no")
"""Forms of words with which something has not happened."""

GRADED: Final = word_set(
    """
    only all every each any always no none not never nobody nothing nowhere neither hardly more less
    fewer most least best worst first second third last
    """
)
"""Words with which where, when and of whom it holds is a part of what is said."""

CHANGING: Final = word_set("former ex deputy vice acting alleged possible fake future late")
"""Modifiers that make something else of their noun."""
