"""How a source stands to something: says it, says not, doubts it, or only speaks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from assistant.attribution.proposition_match import Stance, proposition_stance
from assistant.attribution.statement_search import goes_on, with_subject
from assistant.attribution.statements import index_of, statements_in
from assistant.attribution.types import Statement
from index.language.en.grammar.turning_words import FALSE, NOT, OPEN, SAYING, WANTING
from index.language.en.nouns import CLAIMS
from index.language.en.reporting_verbs import JUDGING_VERBS, REPORTING_VERBS
from index.language.folding import straighten
from index.language.reporting import VerbKind
from index.language.terms import terms
from index.language.word_lists import any_of
from index.types import Article

STANCES: Final = {
    VerbKind.DENIED: Stance.DENIES,
    VerbKind.DOUBTED: Stance.DOUBTS,
    VerbKind.UNSURE: Stance.UNSURE,
    VerbKind.ASKED: Stance.ASKS,
    VerbKind.ORDERED: Stance.DEMANDS,
    VerbKind.DECLINED: Stance.DECLINES,
    VerbKind.HOPED: Stance.HOPES,
}
"""The stance that a verb of each kind takes; every other kind says so."""

_POINTING_BACK: Final = re.compile(
    r"(?i)(?:that|this|it)(?:'s|\s(?:is|was))\s(?:(?:just|simply|completely|an?|all)\s){0,2}(.{2,20})"
)
_GOES_ON: Final = re.compile(r"[:;] | - ")  # "that was untrue: her office had sent it"
_NOT_SO: Final = re.compile(r"(?i)not (?:true|so|right|the case|correct|accurate)")
# "It is not", "they will not": the rest is what was said before.
_LEFT_OUT: Final = re.compile(r"(?i)(?:it|they|there|that|this) (\w{2,6}?)(?:n't| not)")
_CLAIM_OF_IT: Final = re.compile(rf"(?i)(?:the |an? )?{any_of(CLAIMS)} that\s")

_FAR: Final = 30
"""Statements before and after one that can be the other parts of what it says."""


def stance(statement: Statement) -> Stance | None:
    """The stance of a statement to its own content, by its verb; None when it takes none."""
    verb = REPORTING_VERBS.get(statement.verb.split()[-1].lower()) if statement.verb else None
    # "Condemned the sale" tells what is thought of a thing, and not that it is so.
    if verb is not None and verb.lemma in JUDGING_VERBS and not statement.direct:
        return None
    # Listed as a belief, but a suspicion is no more than a "maybe".
    if verb is not None and verb.lemma == "suspect":
        return Stance.HEDGES
    return STANCES.get(statement.verb_kind, Stance.SAYS)


def stance_by_place(other: Statement, before: Statement, article: Article) -> Stance | None:
    """The stance of a statement to the one before it: of "said that was a lie", "it is not"."""
    saying = straighten(other.content(article)).strip(" .\"'")
    saying = _GOES_ON.split(saying)[0]
    called = _POINTING_BACK.fullmatch(saying)
    if called and (FALSE.fullmatch(called[1]) or _NOT_SO.fullmatch(called[1])):
        return Stance.DENIES
    left_out = _LEFT_OUT.fullmatch(saying)
    if left_out and left_out[1].casefold() in before.content(article).casefold().split():
        return Stance.DENIES
    return stance(other)


def stance_to(content: str, statement: Statement, article: Article) -> Stance | None:
    """The stance to the content of a statement that shares its words; None when it takes none."""
    own = stance(statement)
    if own not in (Stance.SAYS, Stance.DENIES, Stance.DOUBTS, Stance.UNSURE):
        return own
    proposition, saying = straighten(content), _saying(content, statement, article)
    # What is put as a question is not said, unless the question itself is what is asked about.
    if saying.endswith("?") and saying not in proposition:
        return Stance.ASKS
    if statement.verb_kind is VerbKind.CONFIRMED:  # the report that it is so
        saying = _CLAIM_OF_IT.sub("", saying, count=1)
    by_words = proposition_stance(proposition, saying, direct=statement.direct)
    # Whoever speaks here retells somebody, or says more of it than the verb alone shows.
    retold = _is_quoted_within(statement, article) or _is_denied_within(statement, article)
    if retold or _is_led_in(statement, article):
        by_words = Stance.REPORTS
    if own is Stance.SAYS:
        return by_words
    # A rumour is denied by name, and what might be is denied too.
    of_rumour = by_words is Stance.REPORTS and not SAYING.search(saying)
    denied = by_words in (Stance.SAYS, Stance.HEDGES) or of_rumour
    return own if denied and not _is_led_in(statement, article) else None


def _is_quoted_within(statement: Statement, article: Article) -> bool:
    """Whether a quotation begins with one of somebody else: “‘Safe.’ I heard that.”."""
    before = article.paragraph(statement.paragraph).text[: statement.start]
    return statement.direct and before.endswith(("“‘", "\"'", "‘“", "'\""))


def _is_denied_within(statement: Statement, article: Article) -> bool:
    """Whether it is told in what somebody denies or doubts: "denied that Lee had said so"."""
    here, _ = _around(statement, article)
    around = (each for each in here if each.start < statement.start and statement.end <= each.end)
    return any(stance(each) not in (None, Stance.SAYS) for each in around)


def _is_led_in(statement: Statement, article: Article) -> bool:
    """Whether more than its verb leads to what is said: "warned against believing that"."""
    mention = statement.mention
    if mention.paragraph != statement.paragraph or mention.end > statement.start:
        return False
    gap = straighten(article.paragraph(statement.paragraph).text[mention.end : statement.start])
    verb = straighten(statement.verb)
    unquoted = next((part for part in gap.split('"') if verb in part), "")
    before, _, after = unquoted.partition(verb)
    around = f"{re.split(r',|;| and | but ', before)[-1]} {after}"
    return any(each.search(around) for each in (SAYING, NOT, OPEN, WANTING))


def whole_saying(content: str, statement: Statement, article: Article) -> list[Statement]:
    """The statement with its other half around "she said", or the quotation that says it all."""
    here, at = _around(statement, article)
    cue = (statement.mention, statement.verb, statement.sentence)
    halves = [each for each in here if (each.mention, each.verb, each.sentence) == cue]
    saying = " ".join(with_subject(each, article) for each in halves)
    if frozenset(terms(content)) <= frozenset(terms(saying)):
        return halves
    wanted, first, last = frozenset(terms(content)), at, at
    # No further than needed: what else is said in one go may say the contrary of something else.
    while not wanted <= _terms_of(here[first : last + 1], article):
        if last + 1 < len(here) and goes_on(here[last], here[last + 1]):
            last += 1
        elif first > 0 and goes_on(here[first - 1], here[first]):
            first -= 1
        else:
            break
    run, ends = here[first : last + 1], 0
    whole = []
    for each in run:
        if each.end > ends:  # not one inside another
            whole.append(each)
            ends = each.end
    return whole


def _terms_of(together: Sequence[Statement], article: Article) -> frozenset[str]:
    return frozenset(terms(" ".join(each.content(article) for each in together)))


def _around(statement: Statement, article: Article) -> tuple[Sequence[Statement], int]:
    """The statements near one in its paragraph, and its index among them."""
    neighbours = statements_in(statement.paragraph, article)
    at = index_of(statement, neighbours)
    first = max(0, at - _FAR)
    return neighbours[first : at + _FAR + 1], at - first


def _saying(content: str, statement: Statement, article: Article) -> str:
    """The text of a statement as a whole, straightened, a sentence a line."""
    together = whole_saying(content, statement, article)
    lines = groupby(together, key=lambda each: each.sentence)
    return "\n".join(
        straighten(" ".join(each.content(article) for each in line)) for _, line in lines
    )
