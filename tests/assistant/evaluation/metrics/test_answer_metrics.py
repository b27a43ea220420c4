"""What an answer is worth, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.evaluation.metrics.answer_metrics import METRICS
from assistant.evaluation.runs.run import CheckedSentence, Opinion
from assistant.types import Citation
from tests.assistant.evaluation.made import answer, case, citation, says, score


def test_every_metric_says_what_it_is() -> None:
    for metric in METRICS.values():
        assert metric.definition.endswith(".") or ": " in metric.definition, metric.name
        assert len(metric.definition) < 260


def test_the_ranking() -> None:
    """Gold second and fourth of five; nDCG by hand: (1/log2(3) + 1/log2(5)) / (1 + 1/log2(3))."""
    found = score(case(gold=(1, 2)), answer(says(1), found=(3, 1, 5, 2, 4)))
    assert found["hit@1"] == 0
    assert found["hit@3"] == 1
    assert found["recall@5"] == 1
    assert found["mrr"] == 0.5
    assert found["ndcg@8"] == pytest.approx(0.6509, abs=1e-4)


def test_a_ranking_without_gold_is_unscored() -> None:
    for asked in (case(gold=None), case(gold=(), answerable=False), case(answerable=False)):
        found = score(asked, answer(says(1)))
        for name in ("hit@1", "recall@5", "mrr", "gold_cited", "citation_precision"):
            assert found[name] is None, name


def test_citations_as_alce_counts_them() -> None:
    """Two sentences, three citations: one sentence has a gold one, one citation in three is."""
    both = ("It sails at noon [1] [2]", (citation(1), citation(2)))
    found = score(case(gold=(1, 3)), answer(both, says(2)))
    assert found["citation_precision"] == pytest.approx(1 / 3)
    assert found["citation_recall"] == 1 / 2
    assert found["gold_cited"] == 1
    assert found["gold_recall"] == 1 / 2


def test_silence_is_a_miss_but_cites_nothing_wrong() -> None:
    asked = case(facts=(("noon",),), speaker="the harbour master", forbidden=("midnight",))
    found = score(asked, answer())
    assert found["gold_cited"] == found["gold_recall"] == found["facts"] == found["speaker"] == 0
    assert found["citation_precision"] is None
    assert found["quote_integrity"] is None
    assert found["no_forbidden"] is None
    assert found["outcome"] == found["answered"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        citation(1, quote="The ferry sails at one, the harbour master said."),
        citation(9),
        citation(1, label="2"),
        replace(citation(1), start=4),
        replace(citation(1), article_id="another"),
    ],
    ids=["quote", "paragraph", "label", "offset", "article"],
)
def test_a_quote_that_is_not_there(wrong: Citation) -> None:
    """Each way in which a citation can be wrong is seen."""
    right = ("It sails [1]", (citation(1),))
    assert score(case(), answer(right))["quote_integrity"] == 1
    assert score(case(), answer(right, ("So they say [1]", (wrong,))))["quote_integrity"] == 0.5


@pytest.mark.parametrize(
    ("wordings", "has"),
    [
        (("noon",), True),
        (("midday", "noon"), True),
        (("oon",), False),  # not from the beginning of a word
        (("harbour mast",), True),
        (("NOON",), True),
        (("1",), False),  # 12 is not 1
        (("12",), True),
        (("2",), False),
    ],
)
def test_required_facts(wordings: tuple[str, ...], has: bool) -> None:
    given = answer(says(1, "At noon, all 12 agreed, 1,200 times, says the harbour master"))
    assert score(case(facts=(wordings,)), given)["facts"] == has


def test_a_share_of_the_facts() -> None:
    """What stands in a quote is seen by the reader too."""
    given = answer(("It sails then [1]", (citation(1),)))
    assert score(case(facts=(("noon",), ("midnight",))), given)["facts"] == 0.5


def test_forbidden_facts_are_of_the_answer_alone() -> None:
    """An article may say elsewhere in the quoted sentence what would be wrong as the answer."""
    asked = case(forbidden=("harbour master",))
    assert score(asked, answer(("At noon [1]", (citation(1),))))["no_forbidden"] == 1
    assert score(asked, answer(says(1)))["no_forbidden"] == 0


@pytest.mark.parametrize(
    ("speaker", "text", "right"),
    [
        ("the harbour master", "The master of the harbour says so", True),
        ("the harbour master", "The captain says so", False),
        (("Smith", "Jones"), "Ann Jones says so", True),
        ("two sources", "Two sources say so", True),
        ("two sources", "Sources say so", False),
    ],
)
def test_who_says_it(speaker: str | tuple[str, ...], text: str, right: bool) -> None:
    assert score(case(speaker=speaker), answer(says(1, text)))["speaker"] == right


def test_a_speaker_in_the_quote_alone_is_not_named() -> None:
    given = answer(("It sails at noon [1]", (citation(1),)))
    assert score(case(speaker="the harbour master"), given)["speaker"] == 0


def test_outcomes() -> None:
    """AnsweredCase where something answers, not found where nothing does."""
    ends = {
        (answerable, said): score(
            case(gold=None, answerable=answerable), answer(*([says(1)] if said else []))
        )
        for answerable in (True, False)
        for said in (True, False)
    }
    assert {key: found["outcome"] for key, found in ends.items()} == {
        (True, True): 1,
        (True, False): 0,
        (False, True): 0,
        (False, False): 1,
    }
    assert ends[True, True]["refused"] is None
    assert ends[False, False]["refused"] == 1
    assert ends[False, False]["answered"] is None


def test_what_failed_is_unscored_never_zero() -> None:
    for given in (None, answer(says(1), failure="nobody answers")):
        found = score(case(facts=(("x",),)), given, failure="nobody answers")
        assert set(found.values()) == {None}


def test_the_check_on_judged_sentences() -> None:
    checked = tuple(
        CheckedSentence("…", supported, judgement)
        for supported, judgement in (
            (False, "supported"),
            (False, "withheld"),
            (False, "doubtful"),
            (False, "repaired"),
            (True, "withheld"),
            (True, "doubtful"),
        )
    )
    found = score(case(), answer(says(1)), checked=checked)
    assert found["false_pass"] == 0.5
    assert found["false_strip"] == 0.5


def test_a_judge_that_cannot_be_read_is_unscored() -> None:
    """What it says of the answers that people judged is another matter."""
    others = Opinion("others'", True, people=True)
    for said, worth in ((True, 1.0), (False, 0.0), (None, None)):
        found = score(case(), answer(says(1)), opinions=(Opinion("ours", said), others))
        assert found["correct"] == worth


def test_what_it_took() -> None:
    found = score(case(), answer(says(1)))
    assert (found["total_ms"], found["first_claim_ms"]) == (20, 10)
    assert (found["prompt_tokens"], found["completion_tokens"]) == (100, 10)
    assert found["cost"] is None
