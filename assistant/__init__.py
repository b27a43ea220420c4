"""Question in, grounded answer out.

pipeline            rewrite, retrieve, select, generate, verify, render: in one class, `Assistant`
searcher            what is searched, and what answers without a model
events              what the stages report; `answer_builder` folds it into an answer
answer_stream       an answer's events, read to its end
store/              where answers are kept, if anywhere, and what people say of them
options, types      how questions are answered, and what an answer is
kinds               what a question asks for
calls               requests to models
questions/          follow-ups, kinds of questions
generation/         a model's answer: passages reranked, packed, the reply cut into sentences
answerers/          who answers each kind of question without a model
extractive/         the answer without a model: the articles' own sentences
scoping/            which articles a question names: a paper, a month, a title
chronology/         when things happened: the times in an article, and the days that they mean
testimony/          questions of who says what, answered from the articles' statements
verification/       what becomes of a sentence that a model wrote: rules, a judge, its exam
draft_check/        the same for a text that somebody brings
attribution/        who says what in an article
rendering/          verdicts as what the reader sees
models/             language models and their endpoints
evaluation/         how good the answers are
sample/             an article, questions about it, and the exam
statistics/         a logistic regression, an interval

Programs import from here: `from assistant import Assistant`. A name is loaded when it is first
used, because all that answers a question takes most of a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from assistant.answer_stream import QuestionAnswerer, final_answer
    from assistant.errors import AssistantError, ModelError, QuestionError
    from assistant.models import LLM, Fallback, OpenAILLM
    from assistant.options import Options
    from assistant.pipeline import Assistant
    from assistant.store.answer_store import AnswerStore, NullAnswers
    from assistant.types import (
        Answer,
        Basis,
        Citation,
        Claim,
        Done,
        Event,
        Message,
        Outcome,
        Sources,
        Withheld,
    )

__all__ = [
    "LLM",
    "Answer",
    "AnswerStore",
    "Assistant",
    "AssistantError",
    "Basis",
    "Citation",
    "Claim",
    "Done",
    "Event",
    "Fallback",
    "Message",
    "ModelError",
    "NullAnswers",
    "OpenAILLM",
    "Options",
    "Outcome",
    "QuestionAnswerer",
    "QuestionError",
    "Sources",
    "Withheld",
    "final_answer",
]

# The imports above are for type checkers; these are what `from assistant import …` loads.
_MODULES: Final = {
    "assistant.store.answer_store": ("AnswerStore", "NullAnswers"),
    "assistant.answer_stream": ("QuestionAnswerer", "final_answer"),
    "assistant.errors": ("AssistantError", "ModelError", "QuestionError"),
    "assistant.models": ("LLM", "Fallback", "OpenAILLM"),
    "assistant.options": ("Options",),
    "assistant.pipeline": ("Assistant",),
    "assistant.types": (
        "Answer",
        "Basis",
        "Citation",
        "Claim",
        "Done",
        "Event",
        "Message",
        "Outcome",
        "Sources",
        "Withheld",
    ),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - of whatever type the name is
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
