"""Whether a message is for the assistant, or people talk to each other."""

from __future__ import annotations

from api.slack.inbound.message import SlackMessage, asks
from api.slack.permissions import Permissions
from api.slack.store.threads import Threads


class Addressing:
    """Decides whether the assistant is meant, and leaves threads that turn away from it."""

    def __init__(self, threads: Threads, permissions: Permissions) -> None:
        self._threads = threads
        self._permissions = permissions

    async def is_for_us(self, message: SlackMessage) -> bool:
        """Whether the message is for the assistant.

        A mention or a direct message is. In a thread that the assistant takes part in, so is what
        reads as a question of somebody who may ask. When people there begin to talk to each other,
        it leaves the thread to them until it is mentioned again.
        """
        if message.mentioned or message.is_direct:
            return True
        thread = await self._threads.get(message) if message.in_thread else None
        if thread is None or thread.apart:
            return False
        if thread.expects == message.user:
            return True
        is_question = asks(message.text) and not message.others
        if not is_question and (message.others or message.user != thread.asker):
            await self._threads.step_back(message)
        return is_question and self._may_ask(message)

    def _may_ask(self, message: SlackMessage) -> bool:
        """Silent where the answer is no: nobody has called the assistant, so it explains nothing.

        Those who mention it, and may not ask, read why from `Router`.
        """
        outside = message.from_outside
        return self._permissions.may_ask(message.user, message.place, from_outside=outside)
