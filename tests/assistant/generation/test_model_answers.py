"""The flow with a language model, a scripted one, over the sample article."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import aclosing

import pytest

from api.wiring import Parts
from assistant.errors import AnswerNotFound, ContextTooLong, ModelBusy, ReplyBroken
from assistant.extractive import answerer
from assistant.generation.context import Budget
from assistant.generation.reranking import Thresholds
from assistant.models import Capabilities
from assistant.models.prompt_call import fenced
from assistant.models.token_estimate import estimated_tokens
from assistant.options import Options
from assistant.pipeline import Assistant
from assistant.questions.forms.summary_questions import asks_for_overview
from assistant.types import Basis, Claim, Done, Message, Outcome, Sources, Withheld
from index.ranking import Fusion
from index.types import Place
from tests.assistant.scripted import NAME, Scripted

CANONICAL = "Who says the departures were ordered?"
SAYS_SO = (
    "One source close to Venezuela's ruling party said Rodriguez had ordered the departures under "
    "pressure from the United States [6]."
)
UNSURE = "Other sources are unsure [6]."
"""What the ledger has besides, and a reply leaves out."""
BOTH = f"{SAYS_SO} {UNSURE}"
ORDERED = "Rodriguez had ordered the departures"  # in the sixth paragraph alone

Likely = Callable[[str], float | Exception | None]


def about(*words: str, likely: float = 0.9) -> Likely:
    """Only the passages with these words answer."""
    return lambda text: likely if any(each in text for each in words) else 0.1


def assistant(parts: Parts, model: Scripted, options: Options | None = None) -> Assistant:
    return Assistant(parts.retriever, parts.answers, model, options)


async def test_the_model_answers_in_its_own_words(parts: Parts) -> None:
    """From the passage that answers, cited, with the words of the paragraph behind it."""
    model = Scripted(SAYS_SO, likely=about(ORDERED))
    answer = await assistant(parts, model).ask(CANONICAL)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text == BOTH
    [claim, other] = answer.claims
    assert (claim.basis, other.basis) == (Basis.MODEL, Basis.LEDGER)
    [citation] = claim.citations
    paragraph = (await parts.articles.get(citation.article_id)).paragraph(6).text
    assert paragraph[citation.start : citation.end] == citation.quote
    assert ORDERED in citation.quote
    [asked] = model.asked
    given = [line for line in asked[-1].content.splitlines() if line.startswith("[")]
    assert [line[:4] for line in given] == ["[6] "]


async def test_what_it_took_is_in_the_record(parts: Parts) -> None:
    """Each call with its prompt, the model, the tokens of all; what the model was given."""
    model = Scripted(SAYS_SO, likely=about(ORDERED))
    answer = await assistant(parts, model).ask(CANONICAL)
    assert answer.model == NAME
    assert {call.prompt.name for call in answer.calls} == {"select", "answer"}
    assert answer.prompt == answer.calls[-1].prompt
    assert answer.usage.prompt_tokens == 20 * len(model.chosen) + 10
    assert answer.context is not None
    assert answer.context.given == ("6",)
    assert answer.timings.selected_ms is not None
    assert answer.timings.first_token_ms is not None
    assert answer.timings.checking_ms is not None


@pytest.mark.parametrize(("likely", "asked"), [(0.9, 4), (0.7, 8), (0.6, 23)])
async def test_passages_are_asked_about_until_one_surely_answers(
    parts: Parts, likely: float, asked: int
) -> None:
    """The first few, then all found, then the rest of the article: none twice."""
    model = Scripted(SAYS_SO, likely=about(ORDERED, likely=likely))
    answer = await assistant(parts, model).ask(CANONICAL)
    assert answer.outcome is Outcome.ANSWERED
    assert len(set(model.chosen)) == len(model.chosen) == asked


async def test_a_paragraph_that_the_search_ranked_low_is_found(parts: Parts) -> None:
    """Before it is said that the article does not say, all of it is looked at."""
    model = Scripted("Eleven sources confirmed departures [1].", likely=about("eleven sources"))
    answer = await assistant(parts, model).ask("What is Venezuela's inflation rate?")
    assert {place.paragraph for place in answer.cited} == {1}
    assert 1 not in {source.paragraph for source in answer.passages}


async def test_streamed_and_whole_are_the_same(parts: Parts) -> None:
    """Sources first, claims as they are checked, Done last; however the pieces are cut."""
    for piece in (1, 5, 500):
        model = Scripted(f"{SAYS_SO} Penguins eat fish [6].", likely=about(ORDERED), piece=piece)
        events = [event async for event in assistant(parts, model).stream(CANONICAL)]
        assert [type(event) for event in events] == [Sources, Claim, Withheld, Claim, Done]
        done = events[-1]
        assert isinstance(done, Done)
        assert done.answer.text == BOTH
        assert done.answer.claims == (events[1], events[3])
        assert done.answer.withheld == (events[2],)


async def test_every_claim_is_where_it_says_in_the_text(parts: Parts) -> None:
    reply = f"{SAYS_SO} Other sources were not sure [6]. They left."
    answer = await assistant(parts, Scripted(reply, likely=about(ORDERED))).ask(CANONICAL)
    for claim in answer.claims:
        assert answer.text[claim.start : claim.end] == claim.text


async def test_a_sentence_that_nothing_supports_never_comes_out(parts: Parts) -> None:
    """What is left is the answer, in part; the record says what was withheld and why."""
    reply = f"Frank Mora is 65 years old [6]. {SAYS_SO}"
    answer = await assistant(parts, Scripted(reply, likely=about(ORDERED))).ask(CANONICAL)
    assert answer.outcome is Outcome.PARTIAL
    assert answer.text == BOTH
    [withheld] = answer.withheld
    assert (withheld.text, withheld.reason) == ("Frank Mora is 65 years old.", "number")
    assert withheld.detail == "65 is not in [6]"


async def test_a_wrong_marker_is_mended(parts: Parts) -> None:
    reply = SAYS_SO.replace("[6]", "[1]")
    model = Scripted(reply, likely=about(ORDERED, "eleven sources with knowledge"))
    answer = await assistant(parts, model).ask(CANONICAL)
    assert answer.text == BOTH
    assert answer.claims[0].basis is Basis.REPAIRED


async def test_in_doubt_the_articles_own_sentence_is_shown(parts: Parts) -> None:
    """The speaker was dropped: the article's sentence has it."""
    reply = "Rodriguez had ordered the departures under pressure from the United States [6]."
    answer = await assistant(parts, Scripted(reply, likely=about(ORDERED))).ask(CANONICAL)
    assert answer.outcome is Outcome.ANSWERED
    [claim, _] = answer.claims
    assert claim.basis is Basis.ARTICLE
    assert claim.text.startswith("One source close to Venezuela’s ruling party said")
    assert claim.proposed == reply.replace(" [6]", "")


