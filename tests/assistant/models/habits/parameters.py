"""Habits in what may be asked for: parameters, limits, roles, likelihoods; and in thinking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.assistant.models.habits.player import (
    CLOCK,
    Body,
    Habit,
    Handler,
    Request,
    answer,
    cut,
    error,
    good,
    piece,
    streamed,
    told,
    usage,
    whole,
)
from tests.model_server import surely

HABITS: Final[list[Habit]] = []
ONE_BY_ONE: Final = (("ASSISTANT_STRATEGY", "select"),)

Refusal = tuple[int, object]
Refuse = Callable[[Body], Refusal | None]
"""The status and body with which a request is refused; None when it is taken."""


def add(name: str, whose: str, play: Handler, **expected: Any) -> None:  # noqa: ANN401 - of the fields' types
    HABITS.append(Habit(name, whose, play, **expected))


def unsupported(name: str, advice: str = "") -> Body:
    words = f"Unsupported parameter: '{name}' is not supported with this model.{advice}"
    return error(words, name, "unsupported_parameter")


def picky(*rules: Refuse, likelihoods: bool = False, hidden: int = 0) -> Handler:
    """An endpoint that refuses what its rules say, with a model that thinks so many tokens."""

    async def play(request: Request) -> None:
        if request.lists:
            await good(request)
            return
        for refusal in filter(None, (rule(request.body) for rule in rules)):
            await request.send(*refusal)
            return
        if request.limit <= hidden:
            await told(request, "", "length", hidden=request.limit)
        elif hidden:
            await told(request, answer(request) if request.writes else request.word, hidden=hidden)
        else:
            await good(request, likelihoods=likelihoods)

    return play


def without(*names: str, **refusals: Refusal) -> Refuse:
    """Refuses parameters, in OpenAI's words unless others are given for one."""

    def refuse(body: Body) -> Refusal | None:
        sent = [name for name in (*names, *refusals) if name in body]
        return next((refusals.get(name, (400, unsupported(name))) for name in sent), None)

    return refuse


def value(name: str, fits: Callable[[Any], bool], refusal: Refusal) -> Refuse:
    """Refuses some values of a parameter."""
    return lambda body: refusal if name in body and not fits(body[name]) else None


def least(tokens: int, body: Body) -> Refuse:
    """Refuses a limit that is too low, by either name."""

    def refuse(sent: Body) -> Refusal | None:
        limit: int = sent.get("max_completion_tokens") or sent.get("max_tokens") or tokens
        return (400, body) if limit < tokens else None

    return refuse


TOO_FEW: Final = error(
    "Could not finish the message because max_tokens or model output limit was reached. Please "
    "try again with higher max_tokens."
)
RENAMED: Final = without(
    max_tokens=(400, unsupported("max_tokens", " Use 'max_completion_tokens' instead."))
)
TEMPERATURE: Final = value(
    "temperature",
    lambda temperature: temperature == 1,
    (400, error("Unsupported value: 'temperature' does not support 0.", "temperature")),
)
FIVE: Final = value(
    "top_logprobs",
    lambda count: count <= 5,
    (400, error("Invalid 'top_logprobs': expected a value <= 5.", "top_logprobs")),
)

add(
    "likelihoods, at most five",
    "OpenAI",
    picky(RENAMED, FIVE, least(16, TOO_FEW), likelihoods=True),
)
add(
    "thinks a little, takes no likelihoods",
    "OpenAI",
    picky(RENAMED, TEMPERATURE, without("logprobs"), least(4, TOO_FEW), hidden=200),
)
add(
    "thinks 1,400 tokens",
    "OpenAI",
    picky(RENAMED, TEMPERATURE, without("logprobs"), hidden=1_400),
)
add(
    "thinks 3,000 tokens",
    "DeepSeek, Qwen",
    picky(hidden=3_000),
)

REFUSALS: Final[Mapping[str, Refusal]] = {
    "OpenAI, 403": (403, error("You are not allowed to request logprobs from this model")),
    "Groq": (400, error("`logprobs` is not supported with this model")),
    "Gemini": (
        400,
        [{"error": {"code": 400, "message": 'Unknown name "logprobs": Cannot find field.'}}],
    ),
    "LM Studio": (400, {"error": "'logprobs' is not supported"}),
    "FastAPI": (422, {"detail": [{"loc": ["body", "logprobs"], "msg": "not permitted"}]}),
    "Cohere": (422, {"message": "unknown field: parameter 'logprobs' is not a valid field"}),
    "a proxy": (400, error("Provider returned error", code=400)),
    "a proxy, 500": (500, error("litellm.UnsupportedParamsError: does not support logprobs")),
    "inside a 200": (200, {"error": {"code": 400, "message": "logprobs is not supported"}}),
}
for name, refusal in REFUSALS.items():
    add(f"likelihoods refused: {name}", name, picky(without(logprobs=refusal)), most=14)


