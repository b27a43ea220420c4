"""Questions that ask what somebody says: "What did the mayor say about the bridge?"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from index.language.en.function_words import DETERMINERS
from index.language.en.pronouns import (
    ANYBODY,
    DEMONSTRATIVES,
    EVERYBODY,
    SOMEBODY,
    SPEAKING,
    THIRD_PERSON,
)
from index.language.word_lists import word_set

# At most eight words, so that no question is tried at every cut.
_SPEAKER: Final = r"[\w.’'&-]+(?:\ [\w.’'&-]+){0,7}?"
_BESIDES: Final = r"(?:\ (?:also|actually|really|ever|publicly|just|had|have|to))*"
# Behind some verbs no other may follow: in "What did the claim say?" the first is a noun.
_ASKING: Final = re.compile(
    rf"""
    \W* (?:(?:and|but|so|ok|okay|please|pls)\ )?
    (?: what(?:['’]d|\ (?:exactly\ )?(?:did|does|do))\ (?P<does>{_SPEAKER}){_BESIDES}
        \ (?: (?P<thinks>think|believe) | say | tell | write | announce | argue | explain | warn
          | suggest | mention | add
          | (?: claim | tweet | post | promise | comment | state )
            (?!\ (?:say|says|said|tell|tells|told|think|write|announce)\b) )
      | what(?:['’]s|\ (?:has|have|had))\ (?P<has>{_SPEAKER}){_BESIDES}
        \ (?: said | told | written | announced | argued | claimed | tweeted | promised )
      | what(?:['’]s|\ (?:is|are|was|were))\ (?P<is>{_SPEAKER}){_BESIDES}
        \ (?: saying | telling | writing | claiming | promising )
      | (?: (?:(?:can|could)\ you\ )?(?:please\ )?(?:tell|show)\ me\ what | what(?=\ the\b) )
        \ (?P<said>{_SPEAKER}){_BESIDES}
        \ (?: said | says? | told | tells? | wrote | writes? | announced | claimed | tweeted )
    )
    \b(?P<rest>.*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A pronoun first has to be restated, and "anyone" asks for no one's words.
_NOBODY: Final = (
    THIRD_PERSON
    | SPEAKING
    | DEMONSTRATIVES
    | EVERYBODY
    | ANYBODY
    | SOMEBODY
    | word_set("one who people")
)
# What the article says of something is an ordinary question, with no speaker to look for.
_THE_ARTICLE: Final = word_set("article articles story piece text news author page")
_LEAD: Final = re.compile(
    r"""
    \W* (?:(?:to|with)\ (?:the\ )?(?:reporters|journalists|media|press|us|me|them)\b\ ?)?
    (?:(?:reporters|journalists|us|me|them)\b\ ?)?
    (?:about|on|of|regarding|concerning|over|as\ to|when\ asked\ about)?\ ?
    """,
    re.VERBOSE | re.IGNORECASE,
)


class SpeakerQuestion(NamedTuple):
    """A question for somebody's words: the speaker as it calls them, and the matter, if any.

    `thinks` means that it asks for an opinion.
    """

    speaker: str
    matter: str
    thinks: bool = False


def speaker_question_of(question: str) -> SpeakerQuestion | None:
    """The question as one for somebody's words; None when it asks for none, or names nobody."""
    parts = _ASKING.fullmatch(" ".join(question.split()))
    if parts is None:
        return None
    speaker = parts["does"] or parts["has"] or parts["is"] or parts["said"]
    words = speaker.lower().split()
    named = [word for word in words if word not in DETERMINERS]
    if not named or words[0] in _NOBODY or named[-1] in _THE_ARTICLE:
        return None
    lead = _LEAD.match(parts["rest"])
    matter = parts["rest"][lead.end() :] if lead else parts["rest"]
    return SpeakerQuestion(speaker, matter.strip(" ?.!,:"), parts["thinks"] is not None)
