"""Sentences end where a reader would end them, at exact offsets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.sentences import sentences

SHARED = Path(__file__).parents[3].parent / "shared"

# Each case is a paragraph; ¦ stands where one sentence ends and the next begins.
CASES = """
The mayor left.¦ Nobody asked why.
A headline without a full stop
Prices rose 3.5 percent, or .4 more than in 2.1 earlier surveys.¦ Wages fell.
She asked for $1.2 million.¦ He offered $900.
The U.S. Senate and the U.N. Security Council met.¦ Then both adjourned.
He flew back to the U.S.¦ The visit had lasted a week.
They moved to the U.S.¦ “We like it,” she said.
Rents in Washington, D.C. Housing Authority figures show, doubled.
It began on Jan. 11 and ended on Sept. 3.¦ Two were hurt.
It began in Jan.¦ The end was quiet.
Gov. Smith met Lt. Gen. Ana Ruiz and the Rev. Paul Okoye.¦ Sen. Lee stayed away.
Mr. No and Dr. So spoke to Ms. An.¦ Rep. May listened.
J. D. Vance, J.D. Vance and George W. Bush are three spellings of two men.¦ All agreed.
James A. “Jim” Carter chaired the panel.¦ It met twice.
He lives at No. 3 Mill St. in Dover.¦ See Vol. 2, p. 40, and Fig. 7.
Was it no. 3?¦ The answer was no.¦ Nobody minded.
Doors open at 9 a.m. Monday and close at 5 p.m.¦ Tickets cost $5.
The debate starts at 9 p.m. ET, or 6 p.m. Pacific.¦ It is the third.
Acme Inc. Chief Executive Jo Lund quit.¦ So did the head of Umbra Corp.¦ The shares fell.
Martin Luther King Jr. Day is a holiday.¦ It honors Martin Luther King Jr.¦ He was born in Atlanta.
He lacks vitamin C.¦ The cure, e.g. Oranges, is cheap.
He fought in World War II.¦ Last week he died.
She holds a Ph.D.¦ Her thesis sold out.
In Roe v. Wade the court sat at 10 a.m.¦ Police kept watch.
HARTFORD, Conn. — The river rose.¦ Roads closed.
WASHINGTON (AP) — The vote was close.¦ It took an hour.
“It is done,” he said.¦ “We go now.”¦ She left.
"It is done," he said.¦ "We go now."¦ She left.
“Will it end?” he asked.¦ “No.”
"Will it end?" he asked.¦ "No."
“Will it ever end?” Sen. Maria Lopez asked.¦ Nobody knew.
“Stop!” Mary shouted.¦ The bus braked.
“Why now?”¦ The minister would not say.
“Rain is likely.”¦ He added, “Bring a coat.”
“I work.¦ I pay taxes.¦ I vote,” said Lund.¦ “So should you.”
Her goal was “peace.”¦ Lund wants it “now.”¦ Both may wait.
He wrote, “Never again!”.¦ Then he resigned.
'It is over,' he said.¦ 'I am sure.'¦ Nobody spoke.
‘It is over.’¦ ‘Is it?’ she said.
He called it ''a mess.''¦ Others agreed.
The film "Who Goes There?" opens today.¦ It is long.
Yahoo! said it would sell.¦ Shares jumped!¦ Who bought?
He waited...¦ Then he left.
He waited … and left.¦ She stayed...
He had no proof. ...¦ It was a guess.
Do not use the term … Islamic art.¦ It misleads.
(He was tired.)¦ She was not (or so she said.) and stayed.¦ They argued (twice).¦ It helped.
Kim Lund (D-Va.) Sunday called it odd.¦ It was.
The clause; The comma: The dash – all join.¦ This does not.
It ended.¦“Yes,” he said.¦ Nobody spoke.¦Then it rained.
Mail jo.Lund@example.org or see www.Example.Org/Start.¦ Replies are slow.
The firm grew.¦ iPhone sales fell.¦ al-Noor, a charity, closed.
The study was retracted.[12]¦ Its author objected.
1. Call the bank.¦ 2. Wait.
He ran 5 km.¦ 12 others walked.
... The rest was noise.¦ Nobody left.
Ask B. A. Lund.¦ George W. May knows.
“Why now?”¦ He said nothing.¦ “Why not?”¦ The report said that nobody asked.
'Mr. Lund is out,' she said.¦ 'For good.'
They voted (the last time in 2012.)¦Then it ended.
The dept.(Ohio) and J.“Jim” Carter agree.¦ They signed.
真的吗?¦是的
THE TALKS FAILED.¦ BOTH SIDES BLAMED THE U.S. ENVOY.
« C’est fini. »¦ Il est parti.¦ « Vraiment ? » demanda-t-elle.
Un cri (« Assez ! ») : Le maire partit.
Er kam am 3. Oktober 1990.¦ „Es ist vorbei.“¦ Dann ging er.
¿Quién lo dijo?¦ El Sr. Pérez calló.¦ ¡Basta!
Он ушёл.¦ А. С. Пушкин остался.
他来了。¦她走了！¦真的吗？¦是的
“我们会赢。”他说。¦大家笑了。
「行きます。」と彼は言った。¦「本当？」
هل جاء؟¦ نعم.¦ ثم ذهب.
वह आया।¦ डॉ. सिंह गए।¦ क्यों?
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_a_reader_would_end_them(case: str) -> None:
    found = [sentence.text for sentence in sentences(case.replace("¦", ""))]
    assert found == [part.strip() for part in case.split("¦")]


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    found = sentences("A heading\n\nOne line\nand the next. Done.\n \n")
    assert [each.text for each in found] == ["A heading", "One line\nand the next.", "Done."]


