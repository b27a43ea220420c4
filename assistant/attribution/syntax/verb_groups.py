"""Verb groups: a reporting verb with its auxiliaries and adverbs."""

from __future__ import annotations

from typing import Final, NamedTuple

from assistant.attribution.syntax.noun_phrases import is_auxiliary
from assistant.attribution.syntax.subjects import without_time
from assistant.attribution.syntax.tokens import Tokens
from index.language.en.grammar.function_words import (
    ADVERBS,
    ASKING_WORDS,
    BE,
    HAVE,
    MODALS,
    NEGATIONS,
    NOT_ADVERBS,
    is_inflected,
)
from index.language.en.number_words import CARDINALS
from index.language.en.reporting_verbs import (
    DECLINE,
    DECLINING,
    KNOW,
    KNOWING,
    MAKE_CLEAR,
    PHRASAL_VERBS,
    PUT,
    PUTTING,
    REPORTING_VERBS,
    STATES_OF_MIND,
    WANT_TO_KNOW,
    WANTING_TO,
)
from index.language.reporting import Form, ReportingVerb, VerbKind

_CHAINING = ("continue", "continued", "continues", "began", "proceeded")  # to insist
_DECLINED = (
    *("say", "comment", "confirm", "discuss", "answer", "speculate", "elaborate", "specify"),
    *("disclose", "reveal", "state", "clarify", "predict"),
)
_FIGURE_NEAR = 9  # tokens between "put" and "at"
_KNOWN_NEAR = 4  # tokens between "not" and "know"


class VerbGroup(NamedTuple):
    """Token indexes of "has not yet said"; times before the verb belong to it."""

    start: int
    end: int
    verb: ReportingVerb
    auxiliaries: tuple[str, ...]  # with negations

    @property
    def is_negated(self) -> bool:
        """Whether the verb is negated."""
        return any(_is_not(word) for word in self.auxiliaries)

    @property
    def is_passive(self) -> bool:
        """Whether the verb is passive, so that its subject does not speak: "is said"."""
        # "Was unsure" has the form of a passive, but its subject is the one who is unsure.
        participle = self.verb.form in (Form.PAST, Form.PARTICIPLE)
        return participle and not self._is_state and not BE.isdisjoint(self.auxiliaries)

    @property
    def _is_state(self) -> bool:
        return self.verb in STATES_OF_MIND.values()

    @property
    def is_assertion(self) -> bool:
        """Whether the group has the auxiliaries that it needs, and none that merely imagines."""
        if self._is_state:
            return not BE.isdisjoint(self.auxiliaries)
        if self.verb.form is Form.PARTICIPLE and HAVE.isdisjoint(self.auxiliaries):
            return self.is_passive
        return self.is_negated or MODALS.isdisjoint(self.auxiliaries)

    @property
    def kind(self) -> VerbKind:
        """The kind of the verb, "not" counted: not to believe is to deny, not to say to decline."""
        if not self.is_negated:
            return self.verb.kind
        if self.verb.kind is VerbKind.DOUBTED:
            return VerbKind.BELIEVED
        if self._is_state or self.verb.lemma == "know":
            return VerbKind.UNSURE
        return VerbKind.DENIED if self.verb.kind is VerbKind.BELIEVED else VerbKind.DECLINED


def verb_group(tokens: Tokens, at: int, floor: int) -> VerbGroup | None:
    """The group whose main verb, or adjective, is at `at`; None when it reports nothing."""
    verb_span = _verb(tokens, at, floor)
    if verb_span is None:
        return None
    head, end, verb = verb_span
    start, auxiliaries = head, []
    while start > floor:
        before = tokens[start - 1]
        adverb = is_inflected(before.lower, "ly") and before.lower not in NOT_ADVERBS
        if is_auxiliary(before) or before.lower in NEGATIONS:
            auxiliaries.append(before.lower)
        elif before.lower == "longer" and tokens.lower(start - 2) == "no" and start - 2 >= floor:
            auxiliaries.append("not")
            start -= 1
        elif not (adverb or before.lower in ADVERBS):
            earlier = without_time(tokens, start, floor)
            if earlier == start:
                break
            start = earlier
            continue
        start -= 1
    group = VerbGroup(start, end, verb, tuple(auxiliaries))
    return group if group.is_assertion else None


