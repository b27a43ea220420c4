"""The rules that must not be wrong, each by itself, and lies made of an article's own sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.attribution import statements
from assistant.sample import ARTICLE
from assistant.statistics.logistic import Logistic
from assistant.verification import ContextParagraph, Judgement
from assistant.verification.claim import ClaimView
from assistant.verification.detectors.dates import dates, missing_dates
from assistant.verification.empty_phrases import bare
from assistant.verification.evidence import Evidence
from assistant.verification.rules.answer import answers_outright
from assistant.verification.rules.cause import gives_a_reason
from assistant.verification.rules.hedge import is_surer
from assistant.verification.rules.negation import is_reversed
from assistant.verification.rules.speaker import is_named, unnamed_speaker, wrong_speaker
from assistant.verification.rules.tense import is_no_longer
from assistant.verification.rules.verb import stronger_verb
from assistant.verification.support.calibrated_score import Features, features, fitted, likelihood
from assistant.verification.text_view import TextView
from index.readers.formats import read_bytes
from tests.assistant.passages import article
from tests.benchmarks.checks.probes import REPLACED, probes

SHOWN = (Judgement.SUPPORTED, Judgement.REPAIRED)


@pytest.mark.parametrize(
    ("claim", "evidence", "reverses"),
    [
        ("She ordered it.", "She did not order it.", True),
        ("She did not order it.", "She ordered it.", True),
        ("She did not order it.", "She never ordered it.", False),
        ("She denied ordering it.", "She did not order it.", False),
        ("The port reopened.", "The port reopened, but no ship came.", False),
        ("The union agreed to talks.", "The union refused to agree to talks.", True),
        ("It was not only rain that fell.", "Rain fell.", False),
        ("Rain fell and ships came.", "Rain fell and no ships came.", True),
    ],
)
def test_a_not_dropped_or_added(claim: str, evidence: str, *, reverses: bool) -> None:
    assert is_reversed(TextView(claim), TextView(evidence)) is reverses


@pytest.mark.parametrize(
    ("claim", "evidence", "surer"),
    [
        ("Fares will rise in April.", "Fares will probably rise in April.", True),
        ("Fares may rise in April.", "Fares will probably rise in April.", False),
        ("The port closed.", "The port closed, and fares may rise.", False),
        ("The mayor ordered it.", "It was unclear whether the mayor ordered it.", True),
        ("All sources saw the ship.", "Some sources saw the ship.", True),
        ("Some sources saw the ship.", "All sources saw the ship.", False),
    ],
)
def test_a_hedge_dropped(claim: str, evidence: str, *, surer: bool) -> None:
    assert is_surer(TextView(claim), TextView(evidence)) is surer


def test_what_was_is_not_what_is() -> None:
    evidence = TextView("Stone, once ambassador, is careful.")
    assert is_no_longer(TextView("Stone is ambassador."), evidence)
    assert not is_no_longer(TextView("Stone is careful."), evidence)


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("It closed on January 11.", []),
        ("It closed on Jan. 11th.", []),
        ("It closed on 11 January.", []),
        ("It closed in January.", []),
        ("It closed on January 12.", ["January 12"]),
        ("It closed on 11 February.", ["11 February"]),
        ("It closed on Friday.", ["Friday"]),
        ("It may close in May.", ["May"]),
        ("May I march?", []),
    ],
)
def test_dates_in_any_form(claim: str, missing: list[str]) -> None:
    evidence = "It closed on Tuesday, January 11, after 12 days."
    assert missing_dates(dates(claim), dates(evidence)) == missing


@pytest.mark.parametrize(
    ("claim", "plain"),
    [
        ("2. However, it rained.", "It rained."),
        ("According to paragraph 6, it rained (paragraph 6).", "It rained."),
        ("The article also says that it rained.", "It rained."),
        ("Sure! Based on the given passages, it rained.", "It rained."),
        ("However, 3 ships came.", "3 ships came."),
        ("The mayor says that it rained.", "The mayor says that it rained."),
        ("Therefore, it rained.", "Therefore, it rained."),
        ("As a result, it rained.", "As a result, it rained."),
        ("No, it rained.", "No, it rained."),
        ("However", "However"),
    ],
)
def test_what_only_leads_up_to_a_claim_is_left_out(claim: str, plain: str) -> None:
    assert bare(claim) == plain


@given(st.text(max_size=80))
def test_nothing_is_added_to_a_claim(claim: str) -> None:
    """Its letters are the claim's, in their order."""
    left = iter(claim.casefold())
    assert all(letter in left for letter in bare(claim).casefold())


@pytest.mark.parametrize(
    ("claim", "evidence", "gives"),
    [
        ("It closed because it rained.", "It closed. It rained.", True),
        ("It closed because it rained.", "It closed, since it rained.", False),
        ("Therefore, it closed.", "It closed since it rained.", True),
        ("As a result, it closed.", "It rained, and it closed as a result.", False),
        ("It closed.", "It closed because it rained.", False),
    ],
)
def test_a_reason_made_up(claim: str, evidence: str, *, gives: bool) -> None:
    assert gives_a_reason(TextView(claim), TextView(evidence)) is gives


