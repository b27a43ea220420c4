"""Verdicts as claims: each sentence once, in order, and only what answers the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.attribution.excerpts import excerpt
from assistant.extractive.answerer import likelihoods
from assistant.questions.fitting import has_such_a_kind
from assistant.rendering.answer_text import AnswerText
from assistant.rendering.labels import Labels
from assistant.rendering.off_question import in_the_article_s_words
from assistant.rendering.quoted_claims import quoted_claim
from assistant.scored_sentence import ScoredSentence
from assistant.types import Basis, Claim, Verification, Withheld
from assistant.verification import EvidenceSentence, Judgement, Reason, Verdict
from assistant.verification.detectors.web_addresses import redacted
from assistant.verification.draft import Draft
from index.language.folding import straighten
from index.types import Passage, Place

LESS_RELEVANT: Final = 0.5
"""How likely a copied sentence has to answer, relative to the best one of its paragraph.

Models copy whole paragraphs where one sentence answers; the others are left out.
"""

NO_LOSS: Final = frozenset({Reason.REPEATED.value, Reason.BESIDE.value})
"""Reasons to withhold a sentence that cost the reader nothing."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence to be shown; `proposed` is what the model wrote, where this takes its place."""

    text: str
    evidence: tuple[EvidenceSentence, ...]
    support: float
    whose: Basis
    verified: Verification
    proposed: str | None = None


class ClaimRenderer:
    """Makes the claims of one answer from the verdicts on its drafts.

    When a question asks for a number, a date or the like, a sentence that has none waits for one
    that has; if none comes, it does not answer the question.
    """

    def __init__(self, question: str, passages: Sequence[Passage], labels: Labels) -> None:
        self._question = question
        self._labels = labels
        self._text = AnswerText()
        self._said: list[str] = []
        self._quoted: set[Place] = set()
        self._waiting: list[_Words] = []
        self._answered = False
        # Without passages, as for a summary, nothing is beside the question.
        self._passages = passages

    def show(self, draft: Draft, verdict: Verdict) -> Iterator[Claim | Withheld]:
        """The draft as a claim, the article's own sentences in its place, or why it is withheld."""
        if verdict.judgement is Judgement.WITHHELD:
            reason = verdict.reason or Reason.NOT_SUPPORTED
            yield _withheld(draft.text, reason, verdict.detail)
            return
        # Without passages, as for a summary, nothing is beside the question.
        if self._passages:
            verdict = in_the_article_s_words(verdict, self._question)
        is_unreadable = verdict.judgement is Judgement.UNREADABLE
        if is_unreadable:
            yield _withheld(draft.text, Reason.LANGUAGE, verdict.detail)
        worded = _worded(draft, verdict)
        # Within one too: of an excerpt, a single sentence may come again.
        new = [each for each in worded if not any(each.text in text for text in self._said)]
        # Of the sentences that stand in for one, those that are new are enough.
        if worded and not new and not is_unreadable:
            whose = "stands in its place" if worded[0].proposed else "it says"
            yield _withheld(draft.text, Reason.REPEATED, f"what {whose} is there already")
        for words in new:
            if self._is_beside(words):
                yield _withheld(draft.text, Reason.BESIDE, "the question is not about it")
            else:
                # Said from here on, though it may still wait for one that answers, and be withheld.
                self._said.append(words.text)
                self._quoted.update(map(_place, words.evidence))
                self._waiting.append(words)
                yield from self._released(words)

    def finish(self) -> Iterator[Withheld]:
        """The sentences still waiting, withheld: none that answers the question has come."""
        detail = "it does not have what the question asks for"
        # Several sentences may stand in for one.
        for text in dict.fromkeys(each.proposed or each.text for each in self._waiting):
            yield _withheld(text, Reason.OFF_QUESTION, detail)
        self._waiting.clear()

    def quoted(self, sentences: Sequence[ScoredSentence]) -> Iterator[Claim]:
        """What the articles or their ledger have besides, as claims behind the model's."""
        for each in sentences:
            if all(self._labels.knows(quote.article) for quote in each.quotes):
                yield quoted_claim(each, self._labels, self._text)

    def _released(self, words: _Words) -> Iterator[Claim]:
        judged = words.verified is Verification.JUDGE  # which words cannot tell
        # A model may know a number of them by other words: "thousands of doctors" of the Cubans.
        self._answered = self._answered or judged or has_such_a_kind(self._question, words.text)
        if self._answered:
            yield from map(self._claim, self._waiting)
            self._waiting.clear()

    def _claim(self, words: _Words) -> Claim:
        cited = [
            self._labels.cite(each.context.article, each.context.paragraph.number, each.sentence)
            for each in words.evidence
        ]
        return self._text.claim(
            words.text,
            cited,
            words.support,
            words.whose,
            proposed=words.proposed,
            verified=words.verified,
        )

    def _is_beside(self, words: _Words) -> bool:
        """Whether it is a copied sentence, of whose paragraph another one answers far better."""
        # Only of a paragraph that is quoted already: its first sentence has nothing to be beside.
        [quoted, *others] = words.evidence
        copied = straighten(words.text) == straighten(quoted.sentence.text)
        place = _place(quoted)
        if others or words.whose is Basis.ARTICLE or not copied or place not in self._quoted:
            return False
        # Worked out here, for few answers come so far.
        likely = likelihoods(self._question, self._passages, place)
        own = likely.get(quoted.sentence.start)
        return own is not None and own < LESS_RELEVANT * max(likely.values())


def _whole(each: EvidenceSentence) -> EvidenceSentence:
    """The evidence as an excerpt that can stand alone: a reader sees it as the article's own."""
    article, number = each.context.article, each.context.paragraph.number
    return replace(each, sentence=excerpt(article, number, each.sentence))


def _place(each: EvidenceSentence) -> Place:
    return Place(each.context.article.id, each.context.paragraph.number)


def _withheld(text: str, reason: Reason, detail: str) -> Withheld:
    """A withheld sentence, without web addresses: a reader could follow them."""
    return Withheld(redacted(text), reason.value, detail)


def _worded(draft: Draft, verdict: Verdict) -> list[_Words]:
    support = verdict.support
    verified = verdict.verified or Verification.RULES
    match verdict.judgement:
        case Judgement.SUPPORTED:
            return [_Words(draft.text, verdict.evidence, support, Basis.MODEL, verified)]
        case Judgement.REPAIRED:
            return [_Words(draft.text, verdict.evidence, support, Basis.REPAIRED, verified)]
        case Judgement.UNCERTAIN | Judgement.UNREADABLE:
            whose, replaced = Basis.ARTICLE, Verification.REPLACED
            proposed = redacted(draft.text)
            return [
                _Words(each.sentence.text, (each,), support, whose, replaced, proposed)
                for each in map(_whole, verdict.evidence)
            ]
        case _:
            return []
