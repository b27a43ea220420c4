"""Questions for an article's sources as such: "Who is quoted?", "How many anonymous sources?"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from assistant.attribution import SpeakerKind
from assistant.attribution.asking import bare
from index.language.word_lists import word_set

_KIND: Final = r"""
    (?: (?: an?\ (?:full\ )?list\ of | the\ list\ of | the | all | any | other | different | main
          | its | of | these | those | key | direct | used | ever )\ )*
    (?: (?: (?P<named>named|identified|on-the-record)
          | (?P<anonymous>anonymous|unnamed|unidentified|nameless|off-the-record)
          | (?P<document>written|documentary)
          | (?P<organisation>official|institutional) )\ )?
    """
_SOURCES: Final = r"""
    (?: sources? | speakers? | voices | people | persons | interviewees
      | (?P<documents>documents?|papers?|reports?|studies)
      | (?P<organisations>organi[sz]ations?|institutions?|companies|agencies) )
    """
_QUOTED: Final = r"""(?: quoted | cited | interviewed | named | mentioned\ as\ sources | used
      | speaking | talking | heard | given\ a\ voice | relied\ on | there )"""
_HEARD: Final = r"(?:quoted|cited|interviewed|speaking|talking|heard|given\ a\ voice|a\ source)"
_BE: Final = r"(?:is|are|was|were|gets?|got|has\ been|have\ been)"
_ARTICLE: Final = r"""
    (?:\ (?:here|there|in\ (?:all|total)))?
    (?:\ (?:in|by|of|from|for|on|across)\ (?P<where>.*))?
    """
_READS: Final = r"(?:quote|cite|use|rely\ on|interview|name|talk\ to|speak\ to|have|mention)"


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(rf"{form}{_ARTICLE}", re.VERBOSE | re.IGNORECASE)


_FORMS: Final = (
    # Who would not be named?
    _pattern(
        r"who\ (?P<anonymous>(?:is|was)(?:n['’]t|\ not)\ (?:named|identified)"
        r"|(?:spoke|speaks|talked)\ (?:anonymously|on\ condition\ of\ anonymity)"
        r"|(?:asked|asks|wanted|wants)\ (?:not\ to\ be\ (?:named|identified)"
        r"|to\ (?:stay|remain)\ anonymous))"
    ),
    # Who are the sources? Who is quoted? Who said what?
    _pattern(rf"who(?:['’]?s|['’]?re|\ {_BE})?\ {_KIND}{_SOURCES}(?:\ (?:{_BE}\ )?{_QUOTED})?"),
    _pattern(rf"who(?:m|['’]?s|['’]?re|m?\ (?:all\ )?{_BE})?(?:\ (?:all|else))?\ {_HEARD}"),
    _pattern(rf"whom?\ (?:does|did|do)\ (?:it|they|(?:the|this)\ [\w-]+)\ (?:all\ )?{_READS}"),
    _pattern(r"who\ (?:all\ )?(?:speaks|talks|spoke|talked)"),
    # All the named sources; everyone who is quoted
    _pattern(rf"{_KIND}{_SOURCES}(?:\ (?:(?:who|that)\ )?(?:{_BE}\ )?{_QUOTED})?"),
    _pattern(
        r"(?:every(?:one|body)|all(?:\ those)?|those|anyone)"
        rf"(?:\ (?:who|that))?(?:['’]?s|\ {_BE})?\ {_QUOTED}"
    ),
    # How many are there? Which are? Does it have any?
    _pattern(
        rf"(?:how\ many|which|what)\ {_KIND}{_SOURCES}"
        rf"(?:\ (?:are\ there|(?:{_BE}\ )?{_QUOTED}|{_BE}\ (?:they|{_QUOTED})"
        rf"|(?:does|did|do)\ (?:it|they|(?:the|this)\ [\w-]+)\ {_READS}))?"
    ),
    _pattern(rf"(?:{_BE})\ there\ (?:an?\ )?{_KIND}{_SOURCES}(?:\ {_QUOTED})?"),
    _pattern(rf"(?:does|did|do)\ (?:it|they|(?:the|this)\ [\w-]+)\ {_READS}\ {_KIND}{_SOURCES}"),
    _pattern(rf"(?:what|which)\ (?:are|were)\ {_KIND}(?:sources|documents)"),
    _pattern(
        r"(?:which|how\ many)\ (?:of\ )?(?:the\ |its\ )?(?:sources|people\ quoted)\ (?:"
        r"(?P<anonymous>(?:are|were)(?:n['’]t|\ not)\ (?:named|identified)"
        r"|(?:are|were|stay(?:ed)?|remain(?:ed)?)\ (?:anonymous|unnamed|unidentified))"
        r"|(?:are|were)\ (?P<named>named|identified))"
    ),
    _pattern(rf"(?:which|what)\ {_KIND}{_SOURCES}\ do\ (?:we|you|they)\ have"),
    _pattern(rf"is\ any(?:one|body)\ {_HEARD}(?:\ (?P<anonymous>anonymously))?"),
)
_WHO_SAID_WHAT: Final = re.compile(
    r"who(?:\sall)?\s(?:says?|said)\swhat(?:\s(?:here|there|in\s(?:all|total)))?"
    r"(?:\s(?:in|at|during)\s.*|\sso\sfar)?",
    re.IGNORECASE,
)
_QUOTES: Final = _pattern(
    r"(?:what\ are\ )?(?:(?:all|every|the|any|key|best|main|direct|of|most|important)\ )*"
    r"(?P<quotes>quot(?:es?|ations?)|statements?)(?:\ (?:made|used))?"
)
_ARTICLES: Final = word_set(
    "it this that them these those all article articles story stories piece pieces report text news"
)
_KINDS: Final = {
    "named": SpeakerKind.NAMED,
    "anonymous": SpeakerKind.ANONYMOUS,
    "document": SpeakerKind.DOCUMENT,
    "documents": SpeakerKind.DOCUMENT,
    "organisation": SpeakerKind.ORGANISATION,
    "organisations": SpeakerKind.ORGANISATION,
}
_SPOKEN: Final = re.compile(
    r"\b(?:quoted|cited|interviewed|sources?|speak|said|cite|quote)", re.IGNORECASE
)


_LEFT_OUT: Final = ("how many sources", "which sources", "what sources")
_FEW: Final = 3  # words of a question that leaves out what the sources are of


class SourceListQuestion(NamedTuple):
    """A question for sources of a kind; all, where there is none.

    `quotes` means that their quotations are asked for, `words` that all of their words are.
    """

    kind: SpeakerKind | None
    quotes: bool = False
    words: bool = False


def source_list_question_of(question: str) -> SourceListQuestion | None:
    """The question as one for an article's sources; None when it is another."""
    asked = bare(question)
    quotes = _QUOTES.fullmatch(asked)
    # "Quotes by Lee" are Lee's.
    if quotes and _is_article(quotes["where"]):
        return SourceListQuestion(None, quotes=True)
    if _WHO_SAID_WHAT.fullmatch(asked):
        return SourceListQuestion(None, words=True)
    for form in _FORMS:
        parts = form.fullmatch(asked)
        if parts is not None:
            return _read(parts, asked)
    return None


def _read(parts: re.Match[str], asked: str) -> SourceListQuestion | None:
    if _SPOKEN.search(asked) is None and not asked.lower().startswith("who"):
        return None
    named = parts.groupdict()
    # "Who speaks for the union?" asks for no article's sources.
    if " in " not in asked.lower() and not _is_article(named.get("where")):
        return None
    kind = next((kind for name, kind in _KINDS.items() if named.get(name)), None)
    # "How many sources?" asks for those of what was asked before.
    if kind is None and asked.lower().endswith(_LEFT_OUT) and len(asked.split()) <= _FEW:
        return None
    return SourceListQuestion(kind)


def _is_article(where: str | None) -> bool:
    """Whether it names an article, or nothing: "the bridge story", "it"."""
    last = (where or "it").lower().split()[-1:]
    return bool(last) and last[0] in _ARTICLES
