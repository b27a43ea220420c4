"""Drafts of question sets: what is asked stands in the article, and the file can be read."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.errors import EvaluationError, ModelBusy
from assistant.evaluation.drafting import draft
from assistant.evaluation.drafting.layout import laid_out
from assistant.evaluation.drafting.model_questions import read
from assistant.evaluation.drafting.types import DraftedQuestion, spread
from assistant.evaluation.sets.reader import read_set
from assistant.sample import ARTICLE
from index.language.folding import fold
from index.readers.formats import read_file
from index.types import Article, Paragraph
from tests.assistant.scripted import Scripted


def article(*paragraphs: str, language: str | None = "en") -> Article:
    """An article of these paragraphs."""
    numbered = (Paragraph(at, text) for at, text in enumerate(paragraphs, 1))
    return Article("The bridge", tuple(numbered), language=language)


BRIDGE = article(
    "The old bridge in Oslo was shut on 3 May 2019 after 12 people had died on it, police said.",
    "Mayor Jane Lee said that the repair would cost the city $5 million. “We cannot wait for the "
    "state any longer,” she told reporters. It had to be done, she said.",
    "Eleven engineers from Bergen inspected the pillars in June, and two had done so before.",
    "Ann Moe, a historian, called the bridge “a wonder of the old world” in her book.",
)


def drafts(source: Article) -> list[tuple[str, int, object]]:
    """What is asked, of which paragraph, and who or what is the answer."""
    found = asyncio.run(draft(source, None)).drafts
    return [(each.question, each.paragraph, each.speakers or each.facts) for each in found]


def test_who_what_words_how_many_and_when() -> None:
    """A question where grammar allows one, otherwise a gap; in the article's order."""
    shut = "the old bridge in Oslo was shut on 3 May 2019 after 12 people had died on it"
    shut_with_capital = f"T{shut[1:]}"
    assert drafts(BRIDGE) == [
        (f"Who says that {shut}?", 1, ("police",)),
        (
            f"What fills the gap in “{shut_with_capital.replace('12', '___')}”?",
            1,
            (("12", "twelve"),),
        ),
        (
            f"What fills the gap in “{shut_with_capital.replace('3 May 2019', '___')}”?",
            1,
            (("3 May 2019", "May 3", "3 May"),),
        ),
        (
            "Who says that the repair would cost the city $5 million?",
            2,
            ("Jane Lee", "Mayor Jane Lee"),
        ),
        ("Who said “We cannot wait for the state any longer”?", 2, ("Jane Lee",)),
        ("What fills the gap in “the repair would cost the city ___”?", 2, (("$5 million",),)),
        ("How many engineers from Bergen inspected the pillars in June?", 3, (("eleven", "11"),)),
        ("Who used the words “a wonder of the old world”?", 4, ("Ann Moe",)),
    ]


def test_the_sample(tmp_path: Path) -> None:
    """Each fact and speaker stands in the gold paragraph; the sentence is above the question."""
    source = asyncio.run(read_file(ARTICLE))
    found = asyncio.run(draft(source, None)).drafts
    (tmp_path / "article.md").write_bytes(ARTICLE.read_bytes())
    file = tmp_path / "set.yaml"
    file.write_text(laid_out(source.title, found, "article.md", []), encoding="utf-8")
    questions = read_set(file).questions
    kinds = [each.kind for each in questions]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "date": 2,
        "number": 4,
        "quote": 6,
        "who-says": 6,
    }
    lines = file.read_text(encoding="utf-8").splitlines()
    for question in questions:
        [number] = question.gold_paragraphs or ()
        assert isinstance(number, int)
        text = fold(source.paragraph(number).text)
        assert question.facts or question.speakers
        assert all(fold(wordings[0]) in text for wordings in question.facts)
        assert all(fold(each) in text for each in question.speakers)
        above = lines[lines.index(f"- id: {question.id}") - 1]
        assert above.startswith(f"# [{number}] ")
        assert fold(above.partition("] ")[2]) in text


@pytest.mark.parametrize(
    "paragraph",
    [
        "He said that it would rain in the whole of Norway.",
        "The mayor said that this would cost the city a lot of money.",
        "The mayor praised the men who had repaired the bridge in Oslo.",
        "The mayor said the council had closed those schools for good.",
        "The 12 men and the 12 women had crossed the bridge in Oslo.",
        "The mayor said was the worst thing that had happened to the bridge.",
        "The mayor said the new bridge in Oslo could change that.",
        "Some said that the new bridge in Oslo had been a mistake.",
        "The two countries had signed the agreement on the bridge.",
        "A spokesman said our customers had been waiting for the new bridge.",
    ],
)
def test_what_is_not_understood_by_itself_is_not_asked(paragraph: str) -> None:
    with pytest.raises(EvaluationError, match="nothing could be drafted: it has no statement"):
        asyncio.run(draft(article(paragraph), None))


