"""The commands, by what they print and the code they end with."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.api.conftest import Run

CANONICAL = "Who says the departures were ordered?"
SHARED = Path(__file__).parents[4] / "shared"


def test_the_canonical_question(sample: Run) -> None:
    """Who says so, the paragraph, and the sentence under it; nothing else on standard output."""
    ran = sample("ask", CANONICAL)
    assert ran.code == 0
    answer, _, evidence = ran.out.partition("\n\n")
    assert "ource close to Venezuela’s ruling party" in answer
    assert answer.endswith("[6].")
    assert evidence.startswith("[6] “One source close to Venezuela’s ruling party said")
    assert "paragraph 6" in evidence
    assert ran.err == ""


def test_what_is_listed_has_a_line_each(sample: Run) -> None:
    """And below it the quotes, with their article named once."""
    answer, _, evidence = sample("ask", "who are the sources?").out.partition("\n\n")
    assert all(line.startswith("- ") for line in answer.splitlines())
    assert "- Frank Mora, who was " in answer
    assert evidence.count("Cubans head home") == 1
    assert "), paragraphs " in evidence


@pytest.mark.skipif(not SHARED.is_dir(), reason="the original article is not beside the project")
def test_the_original_gives_the_same_paragraph(run: Run) -> None:
    run("ingest", str(SHARED / "article" / "cuban-advisers.txt"))
    ran = run("ask", CANONICAL)
    assert ran.code == 0
    assert "[6]" in ran.out
    assert "ruling party" in ran.out


def test_json_has_the_answer_and_offsets_that_hold(sample: Run) -> None:
    """Every claim is where it says in the text, every quote where it says in its paragraph."""
    answer = json.loads(sample("ask", CANONICAL, "--json").out)
    paragraphs = sample("show", answer["claims"][0]["citations"][0]["article_id"]).out
    assert answer["outcome"] == "answered"
    for claim in answer["claims"]:
        assert answer["text"][claim["start"] : claim["end"]] == claim["text"]
        for citation in claim["citations"]:
            text = paragraphs.split(f"[{citation['paragraph']}] ")[1].split("\n")[0]
            assert text[citation["start"] : citation["end"]] == citation["quote"]
            assert f"[{citation['label']}]" in claim["text"]


def test_not_found_shows_the_closest_passage_and_has_its_own_code(sample: Run) -> None:
    ran = sample("ask", "How old is Alejandro Velasco's daughter?")
    assert ran.code == 3
    assert ran.out.startswith("The article does not clearly say.\n\nThe closest passage:\n[")


def test_explain_goes_to_standard_error(sample: Run) -> None:
    ran = sample("ask", CANONICAL, "--explain")
    assert "BM25" not in ran.out
    ranking, likely, checked = ran.err.split("\n\n")
    headings, first, *others = ranking.splitlines()
    assert headings == "score\tdense\tBM25\tmatch\t¶\tbest sentence"
    assert first.split("\t")[4] == "6"
    # However long a sentence is, its passage has one line; of one article none is named.
    assert {line.count("\t") for line in (first, *others)} == {5}
    assert likely.startswith("likely to answer (")
    assert checked.startswith("\nHow was this checked?\n")


def test_a_question_from_standard_input(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(CANONICAL))
    assert "[6]" in sample("ask", "-").out


@pytest.mark.parametrize(
    ("question", "advice"),
    [
        ("   ", "the question is empty"),
        ("x" * 50_000, "50,000 characters, 2,000 is the most"),
        ("🤔🤔", "there are no words"),
    ],
)
def test_what_is_no_question(run: Run, question: str, advice: str) -> None:
    """A clear word on standard error, nothing on standard output."""
    ran = run("ask", question)
    assert ran.code == 1
    assert advice in ran.err
    assert ran.out == ""


def test_an_empty_library_says_how_to_fill_it(run: Run) -> None:
    ran = run("ask", CANONICAL)
    assert ran.code == 1
    assert "assistant ingest" in ran.err


def test_ingest_twice_says_unchanged(sample: Run) -> None:
    from assistant.sample import ARTICLE

    ran = sample("ingest", str(ARTICLE))
    assert ran.code == 0
    assert ran.err.startswith("unchanged cubans-head-home")
    assert ran.out == ""


def test_one_bad_input_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    """The good file is there, the bad one is named, and the code says that something failed."""
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "good.txt").write_text("A bridge opened\n\nThe bridge opened on Monday, they said.")
    ran = run("ingest", "empty.txt", "good.txt", "missing.txt")
    assert ran.code == 1
    assert "empty.txt: " in ran.err
    assert "missing.txt: " in ran.err
    assert "A bridge opened" in run("articles").out


def test_pasted_text_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pasted = io.TextIOWrapper(io.BytesIO(b"A bridge opened\n\nIt opened on Monday."))
    monkeypatch.setattr(sys, "stdin", pasted)
    assert run("ingest", "-").code == 0
    assert "A bridge opened" in run("articles").out


def test_articles_piped_are_lines_with_tabs(sample: Run) -> None:
    [line] = sample("articles").out.splitlines()
    identifier, published, paragraphs, title, source = line.split("\t")
    assert (published, paragraphs) == ("2026-02-23 14:24", "23")
    assert identifier.startswith("cubans-head-home")
    assert title.startswith("Cubans head home")
    assert source.startswith("MyInd")
    [entry] = json.loads(sample("articles", "--json").out)
    assert entry["id"] == identifier


def test_show_numbers_the_paragraphs(sample: Run) -> None:
    out = sample("show", "cubans").out
    assert out.count("\n[") == 23
    assert "\n[1] Doctors and security advisers" in out


def test_a_date_without_a_time_is_shown_without_one(run: Run) -> None:
    Path("day.md").write_text("# Talks\n\nBy Jane Doe, 3 March 2026\n\nThe talks failed on Monday.")
    run("ingest", "day.md")
    assert run("articles").out.split("\t")[1] == "2026-03-03"
    assert "· 3 March 2026\n" in run("show", "talks").out


def test_search_prints_passages_with_scores(sample: Run) -> None:
    first = sample("search", "oil blockade").out.splitlines()[0].split("\t")
    assert first[5] == "12"
    [passage] = json.loads(sample("search", "oil blockade", "--limit", "1", "--json").out)
    assert passage["paragraph"] == 12
    assert {"score", "dense", "lexical", "match", "quote"} <= passage.keys()


def test_scopes_leave_out_what_is_outside(sample: Run) -> None:
    later = sample("search", "oil", "--from", "2026-02-24")
    assert later.code == 1
    assert "no article is of these sources and dates" in later.err
    assert sample("search", "oil", "--to", "2026-02-23").code == 0
    assert sample("search", "oil", "--source", "Reuters").code == 1
    unknown = sample("search", "oil", "--article", "nothing-such")
    assert unknown.code == 1
    assert "assistant articles" in unknown.err


def test_remove_forgets(sample: Run) -> None:
    ran = sample("remove", "cubans")
    assert ran.err.startswith("removed cubans-head-home")
    assert sample("articles").out == ""
    assert sample("remove", "cubans").code == 1


def test_reindex_and_doctor(sample: Run) -> None:
    assert sample("reindex").err.splitlines()[-1] == "reindexed 1 article"
    ran = sample("doctor")
    assert ran.code == 0
    findings = {finding["name"]: finding for finding in json.loads(sample("doctor", "--json").out)}
    assert findings["library"]["detail"] == "1 article, 23 paragraphs"
    assert findings["index"]["detail"].startswith("23 chunks in Chroma")


def test_doctor_says_what_is_wrong_and_how_to_mend_it(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDER", "openai:some-model")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("ASSISTANT_MODEL", "extractive")
    monkeypatch.setattr(
        "index.embedding.endpoint.OpenAIEmbedder.max_retries", 0
    )  # each waits longer
    ran = sample("doctor")
    assert ran.code == 1
    assert "assistant reindex" in ran.out


def test_a_database_that_cannot_be_served_is_refused(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silently it would not be used; `doctor` says so among its findings."""
    monkeypatch.setenv("DATABASE_URL", "mysql://a:secret@c/d")
    ran = sample("articles")
    assert (ran.code, ran.out) == (1, "")
    assert "postgresql://user:password@127.0.0.1:5432/assistant" in ran.err
    ran = sample("doctor", "--json")
    [finding] = [each for each in json.loads(ran.out) if not each["well"]]
    assert (ran.code, finding["name"]) == (1, "settings")
    assert "postgresql://user:password@127.0.0.1:5432/assistant" in finding["detail"]
    assert "secret" not in ran.out


