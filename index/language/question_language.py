"""Is a question in English? Told by its letters, and by words with which other languages ask."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from index.language.detection import likely_language
from index.language.en.grammar.function_words import AUXILIARIES, STOP_WORDS
from index.language.en.grammar.pronouns import QUESTION_WORDS
from index.language.word_lists import word_set

LONGEST: Final = 400
"""Characters of a question that are looked at."""

# Question words, verbs and pronouns, which no name has: names have articles and prepositions, "de
# la", "van der". None is an English word, and most are of one language only.
_ASKING: Final = {
    "es": word_set(
        """
        qué quién quiénes cuándo dónde cómo cuánto cuánta cuántos cuántas cuál cuáles quien quienes
        cuando donde cuanto cuantos cuantas cual dijo dijeron está están fue fueron murieron
        hizo según traduce traducir resumen artículo porque tiene quieren sobre
        """
    ),
    "fr": word_set(
        """
        qui quoi quand où comment pourquoi combien quel quelle quels quelles est sont était ont
        qu'est est-ce dit dites déclaré selon résume résumé traduis traduisez morts avez pouvez
        c'est qu'a qu'ont à-t-il été
        """
    ),
    "de": word_set(
        """
        wer wie warum wann welche welcher welches wen wem wieso weshalb wieviel viele sagt sagte
        ist sind wurde wurden haben hatte gibt und nicht über fasse zusammen übersetze artikel bitte
        passiert geschah kam starben
        """
    ),
    "it": word_set(
        """
        chi quando dove perché quanti quante quanto quale quali cos'è che sono hanno detto
        è morti secondo successo riassumi traduci articolo della perche
        """
    ),
    "pt": word_set(
        """
        quem quando onde porquê quantos quantas quanto qual quais disse são está foram morreram
        segundo você não aconteceu resuma traduza artigo foi
        """
    ),
    "nl": word_set(
        """
        wie waar waarom wanneer hoe hoeveel welke zegt zei zijn wordt werden heeft hebben niet
        vertaal samenvatting artikel gebeurde volgens het een
        """
    ),
    "pl": word_set(
        """
        kto kiedy gdzie dlaczego ile jaki jaka jakie czy który która które powiedział powiedziała
        jest są było został zostali zginęło według stało się przetłumacz streść artykuł
        """
    ),
    "sv": word_set("vem vad när varför hur många säger sade enligt och inte hände är sammanfatta"),
    "da": word_set("hvem hvad hvornår hvor hvorfor hvordan mange siger ifølge og ikke skete er"),
    "no": word_set("hvem hva når hvorfor hvordan mange sier ifølge og ikke skjedde hvor er"),
    "ro": word_set("când unde câți câte spune este sunt potrivit"),
    "tr": word_set("kim nerede neden nasıl kaç hangi dedi göre mı kişi öldü"),
    "cs": word_set("kdo kdy kde proč kolik jak který která řekl podle jsou bylo"),
    "id": word_set("siapa kapan mengapa bagaimana berapa yang adalah dimana"),
    "fi": word_set("kuka mitä milloin missä miksi kuinka monta sanoi mukaan ovat"),
    "hu": word_set("mikor miért hány hogyan mondta szerint"),
}
_SCRIPTS: Final = {
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
}
_UKRAINIAN: Final = re.compile("[іїєґ]")
_ENGLISH: Final = (
    STOP_WORDS | AUXILIARIES | QUESTION_WORDS | word_set("who's what's say says said tell")
) - word_set("a as in was an no do on me i he or am so die")
"""Words that only English has."""
_SHARED: Final = {
    "nl": word_set("is was over had of"),
    "de": word_set("was"),
    "sv": word_set("under for"),
    "da": word_set("for over under"),
    "no": word_set("for over under"),
}
"""Words of English that a language has as well."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SEVERAL: Final = 2
"""Words that ask which are enough; a single one is where the whole looks like the language."""

_LIKELY: Final = 0.4
"""Probability that the whole is in a language from which on it looks like it."""


def question_language(question: str) -> str | None:
    """The ISO 639-1 code of the language that a question is in; None for English, and in doubt.

    A name of another language makes no question one of it.
    """
    words = [word.replace("’", "'") for word in _WORD.findall(question[:LONGEST].lower())]
    if not words:
        return None
    if (by_letters := _by_letters(words)) is not None:
        return by_letters
    counts = {code: sum(word in asking for word in words) for code, asking in _ASKING.items()}
    code = max(counts, key=lambda each: counts[each])
    own = _ASKING[code] | _SHARED.get(code, frozenset())
    english = sum(word in _ENGLISH and word not in own for word in words)
    if counts[code] <= english:
        return None
    if counts[code] >= _SEVERAL:
        return code
    likely, probability = likely_language(question[:LONGEST])
    return code if likely == code and probability >= _LIKELY else None


def _by_letters(words: list[str]) -> str | None:
    """The language whose script most of its letters are in; None for the Latin script."""
    letters = "".join(words)
    scripts = [unicodedata.name(each, "").partition(" ")[0].split("-")[0] for each in letters]
    known = [_SCRIPTS[script] for script in scripts if script in _SCRIPTS]
    if 2 * len(known) <= len(letters):
        return None
    if "ja" in known:  # which has Chinese letters as well
        return "ja"
    code = max(dict.fromkeys(known), key=known.count)
    return "uk" if code == "ru" and _UKRAINIAN.search(letters) else code
