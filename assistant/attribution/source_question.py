"""Questions that ask who says something, how many do, or whether they agree."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from assistant.attribution.speaker_question import speaker_question_of
from index.language.en.grammar.function_words import ASKING_AUXILIARIES
from index.language.en.nouns import CLAIMS, is_source_noun
from index.language.en.reporting_verbs import REPORTING_VERBS
from index.language.reporting import Complement, Form, ReportingVerb, VerbKind
from index.language.word_lists import any_of

_LONGEST: Final = 2_000  # characters of a question
_VERBS: Final = "|".join(sorted(REPORTING_VERBS))
# What somebody can be, rather than do: "is anyone unsure whether".
_MINDS: Final = r"not\ (?:sure|certain)|unsure|uncertain|undecided|doubtful|s[ck]eptical"
_AUXILIARIES: Final = any_of(ASKING_AUXILIARIES)
# "Do any disagree?" is left to _AGREE. A noun that names no source makes it another question, as
# in "Which country reports the most cases?", which is looked at later.
_WHO: Final = rf"""
    (?: whom?(?:['’]s)?(?:\ (?:else|exactly|all))?(?:,?\ if\ any(?:one|body),?)?
        (?:\ (?:was|is)\ it\ (?:that|who))?
      | (?: (?P<many>how\ many) | which | what | (?:is|are|was|were)\ there\ any
          | (?:do|does|did|has|have)\ (?:any|some)(?!\ \w*\ ?(?:disagree|dispute|contradict)) )
        (?:\ of)?(?:\ (?:the|those|these|them))?
        (?:\ (?P<noun>(?!(?:{_AUXILIARIES}|who|that)\b)[\w.’'-]+(?:\ [\w.’'-]+){{0,3}}?))?
        (?:\ (?:who|that))?
      | (?:is|are|was|were)\ there\ (?:any|some)\ ?(?:one|body)\ (?:who|that)
      | (?:is|are|was|were)\ (?:any|some)\ ?(?:one|body)(?=\ (?:\w+ing|{_MINDS})\b)
      | (?:is|are|was|were)\ any(?:\ of\ the)?\ (?P<several>[\w.’'-]+(?:\ [\w.’'-]+)?)
        (?=\ (?:{_MINDS})\b)
      | (?:do|does|did|has|have)\ (?:any|some)\ ?(?:one|body)
        (?!\ (?:disagree|dispute|contradict))
    )"""
_PREDICATE: Final = rf"""
    (?: (?P<declined> (?:declined?|declines|refused?|refuses)\ to\ \w+
          | (?:(?:would|will|did|does|do|has|have|could|can)(?:\ not|n['’]t)|won['’]t|cannot)
            \ (?:say|said|comment(?:ed)?|confirm(?:ed)?|answer|discuss|reveal|disclose) )
      | (?P<denied> (?:do|does|did)(?:\ not|n['’]t)\ (?:believe|think|accept|agree) )
      | (?P<unsure> unsure|uncertain|undecided|(?:not|isn['’]t|aren['’]t)\ (?:sure|certain)
          | (?:do|does|did)(?:\ not|n['’]t)\ know )
      | (?P<asked> (?:wants?|wanted|asks?|asked)\ to\ know )
      | (?P<doubted> doubtful|s[ck]eptical )
      | (?P<believed> (?:sure|certain|convinced|confident|adamant)(?!\ (?:to|of)\b) )
      | (?P<verb> {_VERBS} )
    )\b"""
_QUESTION: Final = re.compile(
    rf"""
    \W*(?:(?:and|but|so)\ )?
    (?: {_WHO}
        (?:\ (?:has|have|had|also|actually|ever|is|are|was|were|did|do|can|could|would))*
        \ {_PREDICATE}(?P<said>.*)
      | (?: according\ to\ (?:whom?|(?:which|what)\ \w+)
          | on\ whose\ (?:word|account|authority|say-so)
          | whose\ (?:claim|statement|view|opinion|word|account)\ (?:is|was)\ (?:it|this)
        )\b(?P<attributed>.*)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AGREE: Final = re.compile(
    r"""
    \W*(?:
        (?:do|did|does)\ (?:all\ )?(?:of\ )?(?:the\ |its\ )?
          (?:sources?|officials?|experts?|witnesses|accounts|people|they|everyone)
          (?:\ all)?\ (?:dis)?agree
      | (?:is|was)\ there\ (?:any\ )?(?:dis)?agreement(?:\ among\ (?:the\ )?sources)?
      | is\ (?:every(?:one|body)\ agreed|it\ (?:settled|agreed|certain|undisputed))
      | (?:does|did)\ (?:any(?:one|body)|any\ sources?)\ (?:disagree|dispute|contradict)
      | (?:does|did)\ every(?:one|body)\ (?:say|agree) | (?:do|did)\ (?:they|the\ sources)\ all\ say
      | (?:is|was)\ it\ (?:disputed|contested|in\ dispute|controversial)
    )\b(?:\ (?:on|about|over|with|as\ to))?(?P<said>.*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KINDS: Final = {
    "declined": VerbKind.DECLINED,
    "denied": VerbKind.DENIED,
    "unsure": VerbKind.UNSURE,
    "doubted": VerbKind.DOUBTED,
    "believed": VerbKind.BELIEVED,
    "asked": VerbKind.ASKED,
}
_WHETHER: Final = re.compile(r"(?<!\ )\ *(?:whether|if|the\ (?:claim|idea)\ that)\b", re.IGNORECASE)
_ABOUT: Final = re.compile(r"\ (?:on|about|of|as\ to)\b(?=\ (?:whether|if|the)\b)", re.IGNORECASE)
_HEARER: Final = re.compile(
    r"\ (?:[\w’'. -]{1,60}?\ that\b|(?:us|me|you|them|reporters|journalists)\b)", re.IGNORECASE
)
_ORDERED: Final = re.compile(
    r"\ (?!.*\bthat\b)(?:[\w’'.-]+\ ){1,6}(?:not\ )?to\ \w+", re.IGNORECASE
)
_HAVE_IT: Final = re.compile(
    r"(?<!\ )\ *(?:do|did|does)\ \w+\ (?:have|know)\ (?:it\ )?(?=that\b)", re.IGNORECASE
)
_THAT: Final = re.compile(r"[\ ,:]*that\b(?!['’])", re.IGNORECASE)
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|was|were)\ (?:(?:any|some)\ ?(?:one|body)\ )?$", re.IGNORECASE
)
_CONTRACTED: Final = re.compile(r"['’]s\ $")  # who's said, who's saying
# "Who rejects the claim that it is so?", "Who has doubts about whether it is so?"
_CLAIMED: Final = re.compile(
    rf"""(?xi)
    \ (?:(?:about|with|on|as\ to|over)\ )?
    (?: whether\b | if\b | (?:the\ |any\ |a\ )?{any_of(CLAIMS)}\ that\b )"""
)
_SAYING: Final = (VerbKind.SAID, VerbKind.ALLEGED, VerbKind.BELIEVED, VerbKind.WROTE)
_UNTRUE: Final = re.compile(
    r"""(?xi)
    it(?:['’]s|\ is|\ was)
    (?: \ (?:not\ (?:true|so|the\ case)|untrue|false|wrong|a\ lie|nonsense)
      | n['’]t\ (?:true|so|the\ case) )\ that\b"""
)
_NEXT_QUESTION: Final = re.compile(r"([^“”\"?]*)\?\ .*")


class Ask(Enum):
    """The kinds of questions about sources."""

    WHO = "who"
    HOW_MANY = "how many"
    SURE = "who is sure"
    AGREE = "agree"


class SourceQuestion(NamedTuple):
    """A question about sources: its kind, the content asked about, and the kind of saying it."""

    ask: Ask
    content: str
    kind: VerbKind = VerbKind.SAID


def who_says(question: str) -> str | None:
    """The content whose speaker a question asks for: "it rained" of "Who says that it rained?".

    None when the question does not ask who says something.
    """
    question_read = _asks_who(_plain_question(question))
    return question_read.content if question_read and question_read.ask is Ask.WHO else None


def source_question_of(question: str) -> SourceQuestion | None:
    """The question as one about sources: who says it, how many do, do they agree; else None."""
    plain_question = _plain_question(question)
    # "What did Lee say about it?" asks for Lee's words, not for everybody who speaks of it.
    if speaker_question_of(plain_question):
        return None
    return _asks_who(plain_question) or _asks_whether_they_agree(plain_question)


def _plain_question(question: str) -> str:
    return " ".join(question[:_LONGEST].split())


def _asks_who(question: str) -> SourceQuestion | None:
    parts = _QUESTION.fullmatch(question)
    if parts is None:
        return None
    if parts["attributed"] is not None:
        return _of(Ask.WHO, _content(_HAVE_IT.sub(" ", parts["attributed"], count=1)))
    noun = parts["noun"] or parts["several"]
    if noun and not _are_sources(noun):
        return None
    ask = Ask.HOW_MANY if parts["many"] else Ask.WHO
    kind = next((kind for name, kind in _KINDS.items() if parts[name]), None)
    if kind is not None:
        saying = _ABOUT.sub("", parts["said"], count=1)
        ask = Ask.SURE if kind is VerbKind.BELIEVED else ask
        return _of(ask, _content(_WHETHER.sub("", saying, count=1)), kind)
    return _asks_by_verb(parts, ask)


def _asks_by_verb(parts: re.Match[str], ask: Ask) -> SourceQuestion | None:
    verb, saying = REPORTING_VERBS.get(parts["verb"].lower()), parts["said"]
    before = parts.string[: parts.start("verb")]
    is_passive = _PASSIVE.search(before) is not None
    # "Who is saying so" asks for a speaker, "who is said to have left" does not; "who's" is both.
    if verb is None or (
        is_passive != (verb.form is Form.ING) and _CONTRACTED.search(before) is None
    ):
        return None
    if ask is Ask.HOW_MANY and verb.complement is not Complement.PERSON:
        return _of(ask, _content(saying), verb.kind)
    orders = verb.complement is Complement.PERSON and _ORDERED.match(saying)
    return _of(ask, _what_is_said(verb, saying), VerbKind.ORDERED if orders else verb.kind)


def _asks_whether_they_agree(question: str) -> SourceQuestion | None:
    parts = _AGREE.fullmatch(question)
    return _of(Ask.AGREE, _content(_WHETHER.sub("", parts["said"], count=1))) if parts else None


def _of(ask: Ask, content: str | None, kind: VerbKind = VerbKind.SAID) -> SourceQuestion | None:
    untrue = _UNTRUE.match(content) if content and kind in _SAYING else None
    # Who says that it is not true denies it.
    if untrue and content:
        return _of(ask, _content(content[untrue.end() :]), VerbKind.DENIED)
    return SourceQuestion(ask, content, kind) if content else None


def _are_sources(noun: str) -> bool:
    return is_source_noun(noun.rsplit(maxsplit=1)[-1].lower()) or noun.lower() == "people"


def _what_is_said(verb: ReportingVerb, rest: str) -> str | None:
    """What follows the verb, when it can be something said: not "Who found the key?"."""
    against = verb.kind in (VerbKind.DENIED, VerbKind.DOUBTED)
    if against and (claimed := _CLAIMED.match(rest)):
        return _content(rest[claimed.end() :])
    if verb.complement is Complement.PERSON:
        hearer = _HEARER.match(rest)
        return _content(rest[hearer.end() :]) if hearer else _content(rest)
    # With a "that" or a quotation mark any verb reports; without, "Who found the key?" would, too.
    marked = _THAT.match(rest) or rest.lstrip(" ,:")[:1] in ("“", '"', "'", "‘")
    bare = verb.complement in (Complement.CLAUSE, Complement.NOUN)
    return _content(rest) if marked or bare else None


def _content(rest: str) -> str | None:
    """What is said, without a further question that follows."""
    alone = _NEXT_QUESTION.fullmatch(rest)
    rest = alone[1] if alone else rest
    that = _THAT.match(rest)
    content = rest[that.end() :] if that else rest
    return content.strip(" ,:").rstrip("? ") or None
