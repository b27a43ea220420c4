"""What a draft states in a form that looks as if it stated nothing: before a colon, as a question.

A model's lead-ins are dropped before an answer is read. A desk's text is printed as it stands.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.verification.empty_phrases import is_lead_in
from index.language.en.grammar.pronouns import PRONOUNS
from index.language.en.number_words import UNITS
from index.language.word_lists import any_of, word_set

_NOUNS: Final = (
    r"(?:answers?|background|causes?|conclusions?|context|details?|examples?|facts?|figures?"
    r"|findings?|items?|list|notes?|numbers?|overview|points?|questions?|reasons?|results?"
    r"|sources?|steps?|story|summary|things?|timeline)"
)
_LEADS: Final = re.compile(
    rf"""(?xi)
    (?: (?:here(?:\s(?:is|are)|['’]s)|(?:this|that|these|those)\s(?:is|are))\s
        (?:what\s(?:is|we)\s(?:known?|said|see|learnt|learned)|how|why
          |(?:(?:the|a|an|some|our|my|all|only)\s)?(?:\w+\s)?{_NOUNS})
      | what\s(?:we\s(?:do\snot\s|don['’]t\s)?know|is\s(?:not\s)?known)(?:\s(?:so\sfar|now))?
      | (?:the|its|their|our|these|those|some|a\sfew|{any_of(UNITS[2:6])}|several)
        \s(?:\w+\s)?{_NOUNS}
        (?:\s(?:is|are|was|were)(?:\s(?:as\sfollows|these|the\sfollowing))?)?
      | (?:(?:key|main|more|other|further|some|the)\s){{0,2}}{_NOUNS}
      | (?:as\sfollows|in\s(?:brief|short|sum|summary|a\snutshell|conclusion|detail)|why|how|namely)
    ):"""
)
"""All that a sentence before a colon may be, where it is to claim nothing."""

_PRONOUN: Final = rf"(?:there|this|that|{any_of(PRONOUNS)})"
_TAG_QUESTION: Final = re.compile(
    rf"""(?xi)
    (?: ,\s(?:\w{{2,8}}n['’]t\s{_PRONOUN}|\w{{2,6}}\s{_PRONOUN}(?:\snot)?
        |right|no|yes|correct|ok(?:ay)?|eh|huh|true)
      | \s?[—–-]\s(?:right|no|yes|correct|true) )\?$"""
)
_TOLD: Final = re.compile(
    r"(?i)^(?:did|do)(?:n['’]t)?\s(?:you|we)\s(?:know|realise|realize|remember|hear)\sthat\s"
)
# With others, and with words in it, a tag may be a word: "<not>".
_TAG: Final = re.compile(
    r"</?(?P<name>[A-Za-z][\w-]{0,24})(?P<rest>(?:\s[^<>\n]{0,100})?)(?P<end>/?)>"
)
_ELEMENTS: Final = word_set(
    """a abbr article aside b blockquote body br center cite code dd del details div dl dt em
    figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hr html i img ins kbd li main mark
    nav ol p pre q s section small span strike strong sub summary sup table tbody td th thead title
    tr tt u ul var wbr"""
)
_CITING: Final = re.compile(r"=\s?[\"']?\D{0,12}\d")
_LABEL: Final = re.compile(r"\s?[\[(]?\s?[A-Z]{0,3}\d{1,4}\b")
_LABELLED: Final = re.compile(r"\d\s?[\])]?\s?\Z")


def stated(sentence: str) -> str:
    """The sentence as it would state what it does; the same where it states nothing."""
    told = _TOLD.sub("", sentence) if sentence.endswith("?") else sentence
    if told != sentence:
        return f"{told[:1].upper()}{told[1:-1]}."
    if tag := _TAG_QUESTION.search(sentence):
        return f"{sentence[: tag.start()]}."
    before = sentence.rstrip(" *_")
    if before.endswith(":") and not _LEADS.fullmatch(before):
        claimed = f"{before[:-1]}."
        return sentence if is_lead_in(claimed) else claimed
    return sentence


def with_words_of_tags(text: str) -> str:
    """The text, as long as it was, without the brackets of what is in them and no element."""
    return _TAG.sub(lambda tag: tag[0] if _is_element(tag) else f" {tag[0][1:-1]} ", text)


def _is_element(tag: re.Match[str]) -> bool:
    """Whether it is an element of HTML, or a marker of a paragraph."""
    rest = tag["rest"].strip()
    if _CITING.search(rest):
        return True
    if tag["name"].lower() in _ELEMENTS and (not rest or "=" in rest):
        return True
    # "<para>6</para>"
    is_end = tag[0].startswith("</")
    around = tag.string[max(tag.start() - 8, 0) : tag.start()]
    beside = _LABELLED.search(around) if is_end else _LABEL.match(tag.string, tag.end())
    return not rest and beside is not None
