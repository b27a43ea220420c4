"""Kills while Slack's messages are taken on and answered: each is answered once, none is lost."""

from __future__ import annotations

import asyncio
from typing import Final

import httpx

from tests.api.slack.fake import FakeSlack, fake_slack
from tests.api.slack.workspace import BOT, Said
from tests.faults.checks import Finding, Wrong
from tests.faults.grounds import Ground, Grounds
from tests.faults.killing import Child
from tests.faults.kills import Bounds, Row, examined
from tests.faults.made_articles import word
from tests.faults.operations import BEGINNING
from tests.faults.servers import HELD, served

CHANNEL: Final = "C0NEWS"
QUESTION: Final = f"<@{BOT}> What did inspector {word(2, 1, 3)} say of the bridge?"
PATIENCE: Final = 30.0


STEPS: Final = 40
"""More than there are from the server's start to the end of an answer."""


async def by_step(grounds: Grounds, bounds: Bounds) -> Row:
    """Kill the server before one of its steps after the other; each time the next one goes on."""
    beginning = await asyncio.to_thread(grounds.new, BEGINNING)
    row = Row("Slack: take on, answer", beginning.name)
    for step in bounds.some_of(STEPS):
        if bounds.is_over or row.finished > 1:
            break
        ground = await asyncio.to_thread(grounds.copy, beginning)
        is_over, findings = await _one(ground, step)
        row.kills += not is_over
        row.finished += is_over
        row.note(findings, f"before step {step}")
        await asyncio.to_thread(grounds.drop, ground)
    return row


async def _one(ground: Ground, step: int) -> tuple[bool, list[Finding]]:
    """Kill one server, let another one go on, and look at what people see."""
    async with fake_slack() as slack:
        said = [some_message(slack)]
        async with served(ground, slack.url, last=step) as (child, slack.app):
            waiting = await deliver(slack, said)
            is_over = not waiting and await settled(slack, said, child)
        async with served(ground, slack.url) as (_, slack.app):
            if await deliver(slack, waiting):
                return False, [Finding(Wrong.LOST, "the server that started takes no messages")]
            await settled(slack, said, None)
        findings = [*seen(slack, said)]
    found = await asyncio.to_thread(examined, ground, [BEGINNING], [*BEGINNING.items()])
    return is_over, [*findings, *found.findings]


def some_message(slack: FakeSlack) -> Said:
    """A question in a channel, which is delivered to nobody yet."""
    said = Said(slack.ts(), "U0ANNA", QUESTION)
    slack.channels[CHANNEL].messages.append(said)
    return said


async def deliver(slack: FakeSlack, said: list[Said]) -> list[Said]:
    """Deliver the messages; those that were not acknowledged, which Slack will deliver again."""
    left = []
    for each in said:
        try:
            status = await slack.deliver(slack.events(CHANNEL, each)[0])
        except httpx.HTTPError:
            status = 0
        left += [] if status == 200 else [each]
    return left


async def settled(slack: FakeSlack, said: list[Said], child: Child | None) -> bool:
    """Whether all are answered and nothing follows, before the child is dead."""
    for _ in range(int(PATIENCE / 0.05)):
        if child is not None and not child.is_alive:
            return False
        if all(_finished(slack, each) for each in said):
            await asyncio.sleep(4 * HELD)  # what is answered once more comes within this
            return child is None or child.is_alive
        await asyncio.sleep(0.05)
    return False


def _finished(slack: FakeSlack, said: Said) -> list[Said]:
    return [each for each in slack.ours(CHANNEL) if each.thread == said.ts and not each.streaming]


def seen(slack: FakeSlack, said: list[Said]) -> list[Finding]:
    """What people see below these messages, if that is not one whole answer each."""
    findings = []
    for each in said:
        replies = [ours for ours in slack.ours(CHANNEL) if ours.thread == each.ts]
        whole = [ours for ours in replies if not ours.streaming]
        if not whole:
            findings.append(Finding(Wrong.LOST, f"no answer: {[r.text[:60] for r in replies]}"))
        elif len(whole) > 1:
            findings.append(Finding(Wrong.DOUBLED, f"{len(whole)} answers"))
        if len(replies) > len(whole):
            left = [ours.text[:60] for ours in replies if ours.streaming]
            findings.append(Finding(Wrong.DOUBLED, f"half an answer is left beside one: {left}"))
        if any(word(2, 1, 3) not in ours.text for ours in whole):
            findings.append(Finding(Wrong.TORN, f"it says {[ours.text[:80] for ours in whole]}"))
    return findings
