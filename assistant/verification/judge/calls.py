"""The calls in which a judge is asked: several sentences each, with what they may rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.calls import Call
from assistant.errors import ModelError
from assistant.models import LLM
from assistant.models.prompt_call import PromptCall, fenced
from assistant.models.token_estimate import estimated_tokens
from assistant.types import Judged
from assistant.verification.context_paragraphs import ContextParagraph, EvidenceSentence
from assistant.verification.judge.open_claims import OpenClaim, in_order
from assistant.verification.judge.opinions import SCHEMA, UNREAD, Opinion, Word, read
from assistant.verification.verdict import Verdict
from index.language.sentences import sentences
from index.types import Article

MOST_CLAIMS: Final = 6
"""Sentences in a call: nobody waits for more of them at once."""

MOST_TOKENS: Final = 3_000
"""Of paragraphs in a call, by estimate; one sentence's are never cut."""

LONGEST_VERDICT: Final = 90
"""Tokens of the reply for each sentence."""

PROMPT: Final = "judge"


@dataclass(frozen=True, slots=True)
class Judging:
    """Opinions in the order of their claims, the verdicts that they lead to, and the calls made.

    There is none where the model failed: then nothing was said.
    """

    opinions: tuple[Opinion, ...]
    verdicts: tuple[Verdict, ...]
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """A model as it is asked about open claims."""

    model: LLM

    async def hear(self, claims: Sequence[OpenClaim]) -> Judging:
        """As `ask`; a model that fails has said nothing, since nothing fails for an opinion."""
        try:
            return await self.ask(claims)
        except ModelError:
            verdicts = tuple(each.verdict for each in claims)
            return Judging((UNREAD,) * len(claims), verdicts, ())

    async def ask(self, claims: Sequence[OpenClaim]) -> Judging:
        """The opinions on a few claims, by one call; ModelError when it fails."""
        request = Request(claims)
        prompt = request.prompt()
        most = LONGEST_VERDICT * (len(claims) + 1)
        reply = await self.model.reply(prompt.messages, max_tokens=most, schema=SCHEMA)
        numbers = request.numbers
        # A verdict that was cut may have gone on otherwise.
        text = reply.text if reply.whole else reply.text.rpartition("}")[0]
        opinions = tuple(read(text, len(claims), numbers))
        verdicts = tuple(
            claim.settled(opinion, [numbers[each] for each in opinion.rests_on if each in numbers])
            for claim, opinion in zip(claims, opinions, strict=True)
        )
        return Judging(opinions, verdicts, (prompt.record(reply.model, reply.usage),))


class Request:
    """What a call asks: its claims, and the paragraphs of all of them, sentence by sentence."""

    def __init__(self, claims: Sequence[OpenClaim]) -> None:
        self._claims = claims
        self._paragraphs = in_order(each for claim in claims for each in claim.paragraphs)
        self.numbers = {
            f"{each.label}.{at}": EvidenceSentence(each, sentence)
            for each in self._paragraphs
            for at, sentence in enumerate(sentences(each.text), 1)
        }
        """The sentences of the article by the numbers that they have in the prompt."""

    def prompt(self) -> PromptCall:
        """The prompt; what the rules found suspicious stands under its sentence."""
        return PromptCall(
            PROMPT,
            paragraphs="\n".join(self._lines()),
            sentences="\n".join(self._sentences()),
        )

    def _sentences(self) -> Iterator[str]:
        question = ""  # as a draft's sentences have none
        for number, each in enumerate(self._claims, 1):
            if each.question != question:
                question = each.question
                yield f"Question: {fenced(question)}"
            yield _asked(number, each)

    @property
    def tokens(self) -> int:
        """How many its paragraphs take, by estimate."""
        return sum(estimated_tokens(each.text) for each in self._paragraphs)

    def _lines(self) -> Iterator[str]:
        article: Article | None = None
        at: ContextParagraph | None = None
        for number, each in self.numbers.items():
            if each.context.article != article:
                article = each.context.article
                yield _head(article)
            if each.context != at and at is not None and at.article == article:
                yield ""
            at = each.context
            yield f"[{number}] {fenced(each.sentence.text)}"


def batches(claims: Iterable[OpenClaim]) -> Iterator[list[OpenClaim]]:
    """The claims as they are asked about, call by call, in order."""
    batch: list[OpenClaim] = []
    for each in claims:
        if batch and (len(batch) == MOST_CLAIMS or Request([*batch, each]).tokens > MOST_TOKENS):
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch


def counted(opinions: Iterable[Opinion]) -> Judged:
    """How many opinions of each kind there are."""
    words = [each.word for each in opinions]
    yes, unread = words.count(Word.SUPPORTED), words.count(Word.UNREAD)
    return Judged(yes=yes, no=len(words) - yes - unread, unchecked=unread)


def _head(article: Article) -> str:
    date = f", {article.published:%A, %d %B %Y}" if article.published else ""
    return f"{fenced(article.title)}{date}"


def _asked(number: int, claim: OpenClaim) -> str:
    cited = "".join(f"[{label}]" for label in claim.draft.labels) or "nothing"
    asked = f"{number}. {fenced(claim.draft.text)} (cites {cited})"
    return f"{asked}\n   check: {fenced(claim.verdict.detail)}" if claim.verdict.detail else asked
