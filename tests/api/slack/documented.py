"""What Slack documents of its Web API: arguments of methods, and how much a message may be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Arguments = Mapping[str, Any]


class Refused(Exception):
    """Slack's answer is an error with this code."""


@dataclass(frozen=True)
class Method:
    """The arguments that a method must and may have."""

    required: frozenset[str]
    optional: frozenset[str] = frozenset()


def _method(required: str, optional: str = "") -> Method:
    return Method(frozenset(required.split()), frozenset(optional.split()))


METHODS = {
    "auth.test": _method(""),
    "apps.connections.open": _method(""),
    "assistant.threads.setStatus": _method("channel_id thread_ts status", "loading_messages"),
    "assistant.threads.setSuggestedPrompts": _method("channel_id prompts", "title thread_ts"),
    "chat.postMessage": _method(
        "channel",
        "text blocks thread_ts reply_broadcast unfurl_links unfurl_media mrkdwn metadata",
    ),
    "chat.postEphemeral": _method("channel user", "text blocks thread_ts"),
    "chat.update": _method("channel ts", "text blocks metadata"),
    "chat.delete": _method("channel ts"),
    "chat.startStream": _method(
        "channel thread_ts",
        "markdown_text chunks recipient_user_id recipient_team_id task_display_mode",
    ),
    "chat.appendStream": _method("channel ts", "markdown_text chunks"),
    "chat.stopStream": _method("channel ts", "markdown_text chunks blocks metadata"),
    "conversations.replies": _method(
        "channel ts", "cursor include_all_metadata inclusive latest limit oldest"
    ),
    "reactions.add": _method("channel name timestamp"),
    "reactions.remove": _method("name", "channel timestamp"),
    "views.open": _method("view", "trigger_id"),
}

MOST_BLOCKS = 50
MARKDOWN = 12_000
TEXT = 40_000
WHOLE = 13_200
SECTION = 3_000
HEADER = 150

_BLOCKS = {
    "actions",
    "context",
    "context_actions",
    "divider",
    "header",
    "markdown",
    "rich_text",
    "section",
}
_RICH = {"rich_text_section", "rich_text_quote", "rich_text_list", "rich_text_preformatted"}
_RUNS = {"text", "link", "emoji", "user", "channel"}


def check(method: str, arguments: Arguments) -> None:
    """Refused, as Slack would, when the arguments are not what the method takes."""
    known = METHODS.get(method)
    if known is None:
        raise Refused("unknown_method")
    if missing := known.required - arguments.keys():
        raise Refused(f"invalid_arguments: missing {sorted(missing)}")
    if unknown := arguments.keys() - known.required - known.optional:
        raise Refused(f"invalid_arguments: unknown {sorted(unknown)}")
    if len(arguments.get("markdown_text") or "") > MARKDOWN:
        raise Refused("msg_too_long")
    if len(arguments.get("text") or "") > TEXT:
        raise Refused("msg_too_long")
    check_blocks(arguments.get("blocks") or [])
    if method == "views.open":
        check_view(arguments["view"])
    if method == "assistant.threads.setSuggestedPrompts":
        _check_prompts(arguments)
    if method in ("chat.postMessage", "chat.postEphemeral", "chat.update"):
        _need(bool(arguments.get("text") or arguments.get("blocks")), "no_text")


def check_blocks(blocks: list[dict[str, Any]]) -> None:
    """Refused when they are too many, too long or not well-formed."""
    _need(len(blocks) <= MOST_BLOCKS, "invalid_blocks: more than 50")
    for block in blocks:
        _check_block(block)
    _need(sum(map(_length, blocks)) <= WHOLE, "msg_blocks_too_long")
    markdown = sum(len(each["text"]) for each in blocks if each["type"] == "markdown")
    _need(markdown <= MARKDOWN, "invalid_blocks: markdown too long")


def check_view(view: dict[str, Any]) -> None:
    """Refused when a dialog is too much, or not well-formed."""
    _need(view["type"] == "modal", "invalid_arguments: view")
    for name in ("title", "close", "submit"):
        _need(name not in view or 0 < len(view[name]["text"]) <= 24, f"invalid_arguments: {name}")
    _need(0 < len(view["blocks"]) <= 100, "invalid_arguments: blocks")
    _need(len(json.dumps(view)) <= 250_000, "view_too_large")
    for block in view["blocks"]:
        if block["type"] == "input":
            _need("submit" in view, "invalid_arguments: an input needs a submit")
        else:
            _check_block(block)


