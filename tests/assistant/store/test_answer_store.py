"""Kept answers are read again, also those of versions that did not keep all of it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from api.wiring import Parts
from assistant.pipeline import Assistant
from assistant.types import Answer, Kind, Verification
from index.store.documents import DocumentStore
from tests.assistant.scripted import Scripted

CANONICAL = "Who says the departures were ordered?"
REWORDED = "Other sources were not sure whether the new leadership was pushing the Cubans out [6]."
DOUBTFUL = "One source close to the ruling party said Rodriguez had demanded the departures [6]."


def likely(text: str) -> float:
    return 0.9 if "had ordered the departures" in text else 0.1


@pytest.mark.parametrize(
    ("judged", "reworded"),
    [
        (None, Verification.RULES),
        ({"yes": 0, "no": 1, "unchecked": 0}, Verification.RULES),
        ({"yes": 1, "no": 0, "unchecked": 0}, Verification.JUDGE),
    ],
)
async def test_what_was_kept_before_sentences_said_how_they_were_verified(
    parts: Parts, judged: dict[str, int] | None, reworded: Verification
) -> None:
    """Whose words they are tells it; nothing is taken for more than it was."""
    model = Scripted(f"{REWORDED} {DOUBTFUL}", likely=likely)
    answer = await Assistant(parts.retriever, parts.answers, model).ask(CANONICAL)
    quoted = await Assistant(parts.retriever, parts.answers).ask(CANONICAL)
    old = _as_before(answer.as_json(), judged)
    words = await Assistant(parts.retriever, parts.answers).ask("Who is Frank Mora?")
    old["claims"] = [*old["claims"], *(each.as_json()["claims"][0] for each in (quoted, words))]
    for claim in old["claims"]:
        del claim["verified"]
    kept = await _kept(parts, old)
    assert [each.basis.value for each in kept.claims] == ["model", "article", "ledger", "article"]
    how = [each.verified for each in kept.claims]
    rest = [Verification.REPLACED, Verification.RULES, Verification.VERBATIM]
    assert how == [reworded, *rest]
    assert kept.judge is None


async def test_an_answer_kept_before_questions_had_kinds_and_scopes_is_read(parts: Parts) -> None:
    """Nor did citations name their paper and day, or an answer have notes."""
    answer = await Assistant(parts.retriever, parts.answers).ask("What did Frank Mora say?")
    old = _as_before(answer.as_json(), None)
    for name in ("kind", "scope", "notes", "is_list"):
        del old[name]
    for claim in old["claims"]:
        for citation in claim["citations"]:
            del citation["source"], citation["published"]
    kept = await _kept(parts, old)
    assert (kept.text, kept.outcome) == (answer.text, answer.outcome)
    assert (kept.kind, kept.scope, kept.notes) == (Kind.FACT, None, ())
    cited = [citation for claim in kept.claims for citation in claim.citations]
    assert cited
    assert {(each.source, each.published) for each in cited} == {(None, None)}
    assert kept.as_json()["claims"][0]["citations"][0]["published"] is None


def _as_before(answer: dict[str, Any], judged: dict[str, int] | None) -> dict[str, Any]:
    del answer["judge"]
    return answer | {"id": answer["id"][::-1], "judged": judged}


async def _kept(parts: Parts, old: dict[str, Any]) -> Answer:
    asked = datetime.fromisoformat(old["asked"])
    await DocumentStore(parts.database).put(old["id"], asked, json.dumps(old), {})
    return await parts.answers.by_id(old["id"])
