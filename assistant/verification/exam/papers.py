"""The exam's sentences as calls: the very ones in which a judge is asked about an answer's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby

import prompts
from assistant.models.token_estimate import estimated_tokens
from assistant.sample import ARTICLE
from assistant.sample.exam import SENTENCES, ExamSentence, exam_articles, exam_sentences
from assistant.verification.check import check
from assistant.verification.context_paragraphs import ContextParagraph
from assistant.verification.draft import Draft
from assistant.verification.judge.calls import LONGEST_VERDICT, PROMPT, Request, batches
from assistant.verification.judge.open_claims import OpenClaim

CALLS = 1
"""How a judge is asked, by its version: another one makes kept results worth nothing."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A call of the exam: sentences about one article, and which of them are right."""

    claims: tuple[OpenClaim, ...]
    supported: tuple[bool, ...]

    @property
    def tokens(self) -> int:
        """How many the call takes, by estimate."""
        messages = Request(self.claims).prompt().messages
        prompt = sum(estimated_tokens(each.content) for each in messages)
        return prompt + LONGEST_VERDICT * len(self.claims) // 2


@cache
def papers() -> tuple[Paper, ...]:
    """The exam, call by call, the articles in turn; seconds of computing."""
    return tuple(_papers())


@cache
def exam_hash() -> str:
    """What makes results comparable: the sentences, their articles, the prompt, how it is asked."""
    digest = sha256(f"{CALLS} {prompts.load(PROMPT).hash}".encode())
    for file in (ARTICLE, SENTENCES, *sorted(SENTENCES.parent.glob("*.md"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _papers() -> Iterator[Paper]:
    asked = sorted(exam_sentences(), key=lambda each: (each.article, each.question))
    for _, some in groupby(asked, key=lambda each: each.article):
        about = [(_open_claim(each), each.supported) for each in some]
        supported = {id(claim): right for claim, right in about}
        for batch in batches(claim for claim, _ in about):
            yield Paper(tuple(batch), tuple(supported[id(each)] for each in batch))


def _open_claim(sentence: ExamSentence) -> OpenClaim:
    article = exam_articles()[sentence.article]
    # Only what is cited: whether another paragraph says it is not asked here.
    cited = tuple(
        ContextParagraph(str(number), article, article.paragraph(number))
        for number in sentence.cites
    )
    draft = Draft(sentence.text, tuple(each.label for each in cited))
    verdict = check(draft, cited, sentence.question)
    return OpenClaim.about(draft, verdict, cited, sentence.question)
