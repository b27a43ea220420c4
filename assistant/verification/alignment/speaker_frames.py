"""What somebody says, with who says it moved round: "X said that Y", "Y, according to X"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from assistant.attribution import SpeakerKind, Statement
from assistant.attribution.reported_speech.plain_reports import ADJUNCT
from assistant.attribution.syntax.quotations import overlapping, quotations
from assistant.verification.alignment.aligned_words import Word, words
from assistant.verification.alignment.beginnings import may_begin
from assistant.verification.alignment.clauses import is_past, is_verb
from assistant.verification.alignment.cuts import is_cut, leaves_out_no_more
from assistant.verification.alignment.endings import BINDING, tells
from assistant.verification.alignment.marks import keeps_marks
from assistant.verification.alignment.word_path import path
from assistant.verification.context_paragraphs import ContextParagraph
from assistant.verification.detectors.last_names import means_one_person
from index.language.en.grammar.clause_words import (
    CLAUSAL,
    CONDITION,
    DESCRIBING,
    LIGHT,
    REVOKING,
    TURNING,
)
from index.language.en.grammar.function_words import AUXILIARIES, PREPOSITIONS
from index.language.en.grammar.pronouns import PRONOUNS
from index.language.en.names import TITLES
from index.language.word_lists import word_set

_HEARERS: Final = word_set(
    "told journalists police parliament broadcaster newspaper one campaign giving speaking long"
)
"""Words around a speech that say who heard it, and where, besides those of occasions."""

_KEPT: Final = word_set("told joked quipped mused pretended deadpanned")
"""Verbs that say more than that somebody said it, or who follows."""

_POINTING: Final = PRONOUNS | word_set("these those this that same")

_TELLING: Final = word_set("say that 's")

_SAYING: Final = word_set("say accord to as")

_AND: Final = re.compile(r"\b(?:and|but|or)\s*$", re.IGNORECASE)

_THAT: Final = re.compile(r"\bthat\W*$", re.IGNORECASE)


def is_reported(
    claim: str, claimed: Statement, report: Statement, paragraph: ContextParagraph
) -> bool:
    """Whether the claim lets somebody say what the report says, and adds nothing around it.

    `claimed` is what the claim reports; who may say it, the rules on speakers tell.
    """
    content = words(claim[claimed.start : claimed.end])
    # "It rained, Lee said, and the dam broke": who says that the dam broke is not told.
    if _AND.search(paragraph.text, report.sentence.start, max(report.sentence.start, report.start)):
        return False
    if not is_cut(content, words(report.content(paragraph.article))):
        return False
    # What stands around the speech has to be the same, up to what may be left out of its end.
    own = _frame(claim, claimed, 0, len(claim))
    frame = _frame(paragraph.text, report, report.sentence.start, report.sentence.end)
    same = _is_same(own.speaker, frame.speaker) or _is_named_in_full(own.speaker, report, paragraph)
    if not same or _is_broken(claim, claimed) or not frame.begins_with(own):
        return False
    if own.rest and not _unquoted(report, paragraph).begins_with(own):
        return False
    left = frame.rest[len(own.rest) :]
    if left and own.rest and own.rest[-1].lower in BINDING:
        return False
    quoted = (
        report.direct
        and _is_whole_quotation(content, report, paragraph)
        and bool(quotations(claim))
    )
    # What is understood, or quoted whole, may have more around it; anything else only what is
    # harmless.
    understood = (report.plain and not own.rest) or (quoted and not _is_turned(left))
    return understood or _adds_nothing(left)


def _is_whole_quotation(
    content: Sequence[Word], report: Statement, paragraph: ContextParagraph
) -> bool:
    """Whether it is all of it: its end may turn it, as in "He did it, and pigs can fly"."""
    text = paragraph.text
    return any(
        [word.form for word in words(text[each.inner_start : each.inner_end])]
        == [word.form for word in content]
        for each in overlapping(quotations(text), report.start, report.end)
    )


class _Frame(NamedTuple):
    """A sentence without what is said in it: who speaks, if it says so, and the other words.

    `starts` are the places of those right behind the speaker, the verb or the speech.
    """

    speaker: Sequence[Word]
    rest: Sequence[Word]
    starts: Collection[int]

    def begins_with(self, other: _Frame) -> bool:
        """Whether it has the other's words in front, and what stands together there as well."""
        if len(other.rest) > len(self.rest):
            return False
        return all(
            own.form == word.form
            and own.article == word.article
            and (at in self.starts or (at not in other.starts and own.breaks == word.breaks))
            for at, (own, word) in enumerate(zip(self.rest, other.rest, strict=False))
        )


def _frame(text: str, report: Statement, start: int, end: int) -> _Frame:
    mention = report.mention
    named = start <= mention.start and mention.end <= end
    # "That" belongs to the speech right before it, and nowhere else.
    said = _THAT.search(text, start, report.start) if report.start >= start else None
    speech = (said.start() if said else report.start, report.end)
    apart = sorted([speech, (mention.start, mention.end)] if named else [speech])
    verb = report.verb.lower() if report.verb.lower() not in _KEPT else ""
    rest: list[Word] = []
    starts: list[int] = []
    for gap, until in zip(
        (start, *(each[1] for each in apart)), (*(each[0] for each in apart), end), strict=True
    ):
        starts.append(len(rest))
        for word in words(text[gap : max(gap, until)]):
            if word.form in _SAYING or word.lower == verb:
                starts.append(len(rest))
            else:
                rest.append(word)
    speaker = words(text[mention.start : mention.end]) if named else ()
    return _Frame(speaker, rest, frozenset(starts))