@pytest.mark.parametrize("text", ["", " \n\t ", "\u00a0"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentences(text) == ()


@pytest.mark.parametrize("text", ["***", "...", "?!", "“”", "… — …"])
def test_marks_alone_are_one_sentence(text: str) -> None:
    assert [sentence.text for sentence in sentences(text)] == [text]


MARKS = list(".!?…。।؟\"'“”‘’«»()[]-–,;: \n\t\u00a0\u200b")
WORDS = [
    "U.S.",
    "Jan.",
    "Mr.",
    "a.m.",
    "said",
    "He",
    "he",
    "I",
    "Ö",
    "5",
    "3.5",
    "他",
    "नमस्ते",
    "[1]",
]
pieces = st.sampled_from([*MARKS, *WORDS, "\n\n"])


@given(st.one_of(st.text(), st.lists(pieces, max_size=40).map("".join)))
def test_sentences_cover_the_text_in_order_at_exact_offsets(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert sentence.start >= end
        assert not text[end : sentence.start].strip()
        end = sentence.end
    assert not text[end:].strip()


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["word ", "One two. ", "U.S. ", "5. ", "“a. ", "\"'", "((", ". ", "… ", "a.", "a\n ", "x"],
)
def test_a_long_paragraph_of_one_kind_is_split_in_linear_time(unit: str) -> None:
    """Quadratic time would be minutes here."""
    text = unit * 50_000
    assert sentences(text)[-1].end == len(text.rstrip())


def _evidence() -> Iterator[tuple[str, str]]:
    folder = SHARED / "data"
    if not folder.exists():
        pytest.skip(f"{folder} is not there")
    articles = {}
    for line in (folder / "onestopqa.articles.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        articles[article["article_id"]] = article["paragraphs"]
    for line in (folder / "onestopqa.questions.jsonl").read_text("utf-8").splitlines():
        question = json.loads(line)
        paragraph = articles[question["article_id"]][question["gold_paragraphs"][0] - 1]
        yield paragraph, question["evidence"].strip()


def test_no_sentence_of_real_articles_begins_or_ends_inside_an_evidence_sentence() -> None:
    """Evidence that begins with a capital and ends with a full stop is whole sentences."""
    checked = 0
    for paragraph, evidence in _evidence():
        start = paragraph.index(evidence)
        spans = sentences(paragraph)
        if evidence.endswith((".", "?", "!", ".”")):
            checked += 1
            assert start + len(evidence) in {sentence.end for sentence in spans}
    assert checked > 150
