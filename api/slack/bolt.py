"""The Bolt app: which listener handles each kind of delivery from Slack."""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from api.slack.actions.checking_button import CheckingButton
from api.slack.actions.feedback_buttons import REASON, FeedbackButtons
from api.slack.actions.slash_ask import AskCommand
from api.slack.actions.suggested_prompts import SuggestedPrompts
from api.slack.dispatcher import Dispatcher
from api.slack.outbound.rendering import CHECKED, FEEDBACK
from api.slack.outbound.web_api import error_code, sdk_log

log = logging.getLogger(__name__)

Body = dict[str, Any]
Next = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Listeners:
    """The handlers of messages, of `/ask`, of the buttons and of opened direct messages."""

    dispatcher: Dispatcher
    command: AskCommand
    feedback: FeedbackButtons
    checking: CheckingButton
    prompts: SuggestedPrompts


def bolt_app(client: AsyncWebClient, listeners: Listeners) -> AsyncApp:
    """Bolt with these listeners.

    Bolt's own checks are off: `http_endpoint` has verified the signature before Bolt reads a word
    (and Socket Mode has none), and `parse_message` leaves out the assistant's own messages.
    """

    async def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=client.token)

    bolt = AsyncApp(
        name="article-assistant",
        logger=sdk_log,
        client=AsyncWebClient(base_url=client.base_url, logger=sdk_log),
        signing_secret="",
        authorize=authorize,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_events_enabled=False,
    )
    _messages(bolt, listeners.dispatcher)
    _command(bolt, listeners)
    _feedback(bolt, client, listeners)
    _checking(bolt, listeners.checking)
    bolt.event("app_home_opened")(_tolerant(listeners.prompts.opened))
    bolt.event(re.compile(".*"))(_ignore)
    bolt.action(re.compile(".*"))(_acknowledge)
    return bolt


def _messages(bolt: AsyncApp, dispatcher: Dispatcher) -> None:
    async def take(body: Body, context: AsyncBoltContext, next: Next) -> BoltResponse | None:
        """Take the message on before it is acknowledged: what is acknowledged is never lost."""
        message = await dispatcher.take(body)
        if message is None:
            return BoltResponse(status=200)
        context["message"] = message
        await next()
        return None

    async def work(context: AsyncBoltContext) -> None:
        dispatcher.start(context["message"])

    async def withdraw(body: Body) -> None:
        await dispatcher.withdraw(body)

    bolt.event({"type": "message", "subtype": "message_deleted"})(withdraw)
    for kind in ("app_mention", "message"):
        bolt.event(kind, middleware=[take])(work)


def _command(bolt: AsyncApp, listeners: Listeners) -> None:
    async def ask(ack: AsyncAck, body: Body) -> None:
        command = listeners.command
        if refusal := command.refusal(body):
            await ack(text=refusal, response_type="ephemeral")
            return
        await ack(text=command.acknowledgement(body), response_type="ephemeral")
        await listeners.dispatcher.run(command.answer(body))

    bolt.command("/ask")(ask)


def _feedback(bolt: AsyncApp, client: AsyncWebClient, listeners: Listeners) -> None:
    async def rate(ack: AsyncAck, body: Body) -> None:
        await ack()
        if form := await listeners.feedback.rate(body):
            await client.views_open(trigger_id=body["trigger_id"], view=form)

    async def explain(ack: AsyncAck, body: Body) -> None:
        await listeners.feedback.explain(body)
        await ack()  # the form closes when the reason is kept

    bolt.action(FEEDBACK)(_tolerant(rate))
    bolt.view(REASON)(explain)


def _checking(bolt: AsyncApp, checking: CheckingButton) -> None:
    async def show(ack: AsyncAck, body: Body) -> None:
        await ack()
        await checking.show(body)

    bolt.action(CHECKED)(_tolerant(show))


def _tolerant(listener: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The listener, with a line in the log where Slack refuses its calls: nobody waits for it."""

    @functools.wraps(listener)  # Bolt looks at the names of its arguments
    async def tolerant(*args: object, **kwargs: object) -> None:
        try:
            await listener(*args, **kwargs)
        except SlackApiError as error:
            log.warning("Slack does not take this", extra={"fields": {"slack": error_code(error)}})

    return tolerant


async def _ignore() -> None:
    """Acknowledges an event that nobody handles: Slack would deliver it again."""


async def _acknowledge(ack: AsyncAck) -> None:
    """Acknowledges a click on a button that this version does not have any more."""
    await ack()
