"""Text as copied from a news site becomes an article."""

from __future__ import annotations

import textwrap
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import EmptyArticle, TooLarge, UnsupportedFormat
from index.language.visible_text import clean, visible
from index.readers import pasted
from index.readers.formats import read_text
from index.readers.news_page.boilerplate import is_furniture
from index.types import Article

HEADLINE = "Storm breaks harbour wall"
WALL = (
    "Crews began to repair the harbour wall on Monday after a storm tore out forty metres of it, "
    "the port authority said."
)
FERRY = "“We lost a season in one night,” said Ana Mota, who runs the ferry office."
SHARES = "Share prices of the builder fell, and by Monday rescuers had reached all villages."
BODY = (WALL, FERRY, SHARES)


def pasted_page(*lines: str) -> Article:
    return read_text("\n".join(lines))


def texts(article: Article) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in article.paragraphs)


# --- The original article --------------------------------------------------------------------


def test_the_original_article_reads_as_people_number_it() -> None:
    path = Path(__file__).parents[3].parent / "shared" / "article" / "cuban-advisers.txt"
    if not path.exists():
        pytest.skip(f"the original article is not at {path}")
    article = read_text(path.read_text(encoding="utf-8"))
    assert article.title.startswith("Cuban advisers leave Venezuela amid mounting")
    assert (article.section, article.byline, article.source) == ("Reports", "Myind Staff", None)
    assert article.published == datetime(2026, 2, 23, 14, 24)
    assert article.language == "en"
    assert len(article.paragraphs) == 23
    assert article.paragraphs[0].text.startswith("Cuban security advisers and doctors have been")
    assert article.paragraphs[-1].text.startswith("John Polga-Hecimovich, a professor")
    assert "Comments" not in " ".join(texts(article))


# --- Headers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        pytest.param([HEADLINE], id="headline alone"),
        pytest.param([HEADLINE, "- In Reports", "- 02:24 PM, Feb 23, 2026", HEADLINE], id="twice"),
        pytest.param([f"{HEADLINE} | The Daily Story", HEADLINE], id="a browser's title"),
        pytest.param([f"{HEADLINE} | The Daily Story"], id="a browser's title alone"),
        pytest.param(["World > Europe", HEADLINE, "By Jane Doe", "23 February 2026"], id="crumbs"),
        pytest.param(["Skip to content", "Menu", "POLITICS", HEADLINE], id="navigation"),
        pytest.param([HEADLINE, "Share", "Facebook WhatsApp Copy link"], id="share bar"),
        pytest.param([HEADLINE, "Jane Doe | 23 Feb 2026 | Updated 24 Feb 2026"], id="one line"),
        pytest.param([HEADLINE, "Published", "3 hours ago", "5 min read"], id="no date"),
        pytest.param([HEADLINE, "Getty Images A broken wall", "Photo: Jane Doe/AP"], id="captions"),
        pytest.param([HEADLINE, "12 Comments", "3 hours ago", "By Jane Doe"], id="comments' link"),
        pytest.param([], id="none"),
    ],
)
def test_a_header_is_no_paragraph(header: list[str]) -> None:
    article = pasted_page(*header, *BODY)
    assert texts(article) == BODY
    if header:
        assert article.title == HEADLINE


@pytest.mark.parametrize(
    ("line", "byline", "source"),
    [
        ("By Jane Doe", "Jane Doe", None),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe", None),
        ("BY JANE DOE, ASSOCIATED PRESS", "JANE DOE", "ASSOCIATED PRESS"),
        ("By Jane Doe in Lisbon", "Jane Doe", None),
        ("By Jane M. Doe, Political Correspondent", "Jane M. Doe", None),
        ("Jane Doe, Reuters", "Jane Doe", "Reuters"),
        ("Written by: Ursula von der Leyen", "Ursula von der Leyen", None),
        ("Jane Doe in Lisbon", "Jane Doe", None),
        ("Staff Reporter", "Staff Reporter", None),
        ("- Myind Staff", "Myind Staff", None),
        ("Bruno Rodríguez-Parrilla", "Bruno Rodríguez-Parrilla", None),
        ("Por María del Carmen", "María del Carmen", None),
        ("Reuters", None, "Reuters"),
        ("BBC News, Lisbon", None, "BBC News"),
        ("Source: The Daily Story", None, "The Daily Story"),
    ],
)
def test_a_byline_tells_author_and_source(
    line: str, byline: str | None, source: str | None
) -> None:
    article = pasted_page(HEADLINE, line, *BODY)
    assert (article.byline, article.source, texts(article)) == (byline, source, BODY)


