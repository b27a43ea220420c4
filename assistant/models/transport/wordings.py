"""What refusals are about, in the words and codes of many servers."""

from __future__ import annotations

import re
from typing import Final

# OpenAI, vLLM, DeepSeek and OpenRouter: "maximum context length is 8192 tokens"; Anthropic: "prompt
# is too long"; Gemini: "input token count (9000) exceeds the maximum number of tokens"; Groq:
# "reduce the length of the messages", "Request too large"; xAI: "maximum prompt length is"; TGI:
# "`inputs` tokens + `max_new_tokens` must be <="; Cohere: "too many tokens"; Moonshot: "exceeded
# model token limit"; DashScope: "Range of input length should be"; Mistral: "too large for model
# with 32768 maximum context length"; SGLang: "is longer than the model's context length";
# llama.cpp: "exceeds the available context size"; LM Studio: "greater than the context length".
LENGTH: Final = re.compile(
    r"context[ _](?:length|size|window|limit|overflow)|\bn_ctx\b"
    r"|(?:prompt|input|inputs|message|messages|request)\b.{0,40}\btoo (?:long|large)\b"
    r"|max(?:imum)?[ _](?:model|prompt|input|sequence)[ _]len(?:gth)?"
    r"|too many (?:input |prompt )?tokens|max(?:imum)? input tokens|token limit exceeded"
    r"|\btokens? count\b.{0,60}\bexceeds|(?:input|prompt) tokens? exceeds?\b"
    r"|exceed(?:s|ed)? (?:the )?(?:model|max(?:imum)?|input) tokens? (?:limit|allowed)"
    r"|reduce (?:the length of|your (?:prompt|message|input))|range of input length"
    r"|context (?:the )?overflows|\bmust have less than \d{1,9} tokens"
    r"|inputs?\W{0,3} tokens \+ |input or output tokens must be reduced|entity too large",
    re.IGNORECASE,
)
LENGTH_CODES: Final = frozenset(
    {
        "context_length_exceeded",
        "context_window_exceeded",
        "exceed_context_size_error",
        "request_too_large",
        "string_above_max_length",
    }
)

MANY_TOKENS: Final = re.compile(r"(?i)too many tokens")
"""What a limit of a minute says as well, beside the status of one."""

RATE_CODES: Final = re.compile(r"rate.?limit|throttl|too.?many.?requests|resource.?exhausted")
OVERLOAD_CODES: Final = re.compile(r"overload|unavailable|capacity")

# Azure: "content management policy"; Gemini: "blocked due to safety", "PROHIBITED_CONTENT"; Qwen:
# "inappropriate content"; OpenRouter: "flagged by moderation"; Mistral: "guardrails".
FILTER: Final = re.compile(
    r"content[ _-]?(?:filter|management|policy|moderation|safety)"
    r"|responsible ?ai|prohibited[ _]content"
    r"|safety (?:filter|setting|system|reasons?|polic|guidelines?)|due to safety|\bmoderation\b"
    r"|flagged (?:as|by|for|because)|inappropriate content|usage polic(?:y|ies)|guard ?rails?\b"
    r"|content exists risk|sensitive (?:content|information)|data[ _]inspection",
    re.IGNORECASE,
)
FILTER_CODES: Final = frozenset(
    {
        "content_filter",
        "content_policy_violation",
        "moderation_blocked",
        "data_inspection_failed",
        "responsibleaipolicyviolation",
        "prohibited_content",
        "safety",
    }
)

CREDIT: Final = re.compile(
    r"insufficient[ _](?:quota|balance|credits?|funds)|credit (?:balance|limit)|payment required"
    r"|(?:out of|no) (?:credits?|funds|money)|\bprepaid\b|\barrears?\b|spend(?:ing)? limit",
    re.IGNORECASE,
)
QUOTA: Final = re.compile(r"\b(?:quota|billing|credits?)\b", re.IGNORECASE)
"""What limits of a minute are called as well."""

CREDIT_CODES: Final = frozenset(
    {"insufficient_quota", "insufficient_balance", "billing_hard_limit_reached", "arrearage"}
)

ACCOUNT: Final = re.compile(r"api[ _-]?keys?\b|\b(?:billing|credits?|quota)\b", re.IGNORECASE)

# OpenAI and vLLM: "The model `x` does not exist"; Ollama: "model 'x' not found"; Mistral: "Invalid
# model: x"; OpenRouter: "x is not a valid model ID"; Together: "Unable to access model x"; Azure:
# "The API deployment for this resource does not exist"; Groq: "has been decommissioned".
MODEL: Final = re.compile(
    r"\b(?:models?|deployment)\b.{0,120}\b(?:does(?: not|n't) exist|not (?:be )?found|not exist"
    r"|(?:been |is )(?:decommissioned|deprecated|retired))"
    r"|\bmodel\W{1,3}\S{1,80} is not (?:available|deployed|pulled)"
    r"|\b(?:no such|unknown|invalid|not a valid|not a supported) model\b"
    r"|(?:access|find|load|locate) (?:the )?model\b",
    re.IGNORECASE,
)
MODEL_CODES: Final = frozenset(
    {
        "model_not_found",
        "model_not_available",
        "model_decommissioned",
        "unknown_model",
        "invalid_model",
        "deploymentnotfound",
    }
)
