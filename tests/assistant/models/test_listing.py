"""An endpoint's list of models, in the shapes that servers give it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.capabilities.listing import context_of, model_names

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["data", "id", "meta", "n_ctx", "x"]), inner)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("facts", "context"),
    [
        ({"max_model_len": 8_192}, 8_192),  # vLLM
        ({"context_length": 131_072, "top_provider": {"context_length": 1}}, 131_072),  # OpenRouter
        ({"context_window": 32_768}, 32_768),  # Groq
        ({"max_context_length": 40_960, "loaded_context_length": 4_096}, 4_096),  # LM Studio
        ({"meta": {"n_ctx_train": 32_768, "n_params": 7}}, 32_768),  # llama.cpp
        ({"meta": {"n_ctx_train": 32_768, "n_ctx": 2_048}}, 2_048),
        ({"meta": None}, None),
        ({"context_length": None}, None),
        ({"context_length": "many"}, None),
        ({"context_length": True}, None),
        ({"context_length": 0}, None),
        ({}, None),
    ],
)
def test_the_context_that_is_told(facts: dict[str, object], context: int | None) -> None:
    entries = [{"id": "other", "context_length": 999}, {"id": "m", **facts}]
    assert context_of({"object": "list", "data": entries}, "m") == context
    assert context_of(entries, "m") == context  # Together sends the list alone


def test_a_name_may_stand_behind_a_folder() -> None:
    """Gemini's."""
    assert context_of({"data": [{"id": "models/m", "context_length": 4_096}]}, "m") == 4_096


@given(JSON, JSON)
def test_any_list_can_be_read(listing: object, more: object) -> None:
    for each in (listing, {"data": more}, {"data": [more, {"id": "m", "meta": more}]}):
        assert all(isinstance(name, str) for name in model_names(each))
        assert (context_of(each, "m") or 128) >= 128
