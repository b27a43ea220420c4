"""`assistant check`: a draft, by what is printed and the code it ends with."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.api.conftest import Run

TRUE = "Oil that Cuba badly needed came from Venezuela in exchange."
WRONG = (
    "Departures in recent weeks were confirmed by fourteen sources with knowledge of the matter."
)


@pytest.fixture
def draft(data_folder: Path) -> Path:
    """A file for a draft, in the working folder."""
    return data_folder.parent / "draft.md"


def test_each_sentence_its_finding_and_the_articles_sentence_beneath_it(
    sample: Run, draft: Path
) -> None:
    draft.write_text(f"# Oil\n\n{TRUE} {WRONG} Penguins breed on cold beaches [99].")
    ran = sample("check", "draft.md")
    assert ran.code == 1
    assert ran.err == ""
    assert ran.out.splitlines() == [
        "· Oil",
        "  a heading",
        "",
        f"✓ {TRUE}",
        "  supported",
        "  [7] word for word, Cubans head home from Venezuela as Washington presses Rodriguez to "
        "break with Havana (MyInd, 23 February 2026), paragraph 7",
        "",
        f"✗ {WRONG}",
        "  contradicted: the draft has “fourteen”, the article “eleven”",
        f"  [1] “{WRONG.replace('fourteen', 'eleven')}”",
        "      paragraph 1",
        "",
        "∅ Penguins breed on cold beaches.",
        "  nothing about it",
        "  [99] names no paragraph here",
        "",
        "4 sentences: 1 supported, 1 contradicted, 1 nothing about it, 1 not judged",
    ]


def test_the_code_is_zero_when_all_is_supported_or_claims_nothing(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here from standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"What came in exchange?\n\n{TRUE}"))
    ran = sample("check", "-")
    assert ran.code == 0
    assert ran.out.endswith("2 sentences: 1 supported, 1 not judged\n")


def test_the_same_for_programs(sample: Run, draft: Path) -> None:
    draft.write_text(WRONG)
    ran = sample("check", "draft.md", "--article", "cubans", "--json")
    assert ran.code == 1
    report = json.loads(ran.out)
    [sentence] = report["sentences"]
    assert report["counts"]["contradicted"] == 1
    assert (sentence["finding"], sentence["reason"], sentence["kind"]) == (
        "contradicted",
        "number",
        "claim",
    )
    assert sentence["text"] == WRONG[sentence["start"] : sentence["end"]] == WRONG
    assert [each["label"] for each in sentence["citations"]] == ["1"]


def test_letters_where_several_articles_are_named_in_their_order(sample: Run, draft: Path) -> None:
    Path("ferry.txt").write_text("Ferries\n\nThe ferry to Rye sails twice a day.")
    sample("ingest", "ferry.txt")
    draft.write_text(f"{TRUE} [B7] The ferry to Rye sails twice a day [A1].")
    ran = sample("check", "draft.md", "-a", "ferries", "-a", "cubans")
    assert ran.code == 0
    assert "  [B7] word for word, Cubans head home" in ran.out
    assert "  [A1] word for word, Ferries, paragraph 1" in ran.out
    unnamed = sample("check", "draft.md")
    assert "  [A7] word for word, Cubans head home" in unnamed.out
    assert "[B7] names no paragraph here" in unnamed.out


def test_nothing_in_a_draft_steers_the_terminal(sample: Run, draft: Path) -> None:
    draft.write_text("It [bold]rained[/bold] \x1b[31mon\x07 \u202eTuesday.")
    out = sample("check", "draft.md").out
    assert out.startswith("∅ It [bold]rained[/bold] [31mon Tuesday.\n")


@pytest.mark.parametrize(
    ("content", "code", "advice"),
    [
        (None, 2, "draft.md cannot be read: No such file"),
        (b" \n", 1, "there are no words in the draft"),
        (b"x" * 60_000, 1, "60,000 characters, 50,000 is the most"),
        (bytes(range(256)) * 9, 2, "draft.md is a binary file; a draft is text or Markdown"),
    ],
)
def test_what_is_no_draft(
    sample: Run, draft: Path, content: bytes | None, code: int, advice: str
) -> None:
    if content is not None:
        draft.write_bytes(content)
    ran = sample("check", "draft.md")
    assert ran.code == code
    assert advice in ran.err
    assert ran.out == ""


class Endless(io.TextIOBase):
    """A text that has no end: whoever wants all of it waits forever."""

    def read(self, size: int | None = -1, /) -> str:
        assert size is not None
        assert 0 <= size < 1_000_000
        return ("y\n" * size)[:size]


@pytest.mark.parametrize("name", ["-", "/dev/zero"])
def test_what_has_no_end_is_not_read_to_it(
    sample: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Endless())
    ran = sample("check", name)
    assert ran.code == 2
    assert f"{name} is longer than a draft may be: 50,000 characters" in ran.err
    assert ran.out == ""


def test_help_says_what_the_code_means(run: Run) -> None:
    ran = run("check", "--help")
    assert "exit code is 0 when every sentence is supported" in " ".join(ran.out.split())


def test_an_empty_library_says_how_to_fill_it(run: Run, draft: Path) -> None:
    draft.write_text(TRUE)
    ran = run("check", "draft.md")
    assert ran.code == 1
    assert "assistant ingest" in ran.err
