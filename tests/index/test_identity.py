"""What makes two articles the same one, and what an article is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.identity import article_id, body_digest, digest, identity, paragraph_digest
from tests.index.fakes import article

PLAIN = article("Ferry strike ends", "It ended.", url="https://news.example/ferry?id=7")


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/ferry?id=7#comments",
        "https://news.example/ferry?id=7&utm_source=letter&utm_medium=email",
        "https://news.example/ferry?utm_campaign=x&id=7",
        "https://news.example/ferry?id=7&fbclid=abc&gclid=def",
        "https://News.Example/ferry/?id=7",
    ],
)
def test_what_follows_readers_around_is_no_part_of_a_url(url: str) -> None:
    assert identity(replace(PLAIN, url=url)) == identity(PLAIN)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/ferry?id=8",
        "https://news.example/ferry",
        "https://news.example/Ferry?id=7",
        "https://other.example/ferry?id=7",
    ],
)
def test_another_page_is_another_article(url: str) -> None:
    assert identity(replace(PLAIN, url=url)) != identity(PLAIN)


def test_with_a_url_the_title_does_not_matter() -> None:
    assert identity(replace(PLAIN, title="Ferries sail again")) == identity(PLAIN)


@pytest.mark.parametrize("url", ["http://[bad", "http://[::1", "not a url at all"])
def test_a_page_may_name_any_nonsense_as_its_address(url: str) -> None:
    assert url in identity(replace(PLAIN, url=url))


def test_without_a_url_title_source_and_time_decide() -> None:
    plain = article("“Ferry” strike", "It ended.", source="Herald")
    assert identity(plain) == identity(replace(plain, title='"ferry"  STRIKE', source="HERALD"))
    assert identity(plain) != identity(replace(plain, source="Post"))
    assert identity(plain) != identity(replace(plain, published=datetime(2026, 2, 23, tzinfo=UTC)))


def test_an_id_is_the_same_on_every_machine() -> None:
    assert article_id(PLAIN) == "ferry-strike-ends-12a0d9"
    assert article_id(PLAIN, attempt=1) != article_id(PLAIN, attempt=2)


def test_where_an_id_is_taken_the_text_decides() -> None:
    other = article(PLAIN.title, "It did not end.", url=PLAIN.url)
    assert article_id(other) == article_id(PLAIN)
    assert article_id(other, attempt=1) != article_id(PLAIN, attempt=1)


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("Año nuevo: 3 heridos", "ano-nuevo-3-heridos-"),
        ("", "article-"),
        ("古巴顾问", "article-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("Donaudampfschifffahrtsgesellschaftskapitän sagt", "article-"),
        ("one two three four five six seven eight nine ten", "one-two-three-four-five-six-"),
    ],
)
def test_an_id_begins_with_the_titles_first_words(title: str, begins: str) -> None:
    made = article_id(article(title, "Text."))
    assert made.startswith(begins)
    assert made.isascii()
    assert len(made) <= 32 + 7


@given(st.lists(st.text()), st.lists(st.text()))
def test_only_the_same_parts_have_the_same_digest(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_a_body_is_told_by_its_paragraphs_and_their_order() -> None:
    assert body_digest(article("A", "x", "y")) == body_digest(article("B", "x", "y", source="S"))
    assert body_digest(article("A", "x", "y")) != body_digest(article("A", "y", "x"))
    assert body_digest(article("A", "x y")) != body_digest(article("A", "x", "y"))


def test_a_paragraphs_vectors_belong_to_its_title_too() -> None:
    assert paragraph_digest(PLAIN, "x") != paragraph_digest(replace(PLAIN, title="Other"), "x")