def _unquoted(report: Statement, paragraph: ContextParagraph) -> _Frame:
    """The sentence with nothing but the speech in anybody's quotation marks."""
    text, start, end = paragraph.text, report.sentence.start, report.sentence.end
    for each in overlapping(quotations(text), start, end):
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return _frame(text, report, start, end)


def _is_broken(claim: str, claimed: Statement) -> bool:
    """Whether it is put together as no sentence is: "Lee, said that", "According to Lee that"."""
    mention, verb = claimed.mention, claimed.verb.lower()
    between = claim[mention.end : claimed.start].lower().strip()
    if claimed.start < mention.end:
        return False
    if verb.startswith("accord"):
        return not between.startswith((",", ":"))
    before = claim[: mention.start].lower().split()
    if before and (before[0] in DESCRIBING or before[-1] in AUXILIARIES or before == [verb]):
        return True
    return between.startswith(",") and between[1:].strip().startswith(f"{verb} that")


def _is_same(claimed: Sequence[Word], source: Sequence[Word]) -> bool:
    """Whether who speaks is whole, and not a part of it: Lee, of "the lawyer of Lee".

    Whom a pronoun stands for, and who speaks where another sentence names them, the rules on
    speakers say.
    """
    points = claimed and claimed[0].lower in _POINTING
    if source and (points or any(word.lower in PRONOUNS for word in claimed)):
        return [word.lower for word in claimed] == [word.lower for word in source]
    return not source or source[0].lower in PRONOUNS or _is_whole(claimed, source)


def _is_whole(claimed: Sequence[Word], source: Sequence[Word]) -> bool:
    """Whether it is the other, or all of it before a comma, or "of" and "in": "critics of Lee"."""
    places = path(claimed, source)
    kept = [place for place in places or () if place is not None]
    if not places or not kept or not keeps_marks(claimed, places, source):
        return False
    if not leaves_out_no_more(kept, source):
        return False
    if not _is_titled(source, kept[0]) and not may_begin(source, kept[0], kept[-1] + 1):
        return False
    return _only_describes(source[kept[-1] + 1 :])


def _only_describes(after: Sequence[Word]) -> bool:
    """Whether it only says more of who speaks: "of Oslo", ", who owns the yard".

    In "the bishop resigned after a nurse said", and in "the bishop's nurse said", somebody else
    speaks than is named first.
    """
    if not after:
        return True
    first, more = after[0], after[1:]
    if any(word.breaks or word.lower in CLAUSAL or word.form in _TELLING for word in more):
        return False
    if first.breaks and first.lower in DESCRIBING | {"which"}:
        return True
    tells_more = any(is_past(word) or word.lower in AUXILIARIES for word in more)
    return not tells_more and (first.breaks or first.lower in PREPOSITIONS)


def _is_titled(source: Sequence[Word], at: int) -> bool:
    """Whether only titles stand before a name: "former Gov. Lee", of which "Gov. Lee" is none."""
    titles, name = source[:at], source[at:]
    return all(each.lower in TITLES for each in titles) and all(
        each.is_name and each.lower not in TITLES for each in name
    )


def _is_named_in_full(
    claimed: Sequence[Word], report: Statement, paragraph: ContextParagraph
) -> bool:
    """Whether it is the whole name of the one who speaks, whatever stands around it there."""
    speaker = report.speaker
    named = report.clear and speaker.kind is SpeakerKind.NAMED and len(claimed) > 1
    whole = [(each.lower, each.article) for each in words(speaker.name)]
    is_whole = named and [(each.lower, each.article) for each in claimed] == whole
    return is_whole and means_one_person(speaker.name, paragraph.article)


def _adds_nothing(left: Sequence[Word]) -> bool:
    """Whether what else stands around the speech only tells where, when and to whom.

    Anything else may take it back: "falsely", "in his novel", "her sister told her".
    """
    # "Told" has its hearer with it, whoever that is.
    if left and left[0].lower == "told" and not any(map(is_verb, left[1:])):
        return True
    if _is_turned(left):
        return False
    left = [word for at, word in enumerate(left) if not _is_occasion(word, opens=at == 0)]
    return not left or _is_apposition(left)


def _is_turned(some: Sequence[Word]) -> bool:
    return any(word.lower in REVOKING | CONDITION | _KEPT - {"told"} for word in some)


def _is_occasion(word: Word, *, opens: bool) -> bool:
    """Whether it says where, when or to whom; the first word has a capital in any case."""
    named = word.is_name and not opens
    return word.lower in ADJUNCT | LIGHT | _HEARERS or named or word.form[0] == "#"


def _is_apposition(some: Sequence[Word]) -> bool:
    """Whether it says who the speaker is: ", a professor of history"."""
    turned = any(word.lower in TURNING | REVOKING | CONDITION for word in some)
    return some[0].mark == "," and some[0].opens and not turned and not tells(some)
