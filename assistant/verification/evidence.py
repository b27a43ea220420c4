"""The words of the cited paragraphs that a claim rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.attribution.excerpts import excerpt
from assistant.verification.lexical_support import Support, best_support, claim_terms, share_of
from assistant.verification.verdict import ContextParagraph, EvidenceSentence
from index.language.en.pronouns import DEMONSTRATIVES, THIRD_PERSON, THIRD_PERSON_POSSESSIVES
from index.language.folding import straighten
from index.language.sentences import sentences
from index.language.word_lists import any_of, capitalised
from index.types import Paragraph, Sentence

_ADDS: Final = 0.1  # share that a further cited paragraph has to add
# Without "its", with which the check has not been measured.
_POINTING = THIRD_PERSON | DEMONSTRATIVES | THIRD_PERSON_POSSESSIVES - {"its"}
_POINTING_BACK = re.compile(rf"(?:{any_of(capitalised(_POINTING))}|The same)\b")


def whole_sentence(claim: str, cited: Sequence[ContextParagraph]) -> EvidenceSentence | None:
    """The sentence of a paragraph that the claim repeats to the letter, if that can stand alone.

    One out of the middle of a quotation cannot: it is somebody's word, not the article's.
    """
    wanted = straighten(claim)
    return next(
        (
            EvidenceSentence(each, sentence)
            for each in cited
            for sentence in sentences(each.paragraph.text)
            if straighten(sentence.text) == wanted
            and excerpt(each.article, each.paragraph.number, sentence) == sentence
        ),
        None,
    )


def find_grounds(
    claim: str, cited: Sequence[ContextParagraph]
) -> tuple[tuple[EvidenceSentence, ...], float]:
    """Of the cited paragraphs, those that say some of it, and the share that they have together.

    A claim without a content word has a share of 0.
    """
    wanted = claim_terms(claim, cited[0].article)
    found = [(each, best_support(wanted, each.paragraph, each.article)) for each in cited]
    kept: list[tuple[ContextParagraph, Support]] = []
    covered: frozenset[str] = frozenset()
    for each, support in sorted(found, key=lambda pair: -pair[1].share):
        gain = share_of(wanted, covered | support.covered) - share_of(wanted, covered)
        if not kept or gain >= _ADDS:
            kept.append((each, support))
            covered |= support.covered
    grounds = (EvidenceSentence(each, support.sentence) for each, support in kept)
    share = share_of(wanted, covered) if wanted else 0.0
    return tuple(sorted(grounds, key=lambda ground: cited.index(ground.context))), share


def own_words(wanted: str, cited: Sequence[ContextParagraph]) -> tuple[EvidenceSentence, ...]:
    """The sentence of each paragraph that comes nearest to what is wanted."""
    return tuple(
        EvidenceSentence(
            each,
            _with_antecedent(
                best_support(
                    claim_terms(wanted, each.article), each.paragraph, each.article
                ).sentence,
                each.paragraph,
            ),
        )
        for each in cited
    )


def _with_antecedent(sentence: Sentence, paragraph: Paragraph) -> Sentence:
    """From the sentence before, when it begins with "He" or the like."""
    if not _POINTING_BACK.match(sentence.text):
        return sentence
    before = [each for each in sentences(paragraph.text) if each.end <= sentence.start]
    start = before[-1].start if before else sentence.start
    return Sentence(paragraph.text[start : sentence.end], start, sentence.end)
