"""Errors in the words of the command line: which command mends it, which setting, which option."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from api.settings import Settings
from index.failure import CodedError, Failure, Words

WORDS: Final[Words] = {
    # Articles
    "address_forbidden": "{host} is in a private network, which is not read from. If you trust it, "
    "set ASSISTANT_ALLOW_PRIVATE_URLS=1, or download the article and give the file.",
    "article_not_found": "there is no article {article_id!r}; `assistant articles` lists them",
    "library_empty": "the library is empty; `assistant ingest FILE` or `--sample` fills it",
    "nothing_in_scope": "no article is of these sources and dates; `assistant articles` lists them "
    "all",
    # The embedder
    "embedding_key_malformed": "OPENAI_API_KEY has characters that no key has. Copy it again.",
    "embedding_refused": "the embeddings endpoint answered {status} for {model!r}. What was "
    "embedded so far is kept: mend the endpoint, the key or the model's name, then run the same "
    "command again.",
    "embedding_unreachable": "no answer from the embeddings endpoint ({address}). What was "
    "embedded so far is kept: run the same command again when it is reachable.",
    # The data folder
    "folder_not_made": "the data folder {path} cannot be made: {reason}. Choose another one with "
    "ASSISTANT_DATA_DIR.",
    "folder_unwritable": "{path} cannot be written: {reason}. Make the folder writable, free some "
    "space, or choose another folder with ASSISTANT_DATA_DIR.",
    "library_unwritable": "the library {path} cannot be used: {reason}. Make the folder writable, "
    "or choose another one with ASSISTANT_DATA_DIR.",
    "disk_full": "the library {path} cannot be used: {reason}. Nothing was changed. Free some "
    "space and run the same command again.",
    "library_newer": "{path} was written by a newer version of the assistant (format {version}, "
    "this one knows {known}). Upgrade the assistant, or choose another library with "
    "ASSISTANT_DATA_DIR or, where it is set, DATABASE_URL.",
    # The database
    "database_unreachable": "no answer from the database {database}: {reason}. Nothing is lost. Is "
    "its server running, and is DATABASE_URL right?",
    "database_refused": "the database {database} does not allow it: {reason}. Are the user and the "
    "password in DATABASE_URL right, and may the user make tables there and write?",
    "database_missing": "there is no database {database}: {reason}. Make it first, for instance "
    "with PostgreSQL's `createdb`, or mend DATABASE_URL.",
    "database_unsuitable": "the database {database} keeps text in {encoding}, and articles have "
    "characters that this lacks. Make another one, for instance with PostgreSQL's `createdb "
    "--encoding=UTF8 --template=template0`, and name it in DATABASE_URL.",
    "library_not_empty": "{library} is not empty: there are {contents}. Nothing was changed. Name "
    "an empty one; `assistant restore --replace` puts a backup in the place of what is there.",
    "copy_differs": "what was written to {library} is not what was read, in the table {table}. "
    "Nothing was changed. Look at the disks, and run the same command again.",
    "index_busy": "another process has been writing to the index for a minute. Run the same "
    "command again when it is done.",
    "library_busy": "the library {path} cannot be used: {reason}. Another process is writing; run "
    "the same command again when it is done.",
    "deletion_pending": "What was deleted may still be readable in {path}, because another process "
    "is reading it. When that is done, run any command to clear it.",
    "vector_index_failed": "Chroma failed: {words}. Nothing is lost: `assistant reindex` rebuilds "
    "the index from the library.",
    "vector_server_failed": "Chroma failed: {words} ({address}). Nothing is lost: is its server "
    "running, and is CHROMA_URL right? Articles are found by their words meanwhile, and what the "
    "server lacks is brought when it answers again.",
    "embedder_changed": "the index was made with the embedder {made_with}, and the one set now is "
    "{embedder}. Run `assistant reindex` to make it anew with {embedder}, or set "
    "ASSISTANT_EMBEDDER back.",
    "dimensions_changed": "{embedder} gives vectors of {dimensions} dimensions, and the index has "
    "{indexed}: it is another model under the same name. Run `assistant reindex` to make the index "
    "anew with it, or set OPENAI_BASE_URL back.",
    # Answers
    "answer_not_found": "there is no answer {answer_id!r}; `assistant answers` lists them",
    # The model
    "model_unreachable": "no answer from the model server ({address}). Is it running, and is "
    "OPENAI_BASE_URL right?",
    "key_refused": "the model server refused the key (401): {words}. Is OPENAI_API_KEY right, and "
    "may it use {model}?",
    "key_malformed": "OPENAI_API_KEY has {flaw} in it, which no key has. Copy it again.",
    "access_denied": "the model server does not allow this (403): {words}. Is OPENAI_API_KEY "
    "right, and may it use {model}?",
    "model_unknown": "the model server knows no model {model!r} ({words}). Set ASSISTANT_MODEL to "
    "one that it has, or mend OPENAI_BASE_URL, which usually ends in /v1.",
    "model_misnamed": "the model server knows no model {model!r} ({words}). Of the {count} that it "
    "has, these come nearest: {names}. Set ASSISTANT_MODEL to one of them.",
    "address_wrong": "there are no chat completions at {address}. Try OPENAI_BASE_URL={likely}",
    "model_not_named": "the endpoint {address} has {count} models. Set ASSISTANT_MODEL to the one "
    "to ask: {models}.",
    "no_model_listed": "the endpoint {address} has 0 models. Set ASSISTANT_MODEL to the one to "
    "ask.",
    "azure_classic_address": "OPENAI_BASE_URL is Azure's classic address, which takes keys and "
    "models in other places. Use the one that ends in .openai.azure.com/openai/v1, and set "
    "ASSISTANT_MODEL to the deployment's name.",
    "no_room_for_paragraphs": "no paragraph fits the {tokens} tokens that the model may take. "
    "Allow more with ASSISTANT_CONTEXT_TOKENS.",
    "credit_used_up": "the account of OPENAI_API_KEY has no credit left ({words})",
    "model_too_slow": "{model} took longer than it may ({first:g} s to begin, {between:g} s "
    "between words, {total:g} s in all). Allow more with ASSISTANT_MODEL_TIMEOUT, or choose a "
    "faster model.",
    "tokens_used_up": "{model} used all its tokens before it said anything. Allow more with "
    "ASSISTANT_ANSWER_TOKENS, or choose a model that thinks less with ASSISTANT_MODEL.",
    "reply_repetitive": "{model} said the same again and again, and was stopped. Choose another "
    "model with ASSISTANT_MODEL.",
    "reply_empty": "{model} said nothing. Ask again, or choose another model with ASSISTANT_MODEL.",
    "no_completion": "{address} answered with {thing}, which is no chat completion. "
    "OPENAI_BASE_URL usually ends in /v1.",
    "context_too_long": "the prompt is longer than the model takes: {words}. Allow it fewer tokens "
    "with ASSISTANT_CONTEXT_TOKENS, or choose a model that takes more.",
    # Evaluations
    "question_set_empty": "{path} has no questions. `assistant eval new ARTICLE` drafts some.",
    "question_set_exists": "{path} is there already. Remove it, or give another --to.",
    "nothing_to_import": "{path} needs no import: `assistant eval {path}` asks it.",
    "nothing_to_vary": "say what to vary, like --over passages=4,8. There are\n{knobs}",
    "nothing_scored": "no question is scored by {metric}. Use --by with one of {others}; the runs "
    "are kept.",
    "recording_missing": "there is no recording {path}; --record {path} makes it.",
    "recording_of_several": "{path} has replies of {models}. Set ASSISTANT_MODEL to one of them.",
    "not_recorded": "{path} has no reply to what the model is asked: a prompt, the search or an "
    "article is not what it was. Record anew with --record and a model.",
    "run_not_found": "there is no run that starts with {name!r}; there are {runs}. "
    "`assistant eval runs` lists all.",
    "run_ambiguous": "several runs start with {name!r}; there are {runs}. `assistant eval runs` "
    "lists all.",
    "result_unreadable": "{path}, line {line}: this is {reason}. Remove the line; --resume {run} "
    "asks that question again.",
    "questions_failed": "{count} questions in a row failed, the last one with: {last} What was "
    "answered is kept; --resume {run} goes on from there.",
    # As its own sentence: it is here so that the failure in it is worded, too.
    "nothing_drafted": "nothing could be drafted: {reason}",
}
"""The sentence for a code; the error's facts are filled in."""