def test_a_byline_and_a_date_may_share_a_line() -> None:
    article = pasted_page(HEADLINE, "By Jane Doe Feb 23, 2026 2:24 PM", *BODY)
    assert article.byline == "Jane Doe"
    assert article.published == datetime(2026, 2, 23, 14, 24)
    assert texts(article) == BODY


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("- In Reports", "Reports"),
        ("World > Americas", "Americas"),
        ("Home › World › Latin America", "Latin America"),
        ("POLITICS", "POLITICS"),
        ("Section: Local Affairs", "Local Affairs"),
    ],
)
def test_a_section_line_is_metadata(line: str, section: str) -> None:
    for article in (
        pasted_page(line, HEADLINE, *BODY),
        pasted_page(HEADLINE, line, "23 February 2026", *BODY),
    ):
        assert (article.title, article.section, texts(article)) == (HEADLINE, section, BODY)


def test_a_standfirst_stays_though_the_byline_is_below_it() -> None:
    standfirst = "The port may stay closed for a year, the authority fears."
    article = pasted_page(HEADLINE, standfirst, "By Jane Doe", "23 Feb 2026, 14:24", *BODY)
    assert texts(article) == (standfirst, *BODY)
    assert article.byline == "Jane Doe"


def test_a_name_among_other_lines_is_no_byline() -> None:
    lines = ("Jane Doe", "What the storm left behind")
    article = pasted_page(HEADLINE, *lines, *BODY)
    assert (article.byline, texts(article)) == (None, (*lines, *BODY))


@pytest.mark.parametrize(
    "below",
    [
        ["By Jane Doe"],
        ["- In Reports", "02:24 PM, Feb 23, 2026", "The wall is gone, and it is gone for good."],
        ["Storm in the old port", "The wall is gone, and it is gone for good."],
    ],
)
def test_a_headline_may_end_with_a_full_stop(below: list[str]) -> None:
    article = pasted_page("The wall is gone, and it is gone for good.", *below, *BODY)
    assert article.title == "The wall is gone, and it is gone for good."
    assert texts(article)[-3:] == BODY
    assert article.title not in texts(article)


def test_a_text_without_a_headline_is_named_by_its_first_words() -> None:
    article = pasted_page(*BODY)
    assert article.title.endswith("…")
    assert WALL.startswith(article.title.removesuffix("…"))
    assert texts(article) == BODY


def test_published_goes_before_updated() -> None:
    article = pasted_page(HEADLINE, "Updated Feb. 24, 2026", "Published Feb. 23, 2026", *BODY)
    assert article.published == datetime(2026, 2, 23)


def test_a_date_and_a_time_may_stand_on_two_lines() -> None:
    article = pasted_page(HEADLINE, "Monday, Feb 23, 2026", "2:24 PM", *BODY)
    assert article.published == datetime(2026, 2, 23, 14, 24)


def test_the_address_in_the_header_is_the_url() -> None:
    article = pasted_page(HEADLINE, "https://story.example/wall", *BODY)
    assert (article.url, texts(article)) == ("https://story.example/wall", BODY)


# --- Furniture ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Share this article",
        "Facebook | Twitter | WhatsApp",
        "Advertisement",
        "Story continues below advertisement",
        "Sign up for our newsletter",
        "Subscribe to our daily newsletter and never miss a story.",
        "Read more: Another storm is on its way",
        "Related: What we know so far",
        "Also Read | Another storm",
        "Photo: Jane Doe/Reuters",
        "FILE PHOTO: A wall in Lisbon, January 3, 2026. REUTERS/Jane Doe/File Photo",
        "Image source, Getty Images",
        "(AP Photo/Jane Doe)",
        "© 2026 The Daily Story",
        "Copyright 2026 The Daily Story. All rights reserved.",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Follow us on Instagram",
        "* * *",
    ],
)
def test_furniture_is_no_paragraph(line: str) -> None:
    assert is_furniture(line)
    assert texts(pasted_page(HEADLINE, WALL, line, FERRY)) == (WALL, FERRY)


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell.",
        "By Monday, rescuers had reached the villages.",
        "Comments by the minister drew anger.",
        "Reporting by the authority shows that the wall was weak.",
        "Related costs will be paid by the port.",
        "Photo by photo, investigators went through the night.",
        "Read more books, the mayor told the children.",
        "Sign language was used.",
        "Copyright law says nothing about walls.",
        "Search teams went home.",
        "In Reports of 2024, the wall was called safe.",
        "He said no.",
    ],
)
def test_a_sentence_of_the_body_is_never_furniture(sentence: str) -> None:
    assert texts(pasted_page(HEADLINE, WALL, sentence, FERRY)) == (WALL, sentence, FERRY)


