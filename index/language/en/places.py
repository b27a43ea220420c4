"""Countries and capitals, what their people are called, and what kinds of places there are."""

from __future__ import annotations

import re
from typing import Final

from index.language.word_lists import name_set, word_set

_STATES: Final = word_set(
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
    """
)
CAPITALS: Final = word_set(
    """
    ankara beijing berlin brussels caracas delhi havana jerusalem kiev kyiv london madrid moscow
    paris pyongyang riyadh rome seoul tehran tokyo vienna washington
    """
)
COUNTRIES: Final = _STATES | CAPITALS
"""Countries, and the capitals that stand for them."""

COUNTRY_NAMES: Final = _STATES | name_set(
    """
    andorra, angola, bahamas, barbados, belize, benin, bhutan, botswana, brunei, bulgaria, burundi
    burkina faso, cameroon, cape verde, central african republic, costa rica, czech republic
    czechia, congo, djibouti, dominican republic, east timor
    el salvador, equatorial guinea, eritrea, eswatini, fiji, gabon, gambia, great britain, grenada
    guinea, guyana, holy see, ivory coast, kiribati, kyrgyzstan, lesotho, liberia, liechtenstein
    luxembourg, madagascar, malawi, maldives, malta, mauritania, mauritius, monaco, montenegro
    mozambique, namibia, new zealand, north korea, north macedonia, papua new guinea, samoa
    saudi arabia, seychelles, sierra leone, solomon islands, south africa, south korea, south sudan
    sri lanka, suriname, tajikistan, togo, tonga, trinidad, turkmenistan
    united arab emirates, united kingdom, united states, uzbekistan, vanuatu
    """
)
"""Countries by their whole names, without capitals."""

PLACE_NOUNS: Final = word_set(
    """
    airport alley archipelago avenue bay beach borough bridge canal canyon cape cathedral church
    city coast county creek dam delta desert district fjord forest fort gulf harbor harbour
    highlands highway hill hills island islands isle junction kingdom lake lane mill mine mount
    mountain mountains ocean palace park peninsula pier port prefecture promenade province quay
    region republic reservoir ridge river road sea square state station strait street suburb
    territory town valley village wharf woods
    """
)
"""Nouns for kinds of places, which stand in their names or beside them."""

PLACE_PREFIXES: Final = word_set("cape fort isle lake mont monte mount port river")
"""Words that begin the names of places."""

NATION_NOUNS: Final = word_set("country government kingdom nation parliament people republic state")
"""Nouns before "of" and a country."""

RULERS: Final = name_set(
    """
    president, prime minister, foreign minister, interior minister, defence minister
    defense minister, finance minister, chancellor, parliament, king, queen, presidents, rulers
    """
)
"""Who or what a country has: “Cuba's parliament”, “the president of Cuba”."""

TOWN_HEADS: Final = name_set("mayor, council, town hall, city council, mayors")
"""Who or what a town has."""

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

_IN_SHORT: Final = {
    "eu": "European Union",
    "un": "United Nations",
    "uk": "United Kingdom",
    "uae": "United Arab Emirates",
}
_SHORT: Final = re.compile(r"(?i)\b(?:E\.?U|U\.?N|U\.?K|U\.?A\.?E)\b\.?")


def spelled_out(text: str) -> str:
    """The text with "the European Union" for "the EU"."""
    return _SHORT.sub(lambda found: _IN_SHORT[found[0].replace(".", "").lower()], text)
