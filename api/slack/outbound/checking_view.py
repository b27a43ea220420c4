"""How an answer was checked, as a dialog: each sentence, what is withheld, who judged.

All of it is rich text, in which nothing that an article or a model says can become a link, a
mention or formatting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from api.presentation.checking_words import HOW, QUESTION, judging
from api.presentation.markdown_escaping import harmless
from api.slack.outbound.escaping import cut
from api.slack.outbound.rendering import Block
from assistant.types import Answer, Withheld
from assistant.verification import Reason

MOST: Final = 40
"""Sentences that are listed, of those that are shown and of those that are withheld."""

LONGEST: Final = 300
"""Characters of a sentence that are repeated: it stands in the answer."""

LONGEST_DETAIL: Final = 200


def dialog(answer: Answer) -> dict[str, Any]:
    """The dialog."""
    return {
        "type": "modal",
        "title": _plain(QUESTION),
        "close": _plain("Close"),
        "blocks": [*_sentences(answer), _paragraph(_sentence_case(judging(answer)))],
    }


def _sentences(answer: Answer) -> Iterator[Block]:
    for claim in answer.claims[:MOST]:
        yield _paragraph(cut(claim.text, LONGEST), HOW[claim.verified])
    for each in answer.withheld[:MOST]:
        yield _paragraph("A sentence of the model is withheld", _why(each))
    more = sum(max(0, len(some) - MOST) for some in (answer.claims, answer.withheld))
    if more:
        yield _paragraph(f"There are {more} more.")


def _why(withheld: Withheld) -> str:
    known = {each.value: each.explanation for each in Reason}
    reason = known.get(withheld.reason, withheld.reason)
    return f"{reason}: {cut(withheld.detail, LONGEST_DETAIL)}" if withheld.detail else reason


def _paragraph(text: str, how: str = "") -> Block:
    runs: list[Block] = [{"type": "text", "text": harmless(text) or "…"}]
    if how:
        runs.append({"type": "text", "text": f"\n{harmless(how)}", "style": {"italic": True}})
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": runs}]}


def _sentence_case(line: str) -> str:
    return f"{line[:1].upper()}{line[1:]}."


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}
