"""The flow from question to answer, over the sample article."""

from __future__ import annotations

import json

import pytest

from api.wiring import Parts
from assistant.errors import QuestionError
from assistant.questions.wording.question_text import check_question
from assistant.types import Claim, Done, Message, Outcome, Sources
from index.errors import ArticleNotFound
from index.types import Scope

CANONICAL = "Who says the departures were ordered?"


async def test_the_canonical_answer(parts: Parts) -> None:
    """Says who, and who is unsure; cites the sixth paragraph and quotes its sentences."""
    answer = await parts.assistant.ask(CANONICAL)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text == (
        "One source close to Venezuela’s ruling party says so [6]. Other sources are unsure [6]."
    )
    one, other = (citation for claim in answer.claims for citation in claim.citations)
    assert (one.label, one.paragraph) == (other.label, other.paragraph) == ("6", 6)
    assert one.quote.startswith("One source close to Venezuela’s ruling party said ")
    assert other.quote.startswith("Other sources were not sure ")


async def test_sources_first_then_claims_then_done(parts: Parts) -> None:
    events = [event async for event in parts.assistant.stream(CANONICAL)]
    kinds = [type(event) for event in events]
    assert kinds[0] is Sources
    assert kinds[-1] is Done
    assert set(kinds[1:-1]) == {Claim}


async def test_streamed_and_whole_are_the_same(parts: Parts) -> None:
    """One code path: the same claims at the same offsets."""
    events = [event async for event in parts.assistant.stream(CANONICAL)]
    whole = await parts.assistant.ask(CANONICAL)
    assert tuple(event for event in events if isinstance(event, Claim)) == whole.claims


@pytest.mark.parametrize(
    "question",
    [
        CANONICAL,
        "When did Delcy Rodriguez stand beside the Cuban foreign minister?",
        "What did Alejandro Velasco call Cuba's influence?",
        "Who died in the U.S. military operation?",
        "Were the departures ordered, and who says the Cubans were unsure?",
    ],
)
async def test_every_quote_is_in_its_paragraph_and_every_claim_in_the_text(
    parts: Parts, question: str
) -> None:
    answer = await parts.assistant.ask(question)
    for claim in answer.claims:
        assert answer.text[claim.start : claim.end] == claim.text
        for citation in claim.citations:
            article = await parts.articles.get(citation.article_id)
            paragraph = article.paragraph(citation.paragraph).text
            assert paragraph[citation.start : citation.end] == citation.quote
            assert f"[{citation.label}]" in claim.text


@pytest.mark.parametrize(
    "question",
    [
        "What is Venezuela's inflation rate?",
        "How tall is the Eiffel Tower?",
        "Who won the football match on Saturday?",
        "How old is Alejandro Velasco's daughter?",
    ],
)
async def test_what_the_article_does_not_say(parts: Parts, question: str) -> None:
    """No claim; the closest passage, quoted and cited, where it is like the question."""
    answer = await parts.assistant.ask(question)
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.claims == ()
    assert (answer.closest is not None) == ("Velasco" in question)
    assert answer.text.startswith("The article does not clearly say.")


async def test_what_the_article_does_not_mention_is_named(parts: Parts) -> None:
    """A false premise: nobody of that name is in the article."""
    answer = await parts.assistant.ask("Why did Marco Rubio thank the doctors?")
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.text == "The article does not clearly say. It does not mention Marco Rubio."


async def test_the_json_form_is_json(parts: Parts) -> None:
    """Nothing in it that json cannot write, and the design's names."""
    answer = json.loads(json.dumps((await parts.assistant.ask(CANONICAL)).as_json()))
    assert answer["outcome"] == "answered"
    assert answer["model"] == "extractive"
    assert answer["claims"][0]["citations"][0]["label"] == "6"
    assert {"search_ms", "first_claim_ms", "total_ms"} <= answer["timings"].keys()
    assert {"article_id", "paragraph", "score", "dense", "lexical"} <= answer["passages"][0].keys()


@pytest.mark.parametrize("question", ["", " \n ", "?!", "🤔", "x" * 2_001])
async def test_what_is_no_question(parts: Parts, question: str) -> None:
    with pytest.raises(QuestionError):
        await parts.assistant.ask(question)


async def test_an_unknown_article(parts: Parts) -> None:
    with pytest.raises(ArticleNotFound, match="there is no article"):
        await parts.assistant.ask(CANONICAL, Scope(article_ids=("nothing-such",)))


async def test_a_question_is_read_with_single_spaces(parts: Parts) -> None:
    """No pattern sees more, and two that differ in nothing else are the same."""
    spaced = await parts.assistant.ask("\n" + CANONICAL.replace(" ", "  \t \u2003") + "\r\n ")
    assert spaced.question == spaced.standalone_question == CANONICAL
    assert check_question("what  is\n\nit") == "what is it"
    with pytest.raises(QuestionError, match="2,000 is the most"):
        check_question("why " * 501)


async def test_of_a_history_without_end_the_newest_turns_are_read(parts: Parts) -> None:
    """What was asked twenty turns ago is nothing that a follow-up hangs on."""
    before = [Message("user", CANONICAL), *[Message("user", "And when?")] * 19]
    understood = (await parts.assistant.ask("And why?", history=before)).standalone_question
    assert understood == "Who says the departures were ordered – and why?"
    before += [Message("user", "And when?")]
    understood = (await parts.assistant.ask("And why?", history=before)).standalone_question
    assert understood == "And why?"
