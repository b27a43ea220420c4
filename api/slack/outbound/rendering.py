"""Answers rendered for Slack: the text as Markdown, sources and buttons as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from api.presentation.checking_words import QUESTION
from api.presentation.links import Links
from api.presentation.markdown_escaping import ITEM, harmless
from api.presentation.quantities import counted
from api.slack.outbound.escaping import cut, markdown
from assistant.errors import NOTHING_SUPPORTED
from assistant.types import Answer, Citation, Claim, Outcome
from index.types import Passage

Block = dict[str, Any]

FEEDBACK: Final = "answer_feedback"
"""The buttons' action; their values are `up:` and `down:` with the answer's id."""

CHECKED: Final = "answer_checked"
"""The action of the button that says how an answer was checked; its value is the answer's id."""

MOST_CHARACTERS: Final = 12_000
"""Of an answer and its sources: Slack takes about 13,000 in a message."""

MOST_OF_SOURCES: Final = 8_000
LEAST_OF_SOURCES: Final = 1_000

LONGEST_QUOTE: Final = 600
LONGEST_TITLE: Final = 150

_NOT_SEARCHED: Final = frozenset({Outcome.SMALL_TALK, Outcome.NEEDS_MODEL})

NO_MODEL: Final = "_The language model failed, so these are the articles’ own sentences._"
UNSUPPORTED: Final = (
    "_The language model wrote nothing that the articles support, so these are their own "
    "sentences._"
)


def claim_text(claim: Claim) -> str:
    """A sentence with its markers, a space between them: fingers on a phone need it."""
    return markdown(claim.text.replace("][", "] ["))


def between(*, is_list: bool, first: bool) -> str:
    """What stands before a sentence of an answer."""
    if is_list:
        return ITEM if first else f"\n{ITEM}"
    return "" if first else " "


def rewritten_question(question: str) -> str:
    """The follow-up as it was rewritten to stand alone."""
    return f"_Understood as: {markdown(question)}_"


def remarks(answer: Answer) -> str:
    """Why a degraded answer is in the articles' own words, and the notes; empty where none is."""
    notes = [f"_{markdown(each.text)}_" for each in answer.notes]
    if answer.outcome is Outcome.DEGRADED:
        notes.insert(0, UNSUPPORTED if answer.failure_code in NOTHING_SUPPORTED else NO_MODEL)
    return "\n\n".join(notes)


def not_found(answer: Answer, passages: Sequence[Passage]) -> str:
    """The text without a sentence of articles: the closest passage, and what was searched.

    Small talk, and what takes a model, is told as it is: nothing was looked for.
    """
    if answer.outcome in _NOT_SEARCHED:
        return markdown(answer.text)
    parts = [markdown(answer.text)]
    if answer.closest:
        quote = markdown(_shortened_quote(answer.closest))
        of = markdown(answer.closest.titled)
        parts.append(f"The closest passage, of {of}:\n> {quote} [{answer.closest.label}]")
    parts += [f"_{markdown(each.text)}_" for each in answer.notes]
    parts.append(f"_{_searched(passages)}_")
    return "\n\n".join(parts)


def blocks(answer: Answer, links: Links | None) -> list[Block]:
    """The blocks below an answer: its sources, and the buttons."""
    if answer.outcome in _NOT_SEARCHED:
        return []
    has_sentences = bool(answer.claims or answer.withheld)
    how = [how_checked(answer.id)] if has_sentences else []
    return [*sources(answer, links), *how, feedback(answer.id)]


def sources(answer: Answer, links: Links | None) -> list[Block]:
    """The citations by article: number, paragraph with its link, and quote.

    They are rich text, in which nothing that an article says can become a link, a mention or
    formatting. A quote that stands in the answer word for word is not repeated.
    """
    if not answer.claims:  # the text has the closest passage and its title
        return [_rich([_section(_marker(answer.closest, links))])] if answer.closest else []
    cited = [citation for claim in answer.claims for citation in claim.citations]
    shown: list[Block] = []
    # A long answer leaves less room, but never so little that no source is shown.
    room = min(MOST_OF_SOURCES, max(LEAST_OF_SOURCES, MOST_CHARACTERS - len(answer.text)))
    for _, group in groupby(sorted(dict.fromkeys(cited), key=_order), key=_article):
        elements, length = _article_elements(list(group), answer, links)
        room -= length
        if room < 0 and shown:
            return [*shown, _rich([_section([_text("There are more sources.", italic=True)])])]
        shown.append(_rich(elements))
    return shown


