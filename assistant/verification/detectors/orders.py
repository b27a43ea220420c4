"""Texts that tell their reader, or a machine that reads them, what to do.

What somebody is quoted or reported to say is told to nobody here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from assistant.attribution import statements
from assistant.attribution.syntax.quotations import quotations
from index.language.en.cues import (
    AFTER_ORDER,
    ANSWERING,
    DUTIES,
    MACHINES,
    MAY_ORDER,
    ORDERS,
    READERS,
)
from index.language.folding import straighten
from index.language.sentences import sentences
from index.language.word_lists import any_of
from index.types import Article, Paragraph

_MUCH: Final = 0.25
"""Share of an article's sentences from which on it is one that instructs: a recipe, a manual."""

_FEWEST: Final = 3
"""Orders in such an article."""

_CLAUSE: Final = re.compile(r"(?<=[;:–—.!?-])\s+|,\s(?:so|and|then)\s")

_LEADS: Final = r"""
    (?: (?: please | kindly | now | then | so | just | also | always | simply | first | next
          | finally | and | but | or | important | warning | attention | urgent | notice
          | reminder | alert | tip | note | step\s\d{1,2} | \(?\d{1,2}[.)] | [-*•>\#]+
        )[,:!.]{0,2}\s+
      | (?: to | if | for | before | after | when | once | unless | instead\sof )
        \s[^.,;:]{1,100},\s+
    ){0,3}
"""
_ORDER: Final = re.compile(
    rf"""(?xi) ^\W{{0,3}}{_LEADS}
    (?: (?: {any_of(ORDERS)} )(?=\s[^\W_]|\s[\d+“"'(\[]|[!.:,])
      | (?: {any_of(MAY_ORDER)} )\s(?: {any_of(AFTER_ORDER)}\b | [\d+“"'(\[] | https?: | www\. )
      | (?: do\snot | don't | never )\s(?!\w+ed\b|(?:before|again|mind|once|has|had|was|is)\b)[a-z]+
      | be\s(?:sure|careful|aware|quick|ready|certain)\b | let's\b
    )
    """
)
_DUTY: Final = re.compile(
    rf"""(?xi) \byou\s(?:\w+\s)?(?: {DUTIES} | are\sto )\b
    | \b(?: {any_of(READERS)} | (?: anyone | everyone | anybody | everybody | whoever | those )\s
        (?:who\s)?(?:is\s|are\s)?read(?:s|ing)?\s\w+
      )\s(?:\w+\s)?{DUTIES}\b
    | \byou\s(?:have|'ve)\swon\b
    """
)
_TO_MACHINE: Final = re.compile(
    rf"""(?x)
      (?i: \b(?: (?: notes? | notice | message | instructions? | hint | reminder | memo | attention
             | warning | information )(?:\s(?:to|for)\s|[,:]\s{{0,2}})
           | (?: dear | hello | hey | attention )[\s,:]{{1,3}} )
         (?: (?:the|all|any|every|our|your)\s ){{0,2}} (?:\w+\s){{0,2}}? {MACHINES}\b )
    | (?i:\b(?:if|when|since|as)\s(?:you|this|the\sreader)(?:\s(?:are|is)|'re|\swho\sreads?)?\s
         (?:an?\s|the\s)?(?:\w+\s){{0,2}}?{MACHINES}\b)
    | (?i:\b(?:an?|all|any|every)\s(?:\w+\s)?{MACHINES}\s(?:that\s|who\s)?
         (?:read|process|summari[sz]|us|see)(?:s|es|ing|e)?\sthis\b)
    | (?i:^\W{{0,3}}(?:(?:all|any|every|an?)\s)?(?:\w+\s)?{MACHINES}\b[^.]{{0,40}}?\s{DUTIES}\s
         (?:also\s|always\s)?{any_of(ANSWERING)}\b)
    | (?i:\bas\san\sAI\b | \byou\sare\s(?:now\s)?(?:an?|the|in)\s[^.,]{{0,60}}\b
         (?:{MACHINES}|mode|translator|summari[sz]er)\b)
    | (?i:(?:^|[.:;!,]\s|\b(?:and|please|must|should)\s)\W{{0,3}}
         (?:ignore|disregard|forget|override|bypass|repeat|reveal|print|obey|follow)\s
         (?:\w+\s){{0,4}}?(?:instructions?|prompts?|rules|guidelines|directions|everything|all\sof)\b)
    | (?i:\b(?:system|hidden|initial|developer)\s(?:prompt|message|instruction)s?\b)
    | ^\W{{0,6}}(?i:system|assistant|developer|instructions?|user)\s?(?:\]|\}}|>|:|\#)
    | \[/?INST\] | <\|?(?:im_start|system|user|assistant) | <</?SYS>>
    | (?i:\bI(?:'m|\sam)\s(?:very\s|so\s)?sorry,?\s(?:but\s)?I\s
         (?:can't|can\s?not|am\sunable|won't)\b)
    | (?i:\bI\s(?:can't|can\s?not|won't|am\s(?:not\sable|unable)\sto)\s
         (?:help|assist|comply|answer|fulfil)\b)
    | (?i:\b(?:your|the)\s(?:next\s)?(?:reply|response|output|completion)\s
         (?:must|should|has\sto)\b)
    | (?i:\b(?:repeat|say|write)\safter\sme\b)
    """
)
_MAY_ORDER: Final = re.compile(
    rf"""(?xi) ^\W{{0,3}}{_LEADS}(?: {any_of(ORDERS | MAY_ORDER)} )\b
    | \byou(?:r|rs|rself)?\b | \bdear\s(?: {any_of(READERS)} | all | friends? )\b
    | \b(?: every(?:one|body) | any(?:one|body) | one | people | the\spublic | {any_of(READERS)} )\s
      (?:\w+\s)?(?: {DUTIES} | (?:is|are)\sto | (?:had|'d)\sbetter )\b
    | \bit\s(?:is|'s)\s(?:now\s)?
      (?: necessary | important | vital | best | wise | advisable | time )\sto\b
    | \bnow\sis\sthe\stime\sto\b | \blet\sus\b
    | \bassistants?\s{DUTIES}\b
    """
)
_ASKED_FOR: Final = re.compile(
    r"""(?xi)
      \b(?:how|what|where|when|which|who|whom|why)\b[^?]{0,40}?
        \b(?:do|does|can|could|should|must|shall|may|would|have|need|ought|am|are|is)\s
        (?:I|we|you(?!\s(?:think|know|say|tell|mean|see|find)\b))\b
    | \b(?:how|what|where|when|which|who|whom|why)\b[^?]{0,40}?
        \b(?:(?:can|could|should|must|shall|may|ought)\s(?:one|people|readers|\w+(?:one|body))
          |(?:do|does|are|is)\s(?:one|people|readers|\w+(?:one|body))\s
            (?:have\s|need\s|asked\s|advised\s|supposed\s)?to)\b
    | \b(?:how|what|where|when|whom)\sto\b
    | \b(?:can|could|should|must|may|shall)\s(?:I|we|one|people|readers)\b | \bdo\s(?:I|we)\b
    | \b(?:must|should)\syou\b
    | \b(?:instructions?|steps?|recipes?|directions|advice|advise|recommend(?:ations?|s)?|tips?
        |guidance|contact|hotline|sign\sup)\b
    | \b(?:phone|telephone|call|which|what)\s(?:the\s)?(?:number|website|web\saddress|link)\b
    """
)


