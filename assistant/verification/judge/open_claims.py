"""What the rules leave open, and the paragraphs that a judge reads to decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from assistant.types import Verification
from assistant.verification.addressed import orders
from assistant.verification.check import LONGEST, is_final
from assistant.verification.context_paragraphs import ContextParagraph, EvidenceSentence
from assistant.verification.detectors.names import name_words, names, names_elsewhere
from assistant.verification.draft import Draft
from assistant.verification.judge.opinions import Opinion, Word
from assistant.verification.verdict import Judgement, Verdict

_DOUBTED: Final = (Judgement.UNCERTAIN, Judgement.WITHHELD)
_MOST_INTRODUCTIONS: Final = 3


@dataclass(frozen=True)
class OpenClaim:
    """A sentence that the rules doubt, and the question that it answers.

    Of its `paragraphs` it may rest on those that it cites, and on the nearest that the check found.
    The paragraph before each, and those in which somebody is introduced, tell who "he" and "Lee"
    are.
    """

    draft: Draft
    verdict: Verdict
    question: str
    paragraphs: tuple[ContextParagraph, ...]

    @classmethod
    def of(
        cls, draft: Draft, verdict: Verdict, context: Sequence[ContextParagraph], question: str
    ) -> OpenClaim | None:
        """The claim, where its verdict is open; None where a judge has nothing to say of it.

        Nothing is judged that claims nothing, that cites what was never given, that is too long
        to be understood, that orders its reader about, or in which a fault is that no meaning
        excuses.
        """
        if verdict.judgement not in _DOUBTED or not 0 < len(draft.text) <= LONGEST:
            return None
        if draft.unknown and not draft.labels:
            return None
        nearest = [each.context for each in verdict.evidence]
        cited = [each for each in context if each.label in draft.labels]
        own = tuple(dict.fromkeys((*cited, *nearest)))
        if not own or is_final(draft.text, own) or orders(draft.text, own, question):
            return None
        return cls.about(draft, verdict, own, question)

    @classmethod
    def about(
        cls, draft: Draft, verdict: Verdict, own: Sequence[ContextParagraph], question: str
    ) -> OpenClaim:
        """The claim that may rest on its `own` paragraphs, with what a judge reads beside them."""
        paragraphs = in_order((*own, *_background(draft.text, own)))
        return cls(draft, verdict, question, tuple(paragraphs))

    @cached_property
    def cited(self) -> frozenset[str]:
        """The labels that the model cited."""
        return frozenset(self.draft.labels)

    def settled(self, opinion: Opinion, evidence: Sequence[EvidenceSentence]) -> Verdict:
        """The verdict after an opinion: supported where it says so, else as the rules left it.

        What it rests on has to have the claim's quotations and addresses to the letter.
        """
        own = tuple(dict.fromkeys(each.context for each in evidence))
        text = self.draft.text
        if opinion.word is not Word.SUPPORTED or not own:
            return self.verdict
        if is_final(text, own) or orders(text, own, self.question):
            return self.verdict
        within = all(each.label in self.cited for each in own)
        return replace(
            self.verdict,
            judgement=Judgement.SUPPORTED if within else Judgement.REPAIRED,
            evidence=tuple(evidence),
            reason=None,
            detail="",
            verified=Verification.JUDGE,
        )


def _background(text: str, own: Sequence[ContextParagraph]) -> Iterator[ContextParagraph]:
    for each in own:
        if each.number > 1:
            yield _beside(each, each.number - 1)
    for article in dict.fromkeys(each.article for each in own):
        theirs = [each for each in own if each.article == article]
        known = name_words(" ".join(each.text for each in theirs))
        strange = names_elsewhere(names(text), text, known, article)
        for name in strange[:_MOST_INTRODUCTIONS]:
            wanted = name_words(name)
            introduced = (
                each.number for each in article.paragraphs if wanted <= name_words(each.text)
            )
            if number := next(introduced, None):
                yield _beside(theirs[0], number)


def _beside(paragraph: ContextParagraph, number: int) -> ContextParagraph:
    """Another paragraph of the same article, labelled alike: [B6] beside [B7]."""
    prefix = paragraph.label.rstrip("0123456789")
    article = paragraph.article
    return ContextParagraph(f"{prefix}{number}", article, article.paragraph(number))


def in_order(paragraphs: Iterable[ContextParagraph]) -> list[ContextParagraph]:
    """Each once, those of an article together and in its order."""
    once = list(dict.fromkeys(paragraphs))
    articles = list(dict.fromkeys(each.article for each in once))
    return sorted(once, key=lambda each: (articles.index(each.article), each.number))
