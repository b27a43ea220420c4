"""Cues: a reporting verb in its sentence, and the noun phrase that speaks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from assistant.attribution.reported_speech.speakers_of_saying import speaker_of_saying
from assistant.attribution.syntax.clause_subjects import (
    Subject,
    agrees,
    clause_subject,
    stands_alone,
)
from assistant.attribution.syntax.noun_phrases import (
    LONGEST,
    NounPhrase,
    is_auxiliary,
    phrase_after,
)
from assistant.attribution.syntax.tokens import Token, TokenKind, Tokens
from assistant.attribution.syntax.verb_groups import VerbGroup, verb_group
from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import (
    ASKING_WORDS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
)
from index.language.en.grammar.pronouns import PRONOUNS, THIRD_PERSON_OBJECTS
from index.language.en.nouns import is_source_noun
from index.language.en.reporting_verbs import ACCORDING, NOUN_LIKE, SIGNALS, VIEWS
from index.language.reporting import Complement, Form, ReportingVerb, VerbKind

_MOST = 30  # in a sentence
_NEAR = 8  # tokens between "asked" and "whether"


class Cue(NamedTuple):
    """A reporting verb in its sentence: token indexes of its group, and who speaks.

    `subject` is None when it is left out ("and added", "saying"). What follows verb, subject
    and hearer begins at `after`. An inverted subject follows the verb.
    """

    start: int
    end: int
    after: int
    verb: ReportingVerb
    kind: VerbKind
    subject: NounPhrase | None
    inverted: bool = False
    negated: bool = False
    relative: bool = False  # "the aide who said": a clause inside another
    passive: bool = False

    @property
    def first(self) -> int:
        """The token index at which verb and subject begin."""
        if self.inverted or self.subject is None:
            return self.start
        return min(self.start, self.subject.whole_start)


def cues(tokens: Tokens) -> list[Cue]:
    """The sentence's cues, in order, up to 30: no writer needs more."""
    return list(islice(_cues(tokens), _MOST))


def _cues(tokens: Tokens) -> Iterator[Cue]:
    # No cue reads further left than where the words of the one before it end.
    floor, headline = 0, tokens.is_headline
    for at, token in enumerate(tokens):
        if token.lower not in SIGNALS or at < floor:
            continue
        if token.is_capitalised and (token.text.isupper() or at > 0) and not headline:
            continue  # the United States, READ MORE
        cue = _cue(tokens, at, floor)
        if cue is not None:
            yield cue
            floor = cue.end if cue.inverted else cue.after


def _cue(tokens: Tokens, at: int, floor: int) -> Cue | None:
    word, following = tokens.lower(at), tokens.lower(at + 1)
    if word == "according" and following == "to":
        return _preposed(tokens, at, at + 2)
    if following == "of" and word in VIEWS:
        opens = (tokens.lower(at - 2), tokens.lower(at - 1)) == ("in", "the")
        return _preposed(tokens, at - 2, at + 2) if opens else None
    group = verb_group(tokens, at, floor)
    if group is None:
        return None
    if tokens.lower(group.start - 1) == "as" and following in ("in", "by"):
        return _preposed(tokens, group.start - 1, at + 2)
    return _passive(tokens, group) if group.is_passive else _active(tokens, group, floor)


def _preposed(tokens: Tokens, start: int, end: int) -> Cue | None:
    """The speaker of "according to Ann Lee", "as noted in her report", "in the view of Ann Lee"."""
    subject = phrase_after(tokens, end)
    if subject is None:
        return None
    after = subject.whole_end
    # What is said follows only where "according to" opens the sentence; elsewhere it stands before.
    if start == 0:
        subject = _without_content(tokens, subject)
        after = _comma_after(tokens, subject.whole_end)
    return Cue(start, end, after, ACCORDING, VerbKind.SAID, subject, inverted=True)


def _without_content(tokens: Tokens, subject: NounPhrase) -> NounPhrase:
    """Without an apposition that is rather what is said: "According to Lee, the deal is off"."""
    if subject.apposition is None:
        return subject
    first, stop = subject.apposition
    describes = tokens.lower(first) in ("a", "an", "one", "who", "whose", "former") or (
        tokens.lower(first) == "the" and tokens[subject.end - 1].is_capitalised
    )
    return subject if describes and stop < len(tokens) else subject._replace(apposition=None)


def _comma_after(tokens: Tokens, at: int) -> int:
    """The comma that closes "According to a report filed in May,"; `at` when there is none."""
    for comma in range(at, min(len(tokens), at + LONGEST)):
        if tokens.lower(comma) == ",":
            return comma
        if is_auxiliary(tokens[comma]) or tokens.is_quote(comma):
            break
    return at


def _passive(tokens: Tokens, group: VerbGroup) -> Cue | None:
    """The speaker of "... was confirmed by Ann Lee"; without one, nobody is quoted."""
    verb = group.verb
    # "Was questioned by the police" doubts nothing.
    if verb.complement in (Complement.MARKED, Complement.QUOTED) or verb.kind is VerbKind.DOUBTED:
        return None
    for at in range(group.end, min(group.end + 12, len(tokens))):
        if tokens.lower(at) == "by":
            subject = phrase_after(tokens, at + 1)
            return subject and Cue(
                *(group.start, group.end, subject.whole_end),
                *(verb, group.kind, subject),
                inverted=True,
                negated=group.is_negated,
                passive=True,
            )
        if tokens[at].kind is not TokenKind.WORD or tokens.lower(at) in ("that", "to"):
            return None
    return None


