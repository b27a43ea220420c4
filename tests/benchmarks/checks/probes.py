"""Lies made from an article's own sentences, and true rewordings of them.

Each is what a model could have written about a paragraph: the speaker swapped, a "not" dropped, a
number changed. None is chosen by what the check would find. A lie that is shown is a false pass; a
rewording that is withheld, a false strip. Probes of speakers know only the statements that the
ledger finds.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from assistant.attribution import Statement, VerbKind, statements, statements_in
from assistant.verification import ContextParagraph, Verdict, check
from assistant.verification.draft import Draft
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.sentences import sentences
from index.types import Article, Paragraph
from tests.benchmarks.checks import swaps

TRUE: Final = "true: reworded"
REPLACED: Final = "word replaced by one of the paragraph"
"""The lie that words alone can hardly tell."""

_ABBREVIATED = {"January": "Jan.", "February": "Feb.", "August": "Aug.", "October": "Oct."}
_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_WORDED = {"two": "2", "three": "3", "four": "4", "five": "5", "ten": "10", "eleven": "11"}
_HEDGES = {
    r"\b(?:may|might|could)\b": "will",
    r"\b(?:probably|likely|perhaps|reportedly|allegedly|apparently|possibly)\s": "",
    r"\bsome (?=\w+s\b)": "all ",
}
_LONG = re.compile(r"\b[a-z]{7,}\b")
_NO_CONTENT = STOP_WORDS | {"according"}
_FEWEST_WORDS = 6
_STRANGER = "Rubinstein"
_OPENINGS = {
    "Therefore": "reason invented",
    "As a result": "reason invented",
    "Yes": "“yes” or “no” put before",
    "No": "“yes” or “no” put before",
}


@dataclass(frozen=True, slots=True)
class Probe:
    """A claim about paragraphs of an article, and what was done to make it."""

    kind: str
    claim: str
    paragraphs: tuple[ContextParagraph, ...]

    @property
    def is_true(self) -> bool:
        return self.kind == TRUE

    def verdict(self) -> Verdict:
        draft = Draft(self.claim, tuple(each.label for each in self.paragraphs))
        return check(draft, self.paragraphs, "")


def probes(article: Article) -> Iterator[Probe]:
    """Those that the article's sentences and statements allow."""
    for number, paragraph in enumerate(article.paragraphs):
        here = partial(_probe, article, paragraph)
        found = sentences(paragraph.text)
        for sentence, following in zip(found, (*found[1:], None), strict=True):
            if len(sentence.text.split()) >= _FEWEST_WORDS:
                yield from _of_sentence(sentence.text, here)
                yield from _of_its_words(sentence.text, following.text if following else "", here)
                yield from _with_a_word_replaced(sentence.text, number, article, here)
                neighbours = article.paragraphs[max(0, number - 1) : number + 2]
                yield from _beside(sentence.text, paragraph, article, neighbours)
        if number + 1 < len(article.paragraphs) and found:
            yield from _across(found[-1].text, paragraph, article.paragraphs[number + 1], article)
    for statement in statements(article):
        yield from _of_statement(statement, article)


def _probe(article: Article, paragraph: Paragraph, kind: str, claim: str) -> Probe:
    return Probe(kind, claim, (ContextParagraph(str(paragraph.number), article, paragraph),))


def _of_sentence(text: str, here: Callable[[str, str], Probe]) -> Iterator[Probe]:
    for reworded in _other_forms(text):
        yield here(TRUE, reworded)
    for changed in _other_numbers(text):
        yield here("number changed", changed)
    for changed in _other_dates(text):
        yield here("date changed", changed)
    yield here("stranger as subject", f"{_STRANGER} {text.split(maxsplit=1)[1]}")
    yield here("“twice” added", f"{text.removesuffix('.')} twice.")
    for opening, kind in _OPENINGS.items():
        if not text.startswith(opening):
            yield here(kind, f"{opening}, {text}")
    if (plain := _without_not(text)) != text:
        yield here("“not” dropped", plain)
    for pattern, sure in _HEDGES.items():
        surer = re.sub(pattern, sure, text, count=1, flags=re.IGNORECASE)
        if surer != text:
            yield here("hedge dropped", surer)
    if (altered := _altered_quotation(text)) != text:
        yield here("quotation altered", altered)


def _of_its_words(text: str, following: str, here: Callable[[str, str], Probe]) -> Iterator[Probe]:
    """Lies that have no word of their own."""
    for kind, lies in (
        ("names swapped", swaps.names_swapped(text)),
        ("numbers swapped", swaps.numbers_swapped(text)),
        ("owner for what is owned", swaps.owners(text)),
        ("qualifier left out", swaps.unqualified(text)),
        ("roles swapped", swaps.roles_swapped(text)),
        ("number of the next sentence", swaps.numbers_fetched(text, following)),
        ("comparison reversed", swaps.comparisons_reversed(text)),
        ("clause or time moved", swaps.clauses_moved(text, following)),
        ("passive turned", swaps.passives_turned(text)),
        ("glued of two sentences", swaps.glued(text, following)),
        ("merged of two sentences", swaps.merged(text, following)),
    ):
        for lie in lies:
            if lie not in (text, following):
                yield here(kind, lie)


