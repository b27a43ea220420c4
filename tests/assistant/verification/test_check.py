"""The check of each sentence: shown, mended, replaced by the article's words, or withheld."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification import (
    ContextParagraph,
    Judgement,
    Reason,
    Verdict,
    check,
    leaves_out_modifiers,
)
from assistant.verification.detectors.cue_scopes import scopes
from assistant.verification.detectors.names import names, strange_names
from assistant.verification.detectors.numbers import missing_numbers, numbers
from assistant.verification.draft import Draft
from assistant.verification.rules.quotation import altered_quotes
from assistant.verification.support.lexical_support import cohesion, ordered_terms
from assistant.verification.text_view import TextView
from index.language.en.cues import DENIAL
from tests.assistant.passages import article
from tests.work import grows, lines

ARTICLE = article(
    "The harbour of Port Ellis closed on Monday after eleven sources confirmed a strike.",
    "One source close to the harbour board said that mayor Ann Lee had ordered the closure under "
    "pressure from Norway. Other sources were not sure who gave the order.",
    "The union said 32 dockers were hurt on January 3. Most of them are back at work.",
    "“The strike was absolutely necessary,” said Tom Reyes, a professor of history. He teaches in "
    "Dublin.",
    "Ships carried 1.5 million barrels of oil to the island in 2025, officials said.",
    "Fares will probably rise in April.",
    "Bill Stone, once ambassador to Norway, is a careful man.",
    title="Harbour of Port Ellis closes",
)
CONTEXT = [ContextParagraph(str(each.number), ARTICLE, each) for each in ARTICLE.paragraphs]
QUESTION = "What happened in the harbour?"


def checked(
    text: str, *labels: str, context: list[ContextParagraph] = CONTEXT, unknown: str = ""
) -> Verdict:
    return check(Draft(text, labels, tuple(unknown.split())), context, QUESTION)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the paragraphs it cites, what becomes of it, why, and what it rests on."""

    text: str
    cited: str
    judgement: Judgement
    reason: Reason | None = None
    evidence: str = ""