# --- Active verbs --------------------------------------------------------------------------


def _active(tokens: Tokens, group: VerbGroup, floor: int) -> Cue | None:
    told_of = speaker_of_saying(tokens, group, floor)
    if told_of is None and not _is_verb(tokens, group, floor):
        return None
    subject = Subject(told_of) if told_of else clause_subject(tokens, group, floor)
    if subject is None or not agrees(tokens, group, subject):
        return None
    kind, after = group.kind, group.end
    if subject.inverted and subject.phrase is not None:
        after = subject.phrase.whole_end
    elif group.verb.complement is Complement.PERSON:
        after = _after_hearer(tokens, group.end)
        # Somebody has to be told, unless what is said follows at once: "She told: ..."
        told = _after_relative(tokens, after) if after > group.end else _told_from(tokens, after)
        if told is None:
            return None
        after = told
        orders = tokens.lower(after) == "to" or (
            tokens.lower(after) in NEGATIONS and tokens.lower(after + 1) == "to"
        )
        if orders and not group.is_negated:
            kind = VerbKind.ORDERED
    return Cue(
        *(group.start, group.end, after, group.verb, kind, subject.phrase),
        inverted=subject.inverted,
        negated=group.is_negated,
        relative=subject.relative,
    )


def _told_from(tokens: Tokens, after: int) -> int | None:
    """Where what is said follows a verb that names no hearer: "She told: ...", "asked if"."""
    if tokens.lower(after) in PREPOSITIONS:  # asked in parliament whether
        near = range(after + 1, min(len(tokens), after + _NEAR))
        after = next((at for at in near if tokens.lower(at) in ASKING_WORDS), after)
    opens = tokens.lower(after) in (",", ":") or tokens.lower(after) in ASKING_WORDS
    return after if opens else None


def _after_relative(tokens: Tokens, after: int) -> int:
    """Past what tells who the hearer is: "told a man who wept that “it is over”"."""
    if tokens.lower(after) != "who":
        return after
    near = range(after + 1, min(len(tokens), after + LONGEST))
    quoted = (at for at in near if tokens.lower(at) == "that" and tokens.is_quote(at + 1))
    return next(quoted, after)


def _is_verb(tokens: Tokens, group: VerbGroup, floor: int) -> bool:
    """Whether it is a finite verb or a participle, not a noun, adjective or infinitive."""
    verb, before = group.verb, tokens.lower(group.start - 1) if group.start > floor else ""
    following, second = tokens.lower(group.end), tokens.lower(group.end + 1)
    if not before:
        # In front of all, "report" or "claim" is a noun or an order.
        return verb.form is not Form.BASE or verb.lemma == "say"
    if before == "to" or following == "by" or (following == "to" and second in ("be", "have")):
        return False
    if before in DETERMINERS:
        # A friend close to her said: no possessive before a noun.
        to_her = before in THIRD_PERSON_OBJECTS and tokens.lower(group.start - 2) in PREPOSITIONS
        told = to_her and verb.form is Form.PAST and verb.lemma not in NOUN_LIKE
        return told or stands_alone(tokens, group.start - 1, floor)
    if before in PREPOSITIONS:
        return verb.form is Form.ING and before in ("by", "after", "before", "while", "in", "when")
    if verb.form in (Form.BASE, Form.PRESENT):
        return _is_present(tokens, group)
    return verb.form is Form.PAST or not before.endswith("'s")


def _is_present(tokens: Tokens, group: VerbGroup) -> bool:
    """Whether a form like "claims" is a verb: by its neighbours."""
    before, following = tokens[group.start - 1], tokens.lower(group.end)
    if before.lower.endswith("'s"):
        return False
    if group.end < len(tokens) and is_auxiliary(tokens[group.end]):
        return False  # the battleground states could
    if group.verb.lemma not in NOUN_LIKE or following == "that":
        return True
    speaks = before.is_capitalised or before.lower in PRONOUNS or is_source_noun(before.lower)
    return speaks and group.end < len(tokens) and _opens_complement(tokens[group.end])


def _opens_complement(token: Token) -> bool:
    if token.kind is not TokenKind.WORD:
        return token.kind is TokenKind.QUOTE or token.lower in (",", ":", ".")
    opens = token.lower in DETERMINERS or token.lower in PRONOUNS or token.lower in TIMES
    return opens or token.is_capitalised or token.lower in ("there", "in", "on")


def _after_hearer(tokens: Tokens, end: int) -> int:
    """Past the one who is told; `end` itself when nobody is."""
    if tokens.lower(end) in ("me", "him", "her", "them", "us", "you"):
        return end + 1
    hearer = phrase_after(tokens, end) if end < len(tokens) else None
    if hearer is None:
        return end
    for at in range(hearer.start + 1, hearer.end):
        if tokens.lower(at) == "to":
            return at
    show = tokens.lower(hearer.end - 1).endswith("'s") and tokens.is_quote(hearer.end)
    return hearer.end + show  # told NBC's “Today” that
