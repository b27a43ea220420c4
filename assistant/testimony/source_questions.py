"""Questions about sources: which of an article's speakers take which stance to a proposition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from assistant.attribution import (
    LIKELY,
    OPPOSING,
    STANCES,
    Ask,
    SourceQuestion,
    SpeakerKind,
    Stance,
    Statement,
    VerbKind,
    contrasting,
    find_statements,
    has_not,
    in_same_parts,
    is_stated_plainly,
    lexical_scores,
    stance,
    stance_by_place,
    stance_to,
    statements,
    statements_in,
    statements_within,
)
from assistant.testimony.stance_sentences import SourceStance
from index.language.en.grammar.turning_words import CLAIM
from index.language.en.reporting_verbs import SURE
from index.language.terms import terms
from index.types import Article, Sentence

MOST: Final = 6
"""Sources in an answer."""

NEARLY_AS_GOOD: Final = 0.8
"""A further source is named when its words come this near, relative to the best."""

_SOME: Final = 0.35
"""How near a statement comes to what is asked, where its sentence likely answers."""

_SOME_BY_VERB: Final = 0.3
"""The same where the verb shows the stance that is asked for: "denied"."""

_MOST_ALIKE: Final = 40
"""Statements of an article that are looked at closely."""

_OPEN: Final = ("whether ", "if ", "when ", "why ", "how ", "where ", "what ", "who ")
_QUOTED: Final = re.compile(r"[“\"]")
# "Denied that any such promise had been made".
_SAME: Final = re.compile(r"(?i)\bsuch\s(?:an?\s)?(?P<noun>[a-z]+)")
_ROOT: Final = 4
"""Letters that a noun and its verb have in common."""

_MARKS: Final = {
    Stance.DENIES: "said not",
    Stance.HEDGES: "said maybe",
    Stance.DEMANDS: "demanded",
}


def is_open(content: str) -> bool:
    """Whether what is asked about is itself a question: "when the road will open"."""
    return content.lower().startswith(_OPEN)


def sources(question: SourceQuestion, articles: Iterable[Article]) -> list[SourceStance] | None:
    """The sources that answer, each once: those that say it best first, then who opposes them.

    Empty when those who speak of it take another stance, None when nobody speaks of it.
    """
    everybody = stances(question.content, articles)
    if everybody is not None and question.ask is Ask.SURE:
        everybody = [each for each in everybody if SURE.search(each.evidence.text)] or None
    if everybody is None:
        return None
    answering = _near([each for each in everybody if _answers(question, each)])
    asks_who_says = question.kind not in (*STANCES, VerbKind.CONFIRMED)
    if question.ask is Ask.WHO and asks_who_says and answering:
        answering += [each for each in everybody if _opposes(each) and each not in answering]
    # Once more, since those who oppose it may be nearer to its words, or farther.
    return _marked(_with_the_contrary(_near(answering)[:MOST], everybody))


def _with_the_contrary(
    answering: Sequence[SourceStance], everybody: Sequence[SourceStance]
) -> list[SourceStance]:
    """The sources with what each also says to the contrary: in May so, on Monday not so."""
    positions: list[SourceStance] = []
    for each in answering:
        contrary = [other for other in everybody if _contradicts(each, other)]
        positions += [replace(one, is_divided=bool(contrary)) for one in (each, *contrary)]
    return list(dict.fromkeys(positions))


def _contradicts(one: SourceStance, other: SourceStance) -> bool:
    same = (one.article.id, one.statement.speaker) == (other.article.id, other.statement.speaker)
    stances_ = {one.stance, other.stance}
    return same and Stance.SAYS in stances_ and not stances_.isdisjoint(OPPOSING)


def stances(content: str, articles: Iterable[Article]) -> list[SourceStance] | None:
    """The stances of everybody who speaks of a content: who says it first, then the likest.

    None when nobody speaks of it.
    """
    best: dict[tuple[str, str, Stance], SourceStance] = {}
    # Not the same as an empty list: where nobody speaks of it the article may still say it.
    is_spoken_of = False
    for article in articles:
        for source in _speaking(content, article):
            is_spoken_of = True
            if source is not None:
                # Once for each stance, so that who says both is told with both.
                key = article.id, source.statement.speaker.name, source.stance
                best[key] = max(best.get(key, source), source, key=lambda each: each.likeness)
    ordered = sorted(best.values(), key=lambda each: (not _says(each), -each.likeness))
    return ordered if is_spoken_of else None


def _speaking(content: str, article: Article) -> Iterator[SourceStance | None]:
    """A stance for each statement that shares its words; None for one that takes none."""
    likely = [
        (statement, score)
        for statement, score in find_statements(content, statements(article), article)[:_MOST_ALIKE]
        if score >= LIKELY
    ]
    for statement, score in likely:
        its_stance = stance_to(content, statement, article)
        yield its_stance and SourceStance(article, statement, content, its_stance, score)
    for statement, score in likely:
        # By place: "Other sources were unsure" shares no word with what they are unsure of.
        for other in (*contrasting(statement, article), *_pointing_back(statement, article)):
            opposed = _by_place(other, statement, stance_to(content, statement, article), article)
            if opposed is not None:
                far = other.paragraph != statement.paragraph
                yield SourceStance(article, other, "", opposed, score, by_place=True, is_far=far)


def _pointing_back(statement: Statement, article: Article) -> Iterator[Statement]:
    """Who opens the next paragraph by denying what this one ends with: "He denied it."."""
    here = statements_in(statement.paragraph, article)
    if any(each.start >= statement.end and each.speaker != statement.speaker for each in here):
        return
    for each in statements_in(statement.paragraph + 1, article)[:1]:
        if each.speaker != statement.speaker and stance(each) in OPPOSING:
            yield each


def _by_place(
    other: Statement, before: Statement, stance_before: Stance | None, article: Article
) -> Stance | None:
    """The stance of who answers a statement to what that statement says or denies.

    Who denies a denial says so.
    """
    opposed = stance_by_place(other, before, article)
    if opposed is None or not _refers_back(other, before, article):
        return None
    if stance_before is Stance.DENIES:
        near = other.paragraph == before.paragraph
        return Stance.SAYS if near and opposed is Stance.DENIES else None
    return opposed


def _refers_back(other: Statement, before: Statement, article: Article) -> bool:
    """Whether it is about what the statement before it says: "Other sources denied it"."""
    if stance_by_place(other, before, article) is not stance(other):
        return True
    speaker = other.speaker.name.lower()
    content = other.content(article)
    bare = all(len(word) < 3 or word in ("that", "this") for word in terms(content))
    same = _SAME.search(content)
    names_it = same is not None and _is_named(same["noun"], before.content(article))
    return bare or names_it or speaker.startswith(("other", "another"))


def _is_named(noun: str, said: str) -> bool:
    """Whether a noun may stand for what is said: "such a failure" where "a server failed"."""
    root = noun.lower()[:_ROOT]
    return CLAIM.fullmatch(noun) is not None or root in (each[:_ROOT] for each in terms(said))


def tells_who(question: SourceQuestion, article: Article, paragraph: int, at: Sentence) -> bool:
    """Whether somebody who may answer says something like it in a sentence, or it to the letter."""
    here = statements_within(at, paragraph, article)
    if any(_says_alike(question, each, article) for each in here):
        return True
    says = question.kind not in (*STANCES, VerbKind.CONFIRMED)
    stated = says and is_stated_plainly(question.content, at.text)
    return stated and in_same_parts(question.content, at.text)


def _says_alike(question: SourceQuestion, each: Statement, article: Article) -> bool:
    """Whether a statement says it, in its words or, where neither has a "not", in some of them."""
    if question.kind is VerbKind.CONFIRMED and each.verb_kind is not VerbKind.CONFIRMED:
        return False
    [likeness] = lexical_scores(question.content, [each], article)
    content = each.content(article)
    enough = _SOME_BY_VERB if question.kind in STANCES else _SOME
    if likeness < enough or not in_same_parts(question.content, content):
        return False
    if stance_to(question.content, each, article) in _wanted(question):
        return True
    # What is quoted is said to the letter, or not at all; and of some words alone nobody can tell
    # what a "not" among them denies.
    if _QUOTED.match(question.content):
        return False
    plain = not has_not(question.content) and not has_not(content)
    return plain and stance(each) in _wanted(question)


def _wanted(question: SourceQuestion) -> tuple[Stance, ...]:
    if question.ask is Ask.AGREE:
        return (Stance.SAYS, *OPPOSING)
    return (STANCES.get(question.kind, Stance.SAYS),)


def _answers(question: SourceQuestion, each: SourceStance) -> bool:
    if question.kind is VerbKind.CONFIRMED:
        return _says(each) and each.statement.verb_kind is VerbKind.CONFIRMED
    # "Who says when it opens?" is answered by whoever speaks of it, whatever their stance.
    if is_open(question.content) and question.kind is VerbKind.SAID:
        return True
    suspects = question.kind is VerbKind.BELIEVED and each.stance is stance(each.statement)
    if suspects and each.stance is Stance.HEDGES:
        return True
    return each.stance in _wanted(question)


def _opposes(each: SourceStance) -> bool:
    """Whether its verb denies or doubts it."""
    return each.stance in OPPOSING and each.stance is stance(each.statement)


def _near(positions: Sequence[SourceStance]) -> list[SourceStance]:
    best = max((each.likeness for each in positions), default=0.0)
    return [each for each in positions if each.likeness >= NEARLY_AS_GOOD * best]


def _marked(positions: Sequence[SourceStance]) -> list[SourceStance]:
    """Marks anonymous sources that may be among the anonymous ones before them."""
    marked = []
    anonymous = False
    for each in positions:
        group = each.statement.speaker.kind is SpeakerKind.ANONYMOUS
        # "Other officials" are certainly none of those before.
        other = each.statement.speaker.name.lower().startswith(("other", "another"))
        overlaps = group and anonymous and not other and _says(each)
        marked.append(replace(each, may_overlap=overlaps))
        anonymous = anonymous or (group and _says(each))
    return marked


def _says(source: SourceStance) -> bool:
    return source.stance is Stance.SAYS


def near_stances(content: str, articles: Iterable[Article]) -> list[SourceStance]:
    """Everybody who surely speaks of a content, those nearest to its words, each with their stance.

    Whoever declined to say is among them, so that nobody takes them to say so.
    """
    everybody = stances(content, articles) or []
    return [
        each
        for each in _near(everybody)
        if each.stance is not Stance.REPORTS and each.statement.clear
    ]


def stance_mark(each: SourceStance) -> str:
    """The stance in a word or two: the kind of verb, where that tells it."""
    verb_says_it = each.stance is stance(each.statement) and each.stance is not Stance.DEMANDS
    if verb_says_it:
        return each.statement.verb_kind.value
    return _MARKS.get(each.stance, each.stance.value)
