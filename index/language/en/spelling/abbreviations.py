"""Abbreviations, by whether a sentence can end with their full stop, which is left out here."""

from __future__ import annotations

from typing import Final

from index.language.en.calendar import SHORT_MONTHS
from index.language.en.names import RARE_SHORT_TITLES, SHORT_TITLES
from index.language.word_lists import capitalised, word_set

ANNOUNCING: Final = SHORT_TITLES | RARE_SHORT_TITLES | word_set("v vs Vs cf e.g i.e")
"""Abbreviations with which no sentence ends: what they announce follows."""

BEFORE_NUMBERS: Final = frozenset(capitalised(SHORT_MONTHS)) | word_set(
    "No Nos no nos Nr nr p pp Vol vol Fig Figs fig figs Sec sec Art art Ch ch Rs"
)
"""Abbreviations with which no sentence ends when a number follows."""

ABBREVIATIONS: Final = word_set(
    """
    Inc Corp Co Cos Ltd Bros Jr Sr St Ste Mt Ft Ave Blvd Rd etc al Esq Dept dept Univ Assn Est est
    approx ca Ph Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss
    Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que
    """
)
"""Abbreviations with which a sentence ends if the next word opens one."""

COMMON_ABBREVIATIONS: Final = word_set("Co Corp Inc Jr Ltd No Sr St vs")
"""Abbreviations with which a line of a page may end while the sentence goes on."""

HOURS: Final = word_set("a.m p.m A.M P.M")
"""Hours, with which a sentence ends unless a day, a month or a time zone follows."""
