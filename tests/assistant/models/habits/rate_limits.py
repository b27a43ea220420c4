"""Habits in letting requests through: limits of a minute and of a day, servers that fail.

What is waited for is waited for by a clock that whoever waits puts on.
"""

from __future__ import annotations

import asyncio
from email.utils import formatdate
from typing import Any, Final

from tests.assistant.models.habits.player import (
    CLOCK,
    Habit,
    Handler,
    Request,
    error,
    good,
    refusing,
    told,
)

ONE_BY_ONE: Final = (("ASSISTANT_STRATEGY", "select"),)
"""Many calls, for the sake of limits."""

BRIEF: Final = (("ASSISTANT_MODEL_TIMEOUT", "20"),)

HABITS: Final[list[Habit]] = []


def limited(most: int, seconds: float, likelihoods: bool = True, answers: bool = True) -> Handler:
    """So many requests in so many seconds, and 429 with Retry-After beyond them."""
    times: list[float] = []

    async def play(request: Request) -> None:
        await asyncio.sleep(0)  # those that come together are there together
        times[:] = [each for each in times if CLOCK.now - seconds < each <= CLOCK.now]
        if request.lists or len(times) < most:
            times.append(CLOCK.now)
            if answers or request.lists or request.writes:
                await good(request, likelihoods=likelihoods)
            else:
                await told(request, "no" if request.votes else '{"passages": []}')
            return
        wait = times[0] + seconds - CLOCK.now
        words = f"Rate limit reached on requests per minute (RPM): Limit {most}, Used {most}."
        body = error(words, code="rate_limit_exceeded", kind="requests")
        await request.send(429, body, retry_after=f"{wait:.0f}")

    return play


def once(status: int, body: object, times: int = 1, **headers: str) -> Handler:
    """An endpoint that refuses the first requests, and is good then."""

    async def play(request: Request) -> None:
        if request.number < times:
            await request.send(status, body, **headers)
        else:
            await good(request)

    return play


def add(name: str, whose: str, play: Handler, **expected: Any) -> None:  # noqa: ANN401 - of the fields' types
    HABITS.append(Habit(name, whose, play, **expected))


# --- Limits that pass ---------------------------------------------------------------------------

add("6 requests in 3 seconds", "Groq", limited(6, 3), settings=ONE_BY_ONE, most=12)
add("3 requests in 3 seconds", "small plans", limited(3, 3), settings=ONE_BY_ONE, most=12)
add("1 request in 2 seconds", "Mistral's free plan", limited(1, 2), settings=ONE_BY_ONE, most=16)
add("4 requests a minute", "free plans", limited(4, 60, likelihoods=False), most=8, settings=BRIEF)
add(
    "10 requests a minute, and no passage answers",
    "free plans",
    limited(10, 60, likelihoods=False, answers=False),
    most=10,
    settings=BRIEF,
    silent=True,
)


def one_at_a_time() -> Handler:
    under_way = 0

    async def play(request: Request) -> None:
        nonlocal under_way
        under_way += 1
        others = under_way - 1
        for _ in range(9):  # while the others come in
            await asyncio.sleep(0)
        under_way -= 1
        if others:
            await request.send(429, error("Too many concurrent requests"))
        else:
            await good(request)

    return play


add("1 request at a time", "Zhipu, small plans", one_at_a_time(), settings=ONE_BY_ONE, most=30)

WORDS: Final = "Rate limit reached. Please try again in 7.66s."
SLOW: Final = error("slow down", code="rate_limit_exceeded")
DATE: Final = formatdate(3, usegmt=True)  # long ago: at once

for name, play in {
    "in the words alone": once(429, error(WORDS)),
    "in milliseconds": once(429, SLOW, retry_after_ms="250"),
    "as a date": once(429, SLOW, retry_after=DATE),
    "as a duration": once(429, SLOW, x_ratelimit_reset_requests="2m59.56s"),
    "as the later of two": once(
        429, SLOW, x_ratelimit_reset_tokens="6.1s", x_ratelimit_reset_requests="120ms"
    ),
    "in a field": once(429, {"error": {"message": "busy", "metadata": {"retry_after_seconds": 6}}}),
    "in Chinese": once(429, error("您的并发数过高，请6秒后重试")),
    "as too many tokens": once(
        429, {"__type": "ThrottlingException", "message": "Too many tokens, please wait."}
    ),
    "in a detail of Google's": once(
        429,
        [
            {
                "error": {
                    "code": 429,
                    "message": "You exceeded your current quota, please check your plan and billing"
                    " details.",
                    "status": "RESOURCE_EXHAUSTED",
                    "details": [{"@type": "google.rpc.RetryInfo", "retryDelay": "26s"}],
                }
            }
        ],
    ),
    "in headers that are passed on": once(
        429,
        {
            "error": {
                "code": 429,
                "message": "Provider returned error",
                "metadata": {"headers": {"Retry-After": "5"}},
            }
        },
    ),
    "nowhere": once(429, SLOW),
    "of 0 seconds": once(429, SLOW, times=2, retry_after="0"),
}.items():
    add(f"a wait told {name}", "everybody", play, most=9)

