"""Normal forms of hostile text: no character keeps more marks than can be sorted at once."""

from __future__ import annotations

import re
import sys
import unicodedata
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.identity import article_id
from index.language.folding import fold, without_accents
from index.language.normalization import MOST_MARKS, Form, normalize
from index.language.terms import terms
from index.language.visible_text import clean
from index.types import Article, Paragraph

ROOT = Path(__file__).parents[3]
MARKS = "\u0301\u0323\u0591\u0f73\uff9e\U0001d165"
"""Of several classes: out of order they are sorted, and that takes the time."""

forms = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])


def longest_run(text: str) -> int:
    """The most marks in a row, when the text is decomposed."""
    decomposed = unicodedata.normalize("NFKD", text)
    runs = groupby(decomposed, key=lambda character: unicodedata.combining(character) > 0)
    return max((len(list(run)) for marked, run in runs if marked), default=0)


def test_no_mark_of_unicode_is_overlooked() -> None:
    """Whatever comes to be sorted is cut, wherever in Unicode it stands."""
    marks = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.combining(unicodedata.normalize("NFKD", character)[0])
    ]
    assert len(marks) > 900
    uncut = [mark for mark in marks if len(normalize("NFC", f"a{mark * 40}")) > 1 + 3 * MOST_MARKS]
    assert uncut == []


@given(forms, st.text(st.sampled_from(f"aé—😀{MARKS}"), max_size=200), st.integers(1, 60))
def test_a_run_is_never_longer_than_its_bound(form: Form, text: str, times: int) -> None:
    """However marks are mixed; one of them can be three when it is decomposed."""
    assert longest_run(normalize(form, text * times)) <= 3 * MOST_MARKS + 3


@given(forms, st.text().filter(lambda text: longest_run(text) <= MOST_MARKS))
def test_what_people_write_is_normalised_as_ever(form: Form, text: str) -> None:
    """Nothing is cut where nothing is long."""
    assert normalize(form, text) == unicodedata.normalize(form, text)


def test_thirty_marks_are_kept() -> None:
    """As in Unicode's Stream-Safe Text Format."""
    assert normalize("NFD", "q" + "\u0323" * 31 + "z") == "q" + "\u0323" * 30 + "z"


HOSTILE = "a" + MARKS[:2] * 50_000
"""Unbounded, some ten seconds each time."""


@pytest.mark.parametrize(
    "reader",
    [clean, fold, without_accents, lambda text: " ".join(terms(text))],
    ids=["clean", "fold", "without_accents", "terms"],
)
def test_no_way_in_keeps_them(reader: object) -> None:
    """What an article, a question or a reply says is cut before it is normalised."""
    assert callable(reader)
    assert longest_run(reader(HOSTILE)) <= MOST_MARKS


def test_a_title_of_marks_gives_an_id() -> None:
    """An id is made of the title, which can be the attacker's."""
    assert article_id(Article(f"A bridge{HOSTILE}", (Paragraph(1, "It is."),)))


def test_nothing_else_normalises() -> None:
    """A call of `unicodedata.normalize` elsewhere would not be bounded."""
    callers = [
        path.relative_to(ROOT).as_posix()
        for package in ("api", "assistant", "index", "prompts")
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"unicodedata\s*(?:\.|import)[^\n]*\bnormalize\b", path.read_text("utf-8"))
    ]
    assert callers == ["index/language/normalization.py"]
