"""Numbers in words."""

from __future__ import annotations

from typing import Final

from index.language.word_lists import ordered_words, word_set

UNITS: Final = ordered_words(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """
)
TENS: Final = ordered_words("twenty thirty forty fifty sixty seventy eighty ninety")
ORDINALS: Final = ordered_words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)
CARDINALS: Final = {
    **{word: float(value) for value, word in enumerate(UNITS)},
    **{word: 10.0 * value for value, word in enumerate(TENS, start=2)},
}
NUMBERS: Final = {word: int(value) for word, value in CARDINALS.items() if 1 <= value <= 20}
"""Numbers by which people are counted: "two officials"."""

AMOUNTS: Final = NUMBERS.keys() | word_set(
    "number numbers tens dozens scores hundreds thousands millions majority half members many"
)
"""Words of how many, before the "of" of those of whom something is told."""

VALUES: Final = {
    **CARDINALS,
    **{word: float(value) for value, word in enumerate(ORDINALS, start=1)},
    "half": 0.5,
    "both": 2.0,
    "pair": 2.0,
    "couple": 2.0,
    "single": 1.0,
}
"""The value of each word that is taken for a number."""

SCALES: Final = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
"""The factor that each word multiplies the number before it by."""

CURRENCIES: Final = {
    "euro": r"€|\beuros?\b|\beur\b",
    "dollar": r"\$|\bdollars?\b|\busd\b",
    "pound": r"£|\bsterling\b|\bgbp\b|\b(?:thousand|million|billion) pounds\b",  # a weight, too
    "yen": r"¥|\byen\b",
    "yuan": r"¥|\byuan\b|\brenminbi\b",
    "rouble": r"₽|\brou?bles?\b",
    "rupee": r"₹|\brupees?\b",
    "crown": r"\bcrowns?\b|\bkron(?:a|or|er|e)\b",
    "franc": r"\bfrancs?\b",
    "peso": r"\bpesos?\b",
    "lira": r"₺|\blira\b",
    "won": r"₩",
}
"""What each currency is called, as patterns of folded text."""