async def test_the_same_words_are_not_shown_twice(parts: Parts) -> None:
    answer = await assistant(parts, Scripted(SAYS_SO * 3, likely=about(ORDERED))).ask(CANONICAL)
    assert answer.text == BOTH
    assert answer.outcome is Outcome.ANSWERED
    assert {each.reason for each in answer.withheld} == {"repeated"}


async def test_what_is_copied_along_is_left_out(parts: Parts) -> None:
    """Of a paragraph that the model copies whole, what the question is about; nothing is lost."""
    [entry] = await parts.articles.entries()
    third = (await parts.articles.get(entry.id)).paragraph(3).text
    model = Scripted(f"{third} [3]", likely=about("32 Cubans their lives"))
    answer = await assistant(parts, model).ask("How many Cubans lost their lives on January 3?")
    assert answer.outcome is Outcome.ANSWERED
    [claim] = answer.claims
    assert claim.text.startswith("The government in Havana said")
    assert [each.reason for each in answer.withheld] == ["beside", "beside"]


HOW_MANY = "How many sources confirmed the departures?"
DEPARTING = (
    "Doctors and security advisers from Cuba have also been departing Venezuela while Washington "
    "presses the government of Interim President Delcy Rodriguez hard to give up an alliance that "
    "ranks among the most important on Latin America's left"
)
WITHOUT = f"{DEPARTING} [1]."


async def test_a_sentence_without_the_number_asked_for_waits_for_it(parts: Parts) -> None:
    reply = f"{WITHOUT} Departures in recent weeks were confirmed by eleven sources [1]."
    model = Scripted(reply, likely=about("eleven sources"))
    answer = await assistant(parts, model).ask(HOW_MANY)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text == reply


async def test_without_the_number_asked_for_nothing_is_answered(parts: Parts) -> None:
    """However true the sentence is."""
    model = Scripted(WITHOUT, likely=about("departing Venezuela while Washington"))
    answer = await assistant(parts, model).ask("How many dogs did the advisers keep?")
    assert WITHOUT not in answer.text
    assert [each.reason for each in answer.withheld] == ["off_question"]


