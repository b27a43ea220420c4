"""Who says what: `assistant.attribution`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.attribution import (
    SpeakerKind,
    Statement,
    VerbKind,
    disagreements,
    find_statements,
    ledger,
    statements,
    who_says,
)
from index.readers.formats import read_bytes
from index.types import Article, Paragraph
from tests.work import Cut, grows

SHARED = Path(__file__).parents[3].parent / "shared"
SAMPLE = Path(__file__).parents[3] / "assistant" / "sample" / "article.md"


def article(*paragraphs: str, title: str = "") -> Article:
    return Article(title, tuple(Paragraph(n, text) for n, text in enumerate(paragraphs, 1)))


def rows(read: Article) -> list[str]:
    """A line a statement: speaker, kind of verb, content; “…” around a speaker's own words."""
    return [
        f"{s.speaker.name} | {s.verb_kind.value} | "
        + ("“{}”" if s.direct else "{}").format(content(s, read))
        for s in statements(read)
    ]


def content(statement: Statement, read: Article) -> str:
    return read.paragraph(statement.paragraph).text[statement.start : statement.end]


# Each block is an article, a paragraph a line; after "- " come its statements.
CASES = """
The mayor said it would rain.
- the mayor | said | it would rain

Fital called for all trains to be stopped. The minister called on the union to return. \
The Red Cross put the number of dead at 22.
- Fital | ordered | all trains to be stopped
- the minister | ordered | to return
- the Red Cross | said | the number of dead at 22

The head teacher of Mill Road School, Owen Tran, said that it rained. Its chief witness, \
the second officer Paul Reed, said no. Reed’s wife, Sigrid, said she wept.
- Owen Tran | said | it rained
- Paul Reed | said | no
- Sigrid | said | she wept

City Transit's director, Jonas Frey, contradicted her. It was the ice, he said.
- Jonas Frey | said | It was the ice

She refused to comment. Two people close to her said she might leave. Detectives said they had \
looked for traces and had found none.
- two people close to her | said | she might leave
- detectives | said | they had looked for traces and had found none

Seismologist Elena Marsh said it was over. Councillor Dev Rana disagreed with Marsh.
- Elena Marsh | said | it was over

President Ray spoke. Mr. Ray left. The president told farmers it would rain. Pat and Jane Ray came.
- Ray | said | it would rain

Ann Lee told a man who had wept that “it is over.”
- Ann Lee | said | “it is over.”

Ann Lee said that it would rain, but Bob Gray denied that it would.
- Ann Lee | said | it would rain
- Bob Gray | denied | it would

It would rain, the company said in a statement on Monday.
- the company | said | It would rain

“It will rain,” said Ann Lee, a professor of law at Yale.
- Ann Lee | said | “It will rain”

“It will rain,” Lee said. “Bring a coat. Bring two.”
- Lee | said | “It will rain”
- Lee | said | “Bring a coat.”
- Lee | said | “Bring two.”

"It will rain. It will pour," said Ann Lee.
- Ann Lee | said | “It will rain.”
- Ann Lee | said | “It will pour”

“Rain,” the mayor said, “is coming.”
- the mayor | said | “Rain”
- the mayor | said | “is coming.”

Prices, Ann Lee said, will rise.
- Ann Lee | said | Prices
- Ann Lee | said | will rise

According to Ann Lee, the deal is off.
- Ann Lee | said | the deal is off

According to a report filed in May by the firm, the deal is off.
- a report | said | the deal is off

The deal is off, according to two officials familiar with the talks.
- two officials familiar with the talks | said | The deal is off

The deal is off, in the view of Ann Lee, who led the talks.
- Ann Lee | said | The deal is off

Ann Lee told reporters in Ohio that the deal was off.
- Ann Lee | said | the deal was off

Ann Lee told the guards not to leave.
- Ann Lee | ordered | not to leave

The coach confirmed that Gray had signed and added that he was fit.
- the coach | confirmed | Gray had signed
- the coach | said | he was fit

Ann Lee, an associate professor of history at Yale, said on Friday that it mattered.
- Ann Lee | said | it mattered

The mayor, Bob Gray, left early but said “rain” was likely.
- Bob Gray | said | “rain” was likely

Ann Lee — co-author of a book on rain — said the roof leaked.
- Ann Lee | said | the roof leaked

Rep. Ann Lee (D-Ohio) and Sen. Bob Gray (R-Iowa) said that it was late.
- Rep. Ann Lee (D-Ohio) and Sen. Bob Gray (R-Iowa) | said | it was late

The deal was described by Ann Lee as a mistake.
- Ann Lee | said | The deal

The sale was not confirmed by the firm.
- the firm | declined | The sale

Asked whether it would rain, Ann Lee said that it might.
- Ann Lee | said | it might

In a statement on Monday the group announced it had won.
- the group | said | it had won

One source close to the party said the sale was ordered. Other sources were unsure whether it was.
- one source close to the party | said | the sale was ordered
- other sources | unsure | whether it was

The ministry would not say when the road would open.
- the ministry | declined | when the road would open

Ann Lee did not believe that the road would open.
- Ann Lee | denied | the road would open

Court papers show that the firm had paid. A 2019 study found that it had not.
- court papers | said | the firm had paid
- a 2019 study | said | it had not

The Cuban government said it was ready. Cuban state media reported that it was not.
- the Cuban government | said | it was ready
- Cuban state media | said | it was not

The aide who said the road was closed has left.
- the aide | said | the road was closed has left

Ann Lee called the plan “a disgrace” and urged a delay.
- Ann Lee | said | the plan “a disgrace”
- Ann Lee | ordered | a delay

Some say it will rain. Experts on weather say it will not.
- some | said | it will rain
- experts on weather | said | it will not

Ann Lee wrote on her blog: “It rains.”
- Ann Lee | wrote | “It rains.”

Ann Lee closed her speech with a wish: “Let it rain.”
- Ann Lee | said | “Let it rain.”
"""