def test_headlines_of_other_articles_end_where_the_article_goes_on() -> None:
    article = pasted_page(HEADLINE, WALL, "Related stories", "Wall falls", "Sea rises", FERRY)
    assert texts(article) == (WALL, FERRY)


@pytest.mark.parametrize(
    "ending",
    [
        ["Comments"],
        ["", "COMMENTS", "", "Share"],
        ["3 Comments", "Great piece", "I disagree with that."],
        ["Comments (2)", "bob", "2 hours ago", "Walls break. That is what they do.", "Reply"],
        ["Comments", "Sort by newest", "bob", "I have never liked that wall."],
        ["Join the conversation"],
        ["Leave a comment", "Your name"],
        ["Tags: Portugal, Storm", "© 2026 The Daily Story"],
        ["Related topics", "Portugal", "Storms"],
        ["Published Feb 23, 2026"],
    ],
)
def test_what_follows_the_article_is_no_paragraph(ending: list[str]) -> None:
    assert texts(pasted_page(HEADLINE, *BODY, *ending)) == BODY


def test_comments_may_head_a_section_of_the_article() -> None:
    section = ("The minister did not reply to our questions.", "Nor did the builder of the wall.")
    article = pasted_page(HEADLINE, *BODY, "Comments", *section)
    assert texts(article) == (*BODY, "Comments", *section)


def test_repeated_paragraphs_stay() -> None:
    assert texts(pasted_page(WALL, WALL, FERRY, FERRY)) == (WALL, WALL, FERRY, FERRY)


def test_a_first_paragraph_that_comes_again_is_no_headline() -> None:
    refrain = "The sea gives and the sea takes."
    assert texts(pasted_page(refrain, WALL, refrain, FERRY)) == (refrain, WALL, refrain, FERRY)


def test_a_short_first_sentence_is_no_headline() -> None:
    assert texts(pasted_page("It was over.", *BODY)) == ("It was over.", *BODY)


@pytest.mark.parametrize("entries", [("Food", "Water", "Health"), ("Jane Doe", "John Roe")])
def test_entries_of_a_list_are_neither_sections_nor_bylines(entries: tuple[str, ...]) -> None:
    assert texts(pasted_page("What was lost in the storm", *entries)) == entries
    assert texts(pasted_page(HEADLINE, WALL, "Topics", *entries, FERRY)) == (
        *(WALL, "Topics", *entries, FERRY),
    )


def test_days_of_a_chronology_stay() -> None:
    days = ("Feb 21, 2026", "The first winds reach the coast.", "Feb 22, 2026", "The wall breaks.")
    assert texts(pasted_page(HEADLINE, WALL, *days)) == (WALL, *days)


# --- Datelines -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dateline", "source"),
    [
        ("LISBON, Feb 23 (Reuters) - ", "Reuters"),
        ("LISBON, Portugal (AP) — ", "AP"),
        ("SÃO PAULO/LISBON, Feb. 23 (Xinhua) -- ", "Xinhua"),
        ("(CNN) — ", "CNN"),
    ],
)
def test_a_wire_dateline_is_metadata_and_the_rest_is_exact(dateline: str, source: str) -> None:
    article = pasted_page(HEADLINE, dateline + WALL, FERRY)
    assert (article.source, texts(article)) == (source, (WALL, FERRY))


@pytest.mark.parametrize("opening", ["LISBON — ", "Acme (ACME) - ", "He (Reuters) "])
def test_what_is_no_wire_dateline_stays(opening: str) -> None:
    assert texts(pasted_page(HEADLINE, opening + WALL))[0] == opening + WALL