def extra(body: Body) -> Refusal | None:
    names = [name for name in ("logprobs", "top_logprobs", "stream_options") if name in body]
    detail = [
        {"type": "extra_forbidden", "loc": ["body", name], "msg": "Extra inputs are not permitted"}
        for name in names
    ]
    refused = {"object": "error", "message": {"detail": detail}, "type": "invalid_request_error"}
    return (422, refused) if names else None


add("all that is extra refused at once", "Mistral", picky(extra))
add("no options of streams", "older servers", picky(without("stream_options"), likelihoods=True))
add("no temperature", "Anthropic's newest", picky(without("temperature"), likelihoods=True))


# --- Limits that are too high -------------------------------------------------------------------


def most(tokens: int, words: str) -> Refuse:
    """Refuses a limit that is too high, in words that may name it."""

    def refuse(sent: Body) -> Refusal | None:
        limit = sent.get("max_completion_tokens") or sent["max_tokens"]
        return (400, error(words.format(limit))) if limit > tokens else None

    return refuse


for name, words in {
    "a pair": "Invalid max_tokens value, the valid range of max_tokens is [1, {most}]",
    "a comparison": "max_tokens: {{0}} > {most}, which is the maximum allowed number for played-3",
    "from and to": "it has a maxOutputTokens value of {{0}} but the supported range is from 1 "
    "(inclusive) to {beyond} (exclusive)",
    "no name": "The maximum tokens you requested exceeds the model limit of {most}",
    "a dash": "max_tokens has to be within 1-{most}.",
    "other words": "max_tokens 的取值范围为1到{most}",
    "thousands": "max_tokens is over what played gives, {most:,}",
    "no number": "max_tokens is too large for this model",
}.items():
    for tokens, hidden in ((450, 0), (4_096, 3_000)):
        told_limit = words.format(most=tokens, beyond=tokens + 1)
        add(
            f"at most {tokens} tokens, told by {name}",
            "DeepSeek, Anthropic, Google, Amazon",
            picky(most(tokens, told_limit), hidden=hidden),
        )


def no_system(body: Body) -> Refusal | None:
    roles = {message["role"] for message in body["messages"]}
    words = {"object": "error", "message": "System role not supported", "code": 400}
    return (400, words) if "system" in roles else None


def by_turns(body: Body) -> Refusal | None:
    roles = [message["role"] for message in body["messages"]]
    words = "Conversation roles must alternate user/assistant/user/assistant/..."
    alternate = all(role == ("user", "assistant")[at % 2] for at, role in enumerate(roles))
    return None if alternate else (400, error(words))


add("no role for instructions", "vLLM with Gemma", picky(no_system, likelihoods=True))
add("roles by turns alone", "llama.cpp with Mistral", picky(by_turns, likelihoods=True))


# --- Likelihoods --------------------------------------------------------------------------------


def with_likelihoods(shape: Callable[[str], object]) -> Handler:
    async def play(request: Request) -> None:
        if request.votes:
            await told(request, request.word, "length", logprobs=shape(request.word))
        else:
            await good(request)

    return play


SHAPES: Final[Mapping[str, Callable[[str], object]]] = {
    "as probabilities": lambda word: {
        "content": [
            {
                "token": word,
                "logprob": 0.95,
                "top_logprobs": [
                    {"token": "yes", "logprob": 0.95 if word == "yes" else 0.05},
                    {"token": "no", "logprob": 0.95 if word == "no" else 0.05},
                ],
            }
        ]
    },
    "Together": lambda word: {"tokens": [word], "token_logprobs": [-0.05]},
    "null in them": lambda word: {
        "content": [{"token": word, "logprob": None, "top_logprobs": [{"logprob": None}]}]
    },
    "an empty list": lambda _: [],
    "an empty content": lambda _: {"content": []},
    "the first token alone": lambda word: {"content": [{"token": word, "logprob": -0.05}]},
    "with a space": lambda word: surely(f" {word.title()}"),
}
for name, shape in SHAPES.items():
    add(f"likelihoods: {name}", "proxies", with_likelihoods(shape), settings=ONE_BY_ONE)


async def no_likelihoods(request: Request) -> None:
    await good(request, likelihoods=False)


async def never(request: Request) -> None:
    if request.writes or request.lists:
        await good(request)
    else:
        await told(request, "no" if request.votes else '{"passages": []}', "length")


async def talkative(request: Request) -> None:
    if not request.votes:
        await good(request)
        return
    word = "**Yes**, it does." if request.answers else "**No**. It is about something else."
    await told(request, word if request.limit > 6 else "**", "length")


add("no likelihoods", "Anthropic, Ollama", no_likelihoods)
add("no passage answers", "strict models", never, settings=ONE_BY_ONE, silent=True)
add("its word is its second token", "chat models", talkative, settings=ONE_BY_ONE)


# --- Thoughts -----------------------------------------------------------------------------------


def thought(request: Request) -> str:
    one, _ = request.labels
    return (
        f"Okay, who ordered the departures? [{one}] says Rodriguez had ordered the departures "
        f"[{one}]. Other sources were not sure whether Havana was summoning them home [{one}]. Hmm."
    )