SUPPORTED, REPAIRED, UNCERTAIN, WITHHELD = (
    Judgement.SUPPORTED,
    Judgement.REPAIRED,
    Judgement.UNCERTAIN,
    Judgement.WITHHELD,
)
CASES = [
    # As the paragraph says it
    Case("The harbour of Port Ellis closed on Monday.", "1", SUPPORTED, None, "1"),
    Case("Most of them are back at work.", "3", SUPPORTED, None, "3"),
    Case("Eleven sources confirmed a strike.", "1", SUPPORTED, None, "1"),
    Case("11 sources confirmed a strike.", "1", SUPPORTED, None, "1"),
    Case("Tom Reyes said that “the strike was absolutely necessary.”", "4", SUPPORTED, None, "4"),
    Case(
        "Officials said ships carried 1.5 million barrels of oil to the island in 2025.",
        "5",
        SUPPORTED,
        None,
        "5",
    ),
    # Another paragraph says it
    Case("Eleven sources confirmed a strike.", "6", REPAIRED, None, "1"),
    Case("Eleven sources confirmed a strike.", "", REPAIRED, None, "1"),
    # Invented: of the rest its paragraph says something, or nothing
    Case("Bill Stone is 65 years old.", "7", WITHHELD, Reason.NUMBER),
    Case("Bill Stone is sixty-five.", "7", WITHHELD, Reason.NUMBER),
    Case("Marco Rubio is 65 years old.", "7", WITHHELD, Reason.NUMBER),
    Case("Ships carried 2.5 million barrels of oil in 2025.", "5", UNCERTAIN, Reason.NUMBER, "5"),
    Case("33 dockers were hurt on January 3.", "3", UNCERTAIN, Reason.NUMBER, "3"),
    Case("The union said 32 dockers were hurt on January 4.", "3", UNCERTAIN, Reason.DATE, "3"),
    Case("The union said 32 dockers were hurt on Jan. 3.", "3", SUPPORTED, None, "3"),
    Case("The union said 32 dockers were hurt on 3 February.", "3", UNCERTAIN, Reason.DATE, "3"),
    Case("The harbour of Port Ellis closed on Tuesday.", "1", UNCERTAIN, Reason.DATE, "1"),
    Case("Marco Rubio had ordered the closure.", "2", UNCERTAIN, Reason.NAME, "2"),
    Case("Marco Rubio had ordered the closure.", "", WITHHELD, Reason.UNCITED),
    Case("The harbour of Port Ellis closed in Texas on Monday.", "1", UNCERTAIN, Reason.NAME, "1"),
    Case("Tom Reyes said that “the strike was necessary.”", "4", UNCERTAIN, Reason.QUOTE, "4"),
    Case("Tom Reyes called it “Absolutely Necessary”.", "4", UNCERTAIN, Reason.QUOTE, "4"),
    Case("Penguins eat fish.", "4", WITHHELD, Reason.NOT_SUPPORTED),
    Case("Penguins eat fish.", "", WITHHELD, Reason.UNCITED),
    # In another language: what the cited paragraph says about the question
    Case(
        "Der Hafen von Port Ellis wurde am Dienstag wegen 99 Streikender geschlossen.",
        "1",
        Judgement.UNREADABLE,
        Reason.LANGUAGE,
        "1",
    ),
    Case("艾利斯港因罢工而关闭。", "1 3", Judgement.UNREADABLE, Reason.LANGUAGE, "1 3"),
    Case(
        "Der Hafen wurde am Dienstag wegen vieler Streikender geschlossen.",
        "",
        WITHHELD,
        Reason.UNCITED,
    ),
    # About something else
    Case("Fares will rise because penguins eat fish and ice.", "4", WITHHELD, Reason.NOT_SUPPORTED),
    # The article's own words in its place
    Case(
        "Mayor Ann Lee had ordered the closure under pressure from Norway.",
        "2",
        UNCERTAIN,
        Reason.SPEAKER,
        "2",
    ),
    Case("32 dockers were hurt on January 3.", "3", UNCERTAIN, Reason.SPEAKER, "3"),
    Case(
        "Bill Stone said that 32 dockers were hurt on January 3.",
        "3",
        UNCERTAIN,
        Reason.SPEAKER,
        "3",
    ),
    Case("Fares will rise in April.", "6", UNCERTAIN, Reason.HEDGE, "6"),
    Case("Fares will probably not rise in April.", "6", UNCERTAIN, Reason.NEGATION, "6"),
    Case(
        "One source close to the harbour board confirmed that Ann Lee had ordered the closure.",
        "2",
        UNCERTAIN,
        Reason.VERB,
        "2",
    ),
    Case(
        "Bill Stone and the union said that 32 dockers were hurt on January 3.",
        "3",
        UNCERTAIN,
        Reason.SPEAKER,
        "3",
    ),
    Case(
        "The harbour of Port Ellis was reopened on Monday.",
        "1",
        UNCERTAIN,
        Reason.NOT_SUPPORTED,
        "1",
    ),
    Case("Bill Stone is ambassador to Norway.", "7", UNCERTAIN, Reason.TIME, "7"),
    Case(
        "The harbour of Port Ellis closed on Monday because of a strike.",
        "1",
        UNCERTAIN,
        Reason.CAUSE,
        "1",
    ),
    Case('Tom Reyes called it "absolutely necessary".', "4", UNCERTAIN, Reason.NOT_SUPPORTED, "4"),
    Case("", "6", UNCERTAIN, Reason.NOT_SUPPORTED, "6"),
    Case("", "", WITHHELD, Reason.UNCITED),
    Case(
        "In 2025 ships carried 1.5 million barrels of oil, officials said, 1.5 million of them.",
        "5",
        UNCERTAIN,
        Reason.NUMBER,
        "5",
    ),
    # One word of its own
    Case(
        "Rubinstein of Port Ellis closed on Monday after eleven sources confirmed a strike.",
        "1",
        UNCERTAIN,
        Reason.NOT_SUPPORTED,
        "1",
    ),
    Case("Eleven sources confirmed a strike twice.", "1", UNCERTAIN, Reason.NOT_SUPPORTED, "1"),
    Case("No, most of them are back at work.", "3", UNCERTAIN, Reason.ANSWER, "3"),
    Case("Therefore, most of them are back at work.", "3", UNCERTAIN, Reason.CAUSE, "3"),
    # Without what only leads up to it
    Case(
        "1. However, according to paragraph 1, eleven sources confirmed a strike.",
        "1",
        SUPPORTED,
        None,
        "1",
    ),
    Case(
        "The article says that most of them are back at work (paragraph 3).",
        "3",
        SUPPORTED,
        None,
        "3",
    ),
    Case(
        "The article says that 32 dockers were hurt on January 3.",
        "3",
        UNCERTAIN,
        Reason.SPEAKER,
        "3",
    ),
    Case("Here is what 7 sources said:", "1", Judgement.LEAD_IN),
    # Silence
    Case("The article does not say.", "", Judgement.SILENT),
    Case("The article does not mention how old Bill Stone is.", "7", Judgement.SILENT),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.text} [{case.cited}]")
