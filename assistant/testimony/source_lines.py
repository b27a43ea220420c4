"""An article's sources in sentences of ours: who they are, how often they speak, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.attribution import SpeakerKind, is_plural
from assistant.scored_sentence import Quote, ScoredSentence
from assistant.testimony.speaker_list import Source
from assistant.types import Basis
from index.types import Article

MOST_PLACES: Final = 6
"""Places of one source that are shown."""

MOST_SOURCES: Final = 24
"""Sources of an article that are told one by one."""

_LONGEST: Final = 100
"""Characters of what an article says about a speaker."""

_KINDS: Final = {
    SpeakerKind.NAMED: ("named person", "named people"),
    SpeakerKind.ORGANISATION: ("organisation", "organisations"),
    SpeakerKind.ANONYMOUS: ("unnamed source or group", "unnamed sources or groups"),
    SpeakerKind.DOCUMENT: ("document", "documents"),
}
"""What the sources of each kind are called, in the order in which they are told."""

_TIMES: Final = {1: "once", 2: "twice"}


def in_groups(sources: Sequence[Source]) -> list[Source]:
    """The sources by kind: named people first, in the order of the text."""
    order = list(_KINDS)
    return sorted(sources, key=lambda each: order.index(each.kind))


def count_line(article: Article, sources: Sequence[Source], *, by_title: bool) -> ScoredSentence:
    """How many sources of each kind speak in an article; "unnamed" may be counted twice."""
    groups = {kind: [each for each in sources if each.kind is kind] for kind in _KINDS}
    parts = [
        f"{len(theirs)} {_KINDS[kind][len(theirs) != 1]}"
        for kind, theirs in groups.items()
        if theirs
    ]
    unnamed = groups[SpeakerKind.ANONYMOUS]
    aside = " (the unnamed may be the same people)" if len(unnamed) > 1 else ""
    where = f" in “{article.title}”" if by_title else ""
    verb = "is" if len(sources) == 1 else "are"
    text = f"{_joined(parts)}{aside} {verb} quoted or reported{where}."
    return _line(text, article, [_first(article, each) for each in sources])


def names_line(article: Article, sources: Sequence[Source]) -> ScoredSentence:
    """Who speaks in an article, in one sentence."""
    called = [each.speaker.name for each in sources[:MOST_SOURCES]]
    more = len(sources) - len(called)
    called += [f"{more} more"] if more else []
    text = f"Quoted or reported in “{article.title}”: {_joined(called)}."
    return _line(text, article, [_first(article, each) for each in sources[:MOST_SOURCES]])


def source_line(article: Article, source: Source) -> ScoredSentence:
    """How often one source is quoted or reported, with the places: "Ann Lee is quoted twice"."""
    quoted, reported = source.quoted, source.reported
    said = [
        f"{how} {_TIMES.get(len(places), f'{len(places)} times')}"
        for how, places in (("quoted", quoted), ("reported", reported))
        if places
    ]
    be = "are" if is_plural(source.speaker) else "is"
    name = described(source, article)
    places = [Quote(article, each.paragraph, each.sentence) for each in (*quoted, *reported)]
    text = f"{name[:1].upper()}{name[1:]} {be} {_joined(said)}."
    return _line(text, article, sorted(places, key=lambda each: each[1])[:MOST_PLACES])


def described(source: Source, article: Article) -> str:
    """A source with what the article says right beside its name: "Frank Mora, an ambassador,"."""
    name, about = source.speaker.name, source.speaker.description
    if source.kind is not SpeakerKind.NAMED or not about or len(about) > _LONGEST:
        return name
    # Only as it stands there to the letter: taken from farther off, it may be another's.
    texts = [article.paragraph(each.paragraph).text for each in source.statements]
    texts.append(article.paragraph(source.speaker.paragraph).text)
    if any(f"{about} {name}" in text for text in texts):
        return f"{about} {name}"
    last = name.split()[-1]
    beside = any(f"{last}, {about}" in text for text in texts)
    return f"{name}, {about}," if beside else name


def _first(article: Article, source: Source) -> Quote:
    first = source.statements[0]
    return Quote(article, first.paragraph, first.sentence)


def _line(text: str, article: Article, places: Sequence[Quote]) -> ScoredSentence:
    first, *others = dict.fromkeys(places)
    return ScoredSentence(
        text, article, first.paragraph, first.sentence, 1.0, Basis.LEDGER, also=tuple(others)
    )


def _joined(parts: Sequence[str]) -> str:
    """The parts with commas and an "and" between them."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