def how_checked(answer_id: str) -> Block:
    """The button that opens `api.slack.outbound.checking_view`."""
    question = {"type": "plain_text", "text": QUESTION}
    button = {"type": "button", "action_id": CHECKED, "value": answer_id, "text": question}
    return {"type": "actions", "elements": [button]}


def feedback(answer_id: str) -> Block:
    """The buttons that say whether the answer helped."""

    def button(rating: str, text: str, label: str) -> dict[str, Any]:
        return {
            "text": {"type": "plain_text", "text": text},
            "value": f"{rating}:{answer_id}",
            "accessibility_label": label,
        }

    buttons = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": button("up", "Good answer", "This answer helped"),
        "negative_button": button("down", "Bad answer", "This answer did not help"),
    }
    return {"type": "context_actions", "elements": [buttons]}


def whole(answer: Answer, passages: Sequence[Passage]) -> str:
    """The whole text of an answer, the same that a thread gets in pieces."""
    if not answer.claims:
        return not_found(answer, passages)
    sentences = "".join(
        f"{between(is_list=answer.is_list, first=each is answer.claims[0])}{claim_text(each)}"
        for each in answer.claims
    )
    return "\n\n".join(filter(None, (sentences, remarks(answer))))


def _order(citation: Citation) -> tuple[str, str, int, int]:
    letters = citation.label.rstrip("0123456789")
    return (letters, citation.article_id, citation.paragraph, citation.start)


def _article(citation: Citation) -> str:
    return citation.article_id


def _article_elements(
    cited: Sequence[Citation], answer: Answer, links: Links | None
) -> tuple[list[Block], int]:
    """The article's title and its paragraphs, and about how many characters that is."""
    first = cited[0]
    title = cut(first.titled, LONGEST_TITLE)
    link = links.article(first.article_id) if links else None
    elements = [_section([_text(title, link, bold=True)])]
    length = len(title)
    beside: list[Block] = []
    for _, group in groupby(cited, key=lambda each: each.label):
        of_paragraph = list(group)
        marker = _marker(of_paragraph[0], links)
        quotes = [_shortened_quote(each) for each in of_paragraph if not answer.shows(each.quote)]
        length += 20 + sum(map(len, quotes))
        if not quotes:
            beside += [*([_text("   ")] if beside else []), *marker]
            continue
        elements.append(_section(marker))
        elements += [_quote(quote) for quote in quotes]
    if beside:
        elements.append(_section(beside))
    return elements, length


def _marker(citation: Citation, links: Links | None) -> list[Block]:
    link = links.paragraph(citation.article_id, citation.paragraph) if links else None
    return [
        _text(f"[{citation.label}] ", bold=True),
        _text(f"paragraph\u00a0{citation.paragraph}", link),
    ]


def _quote(quote: str) -> Block:
    return {"type": "rich_text_quote", "elements": [_text(quote)]}


def _shortened_quote(citation: Citation) -> str:
    """The quote in quotation marks, not too long."""
    return replace(citation, quote=cut(citation.quote, LONGEST_QUOTE)).quoted


def _section(elements: Sequence[Block]) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def _rich(elements: Sequence[Block]) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def _text(text: str, link: str | None = None, **style: bool) -> Block:
    """A run of text; it is a link where there is one."""
    styled = {"style": style} if style else {}
    if link:
        return {"type": "link", "url": link, "text": harmless(text), **styled}
    return {"type": "text", "text": harmless(text), **styled}


def _searched(passages: Sequence[Passage]) -> str:
    """How many paragraphs were searched, and of which articles."""
    titles = list(dict.fromkeys(passage.article.title for passage in passages))
    named = [f"“{markdown(cut(title, 80))}”" for title in titles[:3]]
    more = [f"{len(titles) - 3} more"] if len(titles) > 3 else []
    return f"I looked at {counted(len(passages), 'paragraph')} of {_listed([*named, *more])}."


def _listed(parts: Sequence[str]) -> str:
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last
