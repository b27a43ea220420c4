"""Countries and capitals, and what their people are called."""

from __future__ import annotations

from typing import Final

from index.language.word_lists import word_set

COUNTRIES: Final = word_set(
    """
    afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh
    belarus belgium bolivia bosnia brazil britain bulgaria burma cambodia canada chile china
    colombia croatia cuba cyprus denmark ecuador egypt england estonia ethiopia finland france
    georgia germany ghana greece guatemala haiti honduras hungary iceland india indonesia iran iraq
    ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait laos latvia lebanon
    libya lithuania malaysia mali mexico moldova mongolia morocco myanmar nepal netherlands
    nicaragua niger nigeria norway oman pakistan panama paraguay peru philippines poland portugal
    qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain
    sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay
    venezuela vietnam wales yemen zambia zimbabwe
    ankara beijing berlin brussels caracas delhi havana jerusalem kiev kyiv london madrid moscow
    paris pyongyang riyadh rome seoul tehran tokyo vienna washington
    """
)
# A line for each country: its first word is what all the others stand for.
_PLACES: Final = """
us usa u.s. u.s u.s.a america american washington united-states
uk u.k. britain british london united-kingdom england english
cuba cuban havana
venezuela venezuelan caracas
russia russian moscow kremlin
china chinese beijing
ukraine ukrainian kyiv kiev
france french paris
germany german berlin
iran iranian tehran
israel israeli jerusalem
japan japanese tokyo
mexico mexican
canada canadian ottawa
india indian delhi
spain spanish madrid
italy italian rome
turkey turkish ankara
syria syrian damascus
iraq iraqi baghdad
afghanistan afghan kabul
pakistan pakistani islamabad
korea korean seoul
colombia colombian bogota
brazil brazilian brasilia
australia australian canberra
poland polish warsaw
egypt egyptian cairo
europe european eu brussels
ireland irish dublin
scotland scottish edinburgh
greece greek athens
saudi saudis riyadh
palestine palestinian gaza
sweden swedish stockholm
norway norwegian oslo
netherlands dutch
argentina argentine argentinian
chile chilean
haiti haitian
nigeria nigerian
africa african
"""
PLACE_OF: Final = {
    word: line.split()[0] for line in _PLACES.strip().splitlines() for word in line.split()
}
"""The country that a place, its people or its capital stand for: "havana" for Cuba."""
