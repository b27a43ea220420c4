"""Habits in what a model writes: markers, Markdown, what stands before and after an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tests.assistant.models.habits.player import FACTS, Habit, Handler, Request, answer, good

HABITS: Final[list[Habit]] = []


def saying(form: str | Callable[[Request], str]) -> Handler:
    """A model that writes in a form: the facts are {0} and {2}, their labels {1} and {3}."""

    async def play(request: Request) -> None:
        text = answer(request, form) if isinstance(form, str) else form(request)
        await good(request, text)

    return play


def add(name: str, form: str | Callable[[Request], str], **expected: Any) -> None:  # noqa: ANN401 - of the fields' types
    HABITS.append(Habit(name, "models", saying(form), own=False, **expected))


MARKERS: Final = {
    "after the full stop": "{0}. [{1}] {2}. [{3}]",
    "before the sentence": "[{1}] {0}.\n[{3}] {2}.",
    "side by side": "{0}, and {2} [{1}][{3}].",
    "with a comma": "{0}. {2} [{1}, {3}].",
    "with a semicolon": "{0}. {2} [{1}; {3}].",
    "of footnotes": "{0} [^{1}]. {2} [^{3}].",
    "of footnotes, defined": "{0}.[^{1}] {2}.[^{3}]\n\n[^{1}]: Part {1}\n[^{3}]: Part {3}",
    "in round brackets": "{0} ({1}). {2} ({3}).",
    "in round brackets, in a word": "{0} (Paragraph {1}). {2} (paragraph {3}).",
    "to be seen": "{0} (see paragraph {1}). {2} (para. {3}).",
    "in lenticular brackets": "{0} 【{1}】. {2}【{3}】.",
    "with a dagger": "{0} [{1}†source]. {2} [{3}†source].",
    "with a dagger and lines": "{0} 【{1}†L1-L3】. {2} 【{3}†L4】.",
    "in a word": "{0} [Paragraph {1}]. {2} [Paragraph {3}].",
    "in words": "{0}. {2} [Paragraphs {1} and {3}].",
    "as sources": "{0} [Source: {1}]. {2} [ref {3}].",
    "with signs": "{0} [#{1}]. {2} [P{3}].",
    "with a pilcrow": "{0} [¶{1}]. {2} [¶ {3}].",
    "in bold": "{0} **[{1}]**. {2} **[{3}]**.",
    "as code": "{0} `[{1}]`. {2} `[{3}]`.",
    "as links": "{0} [{1}](#p{1}). {2} [[{3}]](https://x.example/a#p{3}).",
    "escaped": "{0} \\[{1}\\]. {2} \\[{3}\\].",
    "as what states it": "As [{1}] states, {0}. {2}, as stated in [{3}].",
    "in tags": "{0} <cite>{1}</cite>. {2} <ref>[{3}]</ref>.",
    "in prose": "According to paragraph {1}, {0}. According to [{3}], {2}.",
    "in the middle": FACTS[0].replace("said", "[{1}] said") + ". {2} [{3}].",
    "as comments": "{0} <!-- {1} -->. {2} <!-- [{3}] -->.",
    "of a chat's references": "{0}:contentReference[oaicite:{1}]{{index={1}}}. "
    "{2} :contentReference[oaicite:{3}]{{index={3}}}.",
    "around what they mark": "<co: {1}>{0}</co: {1}>. <co: {3}>{2}</co: {3}>.",
    "behind a dash or a comma": "{0} – Paragraph {1}. {2}, para {3}.",
    "before quoted words": 'Paragraph {1} states: "{0}." Paragraph {3} states: "{2}."',
    "before words without a that": "Paragraph [{1}] says {0}. Paragraph [{3}] says {2}.",
    "behind links": "{0} ([source](https://news.example/a#{1})) [{1}]. "
    "{2} ([source](https://news.example/a#{3})) [{3}].",
    "none": "{0}. {2}.",
}
for name, form in MARKERS.items():
    add(f"markers {name}", form)

PROSE: Final = {
    "a lead-in": "Based on the paragraphs provided, {0} [{1}]. Additionally, {2} [{3}].",
    "JSON": '{{"answer": "{0} [{1}]. {2} [{3}].", "citations": [{1}, {3}]}}',
    "JSON in a fence": '```json\n{{"answer": "{0} [{1}]. {2} [{3}]."}}\n```',
    "a table": "| What | Where |\n|---|---|\n| {0} | [{1}] |\n| {2} | [{3}] |",
    "bullets": "- {0} [{1}].\n- {2} [{3}].",
    "stars": "* {0} [{1}].\n* {2} [{3}].",
    "a numbered list": "1. {0} [{1}].\n2. {2} [{3}].",
    "headings and labels": "## Answer\n\n**Who:** {0} [{1}].\n\n**Advisers:** {2} [{3}].",
    "bold": "**One source** " + FACTS[0].removeprefix("One source ") + " [{1}]. {2} [{3}].",
    "quoted lines": "> {0} [{1}].\n\n> {2} [{3}].",
    "a fence": "```\n{0} [{1}]. {2} [{3}].\n```",
    "a fence of Markdown": "```markdown\n{0} [{1}]. {2} [{3}].\n```",
    "the article's saying so": "According to the article, {0} [{1}]. {2} [{3}].",
    "a label and a summary": "**Answer:** {0} [{1}]. {2} [{3}].\n\n**Summary:** No agreement.",
    "an offer of help": "{0} [{1}]. {2} [{3}].\n\nLet me know if you need anything else!",
    "stop tokens": "{0} [{1}]. {2} [{3}].<|im_end|>\n<|endoftext|>",
    "a next turn": "{0} [{1}]. {2} [{3}].\n\nUser: And who else?",
    "straight quotes": FACTS[0].replace("’", "'")
    + " [{1}]. "
    + FACTS[1].replace("’", "'")
    + " [{3}].",
    "entities of HTML": FACTS[0].replace("’", "&rsquo;")
    + "&nbsp;&#91;{1}&#93;. "
    + FACTS[1].replace("’", "&#39;")
    + " &lsqb;{3}&rsqb;.",
    "one string of JSON": '"{0} [{1}].\\n{2} [{3}]."',
    "quotation marks around it": '"{0} [{1}]. {2} [{3}]."',
    "questions and answers": "Q: Who ordered the departures?\nA: {0} [{1}].\n\n"
    "Q: Are advisers still there?\nA: {2} [{3}].",
    "first and second": "First, {0} [{1}]. Second, {2} [{3}].",
    "a token in brackets": "{0} [{1}]. {2} [{3}].[|endofturn|]",
    "marks of Chinese": FACTS[0] + "。[{1}] " + FACTS[1].replace(",", "，") + "。[{3}]",
    "turned apostrophes": FACTS[0].replace("’", "‘") + " [{1}]. {2} [{3}].",
    "odd spaces": FACTS[0].replace(" ", "\u00a0") + "\u202f[{1}]. {2}\u2009[{3}].",
    "tags around it": "<answer>{0} [{1}]. {2} [{3}].</answer>",
    "the question first": "Who ordered the departures? {0} [{1}]. {2} [{3}].",
    "sources listed": "{0} [{1}]. {2} [{3}].\n\nSources: [{1}], [{3}]",
    "other words, true": "According to a source near the governing party, Rodriguez ordered the "
    "Cubans’ departure because of U.S. pressure [{1}]. Four sources say that some Cuban military "
    "advisers remain active [{3}].",
    "one sentence of both": "While one source says Rodriguez ordered the departures [{1}], four "
    "sources say some of Cuba’s military advisers are still at work in Venezuela [{3}].",
}
for name, form in PROSE.items():
    add(f"writes {name}", form)

HEADED: Final = {
    "a title": "Cuban Departures from Venezuela\n\n{0} [{1}]. {2} [{3}].",
    "titles in bold": "**Cuban departures**\n\n{0} [{1}].\n\n**Military advisers**\n\n{2} [{3}].",
    "bullets under bullets": "- Departures\n  - {0} [{1}].\n- Advisers\n  - {2} [{3}].",
    "questions as headings": "### 1. Who ordered the departures?\n{0} [{1}].\n\n"
    "### 2. Are advisers still there?\n{2} [{3}].",
    "further topics": "{0} [{1}]. {2} [{3}].\n\nYou may also be interested in:\n"
    "1. Cuban doctors in Venezuela\n2. The attack of January 3",
    "further questions": "{0} [{1}]. {2} [{3}].\n\n**Related questions:**\n"
    "- Why are the Cubans leaving?\n- What does Havana say?",
}
for name, form in HEADED.items():
    # There the prompt has other paragraphs too, whose words a heading could be taken for.
    add(f"writes {name}", form, settings=(("ASSISTANT_STRATEGY", "direct"),))

_THOUGHT: Final = (
    "Okay, [{1}] says that other sources were not sure whether Havana was summoning them home "
    "[{1}]. Professors from Cuba also go on giving classes at UNES [{3}]."
)
ALOUD: Final = {
    "under a heading": ("### Reasoning\n", "\n\n### Final Answer\n"),
    "after a label": ("**Thinking:** ", "\nSo.\n\n**Answer:** "),
    "in a quote": ("*Thinking...*\n\n> ", "\n\n"),
    "step by step": ("Let's think step by step. ", "\n\nTherefore, the answer is: "),
}
for name, (before, after) in ALOUD.items():
    form = f"{before}{_THOUGHT}{after}{{0}} [{{1}}]. {{2}} [{{3}}]."
    add(f"thinks aloud {name}", form)
    add(f"thinks aloud {name}, in one call", form, settings=(("ASSISTANT_STRATEGY", "direct"),))

add("says nothing, in quotation marks", '"NOT STATED"', silent=True)

OTHER: Final = {
    "German": "Eine der Regierungspartei nahestehende Quelle sagte, Rodriguez habe die Abreisen "
    "angeordnet [{1}]. Mindestens einige kubanische Militärberater arbeiten noch dort [{3}].",
    "French": "Selon une source proche du parti au pouvoir, Rodriguez avait ordonné les départs "
    "sous la pression des États-Unis [{1}]. Des conseillers militaires restent au travail [{3}].",
    "Chinese": "一位接近委内瑞拉执政党的消息人士说，罗德里格斯在美国的压力下下令撤离[{1}]。"
    "四位消息人士说，至少一些古巴军事顾问仍在委内瑞拉工作[{3}]。",
}
for name, form in OTHER.items():
    add(f"writes {name}", form)
    add(
        f"writes {name}, without markers",
        form.replace(" [{1}]", "").replace("[{1}]", "").replace(" [{3}]", "").replace("[{3}]", ""),
        code="other_language",
        says=r"another language \((?:de|fr|zh)\).*in the article's language alone",
    )
