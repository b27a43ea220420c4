"""A draft about the sample article, with errors planted among true sentences."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio

from api.wiring import Parts
from assistant.draft_check import CheckedDraft, CheckedSentence, DraftChecker, Finding

pytestmark = pytest.mark.asyncio(loop_scope="module")

DRAFT = Path(__file__).with_name("draft.md").read_text(encoding="utf-8")


class Planted(NamedTuple):
    """How a sentence of the draft begins, and what has to be found of it."""

    begins: str
    finding: Finding
    reason: str | None
    detail: str
    cites: tuple[int, ...]


CONTRADICTED, OTHER_SPEAKER = Finding.CONTRADICTED, Finding.OTHER_SPEAKER
NOT_SUPPORTED = (
    Planted(
        "Departures in recent weeks",
        CONTRADICTED,
        "number",
        "the draft has “fourteen”, the article “eleven”",
        (1,),
    ),
    Planted(
        "The government in Havana",
        CONTRADICTED,
        "date",
        "the draft has “January 13”, the article “January 3”",
        (3,),
    ),
    Planted(
        "A memorial service",
        CONTRADICTED,
        "name",
        "the draft has “Bogota”, the article “Caracas”",
        (15,),
    ),
    Planted(
        "Maduro loyalists",
        CONTRADICTED,
        "negation",
        "one of the two has a “not”, the other has none",
        (23,),
    ),
    Planted(
        "Havana says it is not willing",
        CONTRADICTED,
        "negation",
        "one of the two has a “not”, the other has none",
        (12,),
    ),
    Planted(
        "One source close to",
        CONTRADICTED,
        "order",
        "“U.S.” and “Rodriguez” have changed places",
        (6,),
    ),
    Planted(
        "How much the partnership",
        OTHER_SPEAKER,
        "speaker",
        "the draft has it from Frank Mora, the article from Alejandro Velasco",
        (4,),
    ),
    Planted(
        "John Polga-Hecimovich",
        OTHER_SPEAKER,
        "speaker",
        "the draft has it from John Polga-Hecimovich, the article from Frank Mora",
        (21,),
    ),
    Planted(
        "In a Truth Social post",
        OTHER_SPEAKER,
        "speaker",
        "the draft has it from Maduro, whom [8] does not name",
        (8,),
    ),
    Planted("Cuba’s presence", Finding.UNCLEAR, "hedge", "[20] is less certain", (20,)),
    Planted("Rodriguez and her ministers", Finding.NOTHING, None, "", ()),
)
SUPPORTED = (
    ("Doctors and security advisers", (1,), ""),
    ("Rodriguez now entrusts", (2,), ""),
    ("Oil that Cuba badly needed", (7,), "[7] says it, not [3]"),
    ("Requests for comment", (13,), ""),
    ("According to a former Venezuelan", (5,), ""),
)
NOT_JUDGED = (
    ("Cubans leave Venezuela", "heading"),
    ("What is known so far?", "question"),
    ("The operation", "heading"),
    ("The article gives no figure", "empty"),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def checked(parts: Parts) -> CheckedDraft:
    return await DraftChecker(parts.retriever, parts.articles).check(DRAFT)


def _that_begins(checked: CheckedDraft, words: str) -> CheckedSentence:
    [found] = [each for each in checked.sentences if each.text.startswith(words)]
    return found


@pytest.mark.parametrize("planted", NOT_SUPPORTED, ids=lambda each: each.begins)
async def test_each_error_is_found(checked: CheckedDraft, planted: Planted) -> None:
    """By its name, in a reader's words, with the sentence of the article that has it right."""
    found = _that_begins(checked, planted.begins)
    assert (found.finding, found.reason, found.detail) == (
        planted.finding,
        planted.reason,
        planted.detail,
    )
    assert tuple(each.paragraph for each in found.citations) == planted.cites


@pytest.mark.parametrize(("begins", "cites", "detail"), SUPPORTED)
async def test_what_is_copied_or_turned_round_is_supported(
    checked: CheckedDraft, begins: str, cites: tuple[int, ...], detail: str
) -> None:
    found = _that_begins(checked, begins)
    assert (found.finding, found.reason, found.detail) == (Finding.SUPPORTED, None, detail)
    assert tuple(each.paragraph for each in found.citations) == cites


async def test_a_true_rewording_is_neither_supported_nor_contradicted(
    checked: CheckedDraft,
) -> None:
    """The rules do not settle it, and the article's own sentence stands beside it."""
    found = _that_begins(checked, "The Cuban president, Miguel Diaz-Canel,")
    assert found.finding is Finding.UNCLEAR
    assert [each.paragraph for each in found.citations] == [16]


@pytest.mark.parametrize(
    ("draft", "finding", "detail", "cites"),
    [
        (
            "Twenty-two Cubans were killed in the attack.",
            CONTRADICTED,
            "the draft has “twenty-two”, the article “32”",
            3,
        ),
        (
            "A White House official said Rodriguez had ordered the departures.",
            OTHER_SPEAKER,
            "the draft has it from a White House official, the article from one source close to "
            "Venezuela’s ruling party",
            6,
        ),
        (
            "Thirty-two Cubans were killed in the attack of January 3, Cuba's government said.",
            Finding.UNCLEAR,
            "[3] does not clearly say it",
            3,
        ),
    ],
)
async def test_what_is_worded_afresh_is_held_against_what_means_the_same(
    parts: Parts, draft: str, finding: Finding, detail: str, cites: int
) -> None:
    [found] = (await DraftChecker(parts.retriever, parts.articles).check(draft)).sentences
    assert (found.finding, found.detail) == (finding, detail)
    assert [each.paragraph for each in found.citations] == [cites]


@pytest.mark.parametrize(("begins", "kind"), NOT_JUDGED)
async def test_what_claims_nothing_is_not_judged(
    checked: CheckedDraft, begins: str, kind: str
) -> None:
    found = _that_begins(checked, begins)
    assert (found.finding, found.kind.value, found.citations) == (Finding.NO_CLAIM, kind, ())


async def test_every_sentence_and_every_quote_stands_where_it_says(
    checked: CheckedDraft, parts: Parts
) -> None:
    for sentence in checked.sentences:
        written = DRAFT[sentence.start : sentence.end].replace("**", "")
        assert " ".join(written.split())[:20] == sentence.text[:20]
        for citation in sentence.citations:
            article = await parts.articles.get(citation.article_id)
            text = article.paragraph(citation.paragraph).text
            assert text[citation.start : citation.end] == citation.quote


async def test_markers_are_read_and_those_of_no_paragraph_are_named(checked: CheckedDraft) -> None:
    entrusts, requests = (
        _that_begins(checked, each) for each in ("Rodriguez now entrusts", "Requests for comment")
    )
    assert (entrusts.marked, entrusts.unknown) == (("2",), ())
    assert (requests.marked, requests.unknown) == ((), ("99",))


async def test_the_report_counts_and_is_not_faultless(checked: CheckedDraft) -> None:
    counts = checked.as_json()["counts"]
    assert counts == {
        "supported": 5,
        "contradicted": 6,
        "said_by_somebody_else": 3,
        "not_clearly_said": 3,
        "nothing_about_it": 1,
        "no_claim": 4,
    }
    assert sum(counts.values()) == len(checked.sentences)
    assert not checked.is_faultless