def test_what_becomes_of_a_sentence(case: Case) -> None:
    verdict = checked(case.text, *case.cited.split())
    assert (verdict.judgement, verdict.reason) == (case.judgement, case.reason)
    assert [quoted.context.label for quoted in verdict.evidence] == case.evidence.split()
    for quoted in verdict.evidence:
        text, sentence = quoted.context.paragraph.text, quoted.sentence
        assert text[sentence.start : sentence.end] == sentence.text


def test_why_it_is_withheld_can_be_read() -> None:
    assert checked("Bill Stone is 65 years old.", "7").detail == "65 is not in [7]"
    assert checked("Marco Rubio ordered it.", "2").detail == "Marco is not in the article"
    assert checked("Penguins eat fish.", unknown="45").detail == "[45] was never given"


def test_words_that_stand_apart_do_not_make_a_sentence() -> None:
    """Every word is in the paragraph, the union's in one sentence and the rest in another."""
    verdict = checked("The union said that dockers are back at work.", "3")
    assert (verdict.judgement, verdict.reason) == (Judgement.UNCERTAIN, Reason.NOT_SUPPORTED)


def test_two_paragraphs_together_can_support_it() -> None:
    text = "Most of them are back at work, and eleven sources confirmed a strike."
    verdict = checked(text, "1", "3")
    assert verdict.judgement is Judgement.SUPPORTED
    assert [quoted.context.label for quoted in verdict.evidence] == ["1", "3"]


def test_a_paragraph_that_adds_nothing_is_not_cited() -> None:
    verdict = checked("Eleven sources confirmed a strike.", "1", "5", "6")
    assert [quoted.context.label for quoted in verdict.evidence] == ["1"]


def test_own_words_begin_where_they_can_be_understood() -> None:
    """Not with "He", when the sentence before says who."""
    verdict = checked("The professor has a chair in Dublin.", "4")
    [quoted] = verdict.evidence
    assert quoted.sentence.text == ARTICLE.paragraph(4).text


def test_only_paragraphs_given_can_support_it() -> None:
    verdict = checked("Eleven sources confirmed a strike.", "6", context=[CONTEXT[5]])
    assert verdict.judgement is Judgement.WITHHELD


@given(st.text(max_size=120), st.lists(st.sampled_from(["1", "4", "7"]), max_size=3))
def test_any_text_gets_a_verdict_that_holds(text: str, labels: list[str]) -> None:
    """What is shown rests on words of a paragraph that was given."""
    verdict = checked(text, *labels)
    if verdict.judgement in (SUPPORTED, REPAIRED, UNCERTAIN):
        assert verdict.evidence
    for quoted in verdict.evidence:
        assert quoted.sentence.text in quoted.context.paragraph.text


@pytest.mark.parametrize(
    ("claim", "strange"),
    [
        ("The UN met.", []),
        ("The U.N. met.", []),
        ("The UK met.", ["UK"]),
        ("In Lima, José Diaz met the Chavistas.", ["Lima"]),
        ("Then Jose Díaz-Canel met a Chavista.", []),
    ],
)
def test_names_in_another_spelling_are_the_same(claim: str, strange: list[str]) -> None:
    """Accents, plurals, initials."""
    told = article("The United Nations met. A Chavista, José Díaz-Canel, came.")
    assert strange_names(names(claim), told) == strange


# --- Parts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("eleven", [11]),
        ("thirty-two Cubans", [32]),
        ("Forty", [40]),
        ("1,200 and 3.5", [1200, 3.5]),
        ("1,2.3 and 1.2.3", [123]),
        ("1.5 million, $3bn, 20k", [1.5e6, 3e9, 2e4]),
        ("two dozen", [24]),
        ("a dozen, a hundred", [12, 100]),
        ("on Jan. 11, 2026", [11, 2026]),
        ("the 1990s", [1990]),
        ("the 3rd of May, the third", [3]),
        ("32%", [32]),
        ("U2 and B52s", []),
        ("often, tenant, someone", []),
    ],
)
def test_numbers_in_any_form(text: str, values: list[float]) -> None:
    assert sorted(numbers(text)) == sorted(values)


UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


@given(st.integers(2, 99))
def test_a_number_in_words_is_the_number(value: int) -> None:
    tens, units = TENS.split(), UNITS.split()
    rest = f"-{units[value % 10]}" if value % 10 else ""
    words = units[value] if value < 20 else f"{tens[value // 10 - 2]}{rest}"
    claimed = numbers(f"There were {words} of them.")
    assert missing_numbers(claimed, numbers(f"We saw {value} there.")) == []
    assert missing_numbers(claimed, numbers(f"We saw {value + 1} there.")) != []


