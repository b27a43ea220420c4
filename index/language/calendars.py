"""Months and weekdays in other languages than English, as date lines of articles have them."""

from __future__ import annotations

from typing import Final

from index.language.word_lists import ordered_words, word_set

Months = tuple[tuple[str, ...], ...]
"""The names of each month of the year, in order: most have one."""


# A month of two names has a slash between them.
def _months(text: str) -> Months:
    return tuple(tuple(names.split("/")) for names in ordered_words(text))


MONTHS: Final[dict[str, Months]] = {
    "de": _months(
        "januar februar märz april mai juni juli august september oktober november dezember"
    ),
    "es": _months(
        """
        enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre
        diciembre
        """
    ),
    "fr": _months(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    "it": _months(
        """
        gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre
        dicembre
        """
    ),
    "pt": _months(
        """
        janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
        """
    ),
}
WEEKDAYS: Final = {
    "de": word_set("montag dienstag mittwoch donnerstag freitag samstag sonntag"),
    "es": word_set("lunes martes miércoles jueves viernes sábado domingo"),
    "fr": word_set("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    "it": word_set("lunedì martedì mercoledì giovedì venerdì sabato"),
}