_SETTING: Final = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b")

NEUTRAL: Final = frozenset(
    {
        "index_failed",
        "article_unreadable",
        "backup_exists",
        "backup_unusable",
        "backup_unwritable",
        "article_empty",
        "format_unsupported",
        "article_too_large",
        "fetch_failed",
        "article_ambiguous",
        "group_name_wrong",
        "nothing_to_search",
        "embedding_failed",
        "storage_unusable",
        "draft_unusable",
        "draft_too_long",
        "draft_of_many_sentences",
        "library_damaged",
        "database_failed",
        "vectors_not_as_written",
        "embedder_mismatch",
        "assistant_failed",
        "question_unusable",
        "question_too_long",
        "answer_ambiguous",
        "answer_gone",
        "evaluation_unusable",
        "model_failed",
        "model_refused",
        "request_refused",
        "prompt_filtered",
        "model_busy",
        "server_overloaded",
        "rate_limited",
        "reply_broken",
        "reply_cut",
        "reply_declined",
        "reply_endless",
        "reply_filtered",
        "nothing_found",
        "nothing_supported",
        "other_language",
    }
)
"""Codes whose own sentence already says all that helps at a command line."""


def worded(error: Exception) -> str:
    """What to say of an error at the command line."""
    return error.failure.worded(WORDS) if isinstance(error, CodedError) else str(error)


def worded_for_judge(error: Exception, settings: Settings) -> str:
    """What to say of an error of a model that only judges: in the names of its own settings."""
    if not isinstance(error, CodedError):
        return str(error)
    own = _names_for_judge(settings)
    # In the sentences, before the facts are filled in, which may have a server's own words.
    words = {
        code: _SETTING.sub(lambda name: own.get(name[0], name[0]), sentence)
        for code, sentence in WORDS.items()
    }
    return error.worded(words)


def _names_for_judge(settings: Settings) -> Mapping[str, str]:
    """What the settings of a judge are called, by the names of those for answers.

    A key of its own is the only one that is sent to an endpoint of its own.
    """
    own = {"ASSISTANT_MODEL": "ASSISTANT_JUDGE_MODEL"}
    if settings.judge_base_url or settings.judge_api_key:
        own["OPENAI_API_KEY"] = "ASSISTANT_JUDGE_API_KEY"
    if settings.judge_base_url or settings.base_url is None:
        own["OPENAI_BASE_URL"] = "ASSISTANT_JUDGE_BASE_URL"
    return own


def reworded(failure: Failure) -> str:
    """The same of a failure that was kept."""
    return failure.worded(WORDS)
