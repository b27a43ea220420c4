"""Kinds of lines in a reply, by how they begin or by all that they say."""

from __future__ import annotations

import re
from typing import Final

from assistant.generation.reply.labels import LIST, WORDED_LIST, is_labels

_MARKS: Final = r"[*_`~]{0,3}"
_TURNS: Final = "🚫❌❎✖✗✘✕☒⛔🛑👎🙅🙄🤥🤡🤔😏🙃😉😂🤣🧢🚩❓❔"
_TURNING_NAMES: Final = r":(?:x|-1|no_|thumbs_?down|negative|cross)[a-z_]{0,24}:"
TURNING_SIGNS: Final = re.compile(rf"[{_TURNS}]|{_TURNING_NAMES}")
"""Signs that say of a sentence that it is not so: no bullets, but for the check to read."""

_BULLETS: Final = re.compile(
    rf"""(?x)
    \s*+(?: (?: [-*+•>–—→] | \#{{1,6}} | \d{{1,2}}[.)] | [A-Za-z]\) | \[[\sxX✓]\]
          | [^\w\s"'“”‘’«»()\[\]{{}}<>【】「」『』（）［］〔〕⁽⁾$€£¥¿¡\#@&%…~^\\/|`.,;:!?*+=†‡§¶
              \u200d{_TURNS}-]{{1,4}} )\s+
      | \d\ufe0f?\u20e3\s* | (?!{_TURNING_NAMES}):[a-z_]{{2,24}}:\s )*
    """
)
_HEADING: Final = re.compile(r"\s{0,3}\#{1,6}\s")
_LONGEST_HEADING: Final = 8  # words
_FENCE: Final = re.compile(r"\s*(?:`{3,}|~{3,})[\w+-]*\s*")
_MARKER: Final = re.compile(
    rf"[\[(【{{]\s?[\^]?{LIST}\s?[\])】}}]|\d[\])】}}]|[⁰¹²³⁴-⁹]", re.IGNORECASE
)


def _label(words: str) -> re.Pattern[str]:
    """A label before a colon, in bold or not."""
    return re.compile(rf"(?i){_MARKS}(?:{words}){_MARKS}\s?[:：]{_MARKS}(?:\s+|$)")


_HEADS: Final = (
    r"(?:the\s|my\s)?(?:(?:final|short|direct|brief|quick|full|complete|correct)\s)?"
    r"(?:answer|response|reply|summary|conclusion|result|output|tl;?dr|explanation|overview)s?"
    r"(?:\sto\s(?:your|the)\squestion)?"
    r"|key\s(?:points?|facts?|takeaways?|findings?)|in\s(?:short|summary|brief)|bottom\sline|note"
)
_SAYING: Final = _label(
    rf"{_HEADS}"
    r"|(?:sentence|claim|statement|text|content|fact|point)s?(?:\s\d{1,2})?"
    r"|(?:who|what|when|where|why|how|which)(?:\s[\w'’-]{1,20}){0,6}|assistant|model|ai"
    r"|a(?:nswer)?(?:\s?\d{1,2})?"
)
_HEAD: Final = re.compile(rf"(?i){_MARKS}(?:{_HEADS}){_MARKS}\s{{0,4}}")
_ASKED: Final = re.compile(r"(?:\*\*|__)[^*_?\n]{1,160}\?(?:\*\*|__):?\s+")
_THINKING: Final = _label(
    r"(?:my\s)?(?:reasoning|thoughts?|thinking|analysis|rationale|confidence|score|language|title)"
)
_QUESTION: Final = r"(?:(?:new\s|next\s|follow-up\s)?question|q)(?:\s?\d{1,2})?"
_ASKS: Final = re.compile(rf"(?i){_MARKS}{_QUESTION}{_MARKS}\s?[:：]")
_ANSWERS: Final = re.compile(
    rf"(?i)\?[\"”)*_]{{0,4}}\s{{1,4}}{_MARKS}(?:a|ans|answer)(?:\s?\d{{1,2}})?{_MARKS}[:：]{_MARKS}"
)
_TURN: Final = re.compile(
    rf"(?i)(?:\#{{1,6}}\s)?{_MARKS}(?:(?:new\s|next\s|follow-up\s)?question(?:\s\d{{1,2}})?|user|human"
    rf"|q(?:\s?\d{{1,2}})?|query|instructions?|input|context|system|example(?:\s\d{{1,2}})?){_MARKS}\s?[:：]"
    r"|\#{2,6}\s(?:instructions?|input|question|user|human|system)\b|\[/?INST\]"
)
_SOURCES: Final = re.compile(
    rf"(?i){_MARKS}[\[(]?(?:list\sof\s)?(?:sources?|references?|refs?|citations?|cited|footnotes?"
    r"|endnotes?|works\scited|bibliography|evidence|paragraphs?|labels?"
    r"|(?:source|cited|relevant|supporting)\sparagraphs?"
    rf"|(?:sources|paragraphs|references)\s(?:used|cited)){_MARKS}(?P<colon>\s?[:：])?{_MARKS}\s*"
)
_FURTHER: Final = re.compile(
    rf"(?i){_MARKS}(?:(?:related|further|follow-?\s?up|suggested|additional|similar|other)"
    r"\s(?:questions?|topics?|reading|articles?)|see\salso|read\smore|people\salso\sask"
    r"|(?:questions\s)?you\s(?:may|might|could|can)\s(?:also\s)?(?:want\s(?:to\sknow|to\sask)|wish|like|ask"
    rf"|be\sinterested\sin))(?:\s[\w'’-]{{1,16}}){{0,4}}{_MARKS}\s?(?P<colon>[:：]|$)"
)
"""What else one might ask or read, as a model has it after its answer."""

