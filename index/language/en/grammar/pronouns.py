"""Pronouns, by person and case; what points at something, and what asks for it."""

from __future__ import annotations

from typing import Final

from index.language.word_lists import word_set

# --- He and she, it and they ---------------------------------------------------------------

HE_OR_SHE: Final = word_set("he she")
HIM_OR_HER: Final = word_set("him her")
HIS_OR_HER: Final = word_set("his her")
OF_A_MAN: Final = word_set("he him his")
OF_A_WOMAN: Final = word_set("she her hers")
ONE_PERSON: Final = HE_OR_SHE | HIM_OR_HER | HIS_OR_HER | {"hers"}
"""Pronouns of one person."""

THIRD_PERSON: Final = HE_OR_SHE | {"it", "they"}
THIRD_PERSON_OBJECTS: Final = HIM_OR_HER | {"them"}
THIRD_PERSON_POSSESSIVES: Final = HIS_OR_HER | {"its", "their"}
PEOPLE_SPOKEN_OF: Final = ONE_PERSON | word_set("they them their theirs")
"""Pronouns of one person or several."""

REFLEXIVES: Final = word_set("himself herself itself themselves")

# --- Who speaks and who is spoken to -------------------------------------------------------

SPEAKING: Final = word_set("i we you")
SPEAKING_OBJECTS: Final = word_set("me us")
SPEAKING_POSSESSIVES: Final = word_set("my our your")

POSSESSIVES: Final = THIRD_PERSON_POSSESSIVES | SPEAKING_POSSESSIVES
PRONOUNS: Final = THIRD_PERSON | SPEAKING | {"who"}
"""Pronouns that a clause can have for its subject instead of a noun phrase."""

# --- Pointing, asking, and nobody in particular --------------------------------------------

DEMONSTRATIVES: Final = word_set("this that these those")
QUESTION_WORDS: Final = word_set("who whom whose what which when where why how")
RELATIVES: Final = word_set("who whose whom which where when")
ANYBODY: Final = word_set("anyone anybody")
SOMEBODY: Final = word_set("someone somebody")
EVERYBODY: Final = word_set("everyone everybody")
NOTHING: Final = word_set("nobody nothing none")
