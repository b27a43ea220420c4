"""An article's statements: who says what, by rules, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from assistant.attribution.coreference.antecedents import SentencePlace
from assistant.attribution.coreference.speakers import Speakers
from assistant.attribution.entities.person_mentions import People
from assistant.attribution.reported_speech.announcements import announcement, leading_phrase
from assistant.attribution.reported_speech.datelines import dateline_end
from assistant.attribution.reported_speech.plain_reports import is_plain
from assistant.attribution.reported_speech.quotation_attribution import (
    Attribution,
    QuotedParagraph,
    free_quotations,
    make_statement,
    rest_of_quotations,
)
from assistant.attribution.reported_speech.reporting_cues import Cue
from assistant.attribution.reported_speech.reports import Report, reports
from assistant.attribution.syntax.name_words import with_names
from assistant.attribution.syntax.quotations import Quotation, quotations
from assistant.attribution.syntax.tokens import TokenKind, Tokens, tokenize
from assistant.attribution.types import Mention, Speaker, SpeakerKind, Statement
from index.language.en.reporting_verbs import ACCORDING, WHOLE_PHRASES
from index.language.reporting import Complement, VerbKind
from index.language.sentences import sentences
from index.types import Article, Paragraph, Sentence

# Not before a quotation mark: "Lee: “It rained.”" is a report that ends in a colon.
_LABEL = re.compile(r"[“\"]?(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}): ?(?=[^\s“\"‘'])")


# Worked out when asked for and not stored with the article: stored ones would stay as they are
# when the rules get better. The cache keeps what is read of that many articles in memory.
@lru_cache(maxsize=256)
def statements(article: Article) -> tuple[Statement, ...]:
    """The statements of an article, in its order; empty when nobody says anything.

    Every span lies in one sentence: a quotation of three sentences gives three statements.
    """
    reader = _Reader(article)
    return tuple(
        statement for paragraph in article.paragraphs for statement in reader.read(paragraph)
    )


def statements_in(paragraph: int, article: Article) -> Sequence[Statement]:
    """The statements of one paragraph, by its number, in order."""
    return _by_paragraph(article).get(paragraph, ())


def statements_within(sentence: Sentence, paragraph: int, article: Article) -> Sequence[Statement]:
    """The statements that begin in this sentence of the paragraph."""
    neighbours = statements_in(paragraph, article)
    return neighbours[
        _first_from(sentence.start, neighbours) : _first_from(sentence.end, neighbours)
    ]


def index_of(statement: Statement, neighbours: Sequence[Statement]) -> int:
    """The index of a statement among those of its paragraph."""
    return neighbours.index(statement, _first_from(statement.start, neighbours))


def _first_from(start: int, in_order: Sequence[Statement]) -> int:
    return bisect_left(in_order, start, key=lambda each: each.start)


@lru_cache(maxsize=256)
def _by_paragraph(article: Article) -> dict[int, tuple[Statement, ...]]:
    grouped = groupby(statements(article), key=lambda each: each.paragraph)
    return {paragraph: tuple(group) for paragraph, group in grouped}


class _Reader:
    """Reads paragraph by paragraph, and remembers whose words may go on in the next one."""

    def __init__(self, article: Article) -> None:
        self._people = People(article)
        self._speakers = Speakers(self._people)
        self._goes_on: Attribution | None = None
        self._is_open = False  # a quotation that the paragraph before never closes
        labels = (_LABEL.match(paragraph.text) for paragraph in article.paragraphs)
        self._labels = Counter(label["name"] for label in labels if label)

    def read(self, paragraph: Paragraph) -> list[Statement]:
        parts = QuotedParagraph(paragraph, sentences(paragraph.text), quotations(paragraph.text))
        self._speakers.enter_paragraph(parts)
        # What is somebody's words as a whole has no reports of its own: what they retell is theirs.
        attributed = self._labelled(parts) or self._block(parts) or self._reported(parts)
        return sorted(attributed, key=lambda statement: (statement.start, statement.end))

    # --- Paragraphs that are somebody's words as a whole ------------------------------------

    def _labelled(self, parts: QuotedParagraph) -> list[Statement]:
        """A transcript's "LEE: It rained.", a headline's "Lee: It rained"."""
        label = _LABEL.match(parts.paragraph.text)
        if label is None:
            return []
        name = label["name"]
        mention = Mention(parts.paragraph.number, *label.span("name"))
        # Transcripts shout their labels: "LEE:" is Lee.
        person = self._people.find(name.title() if name.isupper() else name)
        if person is not None:
            speaker = self._speakers.of_person(person, place=mention)
        # Not known as a person: twice it is a speaker of a transcript, once it may be a heading.
        elif name.isupper() and self._labels[name] > 1:
            place = (mention.paragraph, mention.start, mention.end)
            speaker = Speaker(name, SpeakerKind.NAMED, None, 1, *place)
        else:
            return []
        return self._whole(parts, Attribution(speaker, mention, ":", VerbKind.SAID), label.end())

    def _block(self, parts: QuotedParagraph) -> list[Statement]:
        """The paragraph after "Lee added:", set without quotation marks."""
        attribution = self._goes_on
        # A bare colon announces quotations only; a paragraph that opens with one is read as that.
        opens = bool(parts.quotations) and parts.quotations[0].start == 0
        if attribution is None or not attribution.announced or attribution.verb == ":" or opens:
            return []
        return self._whole(parts, attribution, 0)

    def _whole(
        self, parts: QuotedParagraph, attribution: Attribution, start: int
    ) -> list[Statement]:
        whole: list[Statement] = []
        for index, sentence in enumerate(parts.sentences):
            span = max(start, sentence.start), sentence.end
            self._speakers.note_speaker(
                attribution.speaker, SentencePlace(parts.paragraph.number, index)
            )
            whole += make_statement(parts.paragraph, sentence, span, attribution, direct=True)
        self._goes_on = attribution._replace(announced=False)
        return whole

    # --- Reports ---------------------------------------------------------------------------

    def _reported(self, parts: QuotedParagraph) -> list[Statement]:
        reported: list[Statement] = []
        announced: Attribution | None = None
        paragraph = parts.paragraph
        for index, sentence in enumerate(parts.sentences):
            tokens = self._tokens(parts, sentence)
            place = SentencePlace(paragraph.number, index)
            # First whom the sentence is about, who may be the "she" of its reports.
            self._speakers.note_subject(tokens, place)
            for report, (speaker, mention) in self._attributed(tokens, place):
                verb = _verb_text(paragraph.text, tokens, report.cue)
                attribution = Attribution(
                    *(speaker, mention, verb, report.cue.kind),
                    clear=self._is_clear(parts, report, speaker, mention, place),
                    plain=is_plain(tokens, report),
                )
                if not report.contents:
                    announced = attribution._replace(announced=True)
                for first, end in report.contents:
                    span = tokens[first].start, tokens[end - 1].end
                    direct = end - first == 1 and tokens.is_quote(first)
                    reported += make_statement(
                        paragraph, sentence, span, attribution, direct=direct
                    )
        # Then what else stands in the quotations of reports, and at last quotations that are still
        # without a speaker: each step needs to know what the ones before have taken.
        reported += list(rest_of_quotations(parts, reported))
        reported += list(self._free(parts, reported))
        # A quotation that opens the next paragraph goes on with whoever spoke last.
        last = max(reported, key=lambda statement: statement.start, default=None)
        self._goes_on = announced or (None if last is None else Attribution.of(last))
        self._is_open = bool(parts.quotations) and not parts.quotations[-1].closed
        return reported

    def _tokens(self, parts: QuotedParagraph, sentence: Sentence) -> Tokens:
        """The sentence's tokens, without a dateline."""
        text = parts.paragraph.text
        start = dateline_end(text) if sentence.start == 0 else 0
        if start < sentence.end:
            sentence = replace(sentence, start=max(start, sentence.start))
        return with_names(tokenize(text, sentence, parts.quotations), self._people.surnames)

    def _is_clear(
        self,
        parts: QuotedParagraph,
        report: Report,
        speaker: Speaker,
        mention: Mention,
        place: SentencePlace,
    ) -> bool:
        """Whether the report leaves no doubt who its speaker is."""
        if report.cue.relative:  # "the aide who said": the name stands right there
            return True
        text = parts.paragraph.text[mention.start : mention.end]
        return self._speakers.is_clear(speaker, mention, text, place)

    def _free(self, parts: QuotedParagraph, attributed: Sequence[Statement]) -> Iterator[Statement]:
        for quotation, named in free_quotations(parts, attributed):
            attribution = named or self._from_before(quotation)
            if attribution is None:
                continue
            for index, sentence in parts.sentences_of(quotation):
                self._speakers.note_speaker(
                    attribution.speaker, SentencePlace(parts.paragraph.number, index)
                )
                yield from parts.part(sentence, quotation, attribution)

    def _from_before(self, quotation: Quotation) -> Attribution | None:
        """Whose words may go on; beyond doubt only where they were announced or never closed."""
        before = self._goes_on
        if before is None:
            return None
        goes_on = quotation.start == 0 and (before.announced or self._is_open)
        return before._replace(clear=before.clear and goes_on)

    def _attributed(
        self, tokens: Tokens, place: SentencePlace
    ) -> Iterator[tuple[Report, tuple[Speaker, Mention]]]:
        """The sentence's reports with their speakers; one left out is the one before."""
        previous: tuple[Speaker, Mention] | None = None
        for report in reports(tokens) or announcement(tokens):
            named = previous if report.cue.subject is None else None
            named = named or self._named(tokens, report, place)
            if named is None:
                continue
            # An aside's speaker goes on with nothing: "the aide who said ..., and added".
            if not report.cue.relative and report.cue.verb is not ACCORDING:
                previous = named
            self._speakers.note_speaker(named[0], place)
            yield report, named

    def _named(
        self, tokens: Tokens, report: Report, place: SentencePlace
    ) -> tuple[Speaker, Mention] | None:
        """Who speaks in the report, and where the sentence says so."""
        cue = report.cue
        phrase = cue.subject or leading_phrase(tokens, cue.start)
        if phrase is None:
            return None
        first, last = tokens[phrase.start], tokens[phrase.end - 1]
        # A mention ends before its bracket: "Sen. Gray (R-Iowa)".
        if last.kind is TokenKind.ASIDE and phrase.end - phrase.start > 1:
            last = tokens[phrase.end - 2]
        content_first = any(start < phrase.start for start, _ in report.contents)
        # With verbs that things have, too ("showed"), only a known kind of source is a speaker.
        asserts = cue.verb.complement in (Complement.CLAUSE, Complement.PERSON)
        plain = cue.subject is not None and (not cue.inverted or cue.verb is ACCORDING)
        speaker = self._speakers.resolve(
            tokens,
            phrase,
            place,
            # In "Gray was late, she said" nobody named in what is said can be the "she".
            before=tokens[0].start if content_first else first.start,
            strict=not (asserts and plain),
        )
        if speaker is None or (cue.subject is None and not self._is_known(speaker)):
            return None
        return speaker, Mention(place.paragraph, first.start, last.end)

    def _is_known(self, speaker: Speaker) -> bool:
        """Whether it is more than a capitalised word that opens the sentence."""
        named = speaker.kind is SpeakerKind.NAMED
        return not named or self._people.find(speaker.name) is not None


def _verb_text(text: str, tokens: Tokens, cue: Cue) -> str:
    # Of "would not say" or "made it clear" the last word alone would be another verb.
    whole = cue.negated or cue.verb.lemma in WHOLE_PHRASES
    start = tokens[cue.start if whole else cue.end - 1].start
    return text[start : tokens[cue.end - 1].end]