async def test_when_no_passage_answers_the_articles_do_not_say(parts: Parts) -> None:
    """The model is not asked to write; the passage that came nearest is shown."""
    model = Scripted(likely=lambda text: 0.3 if "Naval Academy" in text else 0.1)
    answer = await assistant(parts, model).ask("What is Venezuela's inflation rate?")
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.claims == ()
    assert answer.closest is not None
    assert model.asked == []


async def test_what_the_model_finds_missing_is_missing(parts: Parts) -> None:
    model = Scripted("The article does not say.", likely=about("inflation", "Naval", likely=0.6))
    answer = await assistant(parts, model).ask("Where did Polga-Hecimovich go to school?")
    assert answer.outcome is Outcome.NOT_FOUND


async def test_when_nothing_holds_the_likeliest_sentence_is_quoted(parts: Parts) -> None:
    """As degraded, saying so."""
    model = Scripted("Marco Rubio lived in Texas in 1999 [6].", likely=about(ORDERED))
    answer = await assistant(parts, model).ask("What had Rodriguez ordered?")
    assert answer.outcome is Outcome.DEGRADED
    assert answer.failure is not None
    assert answer.failure.startswith("Nothing that the model wrote is supported")
    [claim] = answer.claims
    assert claim.citations[0].paragraph == 6
    assert [each.reason for each in answer.withheld] == ["number"]


async def test_replies_that_cannot_be_read_leave_no_passage_out(parts: Parts) -> None:
    model = Scripted(SAYS_SO, likely=lambda text: None)
    answer = await assistant(parts, model).ask(CANONICAL)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.context is not None
    assert len(answer.context.given) == 8


async def test_a_passage_that_is_too_long_to_ask_about_leaves_the_others(parts: Parts) -> None:
    def likely(text: str) -> float | Exception:
        if "eleven sources" in text:
            return ContextTooLong("4096", 400)
        return 0.9 if ORDERED in text else 0.1

    answer = await assistant(parts, Scripted(SAYS_SO, likely=likely)).ask(CANONICAL)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text == BOTH


async def test_when_no_paragraph_fits_it_says_what_to_allow(parts: Parts) -> None:
    """With the budget that was set, not half of it."""
    model = Scripted(likely=about(ORDERED))
    answer = await assistant(parts, model, Options(Budget(total=300, answer=100))).ask(CANONICAL)
    assert answer.outcome is Outcome.DEGRADED
    assert "the 300 tokens" in (answer.failure or "")
    assert "Allow it more" in (answer.failure or "")


async def test_a_context_of_512_tokens_is_answered_from(parts: Parts) -> None:
    """With the shortest prompt and the paragraph that there is room for."""
    model = Scripted(SAYS_SO, likely=about(ORDERED))
    model.known = Capabilities(likelihoods=5, context=512)
    answer = await assistant(parts, model).ask(CANONICAL)
    assert answer.text == BOTH
    [asked] = model.asked
    assert sum(estimated_tokens(message.content) for message in asked) <= 512 - 128


async def test_a_context_that_a_refusal_tells_is_kept_to(parts: Parts) -> None:
    """A quarter of what was thought, and the paragraphs that fit in that."""
    model = Scripted(ContextTooLong("1024 tokens", 400), SAYS_SO, likely=lambda text: None)

    async def told() -> Capabilities:
        return Capabilities(likelihoods=5, context=1_024 if model.asked else None)

    model.capabilities = told  # type: ignore[method-assign]
    answer = await assistant(parts, model).ask(CANONICAL)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.context is not None
    assert answer.context.answer == 256
    assert sum(estimated_tokens(each.content) for each in model.asked[-1]) <= 1_024 - 256


@pytest.mark.parametrize("total", range(760, 1_000, 20))
async def test_the_prompt_keeps_to_the_budget(parts: Parts, total: int) -> None:
    """With the line about the sources, which a question of who says it adds."""
    model = Scripted(SAYS_SO, likely=lambda text: None)
    await assistant(parts, model, Options(Budget(total, answer=100))).ask(CANONICAL)
    for asked in model.asked:
        assert sum(estimated_tokens(message.content) for message in asked) <= total - 100


