"""Tags of HTML and XML in a reply, and the tokens that end it."""

from __future__ import annotations

import re
from typing import Final

from assistant.generation.reply.labels import is_labels

_LONGEST: Final = 120  # characters of a tag
_INSIDE: Final = r"(?:[^<>\n\[]|\[(?!\|))"
_BAR: Final = r"\[\|[^<>\[\]|\n]"  # "[|endofturn|]" has bars in its brackets
_TAG: Final = re.compile(rf"<{_INSIDE}{{1,{_LONGEST}}}>|{_BAR}{{1,24}}\|\]")
_BEGUN: Final = re.compile(rf"(?:<{_INSIDE}{{0,{_LONGEST}}}|\[|{_BAR}{{0,24}}\|?)\Z")
_SPAN: Final = re.compile(r"<(?P<end>/?)co:\s?(?P<labels>[\w,\s]{1,60})>")  # of Cohere
_COMMENT: Final = re.compile(r"<!--(.*)-->")
_NAMED: Final = re.compile(r"</?(?P<name>[A-Za-z][\w-]{0,24})(?P<rest>\s[^<>]*)?/?>")
_ENDS: Final = re.compile(
    r"""(?xi)
    </s> | <\|?/?(?: im_(?:start|end) | end_?of_?(?:text|turn|sentence|sequence|message)
      | start_of_turn | eo[stmd](?:_id)? | eot_id | return | user | system | human | end )\|?>
  | <｜[^<>]{0,40}｜> | \[\|(?:end_?of_?turn|user|system)\|\]
    """
)
_TOKEN: Final = re.compile(r"<\|[^<>|]{0,40}\|>|<s>|\[\|.*\|\]")
_CITES: Final = re.compile(
    r"(?:cit(?:e|ation)s?|refs?|references?|sources?|footnotes?|fn|c|a|sup|para|paragraphs?)$", re.I
)
_CITING: Final = re.compile(
    r"\b(?:ids?|cit\w*|sources?|para\w*|refs?|name|index|labels?|num\w*|n)\s?=\s?[\"']?\D{0,12}\d",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"[/:?]")
_BREAKS: Final = frozenset(
    [
        "br",
        "p",
        "li",
        "ul",
        "ol",
        "div",
        "tr",
        "table",
        "thead",
        "tbody",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "hr",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "sentence",
        "claim",
        "point",
        "item",
        "fact",
    ]
)

_TURNING: Final = frozenset(["del", "strike", "sarcasm", "irony", "satire", "joke"])
"""Tags that take back what stands in them."""


class TagReader:
    """Makes lines and cells of tags; keeps those that cite; a token that ends the reply ends it."""

    def __init__(self) -> None:
        self._held = ""
        self._has_said = False
        self._has_ended = False
        self._in_header = False

    def feed(self, text: str) -> str:
        """The text without tags; what may be the beginning of one waits."""
        text, self._held = self._held + text, ""
        read, at = "", 0
        for tag in _TAG.finditer(text):
            read += self._said(text[at : tag.start()])
            at = tag.end()
            read += self._read(tag[0])
        if begun := _BEGUN.search(text, max(at, len(text) - _LONGEST - 1)):
            text, self._held = text[: begun.start()], begun[0]
        return read + self._said(text[at:])

    def finish(self) -> str:
        """What waited, which has become no tag."""
        held, self._held = self._held, ""
        return self._said(held)

    def _said(self, text: str) -> str:
        if self._has_ended:
            return ""
        self._has_said = self._has_said or bool(re.search(r"\w", text))
        return text

    def _read(self, tag: str) -> str:
        """What stands in the place of a tag."""
        if _ENDS.fullmatch(tag):
            self._has_ended = self._has_said
            return ""
        if self._has_ended or _TOKEN.fullmatch(tag):
            return ""
        if marker := _SPAN.fullmatch(tag) or _COMMENT.fullmatch(tag):
            return _marker(marker)
        named = _NAMED.fullmatch(tag)
        # One with an address says more than how it looks: that is for the check.
        if named is None or _ADDRESS.search(named["rest"] or ""):
            return tag
        return self._read_named(tag, named["name"].lower())

    def _read_named(self, tag: str, name: str) -> str:
        is_end = tag.startswith("</")
        if name in ("td", "th"):
            self._in_header |= name == "th"
            return " | " if is_end else ""
        if name == "tr" and is_end and self._in_header:
            self._in_header = False
            return "\n|---|\n"
        if _CITES.match(name) or _CITING.search(tag):
            return tag
        if name in _TURNING:
            return "~~"  # which the check reads
        return "\n" if name in _BREAKS else ""


def _marker(tag: re.Match[str]) -> str:
    """The paragraphs that a span or a comment names, as a marker; a span's stand at its end."""
    is_span = tag.re is _SPAN
    labels = tag[2 if is_span else 1].strip().strip("[]")
    is_marker = is_labels(labels) and (tag[1] or not is_span)
    return f" [{labels}]" if is_marker else ""
