"""The commands that ask: ask, chat, search."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api.access.roles import LOCAL
from api.cli.options import (
    DEGRADED,
    NEEDS_MODEL,
    NOT_FOUND,
    ArticleIds,
    AsJson,
    From,
    Sources,
    To,
    run,
)
from api.cli.output import answer_view, terminal
from api.cli.output.wording import worded
from api.presentation.passage_json import FoundPassage
from assistant.answer_stream import final_answer
from assistant.errors import QuestionError
from assistant.questions.forms.small_talk import SmallTalk, small_talk_of
from assistant.rendering.notes import search_note
from assistant.types import Answer, Claim, Event, Message, Outcome
from assistant.types import Sources as SourcesEvent
from index.types import Scope, lacked

if TYPE_CHECKING:
    from api.wiring import Parts
    from index.types import Passage

CODES: Final = {
    Outcome.NOT_FOUND: NOT_FOUND,
    Outcome.DEGRADED: DEGRADED,
    Outcome.NEEDS_MODEL: NEEDS_MODEL,
}


def ask(
    question: Annotated[str, typer.Argument(help="`-` reads it from standard input.")],
    article: ArticleIds = None,
    source: Sources = None,
    published_from: From = None,
    published_to: To = None,
    as_json: AsJson = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show too how it was found, and how it was checked.")
    ] = False,
) -> None:
    """Answer a question and show what the cited paragraphs say."""
    text = sys.stdin.read() if question == "-" else question
    within = Scope.of(article, source, published_from, published_to)

    async def work(parts: Parts) -> Outcome:
        if as_json:
            answer = await parts.assistant.ask(text, within, owner=LOCAL)
            print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
        else:
            answer = await _show(parts, text, within, explain=explain)
        return answer.outcome

    code = CODES.get(run(work), 0)
    if code:
        raise typer.Exit(code)


def chat(
    article: ArticleIds = None,
    source: Sources = None,
    published_from: From = None,
    published_to: To = None,
) -> None:
    """Ask one question after the other; `exit`, an empty line or Ctrl-D ends it."""
    within = Scope.of(article, source, published_from, published_to)

    async def work(parts: Parts) -> None:
        if sys.stdin.isatty() and parts.settings.could_use_a_model:
            await _notice_local_servers()
        history: list[Message] = []
        while question := _next_question():
            try:
                answer = await _show(parts, question, within, history=history)
                history += [
                    Message("user", answer.standalone_question),
                    Message("assistant", answer.text, answer.cited),
                ]
            # A question that cannot be answered does not end the conversation.
            except QuestionError as error:
                terminal.complain(worded(error))
            terminal.out.print()
            if small_talk_of(question) is SmallTalk.GOODBYE:
                break

    run(work)


def search(
    query: Annotated[str, typer.Argument()],
    article: ArticleIds = None,
    source: Sources = None,
    published_from: From = None,
    published_to: To = None,
    limit: Annotated[int, typer.Option(min=1, max=8)] = 5,
    as_json: AsJson = False,
) -> None:
    """Show the passages that fit best, with their scores."""
    within = Scope.of(article, source, published_from, published_to)
    passages = run(lambda parts: parts.retriever.passages(query, within, limit))
    if as_json:
        print(json.dumps([asdict(FoundPassage.of(each)) for each in passages], ensure_ascii=False))
    else:
        answer_view.print_passages(passages)
        if lack := lacked(passages):
            terminal.tell(f"Note: {search_note(lack).text}")


async def _show(
    parts: Parts,
    question: str,
    within: Scope,
    *,
    history: Sequence[Message] = (),
    explain: bool = False,
) -> Answer:
    is_list = False

    async def print_event(event: Event) -> None:
        nonlocal is_list
        match event:
            case SourcesEvent(passages, standalone, is_list):
                if standalone != " ".join(question.split()):
                    terminal.tell(f"Understood as: {standalone}")
                if explain:
                    _explain(standalone, passages)
            case Claim():
                answer_view.print_claim(event, is_item=is_list)

    events = parts.assistant.stream(question, within, history, LOCAL)
    answer = await final_answer(events, print_event)
    answer_view.print_evidence(answer)
    if explain:
        answer_view.print_checking(answer)
    answer_view.print_withheld(answer, every=explain)
    return answer


def _explain(question: str, passages: Sequence[Passage]) -> None:
    from assistant.extractive.answerer import judge  # noqa: PLC0415 - loads numpy
    from assistant.extractive.sentence_relevance import fitted  # noqa: PLC0415 - as above

    answer_view.explain(passages, judge(question, passages), fitted().threshold)


async def _notice_local_servers() -> None:
    """Say in a line that a model server of this machine could be used."""
    from api.local_servers import PORTS, local_servers  # noqa: PLC0415 - loads asyncio

    for server in (await local_servers(PORTS))[:1]:
        # Broken where the terminal ends, its lines for a shell could not be pasted.
        terminal.err.print(terminal.text(server.advice(" ")), soft_wrap=True)


def _next_question() -> str:
    try:
        return terminal.err.input("? ").strip()
    except EOFError:
        return ""