def test_another_embedder_is_refused_with_the_mend(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDER", "openai:some-model")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    ran = sample("ask", CANONICAL)
    assert ran.code == 1
    assert "assistant reindex" in ran.err


def test_a_library_from_a_newer_version(sample: Run, data_folder: Path) -> None:
    with sqlite3.connect(data_folder / "library.db") as database:
        database.execute("UPDATE facts SET value = '99' WHERE name = 'version'")
    database.close()
    ran = sample("articles")
    assert ran.code == 1
    assert "newer version" in ran.err


def test_article_text_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    """Escape sequences and markup are shown as text, or not at all."""
    (tmp_path / "bad.txt").write_text(
        "A [bold]title[/bold]\n\nThe minister said \x1b[31mred\x1b[0m things [link=x] on Monday."
    )
    run("ingest", "bad.txt")
    out = run("show", "a-bold").out + run("ask", "What did the minister say on Monday?").out
    assert "\x1b" not in out
    assert "A [bold]title[/bold]" in out
    assert "[link=x]" in out


def test_a_conversation(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Question after question, a bad one in between, until the input ends."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{CANONICAL}\n🤔\n{CANONICAL}\n"))
    ran = sample("chat")
    assert ran.code == 0
    assert ran.out.count("says so [6].") == 2
    assert "there are no words" in ran.err


