"""Reporting verbs in any language: what one does, in which form it stands, what may follow it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class VerbKind(Enum):
    """What the speaker does by saying it."""

    SAID = "said"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    ALLEGED = "alleged"
    BELIEVED = "believed"
    DOUBTED = "doubted"
    HOPED = "hoped"  # or feared
    ESTIMATED = "estimated"
    ORDERED = "ordered"
    PROMISED = "promised"
    ASKED = "asked"
    UNSURE = "unsure"
    DECLINED = "declined"  # would not say
    WROTE = "wrote"


class Complement(Enum):
    """The complement that makes a verb a reporting one, besides a quotation or comma before it."""

    CLAUSE = "clause"  # any words: said it rained
    PERSON = "person"  # a person, then words: told reporters it rained
    MARKED = "marked"  # "that", a colon, a quotation, surely a clause: added that it rained
    NOUN = "noun"  # words, a noun phrase too: denied the charges
    CLAIM = "claim"  # a noun for something said: dismissed the report
    QUOTED = "quoted"  # a quotation: called it “rain”


class Form(Enum):
    """The form in which the verb stands."""

    BASE = "base"  # say
    PRESENT = "present"  # says
    PAST = "past"  # said; the participle too where it is the same
    PARTICIPLE = "participle"  # written
    ING = "ing"  # saying


class ReportingVerb(NamedTuple):
    """A reporting verb in one of its forms."""

    lemma: str
    form: Form
    kind: VerbKind
    complement: Complement
