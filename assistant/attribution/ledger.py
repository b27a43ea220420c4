"""The whole article as a ledger: who says each sentence, and where sources disagree."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from assistant.attribution.matching import find_statements
from assistant.attribution.statements import statements
from assistant.attribution.types import Mention, Speaker, SpeakerKind, Statement, VerbKind
from index.text import sentences
from index.types import Article, Paragraph

_SAME_MATTER: Final = 0.4
"""From this lexical score on two statements are about the same."""


class Stance(Enum):
    """How a source stands to what another one says."""

    SAYS = "says"
    DENIES = "denies"
    UNSURE = "unsure"


class View(NamedTuple):
    """A source's statement about a matter, and how it stands to it."""

    statement: Statement
    stance: Stance


class Disagreement(NamedTuple):
    """What one source says, and how it and others stand to it."""

    claim: Statement
    views: tuple[View, ...]


def ledger(article: Article) -> tuple[Statement, ...]:
    """The article's statements and, for its other sentences, the reporter's, in order.

    A reporter's statement is the whole sentence; its mention and speaker have empty spans.
    """
    said = statements(article)
    own = (
        statement
        for paragraph in article.paragraphs
        for statement in _reporters(paragraph, [s for s in said if s.paragraph == paragraph.number])
    )
    return tuple(sorted((*said, *own), key=lambda each: (each.paragraph, each.start)))


def _reporters(paragraph: Paragraph, said: list[Statement]) -> Iterator[Statement]:
    for sentence in sentences(paragraph.text):
        if any(each.sentence.start < sentence.end > each.start >= sentence.start for each in said):
            continue
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
        )


def stance(statement: Statement) -> Stance | None:
    """Whether it affirms its content, denies it or leaves it open; None when it does neither."""
    match statement.verb_kind:
        case VerbKind.DENIED:
            return Stance.DENIES
        case VerbKind.UNSURE:
            return Stance.UNSURE
        case VerbKind.ASKED | VerbKind.DECLINED:
            return None
        case _:
            return Stance.SAYS


def contrasting(statement: Statement, article: Article) -> list[Statement]:
    """Those who come next in its paragraph and deny it or are unsure: "Other sources were not"."""
    said = [each for each in statements(article) if each.paragraph == statement.paragraph]
    following = said[said.index(statement) + 1 :]
    others = [each for each in following if each.speaker != statement.speaker][:1]
    return [each for each in others if stance(each) in (Stance.DENIES, Stance.UNSURE)]


def disagreements(article: Article) -> tuple[Disagreement, ...]:
    """The matters on which sources stand differently, by the first to say something of each."""
    found = []
    taken: set[int] = set()
    said = statements(article)
    for at, claim in enumerate(said):
        if at in taken or stance(claim) is not Stance.SAYS:
            continue
        text = article.paragraph(claim.paragraph).text[claim.start : claim.end]
        alike = [
            one for one, score in find_statements(text, said, article) if score >= _SAME_MATTER
        ]
        about = [claim, *alike, *contrasting(claim, article)]
        stances = ((each, stance(each)) for each in about)
        views: dict[Speaker, View] = {}
        for each, how in stances:
            if how is not None:
                views.setdefault(each.speaker, View(each, how))
        if len({view.stance for view in views.values()}) > 1:
            taken.update(said.index(each) for each in about)
            found.append(Disagreement(claim, tuple(views.values())))
    return tuple(found)
