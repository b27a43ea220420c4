"""Keys and addresses that cannot be right, by their looks."""

from __future__ import annotations

import pytest

from assistant.models.transport.addresses import is_of_a_call, key_flaw, likely_address


@pytest.mark.parametrize(
    "key", ["sk-proj-AbC_123-456", "none", "ollama", "AIzaSyD-x_1", "gsk_9f", "a.b.c=", "tok:en/7"]
)
def test_keys_that_may_be_right(key: str) -> None:
    assert key_flaw(key) is None


@pytest.mark.parametrize(
    ("key", "flaw"),
    [
        ('"sk-1"', "a quotation mark"),
        ("“sk-1”", "a quotation mark"),
        ("'sk-1'", "a quotation mark"),
        ("Bearer sk-1", "what stands before a key"),
        ("bearer: sk-1", "what stands before a key"),
        ("API_KEY=sk-1", "what stands before a key"),
        ("sk-1\n", "a space or a line break"),
        ("sk 1", "a space or a line break"),
        ("clé", "a letter that is in no key"),
        ("sk-1…", "a letter that is in no key"),
        ("sk-\x00", "a letter that is in no key"),
    ],
)
def test_keys_that_were_not_copied_as_they_are(key: str, flaw: str) -> None:
    assert key_flaw(key) == flaw


@pytest.mark.parametrize(
    ("address", "likely", "of_a_call"),
    [
        ("http://h:11434", "http://h:11434/v1", False),
        ("http://h:11434/", "http://h:11434/v1", False),
        ("http://h:11434/api", "http://h:11434/v1", False),
        ("http://h:11434/api/chat", "http://h:11434/v1", True),
        ("http://h/v1", "http://h/v1", False),
        ("http://h/v1/chat/completions", "http://h/v1", True),
        ("http://h/v1/chat/completions/", "http://h/v1", True),
        ("http://h/v1/models", "http://h/v1", False),
        ("https://h/openai/v1/responses", "https://h/openai/v1", True),
        ("https://h/v1beta/openai/", "https://h/v1beta/openai", False),
        ("https://h/api/v1", "https://h/api/v1", False),
        ("https://h/chat/completions?x=1", "https://h/v1", True),
    ],
)
def test_the_address_that_was_meant(address: str, likely: str, of_a_call: bool) -> None:
    assert likely_address(address) == likely
    assert is_of_a_call(address) is of_a_call