def may_give_order(text: str) -> bool:
    """Whether a text gives an order, or has what orders are made of: "Buy shares", "your"."""
    return gives_order(text) or any(
        _MAY_ORDER.search(clause) and not _is_reported(whole)
        for own, whole in _own_sentences(text)
        for clause in _CLAUSE.split(own)
    )


def gives_order(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a part of a text tells its reader what to do, outside of what somebody says in it."""
    return any(
        _is_order(own) and not _is_reported(whole)
        for own, whole in _own_sentences(text, start, end)
    )


def speaks_to_machine(text: str) -> bool:
    """Whether a text speaks to, or as, a machine that reads it."""
    return any(
        _TO_MACHINE.search(own) and not _is_reported(whole) for own, whole in _own_sentences(text)
    )


def asks_what_to_do(question: str) -> bool:
    """Whether a question asks for what an order says: "How do I install it?"."""
    return _ASKED_FOR.search(straighten(question)) is not None


@lru_cache(maxsize=256)
def instructs(article: Article) -> bool:
    """Whether orders are what an article is made of: a recipe, a manual."""
    texts = [each.text for one in article.paragraphs for each in sentences(one.text)]
    orders = sum(map(gives_order, texts))
    return orders >= max(_FEWEST, _MUCH * len(texts))


def _own_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, str]]:
    """Its sentences, straightened, without what stands in quotation marks; and as they are."""
    own = own_voice(text)
    for each in sentences(text[start:end]):
        place = slice(start + each.start, start + each.end)
        yield straighten(own[place]), text[place]


@lru_cache(maxsize=256)  # a paragraph is asked for by each of its sentences
def own_voice(text: str) -> str:
    """The text with blanks in place of what stands in quotation marks."""
    parts: list[str] = []
    at = 0
    for each in quotations(text):
        if each.closed:
            parts += [text[at : each.inner_start], " " * (each.inner_end - each.inner_start)]
            at = each.inner_end
    return "".join([*parts, text[at:]])


def _is_order(text: str) -> bool:
    clauses = _CLAUSE.split(text)
    return any(map(_ORDER.match, clauses)) or _DUTY.search(text) is not None


def _is_reported(text: str) -> bool:
    """Whether somebody says so, who is told with it."""
    return bool(statements(Article("", (Paragraph(1, text),))))