async def test_a_model_that_says_it_is_not_there_is_believed(parts: Parts) -> None:
    """Also when it wrote something else beside that."""
    reply = f"{WITHOUT} The article does not say how many."
    model = Scripted(reply, likely=about("departing Venezuela while Washington"))
    answer = await assistant(parts, model).ask("How many dogs did the advisers keep?")
    assert answer.outcome is Outcome.NOT_FOUND


# --- The model fails -------------------------------------------------------------------------


@pytest.mark.parametrize("broken", ["select", "answer"])
async def test_a_model_that_fails_leaves_the_articles_own_words(parts: Parts, broken: str) -> None:
    """Quoted, labelled as degraded, with what went wrong."""
    error = ModelBusy("the model server is overloaded (503)")
    model = Scripted(error, likely=lambda text: error if broken == "select" else 0.9)
    answer = await assistant(parts, model).ask(CANONICAL)
    assert answer.outcome is Outcome.DEGRADED
    assert answer.failure == "the model server is overloaded (503)"
    assert answer.text.startswith("One source close to Venezuela’s ruling party says so [6].")


async def test_a_model_that_breaks_off_keeps_what_was_checked(parts: Parts) -> None:
    """Nothing that was shown is taken back, and half a sentence is not shown."""
    begun = f"{SAYS_SO} Other sources were not sure whether the new lead✂"
    model = Scripted(begun, ReplyBroken("cut short"), likely=about(ORDERED))
    events = [event async for event in assistant(parts, model).stream(CANONICAL)]
    answer = events[-1].answer  # type: ignore[union-attr]
    assert answer.outcome is Outcome.DEGRADED
    assert answer.failure == "cut short"
    assert answer.text == SAYS_SO
    assert [event for event in events if isinstance(event, Claim)] == list(answer.claims)


async def test_a_sentence_that_the_most_tokens_cut_off_is_not_shown(parts: Parts) -> None:
    begun = f"{SAYS_SO} Other sources were not sure whether the new lead"
    model = Scripted(begun, likely=about(ORDERED), whole=False)
    answer = await assistant(parts, model).ask(CANONICAL)
    assert answer.text == BOTH


async def test_a_prompt_that_is_too_long_is_tried_with_less(parts: Parts) -> None:
    """Half the budget; the paragraphs that have no room are named in the record."""
    model = Scripted(ContextTooLong("2048", 400), SAYS_SO, likely=lambda text: None)
    options = Options(Budget(total=1_200, answer=100))
    answer = await assistant(parts, model, options).ask(CANONICAL)
    assert answer.outcome is Outcome.ANSWERED
    first, second = (each[-1].content.count("\n[") for each in model.asked)
    assert second < first
    assert answer.context is not None
    assert answer.context.left_out


@pytest.mark.parametrize(("refusals", "outcome"), [(3, Outcome.ANSWERED), (4, Outcome.DEGRADED)])
async def test_a_prompt_is_made_shorter_down_to_an_eighth(
    parts: Parts, refusals: int, outcome: Outcome
) -> None:
    """Of a server that only says that it is too long."""
    too_long = [ContextTooLong("too long", 400)] * refusals
    model = Scripted(*too_long, SAYS_SO, likely=about(ORDERED))
    answer = await assistant(parts, model).ask(CANONICAL)
    assert answer.outcome is outcome
    assert len(model.asked) == 4
    assert answer.claims


async def test_a_reader_who_leaves_stops_the_model(parts: Parts) -> None:
    """Closing the stream closes the request."""
    model = Scripted(f"{SAYS_SO} More and more and more of it all.", likely=about(ORDERED))
    async with aclosing(assistant(parts, model).stream(CANONICAL)) as events:
        async for event in events:
            if isinstance(event, Claim):
                break
    assert model.streams_closed == 1


# --- Options ---------------------------------------------------------------------------------


@pytest.mark.parametrize("passages", [1, 3, 12])
async def test_as_many_passages_are_found_as_are_wanted(parts: Parts, passages: int) -> None:
    model = Scripted(likely=lambda text: 0.1)
    answer = await assistant(parts, model, Options(passages=passages)).ask("Who is Mars?")
    assert len(answer.passages) == passages


@pytest.mark.parametrize("fusion", [Fusion.DENSE, Fusion.LEXICAL])
async def test_passages_are_asked_about_in_the_order_that_is_wanted(
    parts: Parts, fusion: Fusion
) -> None:
    """Those found, and the others after them."""
    model, question = Scripted(likely=lambda text: 0.1), "What colour were the departures?"
    await assistant(parts, model, Options(passages=2, fusion=fusion)).ask(question)
    ranked = await parts.retriever.passages(question, limit=23, fusion=fusion)
    for each, asked in zip(ranked, model.chosen, strict=True):
        assert fenced(each.paragraph.text) in asked