# --- Layout ------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 72, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_hard_wrapped_blocks_are_paragraphs(width: int, newline: str) -> None:
    wrapped = [textwrap.fill(text, width, break_on_hyphens=False) for text in (WALL, *BODY)]
    text = f"{HEADLINE}\n\nBy Jane Doe\nFeb 23, 2026\n\n" + "\n\n".join(wrapped)
    article = read_text(text.replace("\n", newline))
    assert (article.title, article.byline, texts(article)) == (HEADLINE, "Jane Doe", (WALL, *BODY))


def test_a_hard_wrapped_refrain_is_no_headline() -> None:
    refrain = " ".join(["The council said that it would rebuild the old bridge in the spring."] * 9)
    wrapped = textwrap.fill(refrain, 60)
    assert texts(read_text(f"{wrapped}\n\n{wrapped}")) == (refrain, refrain)


def test_hard_wrapped_paragraphs_may_be_indented_instead_of_separated() -> None:
    wrapped = (textwrap.fill(text, 60, initial_indent="    ") for text in BODY)
    assert texts(read_text("\n".join([HEADLINE, *wrapped]))) == BODY


def test_hard_wrapped_paragraphs_may_have_nothing_between_them() -> None:
    """In a fixed-width text, a word that had room in the line above begins a paragraph."""
    first = (
        "Crews began to repair the harbour wall on Monday after a storm\n"
        "tore out forty metres of it and the sea came into the streets,\n"
        "the port authority said, and nobody slept in the old town."
    )
    second = (
        "The ferries will come back in the summer, and with them the\nwork that everybody needs."
    )
    assert texts(read_text(f"{first}\n{second}")) == (
        first.replace("\n", " "),
        second.replace("\n", " "),
    )


def test_a_date_at_the_end_of_a_hard_wrapped_paragraph_stays_in_it() -> None:
    wrapped = (
        "Crews began to repair the harbour wall, which a storm tore out on the\n"
        "night of the first of February, and will have mended it on a day in\n"
        "Feb. 23, 2026."
    )
    assert texts(read_text(wrapped)) == (wrapped.replace("\n", " "),)


def test_one_paragraph_per_blank_line_block() -> None:
    assert texts(pasted_page(HEADLINE, "", WALL, "", FERRY, "", "", SHARES)) == BODY


def test_a_hyphen_at_a_line_end_stays_and_takes_no_space() -> None:
    wrapped = (
        "The repair of the harbour wall will be done by a well-known and well-\n"
        "liked builder from the north, the port authority said, in the years 2026-\n"
        "2028, and nobody in the town expects it to be done any sooner than that."
    )
    assert texts(read_text(wrapped)) == (
        "The repair of the harbour wall will be done by a well-known and well-liked builder from "
        "the north, the port authority said, in the years 2026-2028, and nobody in the town "
        "expects it to be done any sooner than that.",
    )


def test_short_lines_are_paragraphs_of_their_own() -> None:
    lines = ("He left.", "She stayed.", "The night was long.", "In the morning the sea was calm.")
    assert texts(pasted_page(HEADLINE, WALL, *lines)) == (WALL, *lines)


# --- Unusual texts -----------------------------------------------------------------------------


def test_a_line_without_a_full_stop_is_a_paragraph() -> None:
    assert texts(read_text("one line without a single full stop")) == (
        "one line without a single full stop",
    )


def test_a_paragraph_of_20_000_words_is_read_whole() -> None:
    paragraph = " ".join(["word"] * 19_999) + " end."
    assert texts(pasted_page(HEADLINE, paragraph)) == (paragraph,)


@pytest.mark.parametrize(
    ("headline", "day", "body", "language"),
    [
        (
            "暴风雨摧毁港口墙",
            "2026年2月23日",
            "港务局周一表示，风暴摧毁了四十米长的港口墙，工人们已经开始修复工作。",
            "zh",
        ),
        (
            "عاصفة تحطم جدار الميناء",
            "23/02/2026",
            "قالت سلطة الميناء يوم الاثنين إن فرق العمل بدأت في إصلاح جدار الميناء بعد العاصفة.",
            "ar",
        ),
        (
            "Шторм разрушил стену порта",
            "23.02.2026",
            "Власти порта заявили в понедельник, что рабочие начали восстанавливать стену.",
            "ru",
        ),
    ],
)
def test_other_scripts_read_alike(headline: str, day: str, body: str, language: str) -> None:
    article = pasted_page(headline, day, body, body)
    assert (article.title, texts(article), article.language) == (headline, (body, body), language)
    assert article.published == datetime(2026, 2, 23)