FORMS: Final = {
    "<think>": "<think>\n{}\n</think>\n\n{}",
    "<thinking>": "<thinking>{}</thinking>{}",
    "the end alone": "{}\n</think>\n\n{}",
    "[THINK]": "[THINK]{}[/THINK]{}",
    "channels": "<|channel|>analysis<|message|>{}<|end|><|start|>assistant<|channel|>final"
    "<|message|>{}",
    "a channel with a constraint": "<|channel|>analysis<|message|>{}<|end|><|start|>assistant"
    "<|channel|>final <|constrain|>json<|message|>{}",
    "channels without their marks": "analysis{}assistantfinal{}",
    "a channel that is closed": "<|channel>thought\n{}<channel|>{}",
    "unused tokens": "<unused94>thought\n{}<unused95>{}",
    "details": '<details type="reasoning" done="true">\n<summary>Thought for 3 seconds</summary>\n'
    "> {}\n</details>\n{}",
    "a command line": "Thinking...\n{}\n...done thinking.\n\n{}",
    "escaped tags": "&lt;think&gt;{}&lt;/think&gt;{}",
    "tags with spaces": "< think >{}< /think >{}",
    "a fence": "```thinking\n{}\n```\n\n{}",
    "a thought in a thought": "<think>Well.<think>And?</think>{}</think>{}",
    "a mark in quotes": "<think>Then I write `</think>`. {}</think>{}",
}
DIRECT: Final = (("ASSISTANT_STRATEGY", "direct"),)


def thinking(form: str) -> Handler:
    async def play(request: Request) -> None:
        if request.lists:
            await good(request)
        elif request.writes:
            await told(request, form.format(thought(request), answer(request)))
        else:
            await told(request, form.format("Let me see.", request.word))

    return play


for name, form in FORMS.items():
    add(f"thoughts in the content: {name}", "R1, Qwen, Mistral, gpt-oss", thinking(form))
    add(f"thoughts in a first reply: {name}", "the same", thinking(form), settings=DIRECT)


def beside(field: str) -> Handler:
    async def play(request: Request) -> None:
        if not request.writes:
            await good(request)
            return
        await request.begin()
        for word in ("Let ", "me ", "think."):
            await request.event(piece("", **{field: word}))
        for part in cut(answer(request)):
            await request.event(piece(part, **{field: None}))
        await request.event(piece("", "stop"))
        await request.event("[DONE]")
        await request.end()

    return play


for field in ("reasoning_content", "reasoning", "thinking"):
    add(f"thoughts beside the content: {field}", "vLLM, DeepSeek, Ollama", beside(field))


async def overlong(request: Request) -> None:
    if request.writes and request.limit < 2_000:
        await told(request, thought(request), "length")
    else:
        await thinking(FORMS["the end alone"])(request)


add("a first thought that is cut off", "R1", overlong, settings=DIRECT)


async def flagged(request: Request) -> None:
    if not request.writes:
        await good(request)
        return
    flag = {"google": {"thought": True}}
    await request.begin()
    for part in cut(thought(request), 30):
        await request.event(piece(part, extra_content=flag))
    for part in cut(answer(request), 30):
        await request.event(piece(part))
    await request.event(piece("", "stop"))
    await request.event("[DONE]")
    await request.end()


add("thoughts in the content, flagged beside it", "Gemini", flagged)


async def in_parts(request: Request) -> None:
    thoughts = {"type": "thinking", "thinking": [{"type": "text", "text": "Let me think."}]}
    if request.lists:
        await good(request)
    elif not request.body.get("stream"):
        text = {"type": "text", "text": answer(request) if request.writes else request.word}
        await request.send(200, whole([thoughts, text]))
    else:
        await request.begin()
        await request.event(piece([thoughts]))
        for part in cut(answer(request), 30):
            await request.event(piece([{"type": "text", "text": part}]))
        await request.event(piece("", "stop"))
        await request.event("[DONE]")
        await request.end()


add("content in parts", "Mistral", in_parts)


async def ponders(request: Request) -> None:
    if not request.writes:
        await good(request)
        return
    await request.begin()
    for _ in range(30):
        CLOCK.now += 5
        await request.event(piece("", reasoning_content="hmm "))
    await request.event({**piece(answer(request), "stop"), "usage": usage(30)})
    await request.event("[DONE]")
    await request.end()


add("thinks for two minutes, piece by piece", "DeepSeek", ponders)


async def empty_where_short(request: Request) -> None:
    if request.votes and request.limit < 200:
        await request.send(200, whole(None, "length"))
    else:
        await good(request, likelihoods=False)


add("an empty reply where the limit is low", "Gemini", empty_where_short, settings=ONE_BY_ONE)


async def streams_with_names(request: Request) -> None:
    if request.writes:
        await streamed(request, answer(request))
    else:
        await good(request, likelihoods=False)


add("streams its answers, and gives words alone", "Groq", streams_with_names)
