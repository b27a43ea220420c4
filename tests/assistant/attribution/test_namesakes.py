"""Who speaks is not taken for somebody of the same last name, nor a role for a name."""

from __future__ import annotations

import pytest

from assistant.attribution import statements
from tests.assistant.passages import article


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # First names that are spelt like small words and months
        (
            "Mayor Per Holm said the toll was unfair. Ane Holm said the toll was fair.",
            ["Per Holm", "Ane Holm"],
        ),
        (
            "The cleaner, June Ash, said the floor was wet. May Ash said it was dry.",
            ["June Ash", "May Ash"],
        ),
        # A role that is somebody's last name
        (
            "Ann Cook said the hotel was open. The cook said the kitchen was shut.",
            ["Ann Cook", "The cook"],
        ),
        # One of two, and nobody knows which
        (
            "Olaf Bing or Sue Tripp said the till was empty.",
            ["Olaf Bing or Sue Tripp"],
        ),
        # Two who are introduced together
        (
            "Peter Hill and his sister, Clara Hill, run the inn. Hill said the roof leaked.",
            ["Hill"],
        ),
    ],
)
def test_nobody_speaks_for_a_namesake(text: str, speakers: list[str]) -> None:
    names = [statement.speaker.name for statement in statements(article(text))]
    assert [name.lower() for name in names] == [name.lower() for name in speakers]