@pytest.mark.parametrize(
    ("claim", "altered"),
    [
        ("He said “the sea is calm”.", []),
        ('He said "The sea is calm."', []),
        ("He said “the sea’s calm”.", ["the sea’s calm"]),
        ("He said “the sea ... calm”.", []),
        ("He said “calm ... the sea”.", ["calm ... the sea"]),
        ("He said “the sea is calm and warm”.", ["the sea is calm and warm"]),
        ("He said “the SEA is calm”.", ["the SEA is calm"]),
        ("He said “sea” and “cal”.", ["cal"]),
        ("He didn’t say so; it’s the board’s.", []),
    ],
)
def test_quotations_to_the_letter(claim: str, altered: list[str]) -> None:
    assert altered_quotes(TextView(claim), TextView("“The sea is calm,” he said.")) == altered


LONG = "The harbour of Port Ellis closed" + " and closed" * 100 + " on Monday."


def test_a_sentence_too_long_to_be_understood_is_shown_only_word_for_word() -> None:
    """Whatever it says: no rule has to be quick on it."""
    longer = [ContextParagraph("8", article(LONG), article(LONG).paragraphs[0])]
    verdict = checked(LONG, "8", context=longer)
    assert (verdict.judgement, verdict.evidence[0].sentence.text) == (SUPPORTED, LONG)
    for text in (f"Yes, {LONG}", f"{'not ' * 5_000}closed on Monday."):
        verdict = checked(text, "8", context=longer)
        assert (verdict.judgement, verdict.reason) == (WITHHELD, Reason.NOT_SUPPORTED)
        assert "1,000 characters" in verdict.detail
    assert checked(LONG, context=longer).reason is Reason.UNCITED


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *("not ", "may ", "the ", "May ", "and ", "if he said she said ", '"It is," said John. '),
        *("The harbour closed. ", "U.S. ", "“a” ", "two ", "Ann Lee ", "a-b ", "bridge "),
    ],
)
def test_a_check_takes_no_longer_than_its_paragraph(unit: str) -> None:
    """Be it one sentence without end; twice the paragraph, twice the work.

    It gets past the first rules, for its beginning says the same.
    """

    def check_against(text: str) -> None:
        told = "Ann Lee said that the harbour had not closed in May."
        one = article(f"{told} {text} closed on Monday.")
        claim = "The harbour had not closed in May, Ann Lee said."
        verdict = checked(claim, "1", context=[ContextParagraph("1", one, one.paragraphs[0])])
        assert verdict.evidence

    assert grows(check_against, unit, 1_200) < 2.3


def test_what_a_cue_reaches_ends_somewhere() -> None:
    """Far from it the same words are neither denied nor doubted by it."""
    far = " ".join(f"word{n}" for n in range(200))
    [near] = scopes(f"not {far}", DENIAL, 3)
    assert near == {"word0", "word1", "word2"}
    [before] = scopes(f"{far} not", DENIAL, 3)
    assert before == {"word197", "word198", "word199"}
    [nothing] = scopes(f"not {'so ' * 200} closed", DENIAL, 3)
    assert "closed" not in nothing


@pytest.mark.parametrize(
    ("evidence", "near"),
    [
        ("bridge old", 1.0),
        (f"bridge {' '.join(f'word{n}' for n in range(7))} old", 1.0),
        (f"bridge {' '.join(f'word{n}' for n in range(8))} old", 0.0),
        (f"{'bridge ' * 50}{' '.join(f'word{n}' for n in range(9))} {'old ' * 50}", 0.0),
    ],
)
def test_neighbours_stand_near_each_other(evidence: str, near: float) -> None:
    """Before or after; however often each is there."""
    assert cohesion(ordered_terms("old bridge"), [ordered_terms(evidence)]) == near


def test_modifiers_are_looked_for_in_no_more_than_a_sentence() -> None:
    """Twice the text, twice the lines that are run."""
    look = partial(leaves_out_modifiers, "rain of ash")
    short, long = (lines(partial(look, "the rain " * count)) for count in (1_000, 2_000))
    assert long < 2.3 * short


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The report does not say who gave the order.", ("2",)),
        ("The board painted the words NOT STATED on the wall.", ("2",)),
    ],
)
def test_what_cites_a_paragraph_may_speak_of_silence_in_it(
    text: str, labels: tuple[str, ...]
) -> None:
    assert checked(text, *labels).judgement is not Judgement.SILENT
    assert checked(text).judgement is Judgement.SILENT
