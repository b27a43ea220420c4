"""The command line with a language model behind it, on loopback."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest

from tests.api.conftest import Run, Serve
from tests.assistant.judged import verdicts
from tests.examined import Knowing
from tests.model_server import Exchange, chunk, says

CANONICAL = "Who says the departures were ordered?"
SAYS_SO = (
    "One source close to Venezuela's ruling party said Rodriguez had ordered the departures under "
    "pressure from the United States [6]."
)


async def dies(exchange: Exchange) -> None:
    """Says yes to each passage, then a sentence and a half, and is gone."""
    if not exchange.json.get("stream"):
        await says("")(exchange)
        return
    await exchange.begin_stream()
    await exchange.event(chunk(f"{SAYS_SO} Other sources were not sure whether the new leadership"))
    exchange.writer.close()


def test_an_answer_of_the_model(sample: Run, serve: Serve) -> None:
    serve(says(SAYS_SO))
    ran = sample("ask", CANONICAL)
    assert ran.code == 0
    answer, _, evidence = ran.out.partition("\n\n")
    assert answer == f"{SAYS_SO}\nOther sources are unsure [6]."
    assert evidence.startswith("[6] “One source close to Venezuela’s ruling party said")
    assert ran.err == ""


def test_what_is_withheld_is_told_apart_from_the_answer(sample: Run, serve: Serve) -> None:
    """A count on standard error; the sentence itself only where it is asked for."""
    serve(says(f"{SAYS_SO} Frank Mora is 65 years old [6]."))
    ran = sample("ask", CANONICAL)
    assert ran.code == 0
    assert "65 years" not in ran.out + ran.err
    assert "1 sentence of the model withheld; `assistant answers show" in ran.err
    answer_id = ran.err.split("answers show ")[1].split("`")[0]
    shown = sample("answers", "show", answer_id[:6]).out
    assert "number: Frank Mora is 65 years old. (65 is not in [6])" in shown
    assert "by stub with prompt answer" in shown
    assert "the model was given paragraphs 6" in shown


def test_a_model_that_has_passed_judges(
    sample: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one request more; what it said, and how far it is to be believed, is in the record."""
    doubtful = "One source close to the ruling party said Rodriguez had demanded the departures"
    told: list[str] = []
    knows = Knowing(says(f"{doubtful} [6].", rewritten=verdicts(("supported", ["6.1"]))))

    async def handler(exchange: Exchange) -> None:
        if "logprobs" not in exchange.json:
            told.append(exchange.json["messages"][-1]["content"])
        await knows(exchange)

    monkeypatch.setenv("ASSISTANT_STRATEGY", "select")
    serve(handler)
    assert not sample("ask", CANONICAL).out.startswith(doubtful)
    assert len(told) == 1
    assert sample("models", "exam").code == 0
    told.clear()
    ran = sample("ask", CANONICAL, "--json")
    answer = json.loads(ran.out)
    assert answer["claims"][0]["text"] == f"{doubtful} [6]."
    assert answer["judged"] == {"yes": 1, "no": 0, "unchecked": 0}
    assert answer["claims"][0]["verified"] == "judge"
    assert answer["judge"]["passed"] is True
    assert [f"1. {doubtful}." in each for each in told] == [False, True]
    shown = sample("answers", "show", answer["id"]).out
    assert "judged, of what the rules leave open: 1 yes, 0 no, 0 unchecked" in shown
    judged = "judged by tiny, which passed its exam on "
    assert judged in shown
    assert f"{doubtful} [6].\n    by a judge\n" in shown
    explained = sample("ask", CANONICAL, "--explain").err
    assert f"How was this checked?\nby a judge: {doubtful} [6].\n" in explained
    assert f"\n{judged}" in explained
    assert re.search(r": believed 0 of \d+ wrong sentences$", explained, re.MULTILINE)
    monkeypatch.setenv("ASSISTANT_JUDGE", "off")
    off = sample("ask", CANONICAL, "--explain")
    assert not off.out.startswith(doubtful)
    assert "\nnot judged: no model was to judge, or it has taken no exam, so the" in off.err