add("overloaded for a moment", "Anthropic", once(529, error("Overloaded"), 2), most=9)
add("a gateway's page for a moment", "proxies", once(502, "<html>Bad Gateway</html>", 2), most=9)
add("too early for a moment", "proxies", once(425, error("too early")), most=9)
add("a timeout for a moment", "Cloudflare", once(524, "<html>A timeout occurred</html>"), most=9)
add(
    "busy inside a 200 for a moment",
    "OpenRouter",
    once(200, {"error": {"code": 429, "message": "Provider is busy, try again in 2s"}}),
    most=9,
)


async def hangs_up_once(request: Request) -> None:
    await (request.break_off() if request.number == 0 else good(request))


add("the connection lost before a reply", "proxies", hangs_up_once, most=9)

LOADING: Final = {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}
add("loading its model", "llama.cpp", once(503, LOADING, 10), most=20)


# --- Limits that do not -------------------------------------------------------------------------

DAY: Final = error(
    "Rate limit reached for model `played` on tokens per day (TPD): Limit 100000, Used 99990. "
    "Please try again in 20m9.888s.",
    code="rate_limit_exceeded",
    kind="tokens",
)
add(
    "the day's tokens used up",
    "Groq",
    refusing(429, DAY, retry_after="1210"),
    code="rate_limited",
    says=r"tokens per day.*Ask again in 21 minutes",
    most=1,
)
add(
    "the day's requests used up, in words",
    "Gemini",
    refusing(429, [{"error": {"code": 429, "message": "Your quota will reset after 12h34m16s."}}]),
    code="rate_limited",
    says=r"Ask again in 13 hours",
    most=1,
)
add(
    "a minute that is not there",
    "free plans",
    refusing(429, SLOW, retry_after="60"),
    code="rate_limited",
    says=r"slow down\. Ask again in 60 seconds",
    most=1,
    settings=BRIEF,
)
add(
    "never, and no wait told",
    "everybody",
    refusing(429, SLOW),
    code="rate_limited",
    says=r"slow down\. Ask again later",
    most=6,
)
add(
    "always a second",
    "everybody",
    refusing(429, SLOW, retry_after="1"),
    code="rate_limited",
    says=r"slow down\. Ask again",
    most=6,
)


def day_ends(after: int) -> Handler:
    async def play(request: Request) -> None:
        if request.number < after:
            await good(request)
        else:
            await request.send(429, DAY, retry_after="1210")

    return play


add(
    "the day's tokens used up between two calls",
    "Groq",
    day_ends(3),
    code="rate_limited",
    says=r"tokens per day.*Ask again in 21 minutes",
    most=8,
    settings=ONE_BY_ONE,
)

for status in (500, 502, 503, 504, 520, 529):
    add(
        f"always {status}",
        "proxies",
        refusing(status, error("upstream is down")),
        code="server_overloaded",
        says=f"{status}.*upstream is down",
        most=6,
    )
add(
    "always a page of 502",
    "nginx",
    refusing(502, "<html><title>502 Bad Gateway</title></html>", "text/html"),
    code="server_overloaded",
    says=r"\(502\)",
    most=6,
)
add(
    "a maintenance of an hour",
    "everybody",
    refusing(503, error("maintenance"), retry_after="3600"),
    code="server_overloaded",
    says="maintenance. Ask again in 60 minutes",
    most=1,
)


async def hangs_up(request: Request) -> None:
    await request.break_off()


add("the connection always lost", "proxies", hangs_up, code="model_unreachable", most=6)


async def dies(request: Request) -> None:
    if request.writes:
        await request.break_off()
    else:
        await good(request)


add(
    "gone between selection and writing",
    "local servers",
    dies,
    code="model_unreachable",
    most=9,
    settings=ONE_BY_ONE,
)