@pytest.mark.parametrize(
    ("thresholds", "asked", "given"),
    [
        (Thresholds(), 4, ["[6]"]),
        (Thresholds(enough=0.95), 8, ["[6]"]),
        (Thresholds(enough=0.95, unsure=0.95), 23, ["[6]"]),
        (Thresholds(likely=0.95), 4, ["[6]"]),
        (Thresholds(nearly=9), 4, ["[3]", "[6]"]),
    ],
)
async def test_thresholds_say_what_a_model_is_asked_and_given(
    parts: Parts, thresholds: Thresholds, asked: int, given: list[str]
) -> None:
    model = Scripted(
        SAYS_SO, likely=lambda text: 0.9 if ORDERED in text else 0.4 if "Caracas" in text else 0.1
    )
    options = Options(selection=thresholds)
    await assistant(parts, model, options).ask(CANONICAL)
    assert len(model.chosen) == asked
    lines = [line for told in model.asked for line in told[-1].content.splitlines()]
    assert [line.partition(" ")[0] for line in lines if line.startswith("[")] == given


async def test_thresholds_say_what_is_quoted_without_a_model(parts: Parts) -> None:
    question = "Where did the aircraft land?"
    several = Options(extractive=answerer.Thresholds(threshold=0, nearly_as_good=0, most=4))
    none = Options(extractive=answerer.Thresholds(threshold=1))
    found = await Assistant(parts.retriever, parts.answers, None, several).ask(question)
    assert len(found.claims) == 4
    assert (
        await Assistant(parts.retriever, parts.answers, None, none).ask(question)
    ).outcome is Outcome.NOT_FOUND


# --- Whole articles --------------------------------------------------------------------------


async def test_an_article_that_fits_goes_in_whole_when_that_is_wanted(parts: Parts) -> None:
    """In its order, the question last; no passage is asked about first."""
    model = Scripted(SAYS_SO)
    answer = await assistant(parts, model, Options(whole=True)).ask(CANONICAL)
    assert answer.text == BOTH
    assert model.chosen == []
    [[_, told]] = model.asked
    labels = [line.partition(" ")[0] for line in told.content.splitlines() if line.startswith("[")]
    assert labels == [f"[{number}]" for number in range(1, 24)]
    assert told.content.index("[23]") < told.content.index(CANONICAL)
    assert answer.context is not None
    assert answer.context.whole


async def test_an_article_that_does_not_fit_gives_its_passages(parts: Parts) -> None:
    model = Scripted(SAYS_SO)
    options = Options(Budget(total=1_500, answer=300), whole=True)
    answer = await assistant(parts, model, options).ask(CANONICAL)
    assert answer.context is not None
    assert not answer.context.whole
    assert "6" in answer.context.given


@pytest.mark.parametrize("question", ["What is the article about?", "Summarise the article."])
async def test_an_article_as_a_whole_is_told_from_its_beginning(
    parts: Parts, question: str
) -> None:
    """No passage is asked about first; what its sources say and dispute goes along."""
    reply = f"{DEPARTING} [1]."
    model = Scripted(reply)
    answer = await assistant(parts, model).ask(question)
    assert answer.text.startswith(reply)
    assert model.chosen == []
    assert answer.context is not None
    assert answer.context.given[:4] == ("1", "2", "3", "4")
    assert "6" in answer.context.given


async def test_an_article_as_a_whole_without_a_model(parts: Parts) -> None:
    """Its first sentences, then what its sources say and dispute."""
    answer = await parts.assistant.ask("What is this article about?")
    assert [place.paragraph for place in answer.cited][:3] == [1, 2, 3]
    assert answer.outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    "question", ["What is the article's view of Cuba?", "What does the story say about oil?"]
)
def test_a_question_about_something_in_particular_is_no_overview(question: str) -> None:
    assert not asks_for_overview(question)


# --- Follow-ups ------------------------------------------------------------------------------

ASKED = Message("user", "What did Trump write about Cuba on Truth Social?")


async def answered(parts: Parts, cited: int = 8) -> Message:
    [entry] = await parts.articles.entries()
    return Message("assistant", "He wrote about oil and money.", (Place(entry.id, cited),))


