"""What is said of articles of different days, and of figures that were corrected since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from assistant.answerers.article_lines import lead_line, lead_lines
from assistant.rendering.newer_articles import newer_notes
from assistant.rendering.quoted_claims import quoted_claims
from assistant.types import Basis
from index.types import Article
from tests.assistant.passages import article

FIRST = replace(
    article("Three people drowned when the Tarn burst its banks at Hollin.", title="Flood"),
    published=datetime(2026, 10, 6),
    source="Herald",
)
COPY = replace(FIRST, id="copy", title="Three drown at Hollin", source="Post")
SECOND = replace(
    article(
        "Two people drowned at Hollin, not three as first reported.", title="Correction", id_="new"
    ),
    published=datetime(2026, 10, 8),
    source="Herald",
)


def noted(*articles: Article, also: tuple[Article, ...] = ()) -> list[str]:
    """The notes on the first sentences of these articles, in a library that has others also."""
    told = [replace(lead_line(each), basis=Basis.ARTICLE) for each in articles]
    claims = [*quoted_claims(told)]
    return [note.text for note in newer_notes(claims, (*articles, *also))]


def test_a_figure_in_words_is_corrected_as_one_in_digits() -> None:
    """Those that have the wrong one are told together."""
    assert noted(SECOND, FIRST, COPY) == [
        "As of 8 October 2026: [A1]. Older: [B1], [C1] of 6 October 2026.",
        "[B1] [C1] have been corrected (Herald, 8 October 2026).",
    ]


def test_a_correction_that_the_answer_has_not_is_quoted() -> None:
    assert noted(FIRST, also=(SECOND,)) == [
        "[1] has been corrected (Herald, 8 October 2026): “Two people drowned at Hollin, not three "
        "as first reported.”"
    ]


@pytest.mark.parametrize(
    "other", ["Not one of the three people is still in hospital.", "No error."]
)
def test_a_figure_beside_another_matter_corrects_nothing(other: str) -> None:
    assert noted(FIRST, also=(replace(SECOND, paragraphs=article(other).paragraphs),)) == []


def test_copies_share_a_line_which_names_both_papers() -> None:
    [new, both] = quoted_claims(lead_lines([SECOND, FIRST, COPY]))
    assert new.text.startswith("Herald, 8 October 2026: Two people")
    assert both.text == (
        "Herald, 6 October 2026; Post, 6 October 2026: Three people drowned when the Tarn burst "
        "its banks at Hollin [B1][C1]."
    )
