"""The page to ask on, as the server sends it."""

from __future__ import annotations

import json
import re

from starlette.testclient import TestClient

from assistant.verification import Reason


def test_the_page_has_words_for_every_reason(client: TestClient) -> None:
    """Those of the check itself, which has no second list."""
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    found = re.search(r'<script type="application/json" id="reasons">(.*)</script>', page.text)
    assert found is not None
    assert json.loads(found[1]) == {each.value: each.explanation for each in Reason}