def _other_forms(text: str) -> Iterator[str]:
    for forms in (_ABBREVIATED, _WORDED):
        for one, other in forms.items():
            if re.search(rf"\b{one}\b(?= \d)" if forms is _ABBREVIATED else rf"\b{one}\b", text):
                yield re.sub(rf"\b{one}\b", other, text, count=1)


def _other_numbers(text: str) -> Iterator[str]:
    for found in re.finditer(r"(?<![\w.,])\d{1,3}(?![\w,.]\d|\w)", text):
        yield f"{text[: found.start()]}{int(found[0]) + 3}{text[found.end() :]}"


def _other_dates(text: str) -> Iterator[str]:
    for names in (_MONTHS.split("|"), _WEEKDAYS.split("|")):
        for at, name in enumerate(names):
            if re.search(rf"\b{name}\b", text):
                yield re.sub(rf"\b{name}\b", names[at - 3], text)


def _without_not(text: str) -> str:
    spelled = re.sub(r"\b(is|was|are|were|did|does|has|have|would|could)n['’]t\b", r"\1 not", text)
    return re.sub(r"\b(?:not|never) (?!only)", "", spelled, count=1)


def _altered_quotation(text: str) -> str:
    """With a word of a quotation left out."""
    quoted = re.search(r"“([^”]{20,})”", text)
    if quoted is None:
        return text
    words = quoted[1].split()
    del words[len(words) // 2]
    return text.replace(quoted[1], " ".join(words))


def _with_a_word_replaced(
    text: str, at: int, article: Article, here: Callable[[str, str], Probe]
) -> Iterator[Probe]:
    """A long word in the middle, by one of the same paragraph and by one of the next."""
    long = [word for word in _LONG.findall(text[1:]) if text.count(word) == 1]
    if not long:
        return
    word = long[len(long) // 2]
    paragraphs = article.paragraphs
    for kind, other in (
        (REPLACED, paragraphs[at].text),
        ("word replaced by one of the next", paragraphs[(at + 1) % len(paragraphs)].text),
    ):
        others = sorted(set(_LONG.findall(other)) - set(_LONG.findall(text)) - _NO_CONTENT)
        if others:
            put = others[zlib.crc32(word.encode()) % len(others)]
            yield here(kind, text.replace(word, put))


def _beside(
    text: str, paragraph: Paragraph, article: Article, neighbours: Sequence[Paragraph]
) -> Iterator[Probe]:
    for other in neighbours:
        if other is not paragraph and text not in other.text:
            yield _probe(article, other, "neighbour cited", text)


def _across(
    text: str, paragraph: Paragraph, following: Paragraph, article: Article
) -> Iterator[Probe]:
    """Merged of a paragraph's last sentence and the next one's first, both cited."""
    both = tuple(
        ContextParagraph(str(each.number), article, each) for each in (paragraph, following)
    )
    first = sentences(following.text)[0].text
    for lie in swaps.merged(text, first):
        if lie not in (text, first):
            yield Probe("merged of two paragraphs", lie, both)


# --- Who says it -------------------------------------------------------------------------------


def _of_statement(statement: Statement, article: Article) -> Iterator[Probe]:
    paragraph = article.paragraph(statement.paragraph)
    content = statement.content(article).strip(" ,.“”\"'")
    if statement.direct or len(content.split()) < _FEWEST_WORDS or ":" in content:
        return
    speaker, here = statement.speaker.name, partial(_probe, article, paragraph)
    if speaker.split()[0].lower() in ("he", "she", "they", "it", "we", "i"):
        return
    said = statement.verb_kind is VerbKind.SAID
    if said:
        yield here(TRUE, f"{_opening(speaker)} said that {content}.")
        yield here(TRUE, f"According to {speaker}, {content}.")
        yield here("verb upgraded", f"{_opening(speaker)} confirmed that {content}.")
        yield here("speaker dropped", f"{_opening(content)}.")
    if (other := _another(statement, article)) and said:
        yield here("speaker swapped", f"{_opening(other)} said that {content}.")
        yield here("speakers merged", f"{_opening(speaker)} and {other} said that {content}.")


def _another(statement: Statement, article: Article) -> str | None:
    """A speaker of the article who does not speak in the paragraph."""
    here = {each.speaker.name for each in statements_in(statement.paragraph, article)}
    others = sorted({each.speaker.name for each in statements(article)} - here)
    return others[zlib.crc32(statement.verb.encode()) % len(others)] if others else None


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
