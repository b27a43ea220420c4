"""Tasks that take a language model: no article's own words do them. English, by rules."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from index.language.en.number_words import UNITS
from index.language.word_lists import any_of


class Task(Enum):
    """What is asked for."""

    TRANSLATION = "translation"
    OPINION = "opinion"
    ARITHMETIC = "arithmetic"
    WRITING = "writing"
    PREDICTION = "prediction"
    LANGUAGE = "language"  # the question is in a language that is not read without a model


_LEAD: Final = r"(?:(?:and|but|so|then|now|ok|okay) ,?)?"
_ARTICLE: Final = (
    r"(?:(?:the|this|that) (?:\w+ )?(?:article|text|story|piece|report|reporting|news|coverage"
    r"|paper|source)"
    r"|these articles|the articles|it|this)"
)
_TEXT: Final = (
    r"(?:tweet|headline|title|poem|haiku|song|joke|essay|story|letter|e-?mail|blog post|blog|post"
    r"|press release|caption|slogan|script|speech|newsletter|thread|limerick|rap|lede|lead"
    r"|social media post|tagline|teaser|intro(?:duction)?|quiz|memo)s?"
)
_A: Final = rf"(?:an?|some|another|\d+|{any_of(UNITS[1:13])}) "
_MAYBE_A: Final = rf"(?:{_A}|the )?"
_SUCH: Final = r"(?:(?!(?:of|from|in|about|with|on|for)\b)[\w-]+ ){0,3}"
_LANGUAGES: Final = (
    r"(?:spanish|french|german|italian|portuguese|dutch|polish|russian|chinese|mandarin|japanese"
    r"|korean|arabic|hindi|turkish|ukrainian|swedish|danish|norwegian|finnish|greek|hebrew|latin"
    r"|english|czech|romanian|hungarian|vietnamese|persian|farsi|urdu|bengali|swahili|catalan)"
)
_CURRENCY: Final = (
    r"(?:euros?|dollars?|pounds?|yen|us dollars?|usd|eur|gbp|francs?|kilomet(?:er|re)s|miles|feet"
    r"|met(?:er|re)s|celsius|fahrenheit|kilos|kg|acres|hectares)"
)
_FIGURE: Final = r"(?:number|amount|figure|death toll|toll|price|cost|age|share|vote)s?"
_SUM_OF: Final = (
    r"[$£€]?\d[\d,.]{0,20}%?(?: [a-z]{1,20}){0,3} ?"
    r"(?:[+*×÷]|\b(?:plus|minus|times|divided by|multiplied by)) ?[$£€]?\d"
)
_TELLING: Final = r"(?:explain|tell|describe|summari[sz]e|say|write|give)"
_TASKS: Final = {
    Task.TRANSLATION: (
        r"translate\b",
        rf"(?:how (?:do|would) (?:you|i) say|what is) .{{1,80}} in {_LANGUAGES}$",
        rf"{_TELLING} .{{0,80}}\bin {_LANGUAGES}$",
        rf"(?:(?:put|turn|convert|render|get) {_ARTICLE} )?(?:in|into|to) {_LANGUAGES}"
        r"(?: for (?:me|us))?$",
        rf"(?:give me |make me |i (?:want|need) )?(?:an?|the) {_LANGUAGES}"
        r" (?:version|translation|summary)\b",
        r"(?:a|the) translation\b|(?:can|could) i (?:have|get) (?:a|the) translation\b",
    ),
    Task.OPINION: (
        r"what (?:do|would) you (?:think|believe|feel|make|recommend|suggest|advise)\b",
        r"how do you feel\b|(?:do|would) you (?:think|believe|agree|like|trust|support|prefer)\b",
        r"(?:what is|give me|tell me) your (?:opinion|view|take|thoughts?|verdict|advice)\b",
        r"in your (?:opinion|view)\b|your (?:opinion|thoughts|take) (?:on|about)\b",
        rf"(?:is|are|was|were|how) {_ARTICLE} (?:really |actually |at all |too |so |very )?"
        r"(?:biased|bias|fair|balanced|credible|trustworthy|reliable|objective|neutral|propaganda"
        r"|good|bad|well written|well-written|fake|fake news|interesting|important|one-sided"
        r"|left-wing|right-wing|partisan|any good|worth reading)$",
        rf"(?:can|should) (?:i|we) (?:trust|believe) {_ARTICLE}$",
        r"should (?:i|we|people like me)\b",
        r"what should (?:i|we|one) (?:do|think|say|believe)\b",
        r"(?:is|was|would) it (?:be )?(?:a )?(?:really )?(?:good|bad|wrong|fair|unfair|ethical"
        r"|moral|wise|stupid|smart|shame|great|terrible|immoral|unethical)"
        r"(?: (?:idea|thing|sign|move|decision|news))? (?:that|to|if|for)\b",
        r"(?:who|which side|which one) (?:is|was) (?:right|wrong|to blame|the good guy)(?:$|, )",
        r"(?:is|was) (?:this|that|it) (?:really )?an?"
        r" (?:good|bad|fair|wise|smart|terrible|great|right|wrong)"
        r" (?:idea|thing|sign|move|decision|choice|plan|law)$",
        rf"(?:rate|grade|review|critique|fact[ -]?check|evaluate|assess) {_ARTICLE}\b",
        r"(?:imagine|pretend|suppose) (?:that )?(?:you|i|we)\b|act as\b|what would you\b",
        r"(?:what|how) (?:does|will) (?:this|that|it) (?:mean for|affect|make|change)"
        r" (?:me|us|you)\b",
        r"(?:what is the|what|how is the) tone (?:of|does|is|in)\b",
        r"(?:who|which side) do you\b",
    ),
    Task.ARITHMETIC: (
        r"what (?:is|was|would be|are) the (?:sum|product|quotient|mean|median)\b",
        r"what (?:is|was|would be) the (?:average|total|ratio) (?:of|between) .{1,200}\band\b",
        rf"what (?:is|was|would be) the difference between (?:\d|the {_FIGURE})",
        r"(?:calculate|compute|add up|sum up the (?:numbers|figures)|subtract|multiply|divide)\b",
        r"what (?:percent|percentage|share|fraction|proportion) (?:is|are|was|were|of \d[\d,.]*"
        r" (?:is|are)) (?:\d|the number|that|those)",
        rf"convert (?:it|that|this|\d[\d,.]*|the .{{1,80}}) (?:in)?to {_CURRENCY}",
        rf"(?:how much|what) is (?:it|that|this) in {_CURRENCY}$",
        r"how (?:much|many) per \w+ is (?:it|that|this)$",
        r"what (?:percent|percentage|share|proportion) of .{1,120} is (?:it|that|this)$",
        r"(?:what|how much) is \d[\d,.]* ?(?:[-+*/x×÷%]|plus|minus|times|divided|percent|over)",
        rf"(?:(?:what|how (?:much|many)) (?:is|are|would be) |work out ){_SUM_OF}",
        _SUM_OF,
        r"(?:what|how much) (?:is|would be) (?:half|an? \w+|two thirds|three quarters|double|twice)"
        r" (?:of )?[$£€]?\d",
        r"(?:what|how (?:much|many)) would \d[\d,.]{0,20} ?(?:%|percent|per cent) of [$£€]?\d",
    ),
    Task.WRITING: (
        rf"(?:write|draft|compose|craft) (?:me |us |up )?{_MAYBE_A}{_SUCH}{_TEXT}\b",
        rf"(?:make|create|generate|suggest|give me|come up with|think of) (?:me |us |up )?"
        rf"{_A}{_SUCH}{_TEXT}\b",
        r"(?:write|draft|compose|suggest) (?:me |us )?(?:an? |some |\d+ )?(?:\w+ )?"
        r"(?:repl(?:y|ies)|responses?|questions?|statements?|comments?|paragraphs?|messages?)\b",
        rf"make {_ARTICLE} (?:\w+ )?"
        r"(?:shorter|longer|simpler|easier|funnier|funny|formal|rhyme|better)\b",
        r"what questions should (?:i|we|one) (?:ask|put to) (?!you\b)\w",
        r"(?:rewrite|re-write|rephrase|paraphrase|reword|simplify|shorten|proofread|edit|polish"
        r"|turn (?:it|this|that) into|turn the \w+ into|improve)\b",
        rf"{_TELLING}\b.{{0,120}}\b(?:like|as if|as though) (?:i am|i'm|im|i were|i was|to)\b",
        rf"{_TELLING}\b.{{0,120}}\b(?:to|for) (?:a|my) (?:child|kid|\d+|teenager"
        r"|beginner|daughter|son|grandma|mother|class)\b",
        rf"(?:{_TELLING}\b.{{0,120}}\b)?in (?:simple|simpler|plain|easy|layman's|your own)"
        r" (?:words|terms|english|language)$",
        r"eli ?5\b",
    ),
}
# What an article may well say; only where none does, it takes a model.
_UNSAID: Final = {
    Task.ARITHMETIC: (
        r"how (?:many|much) (?:more|fewer|less|older|younger|longer)\b.{1,300}\bthan\b",
        r"(?:how many|how much) .{1,200}\b(?:combined|in total|altogether|on average)$",
    ),
    Task.OPINION: (r"should\b",),
    Task.PREDICTION: (
        r"what (?:will|is going to|might|could|would) (?:happen|come|be) (?:next|after|in|when|if"
        r"|the (?:future|outcome|consequences|result))\b",
        r"what(?:'s| is) next\b|what (?:will|does) the future\b",
        r"who (?:will|is going to) (?:win|lose)\b",
        r"(?:will|is) .{1,200}\b(?:next (?:year|month|decade)|in the future|in \d+ years"
        r"|in 20[3-9]\d)$",
        r"(?:predict|forecast)\b|what do you (?:predict|expect)\b|what are the (?:chances|odds)\b",
    ),
}
# Whatever is asked before it: "Was the court right, what do you think?".
_OPINION_AT_THE_END: Final = re.compile(
    r"[,.;:?!-] ?(?:and |so )?(?:what do you (?:think|say)|do you (?:think so|agree)"
    r"|in your (?:opinion|view)|what is your (?:opinion|view|take|verdict))$",
    re.IGNORECASE,
)
_PATTERNS: Final = {
    task: re.compile(rf"{_LEAD}(?:{'|'.join(each)})", re.IGNORECASE)
    for task, each in _TASKS.items()
}
_UNSAID_PATTERNS: Final = {
    task: re.compile(rf"{_LEAD}(?:{'|'.join(each)})", re.IGNORECASE)
    for task, each in _UNSAID.items()
}
# Whose opinion it is, or whose words, stands in the article.
_OF_SOMEBODY: Final = re.compile(
    r"(?i)\b(?:according to|say|says|said|did (?!you\b|i\b|we\b)\w+ (?:\w+ )?(?:think|call))\b"
)


def task_of(question: str) -> Task | None:
    """The task that a question in plain wording asks for; None when articles may answer it."""
    task = _first(_PATTERNS, question)
    if task is None and _OPINION_AT_THE_END.search(question.strip(" ?.!\"'")):
        return Task.OPINION
    attributed = task is Task.OPINION and _OF_SOMEBODY.search(question)
    return None if attributed else task


def task_if_unsaid(question: str) -> Task | None:
    """The task that a question asks for when no article says the answer: what will happen next?"""
    return None if _OF_SOMEBODY.search(question) else _first(_UNSAID_PATTERNS, question)


def _first(patterns: dict[Task, re.Pattern[str]], question: str) -> Task | None:
    text = question.strip(" ?.!\"'")
    return next((task for task, pattern in patterns.items() if pattern.match(text)), None)
