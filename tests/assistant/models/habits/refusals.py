"""Habits in refusing: keys, addresses, models, prompts, each in everybody's words."""

from __future__ import annotations

from typing import Any, Final

from tests.assistant.models.habits.player import (
    Habit,
    Handler,
    Request,
    error,
    good,
    refusing,
)

HABITS: Final[list[Habit]] = []


def add(name: str, whose: str, play: Handler, **expected: Any) -> None:  # noqa: ANN401 - of the fields' types
    HABITS.append(Habit(name, whose, play, **expected))


name: str
body: Any
status: int

# --- The key, the account -----------------------------------------------------------------------

for name, body in {
    "in full": error("Incorrect API key provided: sk-played-0123456789."),
    "in part": error("Incorrect API key provided: sk-pl*********6789. You can find your key"),
    "as an object of its own": {"type": "error", "error": {"message": "invalid x-api-key"}},
    "as a detail": {"detail": "Unauthorized"},
    "as a text": {"error": "Unauthorized"},
}.items():
    add(
        f"the key refused, {name}",
        "everybody",
        refusing(401, body),
        code="key_refused",
        says=r"refused the key \(401\): (?!.*6789)",
        most=1,
    )

for name, key, flaw in [
    ("quotes", '"sk-played-0123456789"', "a quotation mark"),
    ("Bearer", "Bearer sk-played-0123456789", "what stands before a key"),
    ("a line break", "sk-played-01234\n56789", "a space or a line break"),
    ("a dash of a text processor", "sk–played-0123456789", "a letter that is in no key"),
]:
    add(
        f"a key with {name}",
        "people",
        good,
        code="key_malformed",
        says=flaw,
        most=0,
        settings=(("OPENAI_API_KEY", key),),
    )

for name, status, body in [
    ("OpenAI", 429, error("You exceeded your current quota.", code="insufficient_quota")),
    ("OpenRouter", 402, {"error": {"code": 402, "message": "Insufficient credits. Add more."}}),
    ("DeepSeek", 402, error("Insufficient Balance")),
    ("Anthropic", 400, error("Your credit balance is too low to access the API.")),
]:
    add(
        f"nothing left to pay with: {name}",
        name,
        refusing(status, body),
        code="credit_used_up",
        says="no credit left .*(?i:quota|credit|balance)",
        most=1,
    )

for name, body in {
    "a country": error("Country, region, or territory not supported"),
    "a model": error("Project does not have access to it"),
    "a list": [{"error": {"code": 403, "message": "Permission denied on resource project x."}}],
}.items():
    add(
        f"forbidden: {name}",
        "everybody",
        refusing(403, body),
        code="access_denied",
        says=r"\(403\): (?:Country|Project|Permission)",
        most=2,
    )


# --- The address, the model ---------------------------------------------------------------------

for name, status, body, kind in [
    ("a page", 200, "<!doctype html><title>Sign in</title>", "text/html"),
    ("a page without a type", 200, "\n<html>Welcome</html>", "text/plain"),
    ("words", 200, "Welcome to the server", "text/plain"),
    ("something else in JSON", 200, '{"status": "ok"}', "application/json"),
    ("nothing at all", 200, "", "application/json"),
]:
    add(
        f"no model server: {name}",
        "portals",
        refusing(status, body, kind),
        code="no_completion",
        says="no chat completion",
        most=6,
    )

for name, status, body in [
    ("FastAPI", 404, {"detail": "Not Found"}),
    ("Go", 404, "404 page not found"),
    ("nginx", 404, "<html><title>404 Not Found</title></html>"),
    ("OpenAI", 404, error("Invalid URL (POST /chat/completions)")),
    ("a file server", 405, "<html>405 Not Allowed</html>"),
    ("a front page", 200, "<!doctype html><title>Hello</title>"),
]:
    add(
        f"an address without /v1: {name}",
        name,
        refusing(status, body, "text/html"),
        code="address_wrong",
        says=r"Try http://127\.0\.0\.1:\d+/\S+/v1 as the address",
        most=2,
        path="",
    )

add(
    "an address of a single call",
    "people",
    good,
    code="address_wrong",
    says=r"Try http://127\.0\.0\.1:\d+/\S+/v1 as the address",
    most=0,
    path="/v1/chat/completions",
)


async def moved(request: Request) -> None:
    """A POST that is sent on becomes a GET."""
    if request.number:
        await request.send(405, {"detail": "Method Not Allowed"})
    else:
        await request.send(301, "", location="/elsewhere/v1/chat/completions")


