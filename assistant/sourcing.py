"""Questions about sources, answered from who says what: distinct sources, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.attribution import (
    LIKELY,
    Ask,
    SourceQuestion,
    SpeakerKind,
    Stance,
    Statement,
    VerbKind,
    asks_of_sources,
    contrasting,
    find_statements,
    stance,
    statements,
)
from assistant.grounding import Given
from index.text import sentences
from index.types import Article, Sentence

MOST: Final = 6
"""Sources in an answer."""

NEARLY_AS_GOOD: Final = 0.8
"""A further source is told when its words come this near, relative to the best."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A source that says what is asked about, or takes another view of it.

    `likeness`, from 0 to 1, is how near its words come; `may_overlap` says that it can be among
    the anonymous sources before it.
    """

    article: Article
    statement: Statement
    likeness: float
    may_overlap: bool = False

    @property
    def told(self) -> str:
        """As a sentence: "Other sources are unsure"."""
        name = self.statement.speaker.name
        aside = ", who may be among those before," if self.may_overlap else ""
        return f"{name[:1].upper()}{name[1:]}{aside} {_does(self.statement)}"

    @property
    def evidence(self) -> Sentence:
        """The statement's sentence, from where its paragraph names the speaker if before."""
        start, end = self.statement.sentence.start, self.statement.sentence.end
        text = self.article.paragraph(self.statement.paragraph).text
        speaker = self.statement.speaker
        if speaker.paragraph == self.statement.paragraph and speaker.start < start:
            start = next(each.start for each in sentences(text) if each.end > speaker.start)
        return Sentence(text[start:end], start, end)


def sources(question: SourceQuestion, articles: Iterable[Article]) -> list[Sourced]:
    """Each source once, those that say it best first, with those that deny it or are unsure."""
    said: dict[tuple[str, str], Sourced] = {}
    for article in articles:
        for found in _said(question.content, article):
            key = article.id, found.statement.speaker.name
            said[key] = max(said.get(key, found), found, key=lambda each: each.likeness)
    ordered = sorted(said.values(), key=lambda each: (not _says(each), -each.likeness))
    asked_for = [each for each in ordered if each.statement.verb_kind is question.kind]
    if question.kind is not VerbKind.SAID and asked_for:
        ordered = asked_for
    elif question.ask is Ask.HOW_MANY:
        ordered = [each for each in ordered if _says(each)]
    best = max((each.likeness for each in ordered), default=0.0)
    return _marked([each for each in ordered if each.likeness >= NEARLY_AS_GOOD * best][:MOST])


def _said(content: str, article: Article) -> Iterator[Sourced]:
    likely = [
        (statement, score)
        for statement, score in find_statements(content, statements(article), article)
        if score >= LIKELY
    ]
    yield from (Sourced(article, statement, score) for statement, score in likely)
    for statement, score in likely:
        for other in contrasting(statement, article):
            yield Sourced(article, other, score)


def _marked(found: Sequence[Sourced]) -> list[Sourced]:
    """With those marked that may be counted twice: anonymous ones after others who say so."""
    marked = []
    anonymous = False
    for each in found:
        group = each.statement.speaker.kind is SpeakerKind.ANONYMOUS
        other = each.statement.speaker.name.lower().startswith(("other", "another"))
        overlaps = group and anonymous and not other and _says(each)
        marked.append(Sourced(each.article, each.statement, each.likeness, overlaps))
        anonymous = anonymous or (group and _says(each))
    return marked


def _says(found: Sourced) -> bool:
    return stance(found.statement) is Stance.SAYS


def _does(statement: Statement) -> str:
    speaker = statement.speaker
    group = speaker.count is None and speaker.kind is SpeakerKind.ANONYMOUS
    plural = group or (speaker.count or 1) > 1
    match statement.verb_kind:
        case VerbKind.DENIED:
            return "deny it" if plural else "denies it"
        case VerbKind.UNSURE:
            return "are unsure" if plural else "is unsure"
        case VerbKind.CONFIRMED:
            return "confirm it" if plural else "confirms it"
        case _:
            return "say so" if plural else "says so"


def hint(question: str, given: Sequence[Given]) -> str:
    """For a model: who of the paragraphs given speaks of what a question asks; or nothing."""
    asked = asks_of_sources(question)
    if asked is None:
        return ""
    labels = {(each.article.id, each.paragraph.number): each.label for each in given}
    found = sources(asked, dict.fromkeys(each.article for each in given))
    told = [
        f"{each.statement.speaker.name} ({each.statement.verb_kind.value}) [{label}]"
        for each in found
        if (label := labels.get((each.article.id, each.statement.paragraph)))
    ]
    return f"Sources on this: {'; '.join(told)}" if told else ""
