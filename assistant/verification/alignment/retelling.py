"""A claim against the sentences of the paragraphs that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Final

from assistant.attribution import statements, statements_in
from assistant.attribution.syntax.quotations import Quotation, overlapping, quotations
from assistant.verification.alignment.aligned_words import words
from assistant.verification.alignment.clauses import has_subject, has_verb
from assistant.verification.alignment.cuts import is_cut
from assistant.verification.alignment.speaker_frames import is_reported
from assistant.verification.context_paragraphs import ContextParagraph
from index.language.sentences import sentences
from index.types import Article, Paragraph, Sentence

_JOINT: Final = re.compile(r"(?:;|,\s(?:and|but)\b|,?\s(?:while|whereas)\b)\s*")

# Nine parts can be put together in 45 runs, each of which may be held against every sentence.
_MOST_JOINTS: Final = 8

_CLOSING: Final = " \"'”’»)"


def is_retold(claim: str, cited: Sequence[ContextParagraph]) -> bool:
    """Whether the claim is a sentence of theirs, cut where that does no harm, or joins several.

    What it joins are clauses, each with a subject and a verb. A claim without a verb says nothing,
    though it may seem to answer.
    """
    joints = [*_JOINT.finditer(claim)][:_MOST_JOINTS]
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(claim)]
    reached = {0}  # parts up to which all is retold
    for first in range(len(starts)):
        # The longest run first: most claims are one sentence, whatever joins its parts.
        for last in range(len(ends) - 1, first - 1, -1) if first in reached else ():
            clause = claim[starts[first] : ends[last]].strip()
            whole = first == 0 and last + 1 == len(ends)
            if last + 1 not in reached and _is_clause(clause, joined=not whole):
                reached |= {last + 1} if any(map(partial(_is_of, clause), cited)) else set()
    return len(ends) in reached


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
