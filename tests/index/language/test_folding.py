"""The forms in which texts are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.language.folding import fold


def test_folding_leaves_what_a_reader_would_call_the_same() -> None:
    assert fold("“It’s\u00a0Ｘ—ﬁne…”\n") == fold('"IT\'S  x-fine..."') == '"it\'s x-fine..."'
    assert fold("co\u00adoperate\u200b") == "cooperate"


@given(st.text())
def test_folding_leaves_single_spaces_only(text: str) -> None:
    assert fold(text).split(" ") == fold(text).split() or fold(text) == ""