def _verb(tokens: Tokens, at: int, floor: int) -> tuple[int, int, ReportingVerb] | None:
    """Start, end and verb of what reports at `at`."""
    word, following = tokens.lower(at), tokens.lower(at + 1)
    if word in STATES_OF_MIND:
        return at, at + 1, STATES_OF_MIND[word]
    if (word, following) in PHRASAL_VERBS:
        return at, at + 2, PHRASAL_VERBS[word, following]
    special = next((read for words, read in _SPECIAL if word in words), _single_verb)
    return special(tokens, at, floor)


def _put(tokens: Tokens, at: int, _: int) -> tuple[int, int, ReportingVerb] | None:
    """The verb of "put the death toll at more than nine"."""
    for near in range(at + 2, min(len(tokens), at + _FIGURE_NEAR)):
        if tokens.lower(near) == "at":
            after = [tokens.lower(near + step) for step in range(1, 4)]
            figure = any(word[:1].isdigit() or word in CARDINALS for word in after)
            return (at, at + 1, PUT) if figure else None
    return None


def _decline(tokens: Tokens, at: int, floor: int) -> tuple[int, int, ReportingVerb] | None:
    """The group of "declined to say", "refused to be drawn", "would not be drawn"."""
    if tokens.lower(at) == "drawn":
        negated = any(_is_not(tokens.lower(near)) for near in range(max(floor, at - 3), at))
        return (at - 1, at + 1, DECLINE) if negated and tokens.lower(at - 1) == "be" else None
    what, then = tokens.lower(at + 2), tokens.lower(at + 3)
    drawn = (what, then) == ("be", "drawn")
    declines = tokens.lower(at + 1) == "to" and (what in _DECLINED or drawn)
    return (at, at + 3 + drawn, DECLINE) if declines else None


def _single_verb(tokens: Tokens, at: int, floor: int) -> tuple[int, int, ReportingVerb] | None:
    verb = REPORTING_VERBS.get(tokens.lower(at))
    if verb is None or _means_something_else(verb, tokens.lower(at + 1)):
        return None
    chained = tokens.lower(at - 1) == "to" and tokens.lower(at - 2) in _CHAINING
    # Who "continued to insist" has insisted.
    if verb.form is Form.BASE and chained and at - 2 > floor:
        return at - 2, at + 1, verb._replace(form=Form.PAST)
    return at, at + 1, verb


def _know(tokens: Tokens, at: int, floor: int) -> tuple[int, int, ReportingVerb] | None:
    """The group of "wanted to know whether", and of "did not know whether"."""
    if tokens.lower(at + 1) not in ASKING_WORDS:
        return None
    if tokens.lower(at - 1) == "to" and tokens.lower(at - 2) in WANTING_TO and at - 2 >= floor:
        return at - 2, at + 1, WANT_TO_KNOW
    negated = any(_is_not(tokens.lower(near)) for near in range(max(floor, at - _KNOWN_NEAR), at))
    return (at, at + 1, KNOW) if negated else None


def _is_not(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")


def _make_clear(tokens: Tokens, at: int, floor: int) -> tuple[int, int, ReportingVerb] | None:
    """The group of "made it clear that"."""
    for start in range(at - 1, max(floor, at - 4), -1):
        if tokens.lower(start) in ("made", "makes", "making"):
            form = Form.ING if tokens.lower(start) == "making" else Form.PAST
            return start, at + 1, MAKE_CLEAR._replace(form=form)
    return None


def _means_something_else(verb: ReportingVerb, following: str) -> bool:
    """Whether it reports nothing: "called for", "thought of", "continues to"."""
    if verb.lemma == "call":
        return following in ("out", "on", "for", "off", "back")
    if verb.kind in (VerbKind.BELIEVED, VerbKind.DOUBTED, VerbKind.HOPED):
        return following in ("of", "about")
    return verb.lemma in ("continue", "begin") and following == "to"


_SPECIAL: Final = (
    (frozenset(("clear",)), _make_clear),
    (KNOWING, _know),
    (PUTTING, _put),
    (DECLINING | {"drawn"}, _decline),
)
"""The words that report with others only, and what reads them."""
