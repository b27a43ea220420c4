"""Who says what: a speaker, and a statement with its place in the text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from index.language.reporting import VerbKind
from index.types import Article, Sentence


class SpeakerKind(Enum):
    """What kind of source it is."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    REPORTER = "reporter"  # nobody is named: the article says so itself


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the text names someone, by noun phrase or pronoun: offsets in a paragraph."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source, the same object for all that it says in an article.

    `name` is a person's name as first fully given ("Frank Mora"), otherwise the noun phrase
    as in the text ("one source close to the ruling party"). `description` is what the text
    adds ("former U.S. ambassador to ..."). `count` is how many people speak: 1 for a person,
    None for organisations, documents and groups of unknown size. `start` and `end` are where
    the text first names it, offsets in its paragraph.
    """

    name: str
    kind: SpeakerKind
    description: str | None
    count: int | None
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, inside one sentence: `paragraph.text[start:end]` is its content.

    `mention` is where the speaker is named for it, in another sentence when a quotation goes
    on; `verb` is as in the text. `direct` means that all of it stands in quotation marks,
    which are left out of the span. `hedge` is the first word in it that weakens it, `time` is
    when it was said, as in the text. `clear` means that the text leaves no doubt whose words they
    are; otherwise `speaker` is the likeliest one, and not to be named. `plain` means that every
    word of the report is understood, so that the speaker is known to say it as it stands.
    """

    paragraph: int
    start: int
    end: int
    sentence: Sentence
    speaker: Speaker
    mention: Mention
    verb: str
    verb_kind: VerbKind
    direct: bool
    hedge: str | None
    time: str | None
    clear: bool
    plain: bool

    def content(self, article: Article) -> str:
        """The content of the statement, cut from its paragraph."""
        return article.paragraph(self.paragraph).text[self.start : self.end]

    def as_json(self, article: Article) -> dict[str, Any]:
        """The statement for programs; `text` is the content; offsets are in the paragraph."""
        speaker = asdict(self.speaker) | {"kind": self.speaker.kind.value}
        return {
            "paragraph": self.paragraph,
            "text": self.content(article),
            "start": self.start,
            "end": self.end,
            "sentence": asdict(self.sentence),
            "speaker": speaker,
            "mention": asdict(self.mention),
            "verb": self.verb,
            "verb_kind": self.verb_kind.value,
            "direct": self.direct,
            "hedge": self.hedge,
            "time": self.time,
            "clear": self.clear,
            "plain": self.plain,
        }
