"""Small talk: greetings, thanks and questions about the assistant itself. English, by rules."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from index.language.folding import fold
from index.language.word_lists import any_of, word_set

_MOST_LEADS: Final = 4

_LONGEST: Final = 80
"""Characters of small talk; whatever is longer asks for something."""


class SmallTalk(Enum):
    """What somebody wants who asks nothing of the articles."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    HELP = "help"
    IDENTITY = "identity"
    TEST = "test"


_GREETINGS: Final = word_set("hello hi hey hiya howdy greetings")
_GOODBYES: Final = word_set("bye goodbye exit quit farewell")
_THANKS: Final = word_set(
    "thanks thank thx ty cheers great fine good ok okay cool nice wow hm hmm yes no sure perfect "
    "awesome excellent sorry right alright understood noted brilliant lovely"
)
_PRAISE: Final = word_set(
    "great good fine perfect helpful useful nice awesome excellent brilliant lovely clear enough "
    "interesting amazing right"
)
_BESIDE: Final = word_set(
    "you a lot so very much and well oh all morning night there everyone now again dear assistant"
)
"""Words that make nothing else of a greeting or of thanks."""

_THIS: Final = r"(?:this|it|that)(?: (?:thing|tool|app|site|page|program|assistant|bot))?"
_IT: Final = rf"(?:you|{_THIS})"
_NOW: Final = r"(?: (?:exactly|here|then|now|actually|today))*"
_A_ROBOT: Final = (
    r"(?:an? )?(?:robot|bot|chat ?bot|ai|human|person|machine|llm|language model|real|real person"
    r"|gpt|chatgpt|assistant|program|computer|journalist)"
)
_PHRASES: Final = {
    SmallTalk.GREETING: (
        r"(?:good )?(?:morning|afternoon|evening|day)(?: all| everyone| there)?",
        rf"how (?:are you|are things|is it going|do you do)(?: doing)?{_NOW}",
        r"(?:is )?any(?:one|body) (?:there|here)",
        r"nice to meet you|what is up|what's up|are you (?:there|ok|okay|online|awake)",
    ),
    SmallTalk.THANKS: (
        r"never ?mind|well done|good job|good to know|makes sense|i see|(?:i )?(?:got|get) it",
        r"(?:that|this) (?:helps|helped)(?: a lot)?",
        rf"(?:(?:that|this|it)(?:'s|s| is| was| sounds| looks) )(?:(?:really|very|so|all) ){{0,2}}"
        rf"(?:{any_of(_PRAISE)}"
        r"|(?:all|everything|what)(?: (?:i|we) (?:need|needed|wanted))?)",
        r"(?:thanks|thank you|thx|cheers)(?: so much| a lot)? for "
        r"(?:that|this|(?:the|your|all) (?:the |your )?(?:help|info|information|answers?|summary))",
    ),
    SmallTalk.GOODBYE: (r"see (?:you|ya)(?: later| soon| tomorrow)?|good night",),
    SmallTalk.HELP: (
        r"/?help(?: me)?(?: out)?|i need help|/start|menu|commands|options|\?",
        rf"(?:what|how) (?:else )?(?:can|could|do|should) (?:you|i|we) (?:do|ask|use|work)"
        rf"(?: (?:with|for|about|of))?(?: (?:me|you|us|{_THIS}))?{_NOW}",
        rf"how (?:do|does) {_IT} work{_NOW}",
        r"(?:how |what )?(?:can|do|could) you help(?: me)?(?: with(?: this| that)?)?",
        rf"what (?:is|are) {_IT} (?:for|good for|able to do|capable of)",
        r"what (?:kinds? of |sort of )?questions (?:can|could|should) (?:i|we) ask(?: you)?",
        r"what languages? do you (?:speak|understand|know)|what are your (?:features|abilities)",
    ),
    SmallTalk.IDENTITY: (
        rf"(?:who|what)(?: exactly)? are you{_NOW}|what is your name|do you have a name",
        r"what is (?:this|it)(?: (?:thing|tool|app|site|page|program|assistant|bot))?",
        rf"(?:are|is) {_IT}(?: just| really| even)? {_A_ROBOT}(?: or {_A_ROBOT})?",
        rf"who (?:made|built|created|programmed|runs) {_IT}",
        r"(?:what|which) (?:language )?(?:model|ai|llm) (?:are you|do you use|is this)",
        rf"am i (?:talking|speaking) (?:to|with) {_A_ROBOT}",
        r"tell me about yourself|introduce yourself|how old are you|where are you from",
    ),
    SmallTalk.TEST: (
        r"test(?:ing)?(?: test(?:ing)?)?(?: 1 2 3| 123)?|ping|can you hear me",
        r"is this (?:thing )?(?:on|working)|(?:do|does) (?:you|this|it) work",
    ),
}
_PATTERNS: Final = {
    talk: re.compile("|".join(phrases), re.IGNORECASE) for talk, phrases in _PHRASES.items()
}
# Who greets may go on: "Hey, who are you?", "Thanks, bye", "ok thx that's great".
_LEAD: Final = re.compile(
    rf"(?:{any_of(_GREETINGS | _THANKS)})(?: there)?[ ,.!;:-]+", re.IGNORECASE
)
_TAIL: Final = re.compile(
    rf"(?<![ ,.!;:-])[ ,.!;:-]{{1,3}}(?:{any_of(_THANKS)})(?: you)?"
    r"(?: so much| very much| a lot)?$",
    re.IGNORECASE,
)


def small_talk_of(question: str) -> SmallTalk | None:
    """The small talk that a question is as a whole; None when it asks something of articles."""
    if len(question) > _LONGEST:
        return None
    text = fold(question).strip(" ?!.,;:()")
    found = _phrase(text) or _by_words(text)
    if found is None and (tail := _TAIL.search(text)):
        found = _phrase(text[: tail.start()])
    for _ in range(_MOST_LEADS):
        lead = _LEAD.match(text)
        if found or lead is None:
            break
        text = text[lead.end() :]
        found = _phrase(text)
    return found


def _phrase(text: str) -> SmallTalk | None:
    return next((talk for talk, each in _PATTERNS.items() if each.fullmatch(text)), None)


def _by_words(text: str) -> SmallTalk | None:
    """What words tell of which each is said in greeting, in thanks, or beside them."""
    words = set(re.findall(r"[\w']+", text))
    if not words <= _GREETINGS | _GOODBYES | _THANKS | _BESIDE:
        return None
    of_words = (
        (SmallTalk.GOODBYE, _GOODBYES),
        (SmallTalk.THANKS, _THANKS),
        (SmallTalk.GREETING, _GREETINGS),
    )
    return next((talk for talk, each in of_words if not words.isdisjoint(each)), None)