_PARAGRAPH: Final = re.compile(WORDED_LIST, re.IGNORECASE)
_REFERENCE: Final = re.compile(
    rf"(?i)\s*+{_MARKS}(?:[-*•>]\s|[\[(【]\s?\^?{LIST}|{WORDED_LIST}|\d{{1,3}}[.):]\s|[\"“])"
)
_DEFINITION: Final = re.compile(
    r"\[(?P<note>\^)?[A-Za-z]{0,2}\d{1,4}\]:\s*(?P<address>https?:|#|<)?"
)
_LEADING: Final = re.compile(
    rf"(?i){_MARKS}(?:\[(?P<square>{LIST})\]|(?P<worded>{WORDED_LIST})|\(?(?P<bare>\d{{1,3}})\)?(?=:))"
    rf"{_MARKS}\s?[:：–—-]{_MARKS}\s+(?=[\"'“‘]?\w)"
)
_NOTHING: Final = re.compile(
    r"(?i)\s*+(?:(?:[|>][+-]?|null|none|assistant|model|json|markdown|\[(?:end|eos|done)\])\s*+)?"
)
_VALUE: Final = re.compile(r'"([^"\n]*)"\s*')


def without_bullet(line: str) -> str:
    """The line after bullets, numbers, boxes and pictures."""
    bullets = _BULLETS.match(line)
    return line[bullets.end() :] if bullets else line


def opens_turn(text: str) -> bool:
    """Whether somebody else speaks from here on: "Question: ..."."""
    return _TURN.match(text) is not None


def asks(text: str) -> bool:
    """Whether a line begins with a question that is called one: "Q: ..."."""
    return _ASKS.match(text) is not None


def answer_start(text: str) -> int | None:
    """Where the answer begins in a line that asks and answers; None where it only asks."""
    answers = _ANSWERS.search(text)
    return answers.end() if answers else None


def is_thought(text: str) -> bool:
    """Whether a line is what a model thinks, or says of its reply: "Reasoning: ..."."""
    return _THINKING.match(text) is not None


def is_reference(line: str) -> bool:
    """Whether a line can be one of a list of references."""
    return not line.strip() or _REFERENCE.match(line) is not None


def is_definition(text: str, *, after_marker: bool, after_text: bool) -> bool:
    """Whether a line says what a marker stands for: "[^6]: Paragraph 6"."""
    definition = _DEFINITION.match(text)
    if definition is None:
        return False
    return after_marker or bool(definition["address"] or (definition["note"] and after_text))


def is_nothing(line: str) -> bool:
    """Whether a whole line has nothing to be read: a fence, a heading, a role's name."""
    text = without_bullet(line)
    if any(each.fullmatch(text) for each in (_NOTHING, _HEAD)) or _FENCE.fullmatch(line):
        return True
    if not _HEADING.match(line) or has_marker(text):
        return False
    last = text.rstrip(" *_")[-1:]
    return last == "?" or (len(text.split()) <= _LONGEST_HEADING and last not in ".!")


def has_marker(text: str) -> bool:
    """Whether there is a marker in the text, after its beginning."""
    first = _MARKER.match(text)
    return _MARKER.search(text, first.end() if first else 0) is not None


def may_name_sources(text: str) -> bool:
    """Whether a line begins as one does that names sources, or what else one might ask."""
    return _SOURCES.match(text) is not None or _FURTHER.match(text) is not None


def sources_in(text: str) -> str | None:
    """The markers of a whole line that names sources, "" where it heads a list; None for others."""
    if is_labels(text) and _PARAGRAPH.match(text):
        return f"[{text.strip(' .*_')}]"
    if _FURTHER.match(text) and not has_marker(text):
        return ""
    sources = _SOURCES.match(text)
    if sources is None:
        return None
    rest = text[sources.end() :].strip(" .*_`()")
    if rest and not sources["colon"]:
        return None
    if not rest or is_labels(rest):
        return f"[{', '.join(_labels(rest))}]" if rest else ""
    return "[]" if _PARAGRAPH.search(rest) else None


def _labels(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{0,2}[0-9]{1,4}(?:\s?[-–]\s?[0-9]{1,4})?", text)


def without_label(text: str, *, is_whole: bool) -> str:
    """The text without a label before it: "Answer: ...", "**Who?** ...", `text: "..."`."""
    label = _SAYING.match(text) or _ASKED.match(text)
    if label is None:
        return text
    text = text[label.end() :]
    value = _VALUE.fullmatch(text) if is_whole else None
    return value[1] if value else text


def with_leading_marker(text: str) -> str:
    """The text with its paragraph as a marker: "6: ...", "Paragraph 6 - ..."."""
    leading = _LEADING.match(text)
    if leading is None:
        return text
    labels = leading["square"] or leading["worded"] or leading["bare"]
    return f"[{labels}] {text[leading.end() :]}"
