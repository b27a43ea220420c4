"""Why nothing that a model wrote is in an answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.errors import NothingFound, NothingSupported, OtherLanguage, ReplyBroken
from assistant.types import Withheld
from index.language.languages import other_language


def nothing_left(withheld: Sequence[Withheld], languages: Collection[str | None]) -> ReplyBroken:
    """The error of a reply all of which was withheld; `languages` are the articles'."""
    if not withheld:
        return NothingFound()
    other = other_language(" ".join(each.text for each in withheld), languages)
    return OtherLanguage(other) if other else NothingSupported()
