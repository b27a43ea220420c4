"""Errors of the assistant. Each message says what happened and what to do.

AssistantError
├── QuestionError       there is no question in it, or too much
├── AnswerNotFound      no kept answer has this id
├── EvaluationError     a question set, a run or what is asked of them cannot be used
└── ModelError          the language model failed
    ├── ModelUnreachable    nobody answers at the endpoint
    ├── ModelRefused        it does not accept the key, the model's name or the request
    ├── ContextTooLong      the prompt is longer than the model takes
    ├── PromptFiltered      the endpoint's content filter dislikes the prompt
    ├── ModelBusy           it has too much to do, or fails itself; tried again in vain
    ├── ModelTooSlow        it took longer than the limits
    └── ReplyBroken         its reply was cut short, or is no reply
"""


class AssistantError(Exception):
    """Any failure of the assistant that a user can act on."""


class QuestionError(AssistantError):
    """The question cannot be answered as it is."""


class AnswerNotFound(AssistantError):
    """No kept answer has this id."""


class EvaluationError(AssistantError):
    """A question set, a run, or what is asked of them cannot be used as it is."""


class ModelError(AssistantError):
    """The language model failed."""


class ModelUnreachable(ModelError):
    """Nobody answers at the endpoint."""


class ModelRefused(ModelError):
    """The endpoint does not accept the key, the model's name or the request."""


class ContextTooLong(ModelRefused):
    """The prompt is longer than the model takes."""


class PromptFiltered(ModelRefused):
    """The endpoint's content filter dislikes what stands in the prompt."""


class ModelBusy(ModelError):
    """The endpoint has too much to do or fails itself, after several tries."""


class ModelTooSlow(ModelError):
    """The model took longer than the limits."""


class ReplyBroken(ModelError):
    """The reply was cut short, or is no reply."""