UNATTRIBUTED = [
    "He is said to be rich, and the firm is said to have been sold.",
    "Did Ann Lee say that it would rain?",
    "Ann Lee said it rained, and who would believe that?",
    "If Ann Lee says that it rains, we shall stay.",
    "Three battleground states could decide it, and two reports have come out.",
    "The United States has claims of its own.",
    "A film called “Rain” opened on Monday.",
    "Ann Lee could say that it rains.",
    "Neither the mayor nor the council said that it rained.",
    "No official said that it rained, and none of the sources confirmed it.",
    "READ MORE: What the weather does",
]


def _blocks() -> list[tuple[list[str], list[str]]]:
    blocks = (block.splitlines() for block in CASES.strip().split("\n\n"))
    return [
        (
            [line for line in block if not line.startswith("- ")],
            [line[2:] for line in block if line.startswith("- ")],
        )
        for block in blocks
    ]


@pytest.mark.parametrize(("paragraphs", "expected"), _blocks(), ids=lambda value: value[0][:50])
def test_finds_speaker_verb_and_content(paragraphs: list[str], expected: list[str]) -> None:
    assert rows(article(*paragraphs)) == expected


@pytest.mark.parametrize("text", UNATTRIBUTED)
def test_reports_nothing_where_nobody_says_anything(text: str) -> None:
    assert rows(article(text)) == []


SURNAMES = """
Kelly Reilly Connolly Daly Healy Early Long Rather Still Close Just May March Page Speaker Hope
Said Reed Ahmed Manning Fleming King Best Day Young Price Over Once
"""
NAMED = [
    ("Senator {} said it rained.", "{}"),
    ("Ms. {} told reporters it rained.", "{}"),
    ("Ann {} said that it rained.", "Ann {}"),
    ("Ann {}, a lawyer, denied that it rained.", "Ann {}"),
    ("“It rained,” {} said.", "{}"),
    ("“It rained,” said Ann {}.", "Ann {}"),
    ("“It rained,” said {}, who was there.", "{}"),
    ("It rained, according to Ann {}.", "Ann {}"),
    ("In Ohio, Ann {} on Tuesday said it rained.", "Ann {}"),
    ("On Monday {} said it rained.", "{}"),
]


@pytest.mark.parametrize("surname", SURNAMES.split())
def test_a_surname_spelt_like_another_word_is_a_name(surname: str) -> None:
    """An adverb, a month, a verb, a participle: with a capital inside a sentence it is none."""
    for text, name in NAMED:
        found = statements(article(text.format(surname)))
        assert [each.speaker.name for each in found] == [name.format(surname)], text


@pytest.mark.parametrize("surname", ["Kelly", "Reilly", "Early", "Long", "May", "Said", "Ahmed"])
def test_it_is_one_where_it_opens_the_sentence_and_speaks(surname: str) -> None:
    (found,) = statements(article(f"{surname} said it rained."))
    assert found.speaker.name == surname


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Recently the mayor said it rained.", "the mayor"),
        ("Finally, Ann Lee said it rained.", "Ann Lee"),
        ("Ann Lee flatly denied that it rained.", "Ann Lee"),
        ("Long before noon the mayor said it rained.", "the mayor"),
        ("In May Ann Lee said it rained.", "Ann Lee"),
        ("A poll released in late August found that it rained.", "a poll released"),
        ("Still, Ann Lee said it rained.", "Ann Lee"),
        ("Beijing said it rained.", "Beijing"),
    ],
)
def test_the_same_words_are_adverbs_and_months_elsewhere(text: str, speaker: str) -> None:
    (found,) = statements(article(text))
    assert found.speaker.name == speaker