async def test_a_follow_up_is_sought_as_the_question_it_means(parts: Parts) -> None:
    """The rewritten question is sought, asked and in the record; the last cited comes again."""
    meant = "When did Trump post about Cuba on Truth Social?"
    post = "In a Truth Social post on January 11 he wrote about Cuba [8]."
    model = Scripted(meant, post, likely=about("January 11"))
    history = [ASKED, await answered(parts)]
    events = [
        e async for e in assistant(parts, model).stream("When did he post it?", history=history)
    ]
    sources, done = events[0], events[-1]
    assert isinstance(sources, Sources)
    assert isinstance(done, Done)
    assert sources.standalone_question == meant
    assert 8 in {passage.paragraph.number for passage in sources.passages}
    answer = done.answer
    assert (answer.question, answer.standalone_question) == ("When did he post it?", meant)
    assert {place.paragraph for place in answer.cited} == {8}
    assert answer.calls[0].prompt.name == "followup"
    assert all("He wrote about oil" not in m.content for m in model.asked[-1])


async def test_a_question_that_stands_alone_is_not_rewritten(parts: Parts) -> None:
    model = Scripted(SAYS_SO, likely=about(ORDERED))
    history = [ASKED, await answered(parts, cited=20)]
    answer = await assistant(parts, model).ask(CANONICAL, history=history)
    assert answer.standalone_question == CANONICAL
    assert "followup" not in {call.prompt.name for call in answer.calls}
    alone = await assistant(parts, Scripted(SAYS_SO, likely=about(ORDERED))).ask(CANONICAL)
    assert answer.passages == alone.passages
    assert all("He wrote about oil" not in m.content for each in model.asked for m in each)


async def test_a_rewriting_that_adds_names_is_not_believed(parts: Parts) -> None:
    """The question goes on as it was asked, with the one before it, and that is shown."""
    model = Scripted("When did Elon Musk post it?", SAYS_SO, likely=about("January 11"))
    history = [ASKED, await answered(parts)]
    answer = await assistant(parts, model).ask("When did he post it?", history=history)
    assert answer.standalone_question == f"{ASKED.content} When did he post it?"
    assert 8 in {source.paragraph for source in answer.passages}


async def test_a_follow_up_that_could_not_be_rewritten_leaves_nothing_out(parts: Parts) -> None:
    """Its words alone do not tell what is beside the question."""
    [entry] = await parts.articles.entries()
    sixth = (await parts.articles.get(entry.id)).paragraph(6).text
    model = Scripted("And do the others say so?", f"{sixth} [6]", likely=about(ORDERED))
    history = [Message("user", CANONICAL), await answered(parts, cited=6)]
    answer = await assistant(parts, model).ask("And do the others say so?", history=history)
    assert "Other sources were not sure" in answer.text


async def test_a_follow_up_without_a_model(parts: Parts) -> None:
    """It is sought with the words of the question before."""
    history = [ASKED, await answered(parts)]
    answer = await parts.assistant.ask("When did he post it?", history=history)
    assert answer.passages[0].paragraph == 8


async def test_a_follow_up_whose_rewriting_fails(parts: Parts) -> None:
    model = Scripted(ModelBusy("overloaded"))
    history = [ASKED, await answered(parts)]
    answer = await assistant(parts, model).ask("When did he post it?", history=history)
    assert answer.outcome is Outcome.DEGRADED
    assert answer.failure == "overloaded"


# --- Kept ------------------------------------------------------------------------------------


async def test_an_answer_is_kept_as_it_was_given(parts: Parts) -> None:
    """Under its id, or how that begins; the latest first."""
    reply = f"Frank Mora is 65 years old [6]. {SAYS_SO}"
    given = await assistant(parts, Scripted(reply, likely=about(ORDERED))).ask(CANONICAL)
    kept = await parts.answers.get(given.id[:9])
    assert kept == given
    assert json.dumps(kept.as_json()) == json.dumps(given.as_json())
    assert (await parts.answers.latest(1))[0].id == given.id
    with pytest.raises(AnswerNotFound, match="there is no answer"):
        await parts.answers.get("nothing")


@pytest.mark.parametrize(
    "question",
    [
        "Give me a short summary",
        "give me the main points",
        "Please summarize this article",
        "can you write a brief overview of the story?",
        "An outline, please",
        "the gist",
        "tl;dr",
    ],
)
def test_a_question_for_a_summary_is_one(question: str) -> None:
    """However it is put."""
    assert asks_for_overview(question)