def test_words_that_stand_twice_are_not_asked_for() -> None:
    called = "Ann Moe called the bridge “a wonder of the old world” in her book."
    assert [question for question, *_ in drafts(article(called))] == [
        "Who used the words “a wonder of the old world”?"
    ]
    with pytest.raises(EvaluationError):
        asyncio.run(draft(article(called, "It is “a wonder of the old world” again."), None))


def test_how_many_only_where_it_is_grammar() -> None:
    asked = drafts(
        article("Ten years after the fire the mayor had reopened the old bridge in Oslo.")
    )
    assert [question for question, *_ in asked] == [
        "What fills the gap in “___ years after the fire the mayor had reopened the old bridge in "
        "Oslo”?"
    ]


def test_drafts_are_spread_over_the_article() -> None:
    """Questions before gaps, another sentence before the same, no answer twice."""

    def drafted(paragraph: int, fact: str, *, fills_gap: bool = False) -> DraftedQuestion:
        return DraftedQuestion(
            "number",
            f"{fact}, {paragraph}?",
            paragraph,
            f"sentence of {fact} in {paragraph}",
            ((fact,),),
            fills_gap=fills_gap,
        )

    gaps = [drafted(at, f"gap {at}", fills_gap=True) for at in range(1, 6)]
    two = [drafted(2, "two"), drafted(4, "two")]
    chosen = spread([*gaps, *two], 4)
    assert [(each.paragraph, each.facts[0][0]) for each in chosen] == [
        (1, "gap 1"),
        (2, "two"),
        (3, "gap 3"),
        (5, "gap 5"),
    ]
    assert spread([two[0], *gaps[1:2], *gaps[1:2]], 4) == [two[0], gaps[1]]


def test_what_two_say_is_not_asked_of_one() -> None:
    said = "said that the old bridge had been unsafe for many years."
    assert drafts(article(f"Jane Lee {said}")) != []
    both = article(f"Jane Lee {said}", f"Ann Moe also {said}")
    with pytest.raises(EvaluationError):
        asyncio.run(draft(both, None))


def test_another_language() -> None:
    """The rules know English; a model may know more."""
    source = article(*(each.text for each in BRIDGE.paragraphs), language="no")
    with pytest.raises(EvaluationError, match="the rules know English, and this is no"):
        asyncio.run(draft(source, None))
    model = Scripted("Question: Which city closed a crossing?\nAnswer: Oslo", *["no idea"] * 3)
    found = asyncio.run(draft(source, model))
    assert [each.question for each in found.drafts] == ["Which city closed a crossing?"]


TALK = (
    "Lee Oslo said that “the ” bridge, was shut. 12 twelve $5 million % percent 3 May 2019 1,2.3 "
    '1.2.3 … Jan. 7 people according to and he whether ‘no’ "yes" by 2,125 ___ (£4) –'
)
ARTICLES = st.lists(
    st.lists(st.sampled_from(TALK.split()), min_size=1, max_size=40).map(" ".join)
    | st.text(min_size=1),
    min_size=1,
    max_size=4,
)


@given(texts=ARTICLES)
def test_any_article_gives_drafts_or_a_reason(texts: list[str]) -> None:
    """What is drafted has its sentence, its facts and its speakers in its paragraph."""
    source = article(*texts)
    try:
        found = asyncio.run(draft(source, None)).drafts
    except EvaluationError:
        return
    for each in found:
        text = source.paragraph(each.paragraph).text
        assert each.sentence in text
        assert all(fold(wordings[0]) in fold(text) for wordings in each.facts)
        assert all(fold(speaker) in fold(text) for speaker in each.speakers)
        assert each.facts or each.speakers
        assert each.question.endswith("?")


# --- A model's ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "wrong"),
    [
        ("Question: Where is the crossing that was closed?\nAnswer: in Oslo.", None),
        ("**Question:** Where is the crossing?\n\n**Answer:** “Oslo”", None),
        ("Where is the crossing that was closed?\nAnswer: Oslo", None),
        ("Where is the crossing?", "no question with an answer"),
        ("Question: Where is it?\nAnswer: Oslo\nQuestion: Who?\nAnswer: Lee", "no question with"),
        ("Question: The city is called\nAnswer: Oslo", "no question mark"),
        ("Question: Where?\nAnswer: Oslo", "a question that is too short"),
        ("Question: How many died in all?\nAnswer: 13", "not in the paragraph"),
        ("Question: How many died in all?\nAnswer: 1", "not in the paragraph"),
        ("Question: Which bridge is in Oslo now?\nAnswer: Oslo", "has the answer in it"),
        ("Question: Where did Tom Berg close it?\nAnswer: Oslo", "not the article's"),
        ("Question: Where did 14 people die?\nAnswer: Oslo", "not the article's"),
        ("Question: What city does the paragraph name?\nAnswer: Oslo", "about the text"),
        ("Question: Where did she close the crossing?\nAnswer: Oslo", "needs another one"),
        ("Question: What was shut in the old days?\nAnswer: bridge", "in other paragraphs too"),
        ("Question: What was closed after many deaths?\nAnswer: bridge", None),
    ],
)
def test_a_reply_is_checked(reply: str, wrong: str | None) -> None:
    found = read(reply, BRIDGE.paragraphs[0], BRIDGE, [])
    if wrong is None:
        assert isinstance(found, DraftedQuestion)
        assert (found.paragraph, found.sentence) == (1, BRIDGE.paragraphs[0].text)
    else:
        assert wrong in str(found)


