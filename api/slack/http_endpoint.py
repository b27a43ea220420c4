"""The route that Slack delivers to over HTTP. It verifies the signature before anything else."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote_to_bytes

from fastapi import APIRouter, Request, Response
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.request.internals import parse_body
from slack_sdk.signature import SignatureVerifier
from starlette.exceptions import HTTPException

from api.asgi.paths import SLACK_EVENTS
from api.slack.app import SlackApp
from api.slack.deliveries import is_whole

router = APIRouter()

DEEPEST: Final = 100
"""Levels of lists and objects: Slack's are some ten deep, and a thousand exhaust the stack."""

_STRING_OR_BRACKET: Final = re.compile(rb'"(?:[^"\\]|\\.?)*"?|[][{}]', re.DOTALL)
_SSL_CHECK: Final = re.compile(rb"(?:^|&)ssl_check=1(?:&|$)")


@router.post(SLACK_EVENTS, include_in_schema=False)
async def slack_events(request: Request) -> Response:
    """Events, commands and buttons, from Slack alone."""
    body = await request.body()
    if _SSL_CHECK.search(body):
        return Response()  # as Slack asks, now and then, whether the certificate is good
    if not _is_signed(request, body):
        raise HTTPException(401, "this is not signed by Slack, or too old")
    if _depth(unquote_to_bytes(body)) > DEEPEST:
        raise _malformed()
    slack: SlackApp = request.state.slack
    # Refused before Bolt acknowledges it: Slack then delivers it again later.
    slack.slots.check()
    try:
        if not is_whole(parse_body(body.decode(), request.headers.get("content-type"))):
            raise _malformed()
        return await AsyncSlackRequestHandler(slack.bolt).handle(request)
    except (ValueError, AttributeError, LookupError, TypeError) as error:
        # Bolt reads the body before anything else; what fails later it answers itself.
        raise _malformed() from error


def _malformed() -> HTTPException:
    return HTTPException(400, "this is none of Slack's requests")


def _depth(body: bytes) -> int:
    """How deep the body's JSON goes, counted as far as DEEPEST."""
    depth = deepest = 0
    for bracket in _STRING_OR_BRACKET.finditer(body):
        if bracket[0] in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket[0] in b"]}":
            depth -= 1
        if deepest > DEEPEST:
            break
    return deepest


def _is_signed(request: Request, body: bytes) -> bool:
    secret = request.state.parts.settings.slack_signing_secret
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    if not (
        re.fullmatch(r"[0-9]{1,12}", timestamp) and re.fullmatch(r"v0=[0-9a-f]{64}", signature)
    ):
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return SignatureVerifier(secret).is_valid(body, timestamp, signature)