def test_a_judges_word_on_a_draft_and_once_its_exam(
    sample: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {
        "sentence": 1,
        "rests_on": ["16.1"],
        "differs": "they met; nobody phoned",
        "verdict": "contradicted",
    }
    serve(Knowing(says("", rewritten=json.dumps({"verdicts": [said]}))))
    assert sample("models", "exam").code == 0
    reworded = "The Cuban president spoke with Delcy Rodriguez by phone towards the end of January."
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{reworded} Penguins breed on cold beaches."))
    sentence, findings, word, *_, silent, nothing, _, counts, judged = sample(
        "check", "-"
    ).out.splitlines()
    assert sentence == f"? {reworded}"
    assert findings.startswith("  not clearly said: ")
    assert word == "  the judge: contradicted – they met; nobody phoned"
    assert (silent, nothing) == ("∅ Penguins breed on cold beaches.", "  nothing about it")
    assert counts == "2 sentences: 1 not clearly said, 1 nothing about it"
    assert judged.startswith("judged by tiny, which passed its exam on ")


def test_a_model_that_has_not_passed_is_told_as_such(
    sample: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what became of what it wrote; so is one that was never examined."""
    doubtful = "One source close to the ruling party said Rodriguez had demanded the departures"
    monkeypatch.setenv("ASSISTANT_STRATEGY", "select")
    serve(Knowing(says(f"{doubtful} [6]."), believes_all=True))
    so = "so the article’s own words stand where the rules doubt"
    before = sample("ask", CANONICAL, "--explain").err
    assert f"not judged: no model was to judge, or it has taken no exam, {so}" in before
    assert sample("models", "exam").code == 0
    ran = sample("ask", CANONICAL, "--explain")
    replaced = "the article’s words, in place of the model’s: "
    assert f"\n{replaced}{ran.out.splitlines()[0]}\n" in ran.err
    assert "\nnot judged: tiny has not passed" in ran.err
    assert re.search(r"\(believed (\d+) of \1 wrong sentences, and", ran.err)
    [given] = json.loads(sample("answers", "--limit", "1", "--json").out)
    assert (given["judge"]["passed"], given["judged"]) == (False, None)
    shown = sample("answers", "show", given["id"]).out
    assert f"    {replaced}{doubtful}.\n" in shown
    assert "not judged: tiny has not passed its exam of " in shown
    assert so in shown


def test_without_a_model_all_of_it_is_word_for_word(sample: Run) -> None:
    explained = sample("ask", "Who is Frank Mora?", "--explain").err
    checked = explained.partition("How was this checked?\n")[2].splitlines()
    assert checked[0].startswith("word for word: ")
    assert checked[-1] == "not judged: no model wrote any of this"


def test_answers_given_before(sample: Run, serve: Serve) -> None:
    """Listed with the newest first, piped as lines with tabs; as JSON the whole answers."""
    assert "No answer is kept yet" in sample("answers").err
    sample("ask", "What is Venezuela's inflation rate?")
    serve(says(SAYS_SO))
    given = json.loads(sample("ask", CANONICAL, "--json").out)
    lines = [line.split("\t") for line in sample("answers").out.splitlines()]
    assert [line[2:4] for line in lines] == [
        ["answered", CANONICAL],
        ["not_found", "What is Venezuela's inflation rate?"],
    ]
    assert lines[0][0] == given["id"]
    assert json.loads(sample("answers", "show", given["id"], "--json").out) == given
    assert json.loads(sample("answers", "--json").out)[0] == given


def test_an_answer_that_is_not_kept(sample: Run) -> None:
    ran = sample("answers", "show", "abc")
    assert ran.code == 1
    assert "`assistant answers` lists them" in ran.err


def test_a_server_that_dies_in_the_middle(sample: Run, serve: Serve) -> None:
    """What was checked stays, what went wrong is told, and the code is its own."""
    serve(dies)
    ran = sample("ask", CANONICAL)
    assert ran.code == 4
    assert ran.out.startswith(SAYS_SO)
    assert "Other sources" not in ran.out
    assert "ended too early" in ran.err


def test_a_server_that_is_not_there(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article's own words, and what to do."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setattr("assistant.models.connection.RETRIES", 0)
    ran = sample("ask", CANONICAL)
    assert ran.code == 4
    assert ran.out.startswith("One source close to Venezuela’s ruling party says so [6].")
    assert "no answer from the model server (http://127.0.0.1:9/v1)" in ran.err


async def refuses_the_key(exchange: Exchange) -> None:
    await exchange.send(401, '{"error": "no"}')


def test_a_kept_failure_is_told_with_the_setting_that_mends_it(sample: Run, serve: Serve) -> None:
    """For programs it is kept with its code and facts, and names no setting."""
    serve(refuses_the_key)
    advice = "the key (401): no. Is OPENAI_API_KEY right, and may it use tiny?"
    assert advice in sample("ask", CANONICAL).err
    answer = json.loads(sample("ask", CANONICAL, "--json").out)
    assert (answer["failure_code"], answer["failure_facts"]) == (
        "key_refused",
        {"words": "no", "model": "tiny"},
    )
    assert "OPENAI_API_KEY" not in answer["failure"]
    assert advice in sample("answers", "show", answer["id"]).err


def test_a_conversation(sample: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """A follow-up is shown as it was understood, and answered."""
    post = "In a Truth Social post on January 11 he wrote that Cuba had lived off oil [8]."
    serve(says(post, "January 11", "When did Trump post about Cuba?"))
    lines = iter(["What did Trump write about Cuba on Truth Social?", "When did he post it?", ""])
    monkeypatch.setattr("api.cli.output.terminal.err.input", lambda prompt: next(lines))
    ran = sample("chat")
    assert ran.code == 0
    assert ran.err.strip() == "Understood as: When did Trump post about Cuba?"
    assert ran.out.count("[8]") >= 2


CLOSES = "The mayor said on Monday that the old bridge would close in May [1]."


def test_the_doctor_makes_the_calls_that_answering_makes(sample: Run, serve: Serve) -> None:
    """Passage by passage, then an answer in a stream, which is checked."""
    sent: list[set[str]] = []

    async def handler(exchange: Exchange) -> None:
        sent.append(set(exchange.json or {"models"}))
        await says(CLOSES, answering="would close")(exchange)

    serve(handler)
    ran = sample("doctor")
    assert ran.code == 0
    assert (
        "by stub; the trial question was answered in its own words, in 3 calls; it selects passages"
        " by how likely they answer"
    ) in " ".join(ran.out.split())
    kinds = {"logprobs", "stream", "response_format", "models"}
    asked = [keys & kinds for keys in sent]
    assert asked[:3] == [{"logprobs"}, {"logprobs"}, {"stream"}]
    assert asked[3:5] == [{"response_format"}, {"models"}]  # what the trial does not show


def test_the_doctor_says_when_nothing_could_be_shown(sample: Run, serve: Serve) -> None:
    serve(says("The bridge has 65 arches [1].", answering="would close"))
    ran = sample("doctor")
    assert ran.code == 1
    assert "nothing that it wrote on the trial question could be shown" in ran.out


async def refuses_streams(exchange: Exchange) -> None:
    """Replies to all but what an answer needs."""
    if exchange.json.get("stream"):
        await exchange.send(400, '{"error": "this model cannot stream"}')
    else:
        await says("", answering="would close")(exchange)


def test_the_doctor_fails_where_questions_fail(sample: Run, serve: Serve) -> None:
    """A server that replies to a word and to no question is not well."""
    serve(refuses_streams)
    ran = sample("doctor")
    assert ran.code == 1
    assert "this model cannot stream" in ran.out


def test_the_doctor_says_what_is_wrong_with_the_model(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setattr("assistant.models.connection.RETRIES", 0)
    ran = sample("doctor")
    assert ran.code == 1
    assert "no answer from the model server" in ran.out


def test_a_model_that_is_not_wanted_is_not_asked(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a key for embeddings, say."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    monkeypatch.setenv("ASSISTANT_MODEL", "extractive")
    assert sample("ask", CANONICAL).code == 0