def test_a_paragraph_that_answers_as_well() -> None:
    """What has the answer and the question's words is gold too, what has the answer alone not."""
    source = article(
        "The old bridge in Oslo shut in May, the city said.",
        "Engineers called for repairs.",
        "In another year the bridge of that city, Oslo, had shut before.",
        "Oslo has rain.",
    )
    reply = "Question: In which city did the bridge shut?\nAnswer: Oslo"
    found = read(reply, source.paragraphs[0], source, [])
    assert isinstance(found, DraftedQuestion)
    assert found.also == (3,)


def test_a_model_s_questions_beside_the_others() -> None:
    """One like another one is dropped; what was dropped is counted."""
    where = "Question: In which city was a crossing closed?\nAnswer: Oslo"
    model = Scripted(
        where,
        "Question: What would the work cost the taxpayers?\nAnswer: $5 million",
        "Question: How many engineers from Bergen inspected the pillars?\nAnswer: Eleven",
        "Sorry, I cannot do that.",
    )
    found = asyncio.run(draft(BRIDGE, model))
    written = [(each.question, each.paragraph) for each in found.drafts if each.kind == "fact"]
    assert written == [
        ("In which city was a crossing closed?", 1),
        ("What would the work cost the taxpayers?", 2),
    ]
    assert found.dropped == {"a question like another one": 1, "no question with an answer": 1}
    assert found.failure is None
    told = model.asked[0][-1].content
    assert "The article: The bridge" in told
    assert BRIDGE.paragraphs[0].text in told


def test_a_reply_cut_short_is_no_question() -> None:
    """Its answer may be half of one."""
    reply = "Question: How many died on the crossing?\nAnswer: 12"
    found = asyncio.run(draft(BRIDGE, Scripted(*[reply] * 4, whole=False)))
    assert found.dropped == {"no question with an answer": 4}


def test_a_model_that_fails_is_asked_no_more() -> None:
    model = Scripted(ModelBusy("it was too slow"))
    found = asyncio.run(draft(BRIDGE, model))
    assert found.failure == ModelBusy("it was too slow").failure
    assert found.drafts == asyncio.run(draft(BRIDGE, None)).drafts


REPLIES = st.builds(
    "{}{}?\n{}{}".format,
    st.sampled_from(["Question: ", "", "**Question:** "]),
    st.lists(st.sampled_from(BRIDGE.paragraphs[0].text.split()), max_size=12).map(" ".join),
    st.sampled_from(["Answer: ", "answer:", "\n\nAnswer:\n"]),
    st.lists(st.sampled_from([*BRIDGE.paragraphs[0].text.split(), "Lee", "13"]), max_size=5).map(
        " ".join
    ),
)


@given(reply=REPLIES | st.text())
def test_any_reply_costs_a_question_at_most(reply: str) -> None:
    """What is taken over has its answer in the paragraph, and not in the question."""
    found = read(reply, BRIDGE.paragraphs[0], BRIDGE, [])
    if isinstance(found, DraftedQuestion):
        [[answer]] = found.facts
        assert answer
        assert fold(answer) in fold(BRIDGE.paragraphs[0].text)
        assert found.question.endswith("?")


# --- The file -------------------------------------------------------------------------------------

TEXTS = st.text(min_size=1).filter(lambda text: text.strip())
DRAFTS = st.builds(
    DraftedQuestion,
    kind=st.sampled_from(["who-says", "fact"]),
    question=TEXTS,
    paragraph=st.just(1),
    sentence=st.text(),
    facts=st.lists(st.lists(TEXTS, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple),
    speakers=st.lists(TEXTS, max_size=2, unique=True).map(tuple),
)


@example(
    found=[DraftedQuestion("fact", "Who?", 1, "\ufffe\x00\u2028- id: 3")],
    title="\uffff",
    note="\x85 a",
)
@given(found=st.lists(DRAFTS, min_size=1, max_size=4), title=st.text(), note=st.text())
def test_any_text_can_be_laid_out(found: list[DraftedQuestion], title: str, note: str) -> None:
    """What is drafted is what is read, whatever stands in the article."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "set.yaml")
        file.write_text(laid_out(title, found, "id-of-it", [note]), encoding="utf-8")
        questions = read_set(file).questions
    assert [each.question.split() for each in questions] == [
        each.question.split() for each in found
    ]
    assert [len(each.facts) for each in questions] == [len(each.facts) for each in found]
    assert [len(each.speakers) for each in questions] == [len(each.speakers) for each in found]
