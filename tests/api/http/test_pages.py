"""The page to ask on, as the server sends it."""

from __future__ import annotations

import json
import re

from starlette.testclient import TestClient

from assistant.draft_check import Finding, SentenceKind
from assistant.verification import Reason


def test_the_page_has_words_for_every_reason(client: TestClient) -> None:
    """Those of the check itself, which has no second list."""
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    found = re.search(r'<script type="application/json" id="reasons">(.*)</script>', page.text)
    assert found is not None
    assert json.loads(found[1]) == {each.value: each.explanation for each in Reason}


def test_the_page_for_drafts_has_signs_and_words_for_every_finding(client: TestClient) -> None:
    page = client.get("/check").text
    embedded = {
        name: json.loads(text)
        for name, text in re.findall(
            r'<script type="application/json" id="([\w-]+)">(.*)</script>', page
        )
    }
    assert {key: word for key, (_, word) in embedded["findings"].items()} == {
        each.value: each.word for each in Finding
    }
    assert len({sign for sign, _ in embedded["findings"].values()}) == len(Finding)
    assert embedded["not-judged"].keys() == {
        each.value for each in SentenceKind if each is not SentenceKind.CLAIM
    }