def test_a_hard_wrapped_chinese_paragraph_gets_no_spaces() -> None:
    paragraph = "港务局周一表示，风暴摧毁了四十米长的港口墙，工人们已经开始修复工作。" * 4
    wrapped = "\n".join(paragraph[start : start + 36] for start in range(0, len(paragraph), 36))
    assert texts(read_text(wrapped)) == (paragraph,)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\u200bb\ufeffc\u00add\x07e", "abcde"),
        ("  a \t\u00a0 b\u2028c ", "a b c"),
        ("e\u0301", "é"),
        ("\ud800x\x00", "x"),
        ("a\u202eb\u2066c", "abc"),
        ("a\U000e0041b\u3164c\u034fd", "abcd"),  # tags, blanks, what only joins
        ("☎\ufe0f 1\ufe0f\u20e3", "☎\ufe0f 1\ufe0f\u20e3"),  # emoji need their selector,
        ("a\ufe0fb☎\ufe0f\ufe0e\U000e0100", "ab☎\ufe0f"),  # letters, and a second one, do not
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs the joiner,
        ("क्\u200dष", "क्\u200dष"),  # so does Hindi,
        ("👩\u200d🚒", "👩\u200d🚒"),  # and so do emoji;
        ("a\u200db\u200cc", "abc"),  # Latin letters do not
        ("“It’s” – “so”…", "“It’s” – “so”…"),
    ],
)
def test_only_what_no_reader_sees_is_removed(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(
    st.text(
        st.sampled_from("ab1☎👩\u200d\u200c\ufe0f\u202e\x1b\u200b\r\n\x85\U000e0041"), max_size=30
    )
)
def test_what_is_visible_stays_and_nothing_else(text: str) -> None:
    """Line breaks too, of one kind; what is removed was not hiding more of it."""
    seen = visible(text)
    assert visible(seen) == seen
    assert set(seen) <= set("ab1☎👩\u200d\u200c\ufe0f\n")
    kept = "".join(each for each in text if each in "ab1☎👩")
    assert "".join(each for each in seen if each in "ab1☎👩") == kept


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\x00", "Share", "Share\nAdvertisement\n"])
def test_a_text_without_an_article_says_so(text: str) -> None:
    with pytest.raises(EmptyArticle, match="at least one sentence"):
        read_text(text)


def test_too_many_paragraphs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasted, "MAX_PARAGRAPHS", 2)
    with pytest.raises(TooLarge, match=r"3 paragraphs; the limit is 2"):
        pasted_page(HEADLINE, *BODY)


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasted, "MAX_LINES", 3)
    with pytest.raises(TooLarge, match=r"4 lines; the limit is 3"):
        pasted_page(HEADLINE, *BODY)


def test_too_short_a_text_has_no_language() -> None:
    assert read_text("Wall").language is None


# --- Any text at all ---------------------------------------------------------------------------

SHAPES = (
    *(HEADLINE, WALL, FERRY, "By Jane Doe", "Feb 23, 2026", "World > Europe", "Updated", "|"),
    *("Comments", "Reply", "Share", "Related", "Read more: x", "LISBON (Reuters) - ", "- "),
    *("well-", "known", "中文字", "e\u0301", "\u200b", "\u200d", "\x00", "\ud800", "\u2028"),
)
PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(SHAPES),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n", "\n\n", "\r\n"])), max_size=40))
def test_paragraphs_are_runs_of_the_input_in_its_order(pieces: list[tuple[str, str]]) -> None:
    """Whatever is pasted: numbered paragraphs of its own words, or it is empty or no article."""
    text = "".join(piece + separator for piece, separator in pieces)
    try:
        article = read_text(text)
    except (EmptyArticle, UnsupportedFormat):  # "<?xml" begins what is for programs
        return
    assert [p.number for p in article.paragraphs] == [*range(1, len(article.paragraphs) + 1)]
    rest = "".join(clean(text).split())
    for paragraph in texts(article):
        assert paragraph
        assert paragraph == clean(paragraph)
        _, found, rest = rest.partition("".join(paragraph.split()))
        assert found, f"{paragraph!r} is not in the input, or not in this order"
