"""Questions that ask what somebody says: "What did the mayor say about the bridge?"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from assistant.attribution.asking import bare
from index.language.en.grammar.function_words import AUXILIARIES, DETERMINERS
from index.language.en.grammar.pronouns import (
    ANYBODY,
    DEMONSTRATIVES,
    EVERYBODY,
    SOMEBODY,
    SPEAKING,
    SPEAKING_POSSESSIVES,
    THIRD_PERSON,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.word_lists import word_set

# At most eight words, so that no question is tried at every cut.
_NAME: Final = r"[\w.’'&-]+(?![\w.’'&-])"
_SPEAKER: Final = rf"(?P<speaker>{_NAME}(?:\ {_NAME}){{0,7}}?)"
_BESIDES: Final = r"(?:\ (?:also|actually|really|ever|publicly|just|had|have|to))*"
# Behind some verbs no other may follow: in "What did the claim say?" the first is a noun.
_SAY: Final = r"""
    (?: (?P<thinks>think|believe) | say | (?P<tells>tell) | want(?=\W*$) | write | announce
      | argue | explain | warn | suggest | mention | add | deny | admit | confirm | allege
      | insist | stress | reply
      | acknowledge | predict | propose | recommend | demand | call\ for
      | (?: claim | tweet | post | promise | comment | state )
        (?!\ (?:say|says|said|tell|tells|told|think|write|announce)\b) )
    """
_SAID: Final = r"""
    (?: said | says? | told | tells? | wrote | writes? | announced | argued | claimed | tweeted
      | promised | denied | admitted | confirmed )
    """
_SAYING: Final = r"(?: saying | telling | writing | claiming | promising | arguing )"
_WORDS: Final = r"""
    (?: quot(?:es?|ations?) | statements? | comments? | remarks? | words | (?:point\ of\ )?views?
      | opinions? | positions? | stances? | thoughts | take | arguments? | claims? | explanations?
      | side | version | (?P<deed>reactions?|responses?|repl(?:y|ies)|answers?) )
    """
_ALL: Final = r"(?:(?:all|any|every)\ (?:of\ )?)?"
_ELSE: Final = r"(?:\ (?:else|more))?"
_WHAT: Final = r"what(?:['’]?s|['’]?re|\ (?:is|are|was|were))"
# What may follow "the mayor's view": not "What is the mayor's response time?".
_ON: Final = r"(?=\W*$|\ (?:on|about|to|of|regarding|concerning|over|towards?|when|after|in)\b)"


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(rf"{form}(?P<rest>.*)", re.VERBOSE | re.IGNORECASE)


_FORMS: Final = (
    # What did the mayor say?
    _pattern(
        rf"what{_ELSE}(?:['’]d|\ (?:exactly\ )?(?:did|does|do))\ {_SPEAKER}{_BESIDES}\ {_SAY}\b"
    ),
    _pattern(rf"what{_ELSE}(?:['’]?s|\ (?:has|have|had))\ {_SPEAKER}{_BESIDES}\ {_SAID}\b"),
    _pattern(rf"what(?:['’]?s|['’]?re|\ (?:is|are|was|were))\ {_SPEAKER}{_BESIDES}\ {_SAYING}\b"),
    # Tell me what the mayor said, everything the mayor said
    _pattern(rf"(?:tell\ me\ )?what(?=\ the\b)\ {_SPEAKER}{_BESIDES}\ {_SAID}\b"),
    _pattern(rf"(?:tell|show)\ me\ what\ {_SPEAKER}{_BESIDES}\ {_SAID}\b"),
    _pattern(rf"(?:everything|all)(?:\ that)?\ {_SPEAKER}{_BESIDES}\ {_SAID}\b"),
    # What is the mayor's view? The mayor's quotes; quotes by the mayor
    _pattern(rf"(?:{_WHAT}\ )?{_ALL}{_SPEAKER}\ (?:own\ |main\ )?{_WORDS}{_ON}"),
    _pattern(
        rf"(?:{_WHAT}\ )?{_ALL}(?:(?:the|direct)\ ){{0,2}}{_WORDS}"
        rf"\ (?:made\ )?(?:by|from|of)\ {_SPEAKER}{_ON}"
    ),
    # How did the mayor respond? Where does she stand on it? Did she say anything about it?
    _pattern(
        rf"how\ (?:did|does|do|has|have|is|are|was|were)\ {_SPEAKER}{_BESIDES}"
        r"\ (?P<deed>respond(?:ed|ing)?|react(?:ed|ing)?|answer(?:ed)?|reply|replied"
        r"|(?:feel|see|view)(?=\ (?:about|on|the|this|it)\b))\b"
    ),
    _pattern(rf"where\ (?:did|does|do)\ {_SPEAKER}\ stand\b"),
    _pattern(
        rf"(?:did|does|do|has|have)\ {_SPEAKER}{_BESIDES}"
        rf"\ (?:(?:say|said|tell|told)\ (?:anything|something){_ELSE}|comment(?:ed)?)\b"
    ),
    _pattern(rf"(?:anything|something){_ELSE}\ (?:from|by)\ {_SPEAKER}(?=\W*$|\ (?:on|about)\b)"),
)
# A pronoun first has to be restated, and "anyone" asks for no one's words.
_NOBODY: Final = (
    THIRD_PERSON
    | THIRD_PERSON_POSSESSIVES
    | SPEAKING
    | SPEAKING_POSSESSIVES
    | DEMONSTRATIVES
    | EVERYBODY
    | ANYBODY
    | SOMEBODY
    | word_set("one who people whose what how why when where there which all")
)
# What the article says of something is an ordinary question, with no speaker to look for; of the
# sources as such the ledger as a whole tells.
_THE_ARTICLE: Final = word_set(
    "article articles story stories piece text news author page sources source both sides"
)
# Nor are these words of anybody's name or role: "list key quotes", "did the mayor comment".
_NO_NAME: Final = (AUXILIARIES - {"may", "will"}) | word_set(
    "key main best direct important summary difference between about compare"
)
_OWNER: Final = re.compile(r"['’]s?$")
_LEAD: Final = re.compile(
    r"""
    \W* (?:(?:to|with)\ (?:the\ )?(?:reporters|journalists|media|press|us|me|them)\b\ ?)?
    (?:(?:reporters|journalists|us|me|them)\b\ ?)?
    (?:(?:about|on|of|regarding|concerning|over|as\ to|when\ asked\ about|towards?)\b|to\b)?\ ?
    """,
    re.VERBOSE | re.IGNORECASE,
)


_HEARER: Final = re.compile(  # who is told: "what did the judge tell Lee about it"
    rf"\ (?!about\b|of\b|that\b){_NAME}(?:\ (?!about\b|of\b|that\b){_NAME}){{0,3}}"
    r"(?=\W*$|\ (?:about|of|that)\b)",
    re.IGNORECASE,
)


class SpeakerQuestion(NamedTuple):
    """A question for somebody's words: the speaker as it calls them, and the matter, if any.

    `thinks` means that it asks for an opinion; `by_deed`, for a
    reaction, which may be something done.
    """

    speaker: str
    matter: str
    thinks: bool = False
    by_deed: bool = False


def speaker_question_of(question: str) -> SpeakerQuestion | None:
    """The question as one for somebody's words; None when it asks for none, or names nobody."""
    asked = bare(question)
    for form in _FORMS:
        parts = form.fullmatch(asked)
        if parts is not None:
            return _read(parts)
    return None


def _read(parts: re.Match[str]) -> SpeakerQuestion | None:
    speaker = _OWNER.sub("", parts["speaker"])
    words = speaker.lower().split()
    named = [word for word in words if word not in DETERMINERS]
    if (
        not named
        or words[0] in _NOBODY
        or named[-1] in _THE_ARTICLE
        or _NO_NAME.intersection(words)
    ):
        return None
    found, rest = parts.groupdict(), parts["rest"]
    if found.get("tells") and (heard := _HEARER.match(rest)):
        rest = rest[heard.end() :]
    lead = _LEAD.match(rest)
    matter = rest[lead.end() :] if lead else rest
    thinks, deed = found.get("thinks") is not None, found.get("deed") is not None
    return SpeakerQuestion(speaker, matter.strip(" ?.!,:"), thinks, deed)
