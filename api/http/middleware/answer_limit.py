"""How many questions are answered at the same time."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.asgi.request_context import current
from api.http.middleware.route_roles import is_asking
from api.limits.answer_slots import AllSlotsTaken, AnswerSlots


class AnswerLimit:
    """Answers only as many questions at a time as there are slots.

    A request gets its slot once its body has come: before that it costs next to nothing, and a
    body that never comes keeps nobody out.
    """

    def __init__(self, app: ASGIApp, slots: AnswerSlots) -> None:
        self._app = app
        self._slots = slots

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request."""
        if scope["type"] != "http" or not is_asking(scope):
            await self._app(scope, receive, send)
            return
        self._slots.check()  # rather than read a body in vain
        # A slot is precious, and slow bodies are cheap: only a whole question takes one.
        body = await _whole_body(receive)
        if body is None:
            return
        request = current.get()
        has_begun = False

        async def send_noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            with self._slots.slot(request.key if request else None), self._slots.stoppable():
                await self._app(scope, _with_body(body, receive), send_noting)
        except AllSlotsTaken:
            if not has_begun:
                raise
            # What has begun can only end; a stream without its last event is known to be cut.
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _whole_body(receive: Receive) -> bytes | None:
    """A request's body; None when the client has gone."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


def _with_body(body: bytes, receive: Receive) -> Receive:
    """What the app receives: the body that has been read, then what comes after it."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay
