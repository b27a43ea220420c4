"""What a delivery has to look like, as far as it is read here; what does not is none of Slack's.

Of other events, and of buttons that are not ours, nothing is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field, StrictStr, ValidationError

from api.slack.actions.feedback_buttons import REASON
from api.slack.outbound.rendering import CHECKED, FEEDBACK

_Word = Annotated[StrictStr, Field(min_length=1)]


class _Id(BaseModel):
    id: _Word


class _Authorization(BaseModel):
    user_id: StrictStr | None = None


class _Delivery(BaseModel):
    team_id: StrictStr | None = None
    authorizations: list[_Authorization] | None = None


class _Typed(_Delivery):
    type: _Word
    team: _Id | None = None


class _Event(BaseModel):
    type: _Word


class _OtherEvent(_Typed):
    event: _Event


class _OtherView(BaseModel):
    type: _Word
    callback_id: StrictStr | None = None


class _Other(_Typed):
    view: _OtherView | None = None


class _Action(BaseModel):
    action_id: _Word


class _Clicked(_Typed):
    actions: Annotated[list[_Action], Field(min_length=1)]


class _MessageEvent(_Event):
    channel: StrictStr | None = None
    user: StrictStr | None = None
    ts: StrictStr | None = None
    thread_ts: StrictStr | None = None
    deleted_ts: StrictStr | None = None
    channel_type: StrictStr | None = None
    subtype: StrictStr | None = None
    user_team: StrictStr | None = None


class _Message(_Typed):
    event: _MessageEvent


class _OpenedEvent(_Event):
    channel: _Word
    user: _Word


class _Opened(_Typed):
    event: _OpenedEvent


class _Command(_Delivery):
    channel_id: _Word
    user_id: _Word
    response_url: _Word


class _Pressing(BaseModel):
    value: _Word


class _Thread(BaseModel):
    thread_ts: StrictStr | None = None


class _Pressed(_Typed):
    user: _Id
    channel: _Id
    actions: Annotated[list[_Pressing], Field(min_length=1)]
    trigger_id: _Word
    response_url: _Word
    message: _Thread | None = None


class _Field(BaseModel):
    value: StrictStr | None = None
    selected_option: _Pressing | None = None


class _Values(BaseModel):
    kind: dict[str, _Field]
    words: dict[str, _Field]


class _State(BaseModel):
    values: _Values


class _View(_OtherView):
    private_metadata: Annotated[StrictStr, Field(pattern=r"^[^:]*:[^:]*:[^:]*$")]
    state: _State


class _Submitted(_Typed):
    user: _Id
    view: _View


_EVENTS: Final[dict[str, type[_Delivery]]] = {
    "message": _Message,
    "app_mention": _Message,
    "app_home_opened": _Opened,
}
_OTHERS: Final[dict[str, type[_Delivery]]] = {
    "event_callback": _OtherEvent,
    "block_actions": _Clicked,
}


def is_whole(body: Mapping[str, Any]) -> bool:
    """Whether all is there that is read of it, and of the type that Slack says."""
    try:
        _kind(body).model_validate(body)
    except ValidationError:
        return False
    return True


def _kind(body: Mapping[str, Any]) -> type[_Delivery]:
    """What it is read as."""
    if "command" in body:
        return _Command
    match body:
        case {"type": "event_callback", "event": {"type": str(event)}}:
            return _EVENTS.get(event, _OtherEvent)
        case {"type": "view_submission", "view": {"callback_id": str(view)}} if view == REASON:
            return _Submitted
        case {"type": "block_actions", "actions": [{"action_id": str(action)}, *_]}:
            return _Pressed if action in (FEEDBACK, CHECKED) else _Clicked
    return _OTHERS.get(str(body.get("type")), _Other)