@pytest.mark.parametrize(
    ("claim", "evidence", "answers"),
    [
        ("No, it closed.", "It closed.", True),
        ("Yes. It closed.", "It closed.", True),
        ("No, it closed.", "“No, it closed,” she said.", False),
        ("No ship came.", "The sea was calm.", False),
    ],
)
def test_a_yes_or_no_is_the_evidences_own(claim: str, evidence: str, *, answers: bool) -> None:
    assert answers_outright(TextView(claim), TextView(evidence)) is answers


REPORT = article(
    "Ann Lee and Bo Berg said the dam was safe. The union alleged that the mayor had sold the "
    "land. The Harbour Board said that dockers were hurt, the footage showed.",
)
[HERE] = [ContextParagraph("1", REPORT, REPORT.paragraph(1))]


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Ann Lee said the dam was safe.", None),
        ("Ann Lee and Bo Berg said the dam was safe.", None),
        ("Tom Reyes said the dam was safe.", "Tom Reyes"),
        ("Ann Lee and Tom Reyes said the dam was safe.", "Tom Reyes"),
        ("Ann Lee said the mayor had sold the land.", "Ann Lee"),
    ],
)
def test_who_is_let_to_say_it(claim: str, wrong: str | None) -> None:
    assert wrong_speaker(ClaimView(claim), HERE) == wrong


@pytest.mark.parametrize(
    ("verb", "stronger"),
    [("said", None), ("alleged", None), ("confirmed", "confirmed"), ("denied", "denied")],
)
def test_a_verb_that_claims_more(verb: str, stronger: str | None) -> None:
    claim = f"The union {verb} that the mayor had sold the land."
    assert stronger_verb(ClaimView(claim), HERE) == stronger


def test_a_speaker_left_out() -> None:
    claim = ClaimView("Dockers were hurt, the footage showed.")
    [quoted] = Evidence.of(claim, [HERE]).sentences
    assert unnamed_speaker(claim, quoted) == "the Harbour Board"


# --- By degree ---------------------------------------------------------------------------------


def of(text: str) -> Features:
    claim = ClaimView(text)
    return features(claim, Evidence.of(claim, [HERE]))


def test_more_of_the_claim_found_is_likelier() -> None:
    near, apart = of("The mayor had sold the land."), of("The land had hurt the dam mayor.")
    assert (near.sentence, near.covered, near.near, near.adjacent, near.missing) == (1, 1, 1, 1, 0)
    assert apart.covered == 1
    assert max(apart.sentence, apart.near, apart.adjacent) < 1
    strange = of("The mayor had sold the penguin.")
    assert strange.missing == 1
    assert of("The mayor, the mayor had sold the land.").missing == 1
    assert near.stands_together
    assert not apart.stands_together
    assert not strange.stands_together
    assert likelihood(near) > likelihood(apart) > 0
    assert likelihood(near) > likelihood(strange)
    assert fitted().weights["missing"] < 0 < fitted().threshold < 1


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    model = Logistic(-1.23456, {"near": 2.0, "missing": -0.5}, 0.6464)
    model.save(tmp_path / "model.json")
    assert Logistic.load(tmp_path / "model.json") == Logistic(
        -1.2346, {"near": 2.0, "missing": -0.5}, 0.646
    )


@pytest.mark.slow
def test_no_lie_about_the_sample_is_shown() -> None:
    """Swapped speakers, dropped "not"s, other numbers: all that its sentences allow."""
    sample = read_bytes(ARTICLE.read_bytes(), name=ARTICLE.name)
    lies = [each for each in probes(sample) if not each.is_true and each.kind != REPLACED]
    assert len({each.kind for each in lies}) > 12
    assert [each.claim for each in lies if each.verdict().judgement in SHOWN] == []


def test_a_word_replaced_by_one_of_its_paragraph_is_rarely_shown() -> None:
    """Every word is there: only where they stand can tell."""
    sample = read_bytes(ARTICLE.read_bytes(), name=ARTICLE.name)
    lies = [each for each in probes(sample) if each.kind == REPLACED]
    shown = [each for each in lies if each.verdict().judgement in SHOWN]
    assert len(lies) > 30
    assert len(shown) < 0.05 * len(lies)


@pytest.mark.parametrize(
    ("claim", "named"),
    [
        ("The mayor said it rained.", True),
        ("The council of Rye said it rained.", False),
        ("The council said it rained.", False),
    ],
)
def test_short_words_of_a_name_name_nobody(claim: str, named: bool) -> None:
    """The council has "the", "of" and "Rye" in common with "the mayor of Rye"."""
    [told] = statements(article("The mayor of Rye said it rained."))
    assert is_named(told, claim) is named
