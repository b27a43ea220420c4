"""The times of an article, as days of the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chronology import Exactness, time_mentions
from index.language.en.calendar import MONTHS, WEEKDAYS
from tests.assistant.passages import article

PUBLISHED = date(2018, 9, 27)  # a Thursday


def moments(text: str, published: date | None = PUBLISHED) -> list[str | None]:
    moment = datetime.combine(published, datetime.min.time()) if published else None
    dated = replace(article(text), published=moment)
    return [each.moment.short if each.moment else None for each in time_mentions(dated, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge closed on Tuesday.", "Tue 25 Sep 2018"),
        ("On Tuesday, the bridge closed.", "Tue 25 Sep 2018"),
        ("The bridge closed early Thursday.", "Thu 27 Sep 2018"),
        ("The bridge will reopen on Tuesday.", "Tue 2 Oct 2018"),
        ("The bridge is expected to reopen Tuesday.", "Tue 2 Oct 2018"),
        ("Workers will question the man arrested on Tuesday.", "Tue 25 Sep 2018"),
        ("The council said on Tuesday that it will vote.", "Tue 25 Sep 2018"),
        ("A fair was held on January 3.", "Wed 3 Jan 2018"),
        ("A fair will be held on January 3.", "Thu 3 Jan 2019"),
        ("It sank on 3 March 2015 at 8:30 p.m.", "Tue 3 Mar 2015"),
        ("It sank on Tuesday, March 3, 2015.", "Tue 3 Mar 2015"),
        ("It has been shut since March.", "Mar 2018"),
        ("It opened in 1999.", "1999"),
        ("The mill shut last month.", "Aug 2018"),
        ("The mill shut last week.", "Week of 17 Sep 2018"),
        ("The mill shut two days ago.", "Tue 25 Sep 2018"),
        ("The mill shut three years ago.", "2015"),
        ("The mill shut yesterday.", "Wed 26 Sep 2018"),
        ("A storm struck in late July 2016.", "Jul 2016"),
    ],
)
def test_a_time_is_as_exact_as_it_is_told(text: str, expected: str) -> None:
    assert moments(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The council may meet on Tuesday.",
        "The council agreed to meet on Tuesday.",
        "The council said it would meet on Tuesday.",
        "Critics recall Black Friday.",
        "“We met on Tuesday,” she said.",
        "“It rained yesterday,” she said.",
        "It closed last Tuesday.",  # two days ago or nine
        "It will open on Thursday.",  # today or in a week
        "It closed on Friday, March 3, 2015.",  # that was a Tuesday
        "It closed two days later.",
        "It closed on February 30.",
    ],
)
def test_nothing_is_made_of_what_may_mean_several_days(text: str) -> None:
    assert not any(moments(text))


def test_what_comes_again_and_again_is_no_time() -> None:
    assert moments("The court sits every Tuesday, and on Mondays it is shut.") == []


def test_a_time_may_count_from_the_one_before() -> None:
    text = "A man was held on January 12 and let go two days later. The next day he fled."
    assert moments(text) == ["Fri 12 Jan 2018", "Sun 14 Jan 2018", None]
    assert moments("It burnt in 1962. Two years later, it reopened.") == ["1962", "1964"]


def test_in_a_paragraph_on_another_year_a_month_without_one_is_of_none() -> None:
    assert moments("The war began in 1990. It ended in March.") == ["1990", None]


def test_without_a_day_of_publication_only_whole_dates_are_known() -> None:
    text = "It closed on Tuesday. It opened on 3 March 2015."
    assert moments(text, None) == [None, "Tue 3 Mar 2015"]


DAYS = st.dates(date(1950, 1, 1), date(2090, 1, 1))


@given(DAYS, st.integers(0, 6))
def test_a_past_weekday_is_of_the_week_before(published: date, weekday: int) -> None:
    dated = replace(
        article(f"It closed on {WEEKDAYS[weekday].capitalize()}."),
        published=datetime.combine(published, datetime.min.time()),
    )
    [found] = time_mentions(dated, 1)
    assert found.moment is not None
    assert found.moment.first.weekday() == weekday
    assert timedelta() <= published - found.moment.first < timedelta(7)


@given(DAYS, DAYS)
def test_a_whole_date_is_itself_whenever_it_is_told(published: date, day: date) -> None:
    month = MONTHS[day.month - 1].capitalize()
    for written in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
        dated = replace(
            article(f"It closed on {written}."),
            published=datetime.combine(published, datetime.min.time()),
        )
        [found] = time_mentions(dated, 1)
        assert found.moment is not None
        assert (found.moment.first, found.moment.exactness) == (day, Exactness.DAY)
        assert found.is_whole


@given(DAYS, DAYS)
def test_a_past_day_of_a_month_is_no_more_than_a_year_ago(published: date, day: date) -> None:
    month = MONTHS[day.month - 1].capitalize()
    dated = replace(
        article(f"It closed on {month} {day.day}."),
        published=datetime.combine(published, datetime.min.time()),
    )
    [found] = time_mentions(dated, 1)
    if found.moment:
        assert timedelta() <= published - found.moment.first <= timedelta(366 * 2)
        assert (found.moment.first.month, found.moment.first.day) == (day.month, day.day)


@given(st.text(alphabet="Tuesday March0123456789,. “”lastago", max_size=120), DAYS)
def test_any_text_can_be_read(text: str, published: date) -> None:
    moments(text or "-", published)
