"""The papers, authors and titles that a question names, and the question without these words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from assistant.attribution import source_question_of
from index.language.en.grammar.function_words import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS
from index.language.word_lists import word_set

ARTICLE_WORDS: Final = word_set("article articles story stories piece pieces coverage")
"""What an article is called; "report" is not among these: the police write one too."""

_REPORTS: Final = word_set("report reports text")
_WRITTEN: Final = r"(?:articles?|stor(?:y|ies)|pieces?|coverage|reports?|reporting|version|account)"
_ALL: Final = re.compile(
    r",?\ ?\b(?:in|across|from|over|of)\ (?:all|any)(?:\ of)?(?:\ the|\ our|\ my)?"
    r"\ (?:articles|stories|papers)\b",
    re.IGNORECASE,
)
_HAS_WRITTEN: Final = re.compile(
    r"\W*(?:what(?:\ else)?\ )?(?:did|does|do|has|have)\ (?P<who>[^?]{2,60}?)"
    r"\ (?:(?P<says>reported|report|say|said|tell\ (?:me|us))|writ(?:e|ten)|have|got|printed|print"
    r"|published|publish)\b"
    r"(?:\ (?:about|on|of|regarding)(?:\ (?P<topic>[^?]{1,200}?))?)?[\s?.!]*",
    re.IGNORECASE,
)
_WROTE: Final = re.compile(
    r"[^?]{0,20}\b(?:everything|anything|all|what)(?:\ that)?\ (?P<who>[^?]{2,60}?)"
    r"\ (?:wrote|has\ written|reported|has\ reported|published)\b"
    r"(?:\ (?:about|on|of|regarding)\ (?P<topic>[^?]{1,200}?))?[\s?.!]*",
    re.IGNORECASE,
)
_IN_ARTICLES: Final = re.compile(
    r",?\ (?:in|of|from|across)\ (?:the\ |any\ |all\ )?(?:articles|stories|pieces|coverage)"
    r"(?=[\s?.!]*$)",
    re.IGNORECASE,
)
_ARE: Final = re.compile(r"(?i)^how\ many\ (?:[\w-]+\ ){1,3}(?:are|were)(?=\ ?\?*$)")
_LEADS: Final = (
    r"(?:,?\ ?\b(?:(?:according|as\ per)\ to|as\ (?:reported|told|written)\ (?:by|in)"
    r"|in|from|per|by|of)\ )"
)
_BEFORE_BY: Final = re.compile(
    rf"(?:\b{_WRITTEN}|\b(?:written|reported|published|printed|anything|something))\ ?$",
    re.IGNORECASE,
)
# Words that are no name of their own where they stand small: "in the post", "in the news".
_COMMON: Final = word_set(
    """
    news times post sun star mail world record today daily press herald journal tribune mirror
    express independent guardian telegraph observer standard chronicle globe review week time
    """
)
_NEVER: Final = word_set("the a an of and com www co org daily news online")
_GENERIC: Final = word_set(
    """
    whole entire news full same other first second third last latest newest new old short long main
    this that original next previous above following only best top lead one two
    """
)
_BREAKS: Final = AUXILIARIES | CONJUNCTIONS | PREPOSITIONS | word_set("the a an this that")
_TITLED: Final = re.compile(
    rf"""
    (?P<lead>{_LEADS}|,\ )?
    (?: \bthe\ (?:article|story|piece|report|one)\ (?:about|on|titled|called|headlined|entitled)
        \ (?P<about>[^,;:?!.]{{2,120}})
      | (?P<article>\bthe\ (?:article|story|piece)\ )?[“"](?P<quoted>[^“”"]{{2,300}})[”"]
        (?:\ (?:article|story))?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD: Final = re.compile(r"[\w.’'-]+")
_LONGEST: Final = 5
_ENDS: Final = AUXILIARIES | word_set("say says said tell tells mention mentions about")


class Named(NamedTuple):
    """Words of a question that name articles: what they name, and the question without them."""

    what: str
    rest: str


def without_all(question: str) -> str | None:
    """The question without "in all articles"; None when it does not say so."""
    rest = _ALL.sub("", question)
    return _tidy(rest) if rest != question else None


def papers_named(question: str, papers: Sequence[str]) -> list[Named]:
    """The papers among these that the question names as what it is read in.

    A part of a name, "the Gazette", means all papers of that name, where no whole name stands.
    """
    whole = [(paper, [next(_forms(paper))]) for paper in papers]
    return _named(question, whole) or _named(question, [(each, [*_forms(each)]) for each in papers])


def _named(question: str, forms_of: Sequence[tuple[str, Sequence[str]]]) -> list[Named]:
    lower = question.lower()
    named = []
    for paper, forms in forms_of:
        for form in forms:
            if form.lower() in lower and (rest := _rest(question, form)) is not None:
                named.append(Named(paper, rest))
                break
    return named


def authors_named(question: str, bylines: Iterable[str]) -> Iterator[Named]:
    """The bylines that the question names as who wrote."""
    lower = question.lower()
    for byline in bylines:
        for name in _names(byline):
            if name.lower() in lower and (rest := _rest(question, name, is_author=True)):
                yield Named(byline, rest)
                break


def titles_named(question: str, *, of_sources: bool = False) -> Iterator[Named]:
    """The words by which the question names an article: "the cuba article", in “Its title”.

    `of_sources`: it asks for sources, which "the cuba report" has as well as an article.
    """
    said_of = ("of", "by") if source_question_of(question) else ()
    for match in _TITLED.finditer(question):
        words = match["about"] or match["quoted"]
        end = match.end()
        # What somebody is asked to have said stands in quotation marks too, also after an "of".
        led = (match["lead"] or "").strip(" ,").lower()
        is_led = led not in ("", *said_of) or match[0][-1] not in '”"' or match["article"]
        if match["quoted"] and not is_led:
            continue
        if match["about"]:
            words = _until_verb(words)
            end = match.start("about") + len(words)
        lead = match["lead"] or ""
        yield Named(words.strip(), _replaced(question, match.start(), end, lead, match["quoted"]))
    tokens = list(_WORD.finditer(question))
    for at, token in enumerate(tokens):
        word = token[0].lower().removesuffix("’s").removesuffix("'s")
        if word in ARTICLE_WORDS or (of_sources and word in _REPORTS):
            named = _before(question, tokens, at)
            if named:
                yield named


def _before(question: str, tokens: Sequence[re.Match[str]], at: int) -> Named | None:
    """The words between "the" and "article"."""
    first = at
    while first > 0 and at - first < _LONGEST and tokens[first - 1][0].lower() not in _BREAKS:
        first -= 1
    if first in (0, at) or tokens[first - 1][0].lower() not in ("the", "this", "that"):
        return None
    naming = [each for each in tokens[first:at] if each[0].lower() not in _GENERIC]
    if not naming:
        return None
    words = question[naming[0].start() : naming[-1].end()]
    start = tokens[first - 1].start()
    lead = re.search(rf"{_LEADS}$", question[:start], re.IGNORECASE)
    start = lead.start() if lead else start
    return Named(words, _replaced(question, start, tokens[at].end(), lead[0] if lead else "", None))


def _replaced(question: str, start: int, end: int, lead: str, quoted: str | None) -> str:
    """The question without what names an article, or with "the article" where it has to stand."""
    gone = lead.strip(" ,") or (quoted and lead)
    return _tidy(question[:start] + (" " if gone else f"{lead}the article") + question[end:])


def _until_verb(words: str) -> str:
    """The words up to the first that a name has not: "the strike | say"."""
    for token in _WORD.finditer(words):
        if token[0].lower() in _ENDS and token.start() > 0:
            return words[: token.start()].rstrip()
    return words


def _rest(question: str, name: str, *, is_author: bool = False) -> str | None:
    """The question without what names this paper or author; None when it does not name it so."""
    asked = _HAS_WRITTEN.fullmatch(question) or _WROTE.fullmatch(question)
    if asked and _bare(asked["who"]) == name.lower():
        return _of_topic(asked["topic"], says=bool(asked.groupdict().get("says")))
    pattern = re.compile(
        rf"(?P<lead>{_LEADS})?(?P<the>\bthe\ )?(?<![\w-]){re.escape(name)}(?![\w-])"
        rf"(?:\ (?:newspaper|paper))?(?P<own>['’]s?\b)?(?P<written>\ {_WRITTEN})?",
        re.IGNORECASE,
    )
    for match in pattern.finditer(question):
        # Small, and without a word for what is written, it is any post, times or mail.
        if not match["written"] and name.lower() in _COMMON and name not in match[0]:
            continue
        rest = _without(question, match, is_author=is_author)
        if rest is not None and not _goes_on(question[match.end() :]):
            return rest
    return None


def _of_topic(topic: str | None, *, says: bool) -> str:
    """What is asked of a paper or an author: what is said of a topic, or what was written."""
    if topic is None:
        return "list the articles"
    return f"what do we know about {topic}?" if says else f"which articles are there about {topic}?"


def _without(question: str, match: re.Match[str], *, is_author: bool) -> str | None:
    lead = (match["lead"] or "").strip(" ,").lower()
    before, after = question[: match.start()], question[match.end() :]
    if match["written"]:
        if lead in ("", "by"):
            many = match["written"].endswith("s")
            kept = match["written"] if many and not match["own"] else " the article"
            return _tidy(f"{before} {match['lead'] or ''}{kept}{after}")
        return _tidy(f"{before} {after}")
    if match["own"]:
        return None
    if lead in ("by", "of"):
        return _tidy(f"{before} {after}") if _BEFORE_BY.search(before.rstrip()) else None
    return _tidy(f"{before} {after}") if lead and not is_author else None


def _goes_on(after: str) -> bool:
    """Whether the name goes on: "the Post Office"."""
    following = re.match(r"\ ([A-Z][\w-]*)", after)
    return following is not None and following[1].lower() not in _BREAKS


def _bare(who: str) -> str:
    return re.sub(r"^the\ |['’]s?$", "", who.lower().strip())


def _forms(paper: str) -> Iterator[str]:
    """What a paper is called: its whole name, and the words of it that are telling."""
    whole = paper.removeprefix("The ").removeprefix("the ")
    yield whole
    words = whole.split()
    if len(words) > 1:
        yield from (
            word for word in reversed(words) if len(word) > 2 and word.lower() not in _NEVER
        )


def _names(byline: str) -> Iterator[str]:
    """The authors' names, whole and last."""
    for name in re.split(r",|&|/|\band\b", re.sub(r"^(?i:by)\ ", "", byline.strip())):
        words = name.split()
        if words:
            yield " ".join(words)
            if len(words) > 1 and len(words[-1]) > 2:
                yield words[-1]


def what_is_left(question: str) -> str:
    """The question without words that no longer have what they belonged to.

    "Timeline, in articles" of "timeline, in articles by Lee", "how many sources are?".
    """
    left = _IN_ARTICLES.sub("", question)
    return _ARE.sub(r"\g<0> there", left.rstrip(" ?")) + "?" if _ARE.search(left) else left


def _tidy(text: str) -> str:
    """The text without the spaces and commas that were left where words were taken out."""
    tidy = re.sub(r"\ +", " ", text)
    tidy = re.sub(r"\ ([?.!,])", r"\1", tidy).strip(" ,")
    return re.sub(r",([?.!])", r"\1", tidy)
