"""Names that are spelt like other words: "Senator Long", "Ms. May", "Kelly said"."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from assistant.attribution.syntax.tokens import TokenKind, Tokens
from index.language.en.calendar import MONTHS_AND_NAMES, TIMES
from index.language.en.grammar.function_words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
)
from index.language.en.grammar.pronouns import PRONOUNS
from index.language.en.names import TITLES
from index.language.en.nouns import ORGANISATION_NAMES, is_source_noun
from index.language.en.places import COUNTRIES
from index.language.en.reporting_verbs import REPORTING_VERBS
from index.language.reporting import Form
from index.language.word_lists import word_set

_CLOSED: Final = (
    (
        (ADVERBS | AUXILIARIES | CONJUNCTIONS | DETERMINERS | NEGATIONS | PREPOSITIONS | PRONOUNS)
        # Adjectives and participles that are read as if they were of a closed class.
        | word_set("close familiar late declined refused")
    )
    - ARTICLES
    - {"i"}
)
_SUBJECTS: Final = CONJUNCTIONS | DETERMINERS | PRONOUNS  # "Both said", "As stated in"
_DESCRIBING: Final = ARTICLES | word_set("who whose")
_ENDINGS: Final = ("ly", "ed", "ing")
# After these a capital may be that of a new sentence.
_RESTARTING: Final = frozenset(":;()[]…—–-―") | {"--"}


def with_names(tokens: Tokens, surnames: Container[str]) -> Tokens:
    """The tokens with the capital kept in `lower` where a name would be taken for another word.

    A capital says so inside a sentence. At its beginning every word has one: there it is a name
    when it speaks, or is one of the article's surnames, which are in lower case.
    """
    # There every word has a capital.
    if tokens.is_headline:
        return tokens
    return Tokens(
        token._replace(lower=token.text.replace("’", "'"))
        if _is_name(tokens, at, surnames)
        else token
        for at, token in enumerate(tokens)
    )


def _is_name(tokens: Tokens, at: int, surnames: Container[str]) -> bool:
    token = tokens[at]
    shouted = token.text.isupper() and len(token.text) > 1
    if not token.is_capitalised or shouted:
        return False
    if token.lower in MONTHS_AND_NAMES:
        return _is_named_like_month(tokens, at)
    if not _is_other_word(token.lower):
        return False
    return not _opens(tokens, at) or token.lower in surnames or _speaks(tokens, at)


def _is_other_word(lower: str) -> bool:
    if lower in _CLOSED:
        return True
    if lower in TITLES or lower in COUNTRIES or lower in ORGANISATION_NAMES:
        return False
    return (lower in REPORTING_VERBS or lower.endswith(_ENDINGS)) and not is_source_noun(lower)


def _opens(tokens: Tokens, at: int) -> bool:
    """Whether any word would have a capital there."""
    if at == 0:
        return True
    before = tokens[at - 1]
    if before.kind is TokenKind.QUOTE:
        return before.text.rstrip("”\"’'»").endswith((".", "!", "?"))
    return before.text in _RESTARTING


def _speaks(tokens: Tokens, at: int) -> bool:
    """Whether it is the subject of what follows: "Reilly said", "Reilly, who said"."""
    if tokens.lower(at) in _SUBJECTS:
        return False
    following = tokens.lower(at + 1)
    if following == ",":
        return tokens.lower(at + 2) in ("who", "whose")
    return _reports(following)


def _is_named_like_month(tokens: Tokens, at: int) -> bool:
    """Whether it follows a title or a first name, or speaks: not "in March", "May 4"."""
    if at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit():
        return False
    before = tokens.lower(at - 1)
    if at and tokens[at - 1].is_capitalised and before not in TIMES:
        return before not in PREPOSITIONS | {"last", "this", "next", "late", "early"}
    if _reports(before):  # said May, a lawyer
        return tokens.lower(at + 1) == "," and tokens.lower(at + 2) in _DESCRIBING
    apart = at == 0 or before in TIMES or tokens[at - 1].kind is not TokenKind.WORD
    return apart and _reports(tokens.lower(at + 1))


def _reports(word: str) -> bool:
    verb = REPORTING_VERBS.get(word)
    return verb is not None and verb.form in (Form.PAST, Form.PRESENT)
