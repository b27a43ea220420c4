"""Errors of the assistant; `CodedError` says what is the same in all.

CodedError
└── AssistantError              the assistant failed
    ├── QuestionError           there is no question in it, or too much
    │   └── QuestionTooLong     ... more than may be asked at once
    ├── DraftError              there is no text to check in it, or too much
    │   ├── DraftTooLong        ... more characters than are checked at once
    │   └── DraftOfManySentences ... more sentences
    ├── AnswerNotFound          no kept answer has this id
    │   ├── AmbiguousAnswer     several answers' ids start like this
    │   └── AnswerGone          none of this person's has this id, or has it any more
    ├── EvaluationError         a question set or a run cannot be used as it is;
    │                           see also `assistant.evaluation.errors`
    └── ModelError              the language model failed; see also `assistant.models.errors`
        ├── ModelUnreachable    nobody answers at the endpoint
        ├── ModelRefused        it does not accept the key, the model's name or the request
        │   ├── RequestRefused      the request as it is
        │   │   ├── ContextTooLong      the prompt is longer than the model takes
        │   │   └── PromptFiltered      the endpoint's content filter dislikes the prompt
        │   ├── KeyRefused          the key
        │   ├── KeyMalformed        the key cannot be one
        │   ├── AccessDenied        the key may not do this
        │   ├── ModelUnknown        no model of this name
        │   │   └── ModelMisnamed       ... but others
        │   ├── AddressWrong        an address without chat completions
        │   ├── CreditUsedUp        the account has no credit left
        │   ├── ModelNotNamed       one of several models has to be named
        │   ├── NoModelListed       ... of those that the endpoint does not list
        │   ├── AzureClassicAddress an address that takes requests otherwise
        │   └── NoRoomForParagraphs no paragraph fits what the model may take
        ├── ModelBusy           it has too much to do, or fails itself; tried again in vain
        │   ├── ServerOverloaded    the server is overloaded or broken
        │   └── RateLimited         it takes no more requests for now
        ├── ModelTooSlow        it took longer than the limits
        └── ReplyBroken         its reply was cut short, or is no reply
            ├── ReplyCut            it ended too early
            ├── ReplyFiltered       the content filter stopped it
            ├── TokensUsedUp        nothing was said before the tokens were used up
            ├── ReplyRepetitive     the same was said again and again
            ├── ReplyEndless        it was longer than any can be
            ├── ReplyEmpty          nothing was said
            ├── ReplyDeclined       the model will not answer
            ├── NoCompletion        what came is no chat completion
            └── NothingSupported    the check has let nothing of it pass
                └── OtherLanguage       ... since it is not in the articles' language
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from index.failure import CodedError


class AssistantError(CodedError):
    """The assistant failed."""

    code = "assistant_failed"


class QuestionError(AssistantError):
    """The question cannot be answered as it is."""

    code = "question_unusable"


@dataclass(eq=False)
class QuestionTooLong(QuestionError):
    """The question is longer than one may be."""

    code = "question_too_long"
    template = (
        "the question has {length:,} characters, {limit:,} is the most. To ask about a text, "
        "ingest it as an article first."
    )
    length: int
    limit: int


class DraftError(AssistantError):
    """The draft cannot be checked as it is."""

    code = "draft_unusable"


@dataclass(eq=False)
class DraftTooLong(DraftError):
    """The draft is longer than one that is checked at once."""

    code = "draft_too_long"
    template = (
        "the draft has {length:,} characters, {limit:,} is the most that is checked at once. "
        "Check it part by part."
    )
    length: int
    limit: int


@dataclass(eq=False)
class DraftOfManySentences(DraftError):
    """The draft has more sentences than are checked at once."""

    code = "draft_of_many_sentences"
    template = (
        "the draft has {count:,} sentences, {limit:,} is the most that is checked at once. "
        "Check it part by part."
    )
    count: int
    limit: int


@dataclass(eq=False)
class AnswerNotFound(AssistantError):
    """No kept answer has this id."""

    code = "answer_not_found"
    template = "there is no answer {answer_id!r}"
    answer_id: str


class AmbiguousAnswer(AnswerNotFound):
    """Several kept answers' ids start with what was given."""

    code = "answer_ambiguous"
    template = "several answers' ids start with {answer_id!r}. Give more of the id."


class AnswerGone(AnswerNotFound):
    """No kept answer of the one who asks for it has this id, or has it any more."""

    code = "answer_gone"
    template = (
        "there is no answer {answer_id!r} of yours; an answer goes when an article that it quotes "
        "is removed or changed"
    )


class EvaluationError(AssistantError):
    """A question set, a run, or what is asked of them cannot be used as it is."""

    code = "evaluation_unusable"


class ModelError(AssistantError):
    """The language model failed."""

    code = "model_failed"


class ModelRefused(ModelError):
    """The endpoint does not accept the key, the model's name or the request."""

    code = "model_refused"


@dataclass(eq=False)
class RequestRefused(ModelRefused):
    """The endpoint does not accept the request as it is."""

    # `words` are the endpoint's own, in one line: what it dislikes, nobody knows better.
    code = "request_refused"
    template = "the model server refused the request ({status}): {words}"
    words: str
    status: int


class ContextTooLong(RequestRefused):
    """The prompt is longer than the model takes."""

    code = "context_too_long"
    template = "the prompt is longer than the model takes: {words}"


class PromptFiltered(RequestRefused):
    """The endpoint's content filter dislikes what stands in the prompt."""

    code = "prompt_filtered"
    template = "the model server's content filter dislikes what it was asked: {words}"


@dataclass(eq=False)
class NoRoomForParagraphs(ModelRefused):
    """No paragraph fits the tokens that the model may take."""

    code = "no_room_for_paragraphs"
    template = "no paragraph fits the {tokens} tokens that the model may take. Allow it more."
    tokens: int


class ModelBusy(ModelError):
    """The endpoint has too much to do or fails itself, after several tries."""

    code = "model_busy"


class ReplyBroken(ModelError):
    """The reply was cut short, or is no reply."""

    code = "reply_broken"


class NothingSupported(ReplyBroken):
    """The paragraphs support nothing of what the model wrote."""

    code = "nothing_supported"
    template = (
        "Nothing that the model wrote is supported by the paragraphs it was given. This is what "
        "the article says."
    )


@dataclass(eq=False)
class OtherLanguage(NothingSupported):
    """The reply is in another language than the articles, and cannot be compared with them."""

    code = "other_language"
    template = (
        "The model answered in another language ({language}) than the article's, and the check "
        "compares words in the article's language alone. This is what the article says."
    )
    language: str


class NothingFound(ReplyBroken):
    """The model did not find what is asked for, and the articles' ledger has it."""

    code = "nothing_found"
    template = (
        "The model did not find this in the paragraphs it was given. This is what the article says."
    )


NOTHING_SUPPORTED: Final = frozenset({NothingSupported.code, OtherLanguage.code, NothingFound.code})
"""The codes of answers in which nothing of the reply is left once it is checked."""