def test_whom_a_pronoun_means_is_called_so_too() -> None:
    read = article("Ann Long was there. She said it rained.", "Bob Kelly came. He said it did not.")
    assert [each.speaker.name for each in statements(read)] == ["Ann Long", "Bob Kelly"]


DATELINES = [
    "WASHINGTON — ",
    "LOWTON - ",
    "PARIS (AP) — ",
    "Paris (AP) — ",
    "LONDON, May 5 (Reuters) - ",
    "KYIV, Ukraine -- ",
    "SAN FRANCISCO/NEW YORK — ",
    "ST HELIER, Jersey —",
]


@pytest.mark.parametrize("dateline", DATELINES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The sale went ahead on Monday, concluding that it rained.", []),
        ("It rained, Ann Lee said.", ["Ann Lee | said | It rained"]),
        ("“It rained,” the mayor said.", ["the mayor | said | “It rained”"]),
        ("The engineer Gus Adler said it rained.", ["Gus Adler | said | it rained"]),
    ],
)
def test_a_dateline_neither_speaks_nor_is_said(
    dateline: str, text: str, expected: list[str]
) -> None:
    assert rows(article(dateline + text)) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("NATO — the alliance of 30 states — said it rained.", "NATO"),
        ("Ann Lee — an engineer — said it rained.", "Ann Lee"),
    ],
)
def test_what_only_looks_like_a_dateline_speaks(text: str, speaker: str) -> None:
    assert [each.speaker.name for each in statements(article(text))] == [speaker]


# Each block is an article, a paragraph a line; the last line names the speakers in order.
PRONOUNS = """
Ann Lee met Bob Gray. She said it was late. He said it was not.
Ann Lee, Bob Gray

Bob Gray said it was late. Maduro loyalists hold the city. He added that it rained.
Nicolas Maduro fled. Bob Gray said so. “It is over,” he said.
Bob Gray, Bob Gray, Bob Gray

Hillary Clinton spoke in Ohio. It was about Bill Clinton.
She said it was late. Mr. Clinton said nothing of it.
Hillary Clinton, Bill Clinton

Delcy Rodriguez spoke with Miguel Diaz by phone. After the call, she said it was late.
Delcy Rodriguez

A source at the firm said it was late. A U.S. source said it was not. The same source left.
a source at the firm, a U.S. source

A White House official said it was late. Later the White House official added that it rained.
a White House official, a White House official

Two officials said it was late. They said it rained.
two officials, two officials

The Tax Center said it was late. It said it rained.
the Tax Center, the Tax Center

Secretary Ann Lee said it was late. The secretary said it rained.
Ann Lee, Ann Lee

Ann Lee said it was late.
“It rained all day.”
Ann Lee, Ann Lee

Ann Lee said it was late. Bob Gray said it was not. “It rained.”
Ann Lee, Bob Gray, Bob Gray

“It rained all day. It poured.” Ann Lee said it was late.
Ann Lee, Ann Lee, Ann Lee

Ann Lee added:
It rained all day.
Ann Lee

LEE: It rained. It poured.
GRAY: It did not.
LEE: It did.
GRAY: No.
LEE, LEE, GRAY, LEE, GRAY
"""


@pytest.mark.parametrize("block", PRONOUNS.strip().split("\n\n"), ids=lambda block: block[:50])
def test_resolves_pronouns_and_what_goes_on(block: str) -> None:
    *paragraphs, expected = block.splitlines()
    found = statements(article(*paragraphs))
    assert ", ".join(statement.speaker.name for statement in found) == expected


def test_a_speaker_is_one_object_with_its_first_full_name() -> None:
    read = article("Frank Mora, a former envoy, said it rained.", "Mora added that it poured.")
    first, second = statements(read)
    assert first.speaker is second.speaker
    assert first.speaker.name == "Frank Mora"
    assert first.speaker.description == "a former envoy"
    assert (first.speaker.paragraph, first.speaker.start, first.speaker.end) == (1, 0, 10)
    assert read.paragraph(2).text[second.mention.start : second.mention.end] == "Mora"


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("Ann Lee said it rained.", SpeakerKind.NAMED, 1),
        ("Eleven sources said it rained.", SpeakerKind.ANONYMOUS, 11),
        ("A former police officer said it rained.", SpeakerKind.ANONYMOUS, 1),
        ("Republicans said it rained.", SpeakerKind.ANONYMOUS, None),
        ("The White House said it rained.", SpeakerKind.ORGANISATION, None),
        ("NATO said it rained.", SpeakerKind.ORGANISATION, None),
        ("Cuba said it rained.", SpeakerKind.ORGANISATION, None),
        ("The indictment said it rained.", SpeakerKind.DOCUMENT, None),
    ],
)
def test_knows_what_kind_of_source_it_is_and_how_many(
    text: str, kind: SpeakerKind, count: int | None
) -> None:
    (statement,) = statements(article(text))
    assert (statement.speaker.kind, statement.speaker.count) == (kind, count)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Ann Lee said it would probably rain.", "probably"),
        ("Ann Lee said it rained.", None),
        ("Ann Lee said it may rain and might pour.", "may"),
    ],
)
def test_notes_the_first_hedge(text: str, hedge: str | None) -> None:
    (statement,) = statements(article(text))
    assert statement.hedge == hedge


