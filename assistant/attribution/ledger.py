"""The whole article as a ledger: who says each sentence, and where sources disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, NamedTuple

from assistant.attribution.proposition_match import Stance
from assistant.attribution.stance import stance, stance_by_place
from assistant.attribution.statement_search import find_statements
from assistant.attribution.statements import (
    index_of,
    statements,
    statements_in,
    statements_within,
)
from assistant.attribution.types import Mention, Speaker, SpeakerKind, Statement
from index.language.en.grammar.pronouns import PRONOUNS
from index.language.reporting import VerbKind
from index.language.sentences import sentences
from index.types import Article, Paragraph

_SAME_MATTER: Final = 0.4
"""The lexical score from which on two statements are about the same matter."""

SOMEBODY: Final = "somebody"
"""The speaker's name where nothing says whose words a quotation is."""

OPPOSING: Final = (Stance.DENIES, Stance.DOUBTS, Stance.UNSURE)
"""Stances against a proposition, or undecided about it."""

_FAR: Final = 30
"""Statements of one speaker in a row after which somebody else's is no answer to the first."""

_MOST_DENIED: Final = 100
"""Denials and doubts of an article that are compared with all that is said in it."""


class View(NamedTuple):
    """A source's statement about a matter, and how it stands to it."""

    statement: Statement
    stance: Stance


class Disagreement(NamedTuple):
    """A claim of one source, and the views of all sources on it."""

    claim: Statement
    views: tuple[View, ...]


def ledger(article: Article) -> tuple[Statement, ...]:
    """The article's statements and, for its other sentences, the reporter's, in order.

    A reporter's statement is the whole sentence; its mention and speaker have empty spans.
    """
    own = (
        statement
        for paragraph in article.paragraphs
        for statement in _reporters(paragraph, article)
    )
    attributed = (without_doubtful_name(each, article) for each in statements(article))
    return tuple(sorted((*attributed, *own), key=lambda each: (each.paragraph, each.start)))


def without_doubtful_name(statement: Statement, article: Article) -> Statement:
    """The statement with nobody named whom the text does not clearly name: "he"."""
    if statement.clear:
        return statement
    mention = statement.mention
    word = article.paragraph(mention.paragraph).text[mention.start : mention.end].lower()
    name = word if word in PRONOUNS else SOMEBODY
    place = mention.paragraph, mention.start, mention.end
    return replace(statement, speaker=Speaker(name, SpeakerKind.ANONYMOUS, None, None, *place))


def as_json(article: Article) -> dict[str, Any]:
    """All that is said in an article, and where its sources disagree, for programs."""
    return {
        "article_id": article.id,
        "title": article.title,
        "statements": [each.as_json(article) for each in ledger(article)],
        "disagreements": [
            {
                "claim": each.claim.as_json(article),
                "views": [
                    {"stance": view.stance.value, "statement": view.statement.as_json(article)}
                    for view in each.views
                ],
            }
            for each in disagreements(article)
        ],
    }


def _reporters(paragraph: Paragraph, article: Article) -> Iterator[Statement]:
    for sentence in sentences(paragraph.text):
        if statements_within(sentence, paragraph.number, article):
            continue
        # No phrase of the text names the reporter, so the spans are empty.
        start, end = sentence.start, sentence.end
        yield Statement(
            paragraph=paragraph.number,
            start=start,
            end=end,
            sentence=sentence,
            speaker=Speaker(
                "the reporter", SpeakerKind.REPORTER, None, None, paragraph.number, start, start
            ),
            mention=Mention(paragraph.number, start, start),
            verb="",
            verb_kind=VerbKind.SAID,
            direct=False,
            hedge=None,
            time=None,
            clear=True,
            plain=True,
        )


def contrasting(statement: Statement, article: Article) -> list[Statement]:
    """The next source in the paragraph, if it denies it or is unsure: "Other sources were not"."""
    neighbours = statements_in(statement.paragraph, article)
    at = index_of(statement, neighbours)
    following = neighbours[at + 1 : at + 1 + _FAR]
    others = [each for each in following if each.speaker != statement.speaker][:1]
    return [each for each in others if stance_by_place(each, statement, article) in OPPOSING]


def disagreements(article: Article) -> tuple[Disagreement, ...]:
    """The matters on which sources stand differently, by the first to say something of each."""
    matters: dict[Statement, Disagreement] = {}
    all_statements = statements(article)
    affirmed = [each for each in all_statements if stance(each) is Stance.SAYS]
    others = [each for each in all_statements if stance(each) in OPPOSING]
    # Each is searched for in the whole article: unbounded, the work would grow with its square.
    for other in others[:_MOST_DENIED]:
        claim = _matter(other, affirmed, article)
        if claim is not None and claim not in matters:
            views = _views(claim, other, affirmed, article)
            matters[claim] = Disagreement(without_doubtful_name(claim, article), views)
    return tuple(matters[claim] for claim in sorted(matters, key=all_statements.index))


def _matter(other: Statement, affirmed: list[Statement], article: Article) -> Statement | None:
    """The statement that another one denies or is unsure of; None when nobody makes it."""
    here = statements_in(other.paragraph, article)
    at = index_of(other, here)
    # First by place: "Other sources were not sure" shares no word with what it answers.
    for before in reversed(here[max(0, at - _FAR) : at]):
        if stance(before) is Stance.SAYS and other in contrasting(before, article):
            return before
    # Then by words, of another source: who takes back what was said before disagrees with nobody.
    alike = find_statements(other.content(article), affirmed, article)
    return next(
        (one for one, score in alike if score >= _SAME_MATTER and one.speaker != other.speaker),
        None,
    )


def _views(
    claim: Statement, other: Statement, affirmed: list[Statement], article: Article
) -> tuple[View, ...]:
    """The view of each source on a claim, once: those who say it, and the one who does not."""
    alike = find_statements(claim.content(article), affirmed, article)
    saying = [one for one, score in alike if score >= _SAME_MATTER]
    views: dict[Speaker, View] = {}
    # The likest come first, so each source is kept with the statement that says it best.
    for each in (without_doubtful_name(one, article) for one in (claim, *saying, other)):
        views.setdefault(each.speaker, View(each, stance(each) or Stance.SAYS))
    return tuple(views.values())