add(
    "an address that has moved",
    "proxies",
    moved,
    code="address_wrong",
    says=r"Try http://127\.0\.0\.1:\d+/elsewhere/v1 as the address",
    most=2,
)
add(
    "Azure's classic address",
    "Azure",
    good,
    code="azure_classic_address",
    says=r"\.openai\.azure\.com/openai/v1",
    most=0,
    path="/openai/deployments/played?api-version=2024-10-21",
)


def without_model(status: int, body: object, *names: str) -> Handler:
    async def play(request: Request) -> None:
        if request.lists and names:
            await request.send(200, {"data": [{"id": name} for name in names]})
        else:
            await request.send(status, body)

    return play


UNKNOWN: Final[dict[str, tuple[int, Any]]] = {
    "OpenAI": (404, error("The model `played` does not exist", code="model_not_found")),
    "Ollama": (404, error('model "played" not found, try pulling it first')),
    "Mistral": (400, {"object": "error", "message": "Invalid model: played", "code": "1500"}),
    "DeepSeek": (400, error("Model Not Exist")),
    "OpenRouter": (400, {"error": {"code": 400, "message": "played is not a valid model ID"}}),
    "Together": (404, error("Unable to access model played. Please visit the list of models.")),
    "Groq": (400, error("The model `played` has been decommissioned", code="model_decommissioned")),
    "Gemini": (404, [{"error": {"code": 404, "message": "models/played is not found"}}]),
    "Azure": (404, error("The API deployment for this resource does not exist.")),
}
for name, refusal in [*UNKNOWN.items()][:3]:
    add(
        f"no such model: {name}",
        name,
        without_model(*refusal, "player-7b", "played-1", "embed"),
        code="model_misnamed",
        says=r"'played' \(.*(?i:model|deployment).*\).*3 that it has.*nearest: played-1",
        most=3,
    )
add(
    "no such model, and no list of them",
    "gateways",
    without_model(*UNKNOWN["OpenAI"]),
    code="model_unknown",
    says="'played'.*does not exist",
    most=3,
)


# --- The prompt ---------------------------------------------------------------------------------

TOO_LONG: Final[dict[str, Any]] = {
    "OpenAI": error(
        "This model's maximum context length is 512 tokens. However, your messages resulted in "
        "2100 tokens.",
        "messages",
        "context_length_exceeded",
    ),
    "OpenAI, another": error("Your input exceeds the context window of this model."),
    "Anthropic": {"type": "error", "error": {"message": "prompt is too long: 9000 tokens > 512"}},
    "Anthropic, with the limit": error(
        "input length and `max_tokens` exceed context limit: 400 + 512 > 512"
    ),
    "Gemini": [
        {
            "error": {
                "code": 400,
                "message": "The input token count (9000) exceeds the maximum number of tokens.",
                "status": "INVALID_ARGUMENT",
            }
        }
    ],
    "Mistral": {
        "object": "error",
        "message": "Prompt contains 900 tokens, too large for model "
        "with 512 maximum context length",
    },
    "Groq": error("Please reduce the length of the messages or completion.", "messages"),
    "Together": error("`inputs` tokens + `max_new_tokens` must be <= 513. Given: 900 `inputs`"),
    "Cohere": {"message": "too many tokens: total number of tokens in the prompt exceeds"},
    "xAI": {"error": "This model's maximum prompt length is 512 but the request contains 900."},
    "DeepSeek": error("This model's maximum context length is 512 tokens."),
    "vLLM": {
        "object": "error",
        "message": "The decoder prompt (length 900) is longer than the "
        "maximum model length of 512.",
        "code": 400,
    },
    "SGLang": {
        "object": "error",
        "message": "The input (900 tokens) is longer than the model's context length (512 tokens).",
        "code": 400,
    },
    "TGI": {
        "error": "Input validation error: `inputs` must have less than 512 tokens. Given: 900",
        "error_type": "validation",
    },
    "llama.cpp": {
        "error": {
            "code": 400,
            "message": "the request exceeds the available context size, try increasing it",
            "type": "exceed_context_size_error",
            "n_ctx": 512,
        }
    },
    "LM Studio": {"error": "Trying to keep the first 900 tokens when context the overflows."},
    "Ollama": error("the input length exceeds the context length"),
    "Moonshot": error("Invalid request: Your request exceeded model token limit: 512"),
    "Qwen": error("Range of input length should be [1, 512]"),
    "Bedrock": {"message": "Input is too long for requested model."},
}


