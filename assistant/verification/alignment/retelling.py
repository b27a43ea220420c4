"""A claim against the sentences of the paragraphs that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Final

from assistant.attribution import statements, statements_in
from assistant.attribution.syntax.quotations import Quotation, overlapping, quotations
from assistant.verification.alignment.aligned_words import words
from assistant.verification.alignment.clauses import has_subject, has_verb, is_past
from assistant.verification.alignment.cuts import is_all_of, is_cut
from assistant.verification.alignment.speaker_frames import is_reported
from assistant.verification.alignment.time_phrases import is_time
from assistant.verification.context_paragraphs import ContextParagraph
from index.language.en.grammar.clause_words import CLAUSAL, CONDITION
from index.language.en.grammar.function_words import AUXILIARIES
from index.language.sentences import sentences
from index.language.word_lists import word_set
from index.types import Article, Paragraph, Sentence

_JOINT: Final = re.compile(r"(?:;|,\s(?:and|but|while|whereas)\b|\sand\b)\s*")
_RELATIVE: Final = re.compile(r"^(?P<name>[^,;]{1,60}), who (?P<aside>[^,;]{1,300}), (?=[^,;]+$)")

_FRAMING: Final = (CLAUSAL | CONDITION) - word_set("and but or")
"""Words that govern what follows them, and what is joined to that."""

# Nine parts can be put together in 45 runs, each of which may be held against every sentence.
_MOST_JOINTS: Final = 8

_CLOSING: Final = " \"'”’»)"


def is_retold(claim: str, cited: Sequence[ContextParagraph]) -> bool:
    """Whether the claim is a sentence of theirs, cut where that does no harm, or joins several.

    What it joins are clauses, each with a subject and a verb. A claim without a verb says nothing,
    though it may seem to answer.
    """
    if relative := _RELATIVE.match(claim):
        both = (
            f"{relative['name']} {claim[relative.end() :]}",
            f"{relative['name']} {relative['aside']}",
        )
        if all(_is_clause(each, joined=True) and _is_of_any(each, cited) for each in both):
            return True
    return any(map(partial(_is_whole, claim), cited)) or _is_joined(claim, cited)


def _is_joined(claim: str, cited: Sequence[ContextParagraph]) -> bool:
    """Whether it is one clause of theirs, or several with what joins them."""
    joints = [*_JOINT.finditer(claim)][:_MOST_JOINTS]
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(claim)]
    reached = {0}  # parts up to which all is retold
    for first in range(len(starts)):
        loose = first > 0 and joints[first - 1][0].strip() == "and"
        # The longest run first: most claims are one sentence, whatever joins its parts.
        for last in range(len(ends) - 1, first - 1, -1) if first in reached else ():
            clause = claim[starts[first] : ends[last]].strip()
            whole = first == 0 and last + 1 == len(ends)
            frames = last + 1 < len(ends) and joints[last][0][0] != ";" and _frames(clause)
            if last + 1 in reached or frames or not _is_clause(clause, joined=not whole):
                continue
            unclear = loose and (_ends_in_time(clause) or _has_two_subjects(clause))
            if not unclear and _is_of_any(clause, cited):
                reached.add(last + 1)
    return len(ends) in reached


def _is_whole(claim: str, paragraph: ContextParagraph) -> bool:
    """Whether it is all of a sentence there, which may have no verb: an item of a list."""
    own, in_quotations = words(claim), quotations(paragraph.text)
    return any(
        is_all_of(own, words(each.text))
        and not _crosses(each, in_quotations)
        and not _changes_signs(claim, each.text)
        for each in sentences(paragraph.text)
    )


def _is_of_any(clause: str, cited: Sequence[ContextParagraph]) -> bool:
    return any(map(partial(_is_of, clause), cited))


def _ends_in_time(clause: str) -> bool:
    """Whether a time ends it, which after an "and" alone may be meant of both that it joins."""
    own = words(clause)
    return any(is_time(own[at:]) for at in range(1, len(own)))


def _has_two_subjects(clause: str) -> bool:
    """Whether the first of its subjects may be taken for a thing of the clause before.

    In "police held Roe and Lee and Orr fled" it is not told who was held.
    """
    own = words(clause)
    told = next(
        (at for at, word in enumerate(own) if is_past(word) or word.lower in AUXILIARIES), 0
    )
    return any(word.breaks or word.lower in ("and", "or") for word in own[1:told])


def _frames(clause: str) -> bool:
    """Whether what is joined to it may be read as a part of it: "Lee said that it rained, and"."""
    own = words(clause)
    return any(word.lower in _FRAMING or word.form in ("say", "that") for word in own) or bool(
        statements(Article("", (Paragraph(1, clause),)))
    )


def _is_clause(text: str, *, joined: bool) -> bool:
    """With a subject where it is one of several; not "the company", which may be another there."""
    own = words(text)
    named = bool(own) and has_subject(own) and not (own[0].opens and not own[0].is_name)
    return bool(own) and has_verb(own) and (not joined or named)


# What is cited is looked at with each other paragraph of the context, too.
@lru_cache(maxsize=256)
def _is_of(clause: str, paragraph: ContextParagraph) -> bool:
    """Whether it is a sentence of the paragraph, or what somebody says there in other places."""
    own = words(clause)
    in_quotations = quotations(paragraph.text)
    # What only the claim has in quotation marks may be a paraphrase passed off as somebody's words.
    quoted = _quotes_more(clause, paragraph.text)
    for each in sentences(paragraph.text):
        own_word = not _crosses(each, in_quotations)
        if own_word and is_cut(own, words(each.text)) and not _changes_signs(clause, each.text):
            return True
    # Not the sentence itself, perhaps what it lets somebody say, with the speaker moved.
    claimed = statements(Article("", (Paragraph(1, clause),)))[:1]
    return any(
        (report.direct or not quoted) and is_reported(clause, claim_report, report, paragraph)
        for claim_report in claimed
        for report in statements_in(paragraph.number, paragraph.article)
    )


def _crosses(sentence: Sentence, some: Sequence[Quotation]) -> bool:
    """Whether it is a part of a longer quotation, so somebody's word."""
    near = overlapping(some, sentence.start, sentence.end)
    return any(
        each.start < edge < each.end for each in near for edge in (sentence.start, sentence.end)
    )


def _changes_signs(claim: str, sentence: str) -> bool:
    """Whether it states what is asked there, or has no quotation marks where these have."""
    if sentence.rstrip(_CLOSING).endswith("?") and not claim.rstrip(_CLOSING).endswith("?"):
        return True
    own = {word.form for word in words(claim)}
    kept = [text for text in _quoted(sentence) if own & {word.form for word in words(text)}]
    return len(_quoted(claim)) != len(kept)


def _quotes_more(claim: str, text: str) -> bool:
    """Whether it has something in quotation marks that stands in none of the text's."""
    quotes = [f" {_forms(each)} " for each in _quoted(text)]
    return any(not any(f" {_forms(each)} " in quote for quote in quotes) for each in _quoted(claim))


def _forms(text: str) -> str:
    return " ".join(word.form for word in words(text))


def _quoted(text: str) -> list[str]:
    return [text[each.inner_start : each.inner_end] for each in quotations(text)]
