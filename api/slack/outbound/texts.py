"""The texts in place of an answer: help, refusals, and what went wrong."""

from __future__ import annotations

import logging
from typing import Final

from assistant.errors import AssistantError
from index.errors import (
    AmbiguousArticle,
    ArticleNotFound,
    EmbeddingError,
    IndexingError,
    NothingToSearch,
    StorageError,
)

log = logging.getLogger(__name__)

HELP: Final = """\
I answer questions about articles, and show for every sentence the paragraph that says so.

*Ask me* by mentioning me in a channel, by writing to me directly, or with `/ask`, which only you \
will see. In a thread that I am part of, just go on asking.
*Add an article* with “add this” and a link or the text, in a message to me or in a thread.

In a direct message, or when you mention me:
• `articles` – what I have read
• `forget ID` – forget an article
• `private ID`, `public ID` – keep it out of public channels, or not
• `use ID …` in a channel – answer there from these articles only; `use all` – from all again
• `help` – this"""

NOT_ALLOWED: Final = (
    "I may not answer you here. Ask whoever runs me to add you (`{user}`) or this channel "
    "(`{channel}`) to `SLACK_ASKERS`."
)

NOT_MANAGER: Final = (
    "Only some people may change what I have read, and you are not one of them. Ask whoever runs "
    "me to add you (`{user}`) to `SLACK_MANAGERS`."
)

GIVEN_UP: Final = (
    "I have tried to answer this several times and stopped in the middle each time. Please ask in "
    "other words; whoever runs me finds out why."
)

WITHDRAWN: Final = "You deleted your question, so I stopped answering it."

_NOTHING: Final = (
    "There is no article yet that I could answer from here. Add one with “add this” and a link or "
    "its text; `articles` in a direct message lists those that there are."
)
_UNUSABLE: Final = (
    "I can’t get at my articles right now. Please ask again in a while; the log of the server says "
    "what is wrong."
)
_DEFECT: Final = (
    "Something went wrong on my side, and there is no answer. Please ask again; the log of the "
    "server says what it was."
)
NO_ACCESS: Final = (
    "I could not answer you in <#{channel}>: Slack does not let me write there ({code}). If I was "
    "removed, invite me again with `/invite`, and ask once more."
)
REFUSED: Final = "I have an answer, but Slack does not take it ({code}). Try a narrower question."


def error_text(error: Exception) -> str:
    """The text that the asker reads about an error; the log has the rest."""
    match error:
        case NothingToSearch():
            return _NOTHING
        case ArticleNotFound() | AmbiguousArticle():
            return f"{_sentence(error)} `articles` lists them."
        case StorageError() | EmbeddingError():
            log.error("the library cannot be used", exc_info=error)
            return _UNUSABLE
        case AssistantError() | IndexingError():
            return _sentence(error)
    log.error("a message was not answered", exc_info=error)
    return _DEFECT


def _sentence(error: Exception) -> str:
    """The error's message, without what it says of the command line."""
    said = str(error).split("; `assistant")[0]
    return f"{said[:1].upper()}{said[1:]}".rstrip(".") + "."
