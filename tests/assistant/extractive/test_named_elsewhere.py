"""A question with a name that the article does not have is not answered from it."""

from __future__ import annotations

import pytest

from assistant.extractive.named_elsewhere import names_a_stranger
from tests.assistant.passages import article

REPORT = article("Ann Lee left Sweden for Norwegian islands in May.", "She sailed alone.")


@pytest.mark.parametrize(
    ("question", "is_strange"),
    [
        ("When did Lee leave Sweden?", False),
        ("When did Lee leave for Norway?", False),
        ("When did Lee leave Swedish waters?", False),
        ("When did Lee leave for Peru?", True),
        ("when did lee leave for peru", True),
        ("When did Mr Kowalski leave Sweden?", True),
        ("when did she sail", False),
    ],
)
def test_who_or_where_is_nowhere_in_it(question: str, is_strange: bool) -> None:
    assert names_a_stranger(question, REPORT) is is_strange
