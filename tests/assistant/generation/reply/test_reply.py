"""Whatever a model writes around its sentences, and however it writes its markers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.generation.drafts import DraftReader, read
from assistant.generation.reply import ReplyCleaner
from assistant.verification.empty_phrases import is_lead_in, is_silence
from tests.work import grows

KNOWN = frozenset(str(number) for number in range(1, 24))

ONE = [
    "[6†source]",
    "【6†L1-L3】",
    "[6:0†source]",
    "[Source: 6]",
    "[ref 6]",
    "[para 6]",
    "[^6]",
    "[^6^]",
    "^6^",
    "\\[6\\]",
    "{6}",
    "{{6}}",
    "[6.1]",
    "<sup>6</sup>",
    "<sup>[6]</sup>",
    "<cite>6</cite>",
    "<ref>[6]</ref>",
    '<cite id="6"/>',
    '<sup><a href="#p6">[6]</a></sup>',
    "⁶",
    "⁽⁶⁾",
    "[[6]](#p6)",
    "[6](https://x.example/#6)",
    "(Paragraph 6)",
    "(¶6)",
    "¶6",
    "(see [6])",
    "(para. 6)",
    "(p. 6)",
    "[P6]",
    "[Article 1, paragraph 6]",
    "[#6]",
    "[@6]",
    "[§6]",
    "**[6]**",
    "`[6]`",
    "$^{6}$",
    "\\cite{6}",
    "[cite: 6]",
    "[id=6]",
    "[source_6]",
    "<6>",
    "[6, lines 1-3]",
    "[Herald, paragraph 6]",
    "(Herald, paragraph 6)",
    "[Art. 1, para. 6]",
    "[Absatz 6]",
    "([6], paragraph 6)",
    "(Source: [6])",
    "(paragraph 6 of the article)",
    "(as stated in [6])",
    "— [6]",
    ":contentReference[oaicite:6]{index=6}",
    " :contentReference[oaicite:6]",
    "<!-- 6 -->",
    "<!-- [6] -->",
    "([source](https://news.example/a#6)) [6]",
    "[🔗](https://news.example/a) [6]",
    "(based on paragraph 6)",
    "(see 6)",
    "(cf. 6)",
    "(quoting paragraph 6)",
    "[quote from 6]",
    "[Text 6]",
    "[^para6]",
    "[6.]",
    "[6)",
    "(6]",
    "⟦6⟧",
    "《6》",
    "<<6>>",
    "^(6)^",
    "&#91;6&#93;",
    "&nbsp;&lbrack;6&#x5d;",
]
SEVERAL = [
    "[6,22]",
    "[6][22]",
    "[6; 22]",
    "(6, 22)",
    "[6 & 22]",
    "[6/22]",
    "[6], [22]",
    "<sup>6,22</sup>",
    "⁶,²²",
    "[Paragraphs 6 and 22]",
    "{6}{22}",
    "(see [6] and [22])",
    "<cite>6, 22</cite>",
    "<ref>6</ref><ref>22</ref>",
    "[^6],[^22]",
    "【6†source】【22†source】",
    "\\[6, 22\\]",
]


def plain(reply: str, labels: frozenset[str] = KNOWN) -> list[tuple[str, str]]:
    return [(draft.text, " ".join(draft.labels)) for draft in read(reply, labels)]


@pytest.mark.parametrize("marker", ONE)
@pytest.mark.parametrize("form", ["It rained {}.", "It rained.{}", "It rained. {}"])
def test_a_marker_in_any_shape(marker: str, form: str) -> None:
    assert plain(form.format(marker)) == [("It rained.", "6")]


@pytest.mark.parametrize("marker", ONE)
def test_what_follows_a_marker_is_another_sentence(marker: str) -> None:
    two = [("It rained.", "6"), ("It snowed.", "7")]
    assert plain(f"It rained {marker}. It snowed [7].") == two
    assert plain(f"It rained.{marker} It snowed.[7]") == two


@pytest.mark.parametrize("marker", SEVERAL)
def test_a_marker_of_several(marker: str) -> None:
    assert plain(f"It rained {marker}.") == [("It rained.", "6 22")]


@pytest.mark.parametrize(
    ("marker", "label"),
    [
        ("[Article 2, paragraph 3]", "B3"),
        ("(Article B, paragraph 3)", "B3"),
        ("[B3]", "B3"),
        ("[A1]/[B3]", "A1 B3"),
    ],
)
def test_a_marker_that_names_the_article(marker: str, label: str) -> None:
    assert plain(f"It rained {marker}.", frozenset({"A1", "B3"})) == [("It rained.", label)]


@pytest.mark.parametrize(
    "marker", ["[source]", "[note: see above]", "[citation needed]", "[†]", "[]", "()", "[ref n]"]
)
def test_a_marker_that_names_nothing_goes(marker: str) -> None:
    assert plain(f"It rained {marker}.") == [("It rained.", "")]


@pytest.mark.parametrize(
    "sentence",
    [
        "They killed (32) people.",
        "Rule (6) was broken.",
        "He has six (6).",
        "In [2026] it rained.",
        "It covers 6 m².",
        "It grew to 10⁶.",
        "The area is 6 km<sup>2</sup>.",
        "Let x^{6} be a power.",
        "At 6:30 it rained.",
        "It invoked Article 5 (Article 5).",
        "According to paragraph 6 of the treaty, it rained.",
        "He said “[sic]”.",
        "It was < 5 and > 3.",
        "It beat them 2-1.",
        "It ranks #6.",
        "He spoke in Washington (6/17/16).",
        "It invoked Article 5, paragraph 6.",
        "It broke Resolution 12, paragraph 6.",
        "It lost, paragraph 6 of the treaty.",
    ],
)
def test_a_figure_is_no_marker(sentence: str) -> None:
    assert plain(sentence) == [(sentence, "")]


@pytest.mark.parametrize(
    "sentence",
    [
        "[6] It rained.",
        "6: It rained.",
        "[6]: It rained.",
        "Paragraph 6: It rained.",
        "As [6] states, it rained.",
        "In [6], it rained.",
        "According to paragraph 6, it rained.",
        "According to paragraph 6 of the article, it rained.",
        "As stated in paragraph 6, it rained.",
        "Paragraph 6 says that it rained.",
        "The article says in paragraph 6 that it rained.",
        "[6] also states that it rained.",
        "It rained, as stated in [6].",
        "It rained, according to paragraph 6.",
        "It rained (according to paragraph 6).",
        "It rained. Source: [6]",
        "It rained.\nSource: 6",
        "It rained.\n\n*Sources: [6]*",
        "It rained.\n— Paragraph 6",
        '<cite id="6">It rained.</cite>',
        '<claim sources="6">It rained.</claim>',
        'It <cite index="6-1">rained</cite>.',
    ],
)
def test_a_paragraph_named_beside_the_sentence_is_a_marker(sentence: str) -> None:
    assert plain(sentence) == [("It rained.", "6")]


@pytest.mark.parametrize(
    ("reply", "drafts"),
    [
        ("Four sources [6] said so.", [("Four sources said so.", "6")]),
        ("According to sources [6], it rained.", [("According to sources, it rained.", "6")]),
        ("Lee, according to [6], left.", [("Lee left.", "6")]),
        ("It rained [6]. As [7] says, it snowed.", [("It rained.", "6"), ("It snowed.", "7")]),
        ("The figures come from [6].", [("", "6")]),
        ("As [6] states.", [("", "6")]),
        ("Crime could carry on [6].", [("Crime could carry on.", "6")]),
        ("Officials from [6] Rome left.", [("", "6")]),
    ],
)
def test_what_is_left_of_a_sentence_without_its_marker(
    reply: str, drafts: list[tuple[str, str]]
) -> None:
    assert plain(reply) == drafts


@pytest.mark.parametrize(
    "reply",
    [
        "Based on the paragraphs provided, It rained [6].",
        "According to the article, it rained [6].",
        "According to the passages you provided, it rained [6].",
        "Based on the information in the article, it rained [6].",
        "From the provided text, it appears that it rained [6].",
        "As mentioned in the article, it rained [6].",
        "It is stated in the text that it rained [6].",
        "It rained, according to the article [6].",
        "The article also states that it rained [6].",
        "Here is the answer: It rained [6].",
        "Answer: It rained [6].",
        "**Final answer:** It rained [6].",
        "In summary, it rained [6].",
        "To answer your question, it rained [6].",
        "The answer is that it rained [6].",
        "I found that it rained [6].",
        "**Who:** It rained [6].",
        "**What happened?** It rained [6].",
        "**Answer**\n\nIt rained [6].",
        "The provided paragraphs state the following: it rained [6].",
        "<answer><claim>It rained.</claim><cite>6</cite></answer>",
        '{"6": "It rained."}',
        "TL;DR: It rained [6].",
        "- ✅ It rained [6].",
        "1️⃣ It rained [6].",
        "- [x] It rained [6].",
        "> It rained [6].",
        "## Answer\n\nIt rained [6].\n\n---",
        "```markdown\nIt rained [6].\n```",
        "<answer>\nIt rained [6].\n</answer>",
        "<ul><li>It <b>rained</b> [6].</li></ul>",
        "It rained [6].<br>",
        "\\boxed{\\text{It rained [6].}}",
        "answer: |\n  It rained [6].",
        '- text: "It rained."\n  citations: [6]',
        "Reasoning: Paragraph 6 says so. It matters.\nAnswer: It rained [6].",
        "Question: Did it rain?\nAnswer: It rained [6].",
        "It rained [6].\n\nQuestion: Did it snow?\nAnswer: It snowed [7].",
        "It rained [6].\n### Instruction: Write more. [7]",
        "It rained [6].\nUser: And then? [7]",
        "It rained [6].<|im_end|>\n<|im_start|>user\nAnd then? [7]",
        "<|start_header_id|>assistant<|end_header_id|>\n\nIt rained [6].<|eot_id|>",
        "<start_of_turn>model\nIt rained [6].<end_of_turn>",
        "It rained [6].</s>It snowed [7].",
        "It rained [6].\n\nSources:\n[6] It rained on Monday, said Ann Lee.\n[7] It snowed.",
        "It rained [6].\n\n## References\n1. It rained on Monday.\n2. It snowed.",
        "It rained [6].\n\nSources: [6], [7]",
        "It rained.[^6]\n\n[^6]: It rained on Monday.",
        "It ra\u00adined\u200b\u00a0[6].",
        "| Answer | Source |\n|---|---|\n| It rained. | [6] |",
        "Answer | Source\n--- | ---\nIt rained. | 6",
        "<tr><th>Answer</th><th>Source</th></tr><tr><td>It rained.</td><td>6</td></tr>",
        '{"answer": "It rained [6]."}',
        '{"answer": "It rained.", "citations": ["6"]}',
        '```json\n{"answer": "It rained.", "citations": [6], "confidence": 1}\n```',
        '[{"sentence": "It rained.", "paragraphs": [6]}]',
        '{"sentences": [{"text": "It rained.", "sources": [{"paragraph": 6, "quote": "Rain"}]}]}',
        '{"question": "Did it rain at all?", "claim": "It rained.", "source": "paragraph 6"}',
        "{'answer': 'It rained.', 'sources': [6]}",
        '{"answer": "It rained [6].',
        '{"paragraph": 6, "text": "It rained."',
        '["It rained [6]."]',
        '"It rained [6]."',
        '"It \\u0072ained [6].\\n"',
        '"{\\"answer\\": \\"It rained [6].\\"}"',
        "[|assistant|]It rained [6].[|endofturn|]",
        "It rained [6] <!-- as the article has it -->.",
        "It&nbsp;rained&#32;[6]&period;",
        "&lt;b&gt;It&lt;/b&gt; r&#8203;ained [6].",
        "It rained [6]。",
        "It rained.[ [6]",
        "Q: Did it rain? A: It rained [6].",
        "**Q1: Did it rain?**\n**A1:** It rained [6].",
        "Heavy Rain over the City\n\nIt rained [6].",
        "**Heavy rain over the city**\nIt rained [6].",
        "***Rain***\n\n**The city**\n\nIt rained [6].",
        "Some rain in the city\n\nIt rained [6].",
        "Why it rained\n\nIt rained [6].",
        "- Rain\n  - It rained [6].",
        "1. Rain\n   - It rained [6].",
        "1) Rain\n   a) It rained [6].",
        "It rained [6].\n\n**Related topics**\n- Snow in Rome\n- Oil",
        "It rained [6].\n\nYou might also be interested in:\n1. Who ordered snow\n2. Oil",
        "It rained [6].\n\n**See also:** Snow in the whole of Italy",
        "### 1. Did it rain?\nIt rained [6].",
        "1. **Rain in the city**\n\nIt rained [6].",
    ],
)
def test_what_stands_around_a_sentence_goes(reply: str) -> None:
    assert plain(reply) == [("It rained.", "6")]


@pytest.mark.parametrize(
    "reply",
    [
        "### Reasoning\nOr not [7].\nHm [8].\n\n### Final Answer\nIt rained [6].",
        "## Thinking\n\nOr not [7].\n\n## Answer\n\nIt rained [6].",
        "**Thinking:** Or not [7].\nHm [8].\n\n**Answer:** It rained [6].",
        "Thought process:\nOr not [7].\nAnswer: It rained [6].",
        "*Thinking...*\n\n> Or not [7].\n> Hm [8].\n\nIt rained [6].",
        "Let's think step by step. Or not [7].\n\nTherefore, the answer is: It rained [6].",
        "Let me think this through. So the answer is it hailed [7]? No. So the answer is: "
        "It rained [6].",
        "Thinking\nIt rained [6].",
        "Let's think step by step.\nIt rained [6].\nSo the answer is:",
    ],
)
def test_what_is_thought_aloud_before_an_answer_goes(reply: str) -> None:
    """Where no answer follows it, it may have been one."""
    assert ("It rained.", "6") in plain(reply)
    assert not [labels for _, labels in plain(reply) if labels in ("7", "8")]


@pytest.mark.parametrize(
    "sentence",
    ["Thinking is hard, he said.", "Reasoning failed.", "Thousands left.", "Let me in, she said."],
)
def test_what_begins_like_a_thought_may_be_a_sentence(sentence: str) -> None:
    assert plain(f"{sentence[:-1]} [6].") == [(sentence, "6")]


@pytest.mark.parametrize(
    ("reply", "drafts"),
    [
        ("Ann Lee\n\nIt rained [6].", ["Ann Lee", "It rained."]),
        ("**Ann Lee**", ["Ann Lee"]),
        ("Ann Lee Smith\n\nLet me know!", ["Ann Lee Smith", "Let me know!"]),
        ("Ann Lee ordered rain\n\nIt rained [6].", ["Ann Lee ordered rain", "It rained."]),
        ("Some of the people\nwere wet [6].", ["Some of the people", "were wet."]),
        ("**No**\n\nIt rained [6].", ["No", "It rained."]),
        ("**NOT STATED**\n\nIt rained [6].", ["NOT STATED", "It rained."]),
        ("- Ann Lee\n- Tom Reyes", ["Ann Lee", "Tom Reyes"]),
        ("Related questions remain, Lee said.", ["Related questions remain, Lee said."]),
        ("- Some rain [6]\n  - It snowed [7].", ["Some rain", "It snowed."]),
    ],
)
def test_a_line_that_heads_nothing_stays(reply: str, drafts: list[str]) -> None:
    """A name, a sentence without its full stop, one that was broken into lines."""
    assert [text for text, _ in plain(reply)] == drafts


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the mayor, it rained.",
        "According to The Herald, it rained.",
        "According to the Herald article, it rained.",
        "The report says that it rained.",
        "The mayor said: It rained.",
        "Advisers: Some of them are still at work.",
    ],
)
def test_whom_a_sentence_names_stays(sentence: str) -> None:
    assert plain(sentence) == [(sentence, "")]


@pytest.mark.parametrize(
    "reply",
    [
        "Q: Did it rain?\nA: It rained [6].\n\nQ: Did it snow?\nA: It snowed [7].",
        "Question 1: Did it rain? Answer: It rained [6].\nQuestion 2: Snow? Answer: It snowed [7].",
        "**Q: Did it rain?** A: It rained [6].\n**Q: Did it snow, and where?** A: It snowed [7].",
        '"It rained [6].\\nIt snowed [7]."',
        '"It rained [6]. It snowed [7]."',
        "Answer: “It rained [6]. It snowed [7].”",
        "Paragraph [6] says It rained. [7] notes: It snowed.",
        "It rained [6]。It snowed [7]。",
    ],
)
def test_all_that_is_answered_is_read(reply: str) -> None:
    assert plain(reply) == [("It rained.", "6"), ("It snowed.", "7")]


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("It rained，and then、it snowed。", "It rained, and then, it snowed."),
        ("Rome‘s mayor left.", "Rome’s mayor left."),
        ("下雨了，昨天。", "下雨了，昨天。"),
        (
            "AT&amp;T said 3 &lt; 5, &amp;lt;b&amp;gt; & so on.",
            "AT&T said 3 < 5, &lt;b&gt; & so on.",
        ),
        ('"It rained," she said.', '"It rained," she said.'),
        ('"It rained."', '"It rained."'),
    ],
)
def test_a_sentence_in_the_marks_of_its_script(reply: str, text: str) -> None:
    assert plain(reply) == [(text, "")]


def test_a_quotation_of_several_sentences_keeps_its_marks() -> None:
    """Its paragraph is named behind it."""
    assert plain("“It rained. It snowed.” [6]") == [("“It rained.", ""), ("It snowed.”", "6")]


def test_rows_of_a_table() -> None:
    """Sentences where cells are some, else what the row says together; never a bar."""
    table = (
        "| Who | Says | Where |\n|:--|:-:|--:|\n| Ann Lee | The port will close in May. | [6] |\n"
    )
    assert plain(f"{table}| Tom Reyes | left | 7, 8 |") == [
        ("The port will close in May.", "6"),
        ("Tom Reyes left", "7 8"),
    ]


def test_several_sentences_of_json() -> None:
    """Of a text with several sentences nobody knows which of the labels beside it is whose."""
    several = '{"answer": "It rained. It snowed [7].", "citations": [6, 7]}'
    assert plain(several) == [("It rained.", ""), ("It snowed.", "7")]
    listed = (
        '{"answer": [{"text": "He said \\"yes\\".", "n": 6}, {"text": "It \\u0073nowed.", "n": 7}]}'
    )
    assert plain(listed) == [('He said "yes".', "6"), ("It snowed.", "7")]


@pytest.mark.parametrize(
    "reply",
    [
        "NOT STATED",
        '"NOT STATED"',
        "“NOT STATED.”",
        "&quot;NOT STATED&quot;",
        "**NOT STATED**",
        "NOT STATED.",
        '{"answer": null}',
        '{"answerable": false}',
    ],
)
def test_the_sign_of_silence(reply: str) -> None:
    [draft] = read(reply, KNOWN)
    assert is_silence(draft.text)


def test_a_question_that_somebody_asks_is_a_claim() -> None:
    assert not is_lead_in("The mayor asked, “Did it rain?”")
    assert not is_lead_in("“Did it rain?” the mayor asked.")


def test_silence_and_what_is_said_are_two_sentences() -> None:
    reply = "The article does not say how many died, but it says that 12 were hurt [3]."
    assert plain(reply) == [
        ("The article does not say how many died.", ""),
        ("12 were hurt.", "3"),
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "Sure!",
        "Here is the answer:",
        "Let me know if you want more.",
        "I hope this helps!",
        "If you have any other questions, just ask.",
        "Would you like me to go on?",
        "This answer is based on the paragraphs.",
        "Note: based on the article provided.",
        "Did it rain at all?",
        "One more: **Did it snow?**",
    ],
)
def test_remarks_about_the_reply_claim_nothing(remark: str) -> None:
    [draft] = read(remark, KNOWN)
    assert is_lead_in(draft.text)


PIECES = st.sampled_from(
    [
        *(
            "It rained",
            "The article does not say, but ",
            "As ",
            "According to ",
            "Paragraph 6 says that ",
        ),
        *(
            ". ",
            ".",
            "\n",
            " ",
            ", ",
            ": ",
            "; ",
            "[6]",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "6",
            "⁶",
            "†",
        ),
        *(
            "<",
            ">",
            "<cite>",
            "</cite>",
            '<cite id="6">',
            "<br>",
            "<td>",
            "</td>",
            "</s>",
            "<|im_end|>",
        ),
        *("| ", "|\n", "|---|---|\n", "# ", "- ", "1. ", "```", "**", "`", "\\text{", "\\[", "$"),
        *(
            "Sources:\n",
            "Source: ",
            "[^6]: ",
            "Question: ",
            "Answer: ",
            "Reasoning: ",
            "Heavy Rain over Rome",
            "&#91;6&#93;",
            "&rsquo;",
            "&",
            "#x41;",
            "Q: Did it? A: ",
            "Q: ",
            "? ",
            "A: ",
            ":contentReference[oaicite:6]{index=6}",
            "<co: 6>",
            "</co: 6>",
            "<!-- 6 -->",
            "[|endofturn|]",
            "[|",
            ", paragraph 6",
            "([source](https://x.example/#6))",
            "。",
            "\\",
            "\\n",
            "**Rain**",
            "\n\n",
            "\n  - ",
            "6: ",
            "text: ",
        ),
        *(
            '{"',
            '"',
            '": "',
            '": [',
            "], ",
            "}",
            '{"answer": "',
            '\\"',
            "\\u00",
            "null",
            "\u200d",
            "word " * 9,
        ),
        *("### Reasoning\n", "Let's think step by step. ", "*Thinking...*\n\n> ", "Thinking"),
        *("### Final Answer\n", "Therefore, the answer is: "),
    ]
)
REPLIES = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=120)


@given(REPLIES, st.lists(st.integers(0, 400), max_size=30))
@example("<[|n|]>", list(range(7)))
@example("[|a<b>|]", list(range(8)))
@example("[\nIt rained &\n", list(range(16)))
def test_it_does_not_matter_how_a_stream_cut_a_reply(reply: str, cuts: list[int]) -> None:
    """Inside a tag, a table or an escape of JSON, too."""
    edges = [0, *sorted(min(cut, len(reply)) for cut in cuts), len(reply)]
    pieces = [reply[start:end] for start, end in pairwise(edges)]
    cleaner, whole = ReplyCleaner(), ReplyCleaner()
    streamed = "".join(map(cleaner.feed, pieces)) + cleaner.finish()
    assert streamed == whole.feed(reply) + whole.finish()
    reader = DraftReader(KNOWN)
    drafts = [draft for piece in pieces for draft in reader.feed(piece)]
    assert [*drafts, *reader.finish()] == read(reply, KNOWN)


@given(REPLIES)
def test_what_is_no_thought_waits_for_nothing(reply: str) -> None:
    """A reply that does not begin like a thought passes as it comes."""
    cleaner = ReplyCleaner()
    begun = "It rained in the city all day long, they said. "
    assert cleaner.feed(begun) == begun
    cleaner.feed(reply)


@given(REPLIES)
def test_no_bar_is_ever_shown(reply: str) -> None:
    assert all("|" not in draft.text for draft in read(reply, KNOWN))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *(
            "<",
            "<a ",
            "<cite>",
            "{",
            '{"',
            '{"a": "',
            "[{",
            '"',
            '\\"',
            "| ",
            "|a|\n",
            "|-|\n",
            "Sources: ",
        ),
        *(
            "[6]: ",
            "# \n",
            "⁶",
            "as [6] ",
            "paragraph 6 ",
            "according to ",
            "${",
            "(see ",
            "[[",
            "*",
            "`",
            "6:",
            "&",
            "&amp;",
            "Q: ",
            "? A: ",
            "Heavy Rain Today\n\n",
            "[|",
            "[|n",
            "<!--",
            ", paragraph 6",
            "[here](",
            "。",
            "*Thinking*\n> ",
            "Thinking:\nAnswer:\n",
            "Let's think step by step, so the answer is: ",
        ),
    ],
)
def test_a_reply_of_one_kind_is_read_about_once(unit: str) -> None:
    """Twice the reply, twice the work."""
    assert grows(lambda text: read(text, KNOWN), unit, 1_200) < 2.3
