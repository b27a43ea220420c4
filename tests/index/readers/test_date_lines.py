"""Date lines in the forms that news sites use."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from index.readers.news_page.date_lines import Stamp, published, read_date, read_stamp


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("02:24 PM, Feb 23, 2026", datetime(2026, 2, 23, 14, 24)),
        ("12:05 a.m. Feb 23rd, 2026", datetime(2026, 2, 23, 0, 5)),
        ("23 February 2026, 14:24 GMT", datetime(2026, 2, 23, 14, 24, tzinfo=UTC)),
        ("2026-02-23T14:24:00Z", datetime(2026, 2, 23, 14, 24, tzinfo=UTC)),
        (
            "2026-02-23 14:24:07 +01:00",
            datetime(2026, 2, 23, 14, 24, 7, tzinfo=timezone(timedelta(hours=1))),
        ),
        (
            "Feb. 23, 2026, 2:24 p.m. EST",
            datetime(2026, 2, 23, 14, 24, tzinfo=timezone(-timedelta(hours=5))),
        ),
        (
            "Feb 23, 2026 14:24 UTC+5:30",
            datetime(2026, 2, 23, 14, 24, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        ),
        ("Published: February 23, 2026 14:24 IST", datetime(2026, 2, 23, 14, 24)),
        ("Updated Feb. 24, 2026", datetime(2026, 2, 24)),
        ("Monday, Feb 23, 2026", datetime(2026, 2, 23)),
        ("23/02/2026", datetime(2026, 2, 23)),
        ("23.02.2026, 14:24 Uhr", datetime(2026, 2, 23, 14, 24)),
        ("23 de febrero de 2026", datetime(2026, 2, 23)),
        ("le 23 février 2026 à 14h24", datetime(2026, 2, 23, 14, 24)),
        ("2026年2月23日 14:24", datetime(2026, 2, 23, 14, 24)),
    ],
)
def test_a_date_reads_in_the_forms_that_sites_use(line: str, expected: datetime) -> None:
    found = read_date(line)
    assert found == expected
    assert found is not None
    assert (found.tzinfo is None) == (expected.tzinfo is None)


@pytest.mark.parametrize("line", ["Published 3 hours ago", "just now", "Feb 23", "03/04/2026"])
def test_a_date_line_may_state_no_day(line: str) -> None:
    assert read_stamp(line) == Stamp()
    assert read_date(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "14",
        "2026",
        "May 2026",
        "31 February 2026",
        "Storm of Feb 23, 2026",
        "25:00",
        "10 of 12",
    ],
)
def test_a_line_that_says_anything_else_is_no_date_line(line: str) -> None:
    assert read_stamp(line) is None


def test_a_time_alone_is_a_date_line() -> None:
    assert read_stamp("2:24 PM") == Stamp(time=time(14, 24))
    assert read_stamp("Feb 23, 2026") == Stamp(day=date(2026, 2, 23))


def test_published_goes_before_updated_and_takes_the_time_beside_it() -> None:
    updated = Stamp(day=date(2026, 2, 24), updated=True)
    assert published([updated]) == datetime(2026, 2, 24)
    assert published([updated, Stamp(day=date(2026, 2, 23))]) == datetime(2026, 2, 23)
    assert published([Stamp(day=date(2026, 2, 23)), Stamp(time=time(14, 24))]) == datetime(
        2026, 2, 23, 14, 24
    )
    assert published([Stamp(time=time(14, 24))]) is None