def check_whole(text: str, blocks: list[dict[str, Any]]) -> None:
    """Refused when text and blocks are too much for one message."""
    _need(len(text) + sum(map(_length, blocks)) <= WHOLE, "msg_too_long")


def _check_block(block: dict[str, Any]) -> None:
    kind = block.get("type")
    _need(kind in _BLOCKS, f"invalid_blocks: {kind}")
    _need(len(block.get("block_id", "")) <= 255, "invalid_blocks: block_id")
    match kind:
        case "section":
            _check_text(block["text"], SECTION, ("mrkdwn", "plain_text"))
        case "header":
            _check_text(block["text"], HEADER, ("plain_text",))
        case "markdown":
            _need(0 < len(block["text"]) <= MARKDOWN, "invalid_blocks: markdown")
        case "context":
            _need(0 < len(block["elements"]) <= 10, "invalid_blocks: context")
            for element in block["elements"]:
                _check_text(element, SECTION, ("mrkdwn", "plain_text"))
        case "context_actions":
            _need(0 < len(block["elements"]) <= 5, "invalid_blocks: context_actions")
            for element in block["elements"]:
                _check_feedback(element)
        case "actions":
            _need(0 < len(block["elements"]) <= 25, "invalid_blocks: actions")
            for button in block["elements"]:
                _need(button["type"] == "button", "invalid_blocks: element")
                _check_text(button["text"], 75, ("plain_text",))
                _need(0 < len(button["action_id"]) <= 255, "invalid_blocks: action_id")
                _need(0 < len(button["value"]) <= 2_000, "invalid_blocks: value")
        case "rich_text":
            _need(bool(block["elements"]), "invalid_blocks: empty rich_text")
            for element in block["elements"]:
                _check_rich(element)


def _check_rich(element: dict[str, Any]) -> None:
    _need(element.get("type") in _RICH, "invalid_blocks: rich_text")
    for run in element["elements"]:
        _need(run.get("type") in _RUNS, "invalid_blocks: rich text run")
        if run["type"] in ("text", "link"):
            _need(bool(run.get("text")), "invalid_blocks: empty text")
        if run["type"] == "link":
            _need(run["url"].startswith(("http://", "https://")), "invalid_blocks: url")
            _need(len(run["url"]) <= 3000, "invalid_blocks: url")


def _check_feedback(element: dict[str, Any]) -> None:
    _need(element["type"] in ("feedback_buttons", "icon_button"), "invalid_blocks: element")
    _need(len(element.get("action_id", "")) <= 255, "invalid_blocks: action_id")
    for button in ("positive_button", "negative_button"):
        _check_text(element[button]["text"], 75, ("plain_text",))
        _need(0 < len(element[button]["value"]) <= 2_000, "invalid_blocks: value")
        _need(len(element[button].get("accessibility_label", "")) <= 75, "invalid_blocks: label")


def _check_text(text: dict[str, Any], most: int, kinds: tuple[str, ...]) -> None:
    _need(text.get("type") in kinds, "invalid_blocks: text")
    _need(0 < len(text.get("text", "")) <= most, "invalid_blocks: text length")


def _check_prompts(arguments: Arguments) -> None:
    prompts = arguments["prompts"]
    _need(0 < len(prompts) <= 4, "invalid_arguments: prompts")
    _need("thread_ts" not in arguments, "invalid_arguments: thread_ts is for assistant_view")
    for prompt in prompts:
        _need(prompt.keys() == {"title", "message"}, "invalid_arguments: prompt")
        _need(all(prompt.values()), "invalid_arguments: empty prompt")


def _length(block: dict[str, Any]) -> int:
    """The characters that are shown of a block."""

    def texts(node: object) -> int:
        if isinstance(node, dict):
            own = len(node["text"]) if isinstance(node.get("text"), str) else 0
            return own + sum(texts(each) for each in node.values() if not isinstance(each, str))
        return sum(map(texts, node)) if isinstance(node, list) else 0

    return texts(block)


def _need(holds: bool, refusal: str) -> None:
    if not holds:
        raise Refused(refusal)


def read(value: str) -> object:
    """An argument of a form: lists and objects are JSON there."""
    if value[:1] in ("[", "{"):
        found: object = json.loads(value)
        return found
    return value
