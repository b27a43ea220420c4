"""Errors of a model's endpoint; `assistant.errors` draws all of them."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import ModelBusy, ModelError, ModelRefused, ReplyBroken


@dataclass(eq=False)
class ModelUnreachable(ModelError):
    """Nobody answers at the model's endpoint."""

    code = "model_unreachable"
    template = (
        "no answer from the model server ({address}). Is it running, and is its address right?"
    )
    address: str


@dataclass(eq=False)
class KeyRefused(ModelRefused):
    """The endpoint does not accept the key."""

    # Some endpoints repeat a part of the key in their words, which is taken out of them.
    code = "key_refused"
    template = (
        "the model server refused the key (401): {words}. Is it right, and may it use {model}?"
    )
    words: str
    model: str


@dataclass(eq=False)
class KeyMalformed(ModelRefused):
    """The key of the model's endpoint cannot be one."""

    code = "key_malformed"
    template = "the model server's key has {flaw} in it, which no key has. Copy it again."
    flaw: str


@dataclass(eq=False)
class AccessDenied(ModelRefused):
    """The endpoint knows the key, and does not allow it this."""

    code = "access_denied"
    template = (
        "the model server does not allow this (403): {words}. Is the key right, and may it use "
        "{model}?"
    )
    words: str
    model: str


@dataclass(eq=False)
class ModelUnknown(ModelRefused):
    """The endpoint has no model of this name."""

    # A 404 is also what an address without /v1 gives: hence both pieces of advice.
    code = "model_unknown"
    template = (
        "the model server knows no model {model!r} ({words}). Name one that it has, or mend its "
        "address, which usually ends in /v1."
    )
    model: str
    words: str


@dataclass(eq=False)
class ModelMisnamed(ModelUnknown):
    """The endpoint has no model of this name, and lists those that it has."""

    code = "model_misnamed"
    template = (
        "the model server knows no model {model!r} ({words}). Of the {count} that it has, these "
        "come nearest: {names}."
    )
    count: int
    names: tuple[str, ...]


@dataclass(eq=False)
class AddressWrong(ModelRefused):
    """There are no chat completions at the endpoint's address."""

    code = "address_wrong"
    template = "there are no chat completions at {address}. Try {likely} as the address."
    address: str
    likely: str


@dataclass(eq=False)
class ModelNotNamed(ModelRefused):
    """The endpoint has several models, so the one to ask has to be named."""

    code = "model_not_named"
    template = "the endpoint {address} has {count} models. Name the one to ask: {models}."
    address: str
    count: int
    models: tuple[str, ...]


@dataclass(eq=False)
class NoModelListed(ModelRefused):
    """The endpoint lists no model, so the one to ask has to be named."""

    code = "no_model_listed"
    template = "the endpoint {address} has 0 models. Name the one to ask."
    address: str


class AzureClassicAddress(ModelRefused):
    """Azure's classic address, which takes keys and models in other places."""

    code = "azure_classic_address"
    template = (
        "the model server's address is Azure's classic one, which takes keys and models in other "
        "places. Use the one that ends in .openai.azure.com/openai/v1, and the deployment's name "
        "as the model."
    )


@dataclass(eq=False)
class ServerOverloaded(ModelBusy):
    """The model's server is overloaded or broken."""

    code = "server_overloaded"
    template = "the model server is overloaded or broken ({status}): {words}. Ask again {when}."
    words: str
    status: int
    when: str = "later"


@dataclass(eq=False)
class RateLimited(ModelBusy):
    """The endpoint takes no more requests for now."""

    code = "rate_limited"
    template = "the model server takes no more requests for now (429): {words}. Ask again {when}."
    words: str
    when: str


@dataclass(eq=False)
class CreditUsedUp(ModelRefused):
    """The account at the endpoint has no credit left."""

    code = "credit_used_up"
    template = "the account of the model server's key has no credit left ({words})"
    words: str


@dataclass(eq=False)
class ModelTooSlow(ModelError):
    """The model took longer than the limits."""

    # All three limits: which one it was is not known, as they meet in one timeout.
    code = "model_too_slow"
    template = (
        "{model} took longer than it may ({first:g} s to begin, {between:g} s between words, "
        "{total:g} s in all). Allow it more time, or choose a faster model."
    )
    model: str
    first: float
    between: float
    total: float


@dataclass(eq=False)
class ReplyCut(ReplyBroken):
    """The reply ended too early."""

    code = "reply_cut"
    template = (
        "the reply of {model} ended too early. Ask again; if it stays so, look at the model "
        "server's log."
    )
    model: str


@dataclass(eq=False)
class ReplyFiltered(ReplyBroken):
    """The endpoint's content filter stopped the reply."""

    code = "reply_filtered"
    template = "the content filter of {model} stopped its reply"
    model: str


@dataclass(eq=False)
class TokensUsedUp(ReplyBroken):
    """The model used all its tokens, for instance on thinking, before it said anything."""

    code = "tokens_used_up"
    template = (
        "{model} used all its tokens before it said anything. Allow more for an answer, or choose "
        "a model that thinks less."
    )
    model: str


@dataclass(eq=False)
class ReplyRepetitive(ReplyBroken):
    """The model repeated itself and was stopped."""

    code = "reply_repetitive"
    template = "{model} said the same again and again, and was stopped. Choose another model."
    model: str


@dataclass(eq=False)
class ReplyEndless(ReplyBroken):
    """The reply was longer than any can be, and was stopped."""

    code = "reply_endless"
    template = "the reply of {model} had no end, and was stopped"
    model: str


@dataclass(eq=False)
class ReplyEmpty(ReplyBroken):
    """The model said nothing."""

    code = "reply_empty"
    template = "{model} said nothing. Ask again, or choose another model."
    model: str


@dataclass(eq=False)
class ReplyDeclined(ReplyBroken):
    """The model declined to answer."""

    code = "reply_declined"
    template = "{model} declined to answer: {words}"
    model: str
    words: str


@dataclass(eq=False)
class NoCompletion(ReplyBroken):
    """What the endpoint answered is no chat completion."""

    code = "no_completion"
    template = (
        "{address} answered with {thing}, which is no chat completion. Is its address right? It "
        "usually ends in /v1."
    )
    address: str
    thing: str = "something else"
