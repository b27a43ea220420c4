"""The texts in place of an answer: help, refusals, and what went wrong."""

from __future__ import annotations

import logging
from typing import Final

from index.errors import EmbeddingError, StorageError
from index.failure import CodedError, Words

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
• `group ID politics` – only who is in this group has it; `groups @somebody politics`, \
`groups here politics` – who is; `none` for no group
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


WORDS: Final[Words] = {
    "nothing_to_search": _NOTHING,
    "article_not_found": "there is no article {article_id!r}. `articles` lists them.",
    "article_ambiguous": "several articles' ids start with {beginning!r}: {ids}. Give more of the "
    "id. `articles` lists them.",
    "embedding_failed": _UNUSABLE,
    "storage_unusable": _UNUSABLE,
}
"""What people in Slack are told of an error with this code, or of a kind that has it.

Of any other error its own sentence.
"""


def error_text(error: Exception) -> str:
    """The text that the asker reads about an error; the log has the rest."""
    if not isinstance(error, CodedError):
        log.error("a message was not answered", exc_info=error)
        return _DEFECT
    if isinstance(error, StorageError | EmbeddingError):  # whoever runs the server can mend it
        log.error("the library cannot be used", exc_info=error)
    words = error.worded(WORDS)
    return f"{words[:1].upper()}{words[1:]}".rstrip(".") + "."