def too_long(body: object, status: int = 400) -> Handler:
    """A context that no prompt fits."""

    async def play(request: Request) -> None:
        if request.writes:
            await request.send(status, body)
        else:
            await good(request)

    return play


for name, body in [*TOO_LONG.items()][:3]:
    add(
        f"a context of 512 tokens: {name}",
        name,
        too_long(body),
        code="context_too_long",
        says="longer than the model takes",
        most=12,
    )
add(
    "a request that is larger than a minute may be",
    "OpenAI",
    too_long(
        error("Request too large for played on tokens per min (TPM): Limit 500, Requested 900."),
        429,
    ),
    code="context_too_long",
    says="Request too large",
)


async def shorter(request: Request) -> None:
    if request.writes and request.limit > 300:
        words = (
            f"'max_tokens' is too large: {request.limit}. This model's maximum context length is "
            "2048 tokens and your request has 1800 input tokens."
        )
        await request.send(400, {"object": "error", "message": words, "code": 400})
    else:
        await good(request)


add("a context that a shorter prompt fits", "vLLM", shorter)

FILTERED: Final[dict[str, tuple[int, Any]]] = {
    "Azure": (
        400,
        {
            "error": {
                "message": "The response was filtered due to the prompt triggering Azure OpenAI's "
                "content management policy. Please modify your prompt and retry.",
                "param": "prompt",
                "code": "content_filter",
                "innererror": {"code": "ResponsibleAIPolicyViolation"},
            }
        },
    ),
    "Azure, as a reply": (
        400,
        {
            "choices": [
                {
                    "message": {"role": "assistant", "content": ""},
                    "finish_reason": "content_filter",
                    "content_filter_results": {
                        "error": {"code": "content_filter", "message": "Blocked by a label."}
                    },
                }
            ]
        },
    ),
    "OpenAI": (400, error("Invalid prompt: limited for safety reasons.", code="invalid_prompt")),
    "Gemini": (400, [{"error": {"code": 400, "message": "blocked due to SAFETY"}}]),
    "OpenRouter": (
        403,
        {"error": {"code": 403, "message": "Your input was flagged by moderation", "metadata": {}}},
    ),
    "Qwen": (
        400,
        error("Input data may contain inappropriate content.", code="data_inspection_failed"),
    ),
    "DeepSeek": (400, error("Content Exists Risk")),
    "Zhipu": (
        400,
        {"error": {"code": "1301", "message": "unsafe or sensitive content"}},
    ),
    "Mistral": (403, {"message": "The request was blocked by guardrails"}),
}
for name, (status, body) in [*FILTERED.items()][:3]:
    add(
        f"the prompt filtered: {name}",
        name,
        too_long(body, status),
        code="prompt_filtered",
        says="content filter dislikes",
    )


async def one_filtered(request: Request) -> None:
    if request.votes and "taken flights back to Cuba" in request.prompt.rpartition("Passage:")[2]:
        await request.send(*FILTERED["Azure"])
    else:
        await good(request)


add(
    "one passage filtered",
    "Azure",
    one_filtered,
    settings=(("ASSISTANT_STRATEGY", "select"),),
)


# --- Inside a reply -----------------------------------------------------------------------------

for name, body, code, says in [
    (
        "OpenRouter",
        {"error": {"code": 400, "message": "Provider returned error"}},
        "request_refused",
        "Provider returned error",
    ),
    (
        "OpenRouter, a key",
        {"error": {"code": 401, "message": "No auth credentials found"}},
        "key_refused",
        "No auth",
    ),
    ("a proxy", {"error": "no backend"}, "reply_broken", "no backend"),
    ("MiniMax", {"base_resp": {}, "error": {"message": "unknown"}}, "reply_broken", "unknown"),
    (
        "MiniMax, the balance",
        {"choices": None, "base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}},
        "credit_used_up",
        "insufficient balance",
    ),
    (
        "Baidu",
        {"error_code": 336003, "error_msg": "the question is badly formed"},
        "reply_broken",
        "badly formed",
    ),
    (
        "beside a choice",
        {"choices": [{"error": {"code": 400, "message": "No endpoints"}}]},
        "request_refused",
        "No endpoints",
    ),
]:
    add(f"an error inside a 200: {name}", name, refusing(200, body), code=code, says=says, most=12)