def test_exit_ends_a_conversation_and_thanks_do_not(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands behind "exit" is not asked any more."""
    typed = f"hello\nthanks!\n{CANONICAL}\nexit\nWho is Frank Mora?\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    ran = sample("chat")
    assert ran.code == 0
    assert ran.out.startswith("Hello. ")
    assert "You are welcome." in ran.out
    assert ran.out.count("says so [6].") == 1
    assert ran.out.rstrip().endswith("Goodbye.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Translate the article into Spanish", "A translation takes a language model"),
        ("what do you think about the departures?", "I have no opinion"),
        ("write a tweet about it", "To write or reword a text takes a language model"),
        ("¿Cuántos cubanos murieron en la operación?", "a question in another language (Spanish)"),
    ],
)
def test_what_takes_a_model_has_its_own_code(sample: Run, question: str, told: str) -> None:
    """Nor is it said that the article does not say."""
    ran = sample("ask", question)
    assert ran.code == 5
    assert told in " ".join(ran.out.split())
    assert "does not clearly say" not in ran.out
    answer = json.loads(sample("ask", question, "--json").out)
    assert (answer["outcome"], answer["kind"]) == ("needs_model", "needs_model")
    assert (answer["claims"], answer["closest"]) == ([], None)


def test_a_greeting_is_no_failure(sample: Run) -> None:
    ran = sample("ask", "hi there", "--json")
    answer = json.loads(ran.out)
    assert (ran.code, answer["outcome"], answer["kind"]) == (0, "small_talk", "small_talk")


def test_a_follow_up_that_cannot_be_resolved_is_told_of_nobody_else(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "Who is Frank Mora?\nWho painted the villa?\nAnd who told him to?\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    out = sample("chat").out
    assert "Frank Mora" in out
    assert out.count("The article does not clearly say.") == 2


def test_wrong_usage_has_code_two(run: Run) -> None:
    assert run("ask").code == 2
    assert run("ingest").code == 2
    assert run("search", "x", "--limit", "9").code == 2