def test_keeps_the_verb_as_it_stands_with_its_not() -> None:
    said, would_not = statements(article("Ann Lee said no. She would not say why."))
    assert (said.verb, would_not.verb) == ("said", "would not say")


# --- Any text ------------------------------------------------------------------------------

FRAGMENTS = (
    "Ann Lee said that it rained. |“Yes,” he said. |according to two sources, |, who said, |They "
    "|“ |” |\" |' |'' |It is over: |Sen. Gray (R-Iowa) |and added |\n|- |— |told reporters "
    "|the mayor, Bob Gray, |did not say whether |LEE: |? |. |, "
    "|was confirmed by |In a statement |\u200b|é|(|)"
)
news = st.lists(st.sampled_from(FRAGMENTS.split("|")), max_size=25).map("".join)


@given(st.lists(news | st.text(max_size=60), min_size=1, max_size=4))
def test_spans_are_exact_in_any_text(paragraphs: list[str]) -> None:
    read = article(*paragraphs)
    found = statements(read)
    assert found == statements(read)
    for statement in found:
        text = read.paragraph(statement.paragraph).text
        sentence = statement.sentence
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start <= statement.start < statement.end <= sentence.end
        mention = statement.mention
        named = read.paragraph(mention.paragraph).text[mention.start : mention.end]
        assert named.strip()
        assert mention.paragraph <= statement.paragraph
        assert statement.speaker.name


# --- The article ---------------------------------------------------------------------------


def _speakers(read: Article, paragraph: int) -> set[str]:
    return {s.speaker.name for s in statements(read) if s.paragraph == paragraph}


@pytest.fixture(params=["sample", "original"])
def report(request: pytest.FixtureRequest) -> Article:
    path = SAMPLE if request.param == "sample" else SHARED / "article" / "cuban-advisers.txt"
    if not path.is_file():
        pytest.skip("../shared/article is not there")
    return read_bytes(path.read_bytes(), name=path.name)


def test_tells_the_sources_of_the_report_apart(report: Article) -> None:
    """The same in the original and in our telling of it."""
    ordered, unsure = (s for s in statements(report) if s.paragraph == 6)
    assert ordered.speaker.name == "one source close to Venezuela’s ruling party"
    assert (unsure.speaker.name, unsure.verb_kind) == ("other sources", VerbKind.UNSURE)
    for paragraph in (11, 17):
        assert _speakers(report, paragraph) == {"a White House official"}
    assert _speakers(report, 16) == {"Delcy Rodriguez", "Miguel Diaz-Canel"}
    assert len(_speakers(report, 18)) == 1
    assert _speakers(report, 21) == {"Frank Mora"}
    assert _speakers(report, 23) == {"John Polga-Hecimovich"}


def test_answers_who_says_the_departures_were_ordered(report: Article) -> None:
    asked = who_says("Who says the departures were ordered?")
    assert asked is not None
    best = find_statements(asked, statements(report), report)[0][0]
    assert (best.paragraph, best.speaker.count) == (6, 1)


# --- Text without end ----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *("“a” ", '"', '"It is," said John. ', "“It is,” he said, “and ", "“A.” “B.” "),
        *(
            "He said that “a b”. ",
            "deny ",
            "deny who ",
            "if he said she said ",
            "Ann Lee said it rained. ",
        ),
        *("Minister Aa Bb said so. ", "(a) ", "LEE: It rained. ", "He denied it. "),
    ],
)
def test_statements_take_no_longer_than_their_paragraph(unit: str) -> None:
    """Twice the paragraph, twice the work."""
    assert grows(lambda text: ledger(article(text)), unit, 2_000, before="Ann Lee said so. ") < 2.3


@pytest.mark.parametrize("unit", ["“a” ", '"It is," said John. ', "“A.” "])
def test_no_quotation_is_looked_at_with_all_that_is_around_it(unit: str) -> None:
    text = Cut(unit * 400)
    statements(article(text))
    assert text.characters < 20 * len(text)


def test_who_denies_what_many_say_is_compared_with_a_hundred() -> None:
    """The first that do; a paragraph of thousands is no article."""
    said = [
        f"Lee said it rained on day {n}. Berg denied that it rained on day {n}." for n in range(150)
    ]
    assert len(disagreements(article(*said))) == 100
