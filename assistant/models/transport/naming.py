"""Names of models and addresses of endpoints beside what there is: what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from assistant.models.errors import AddressWrong, ModelMisnamed, ModelNotNamed, NoModelListed
from assistant.models.transport.addresses import likely_address

NEAREST: Final = 5
"""Names of models that are told where the one asked for is not there."""

MOST_LISTED: Final = 12
"""Names that are told where none was given."""


def only_name(names: Sequence[str], address: str) -> str:
    """The name of the endpoint's only model; ModelNotNamed or NoModelListed where there is none."""
    if not names:
        raise NoModelListed(address)
    if len(names) > 1:
        raise ModelNotNamed(address, len(names), tuple(names[:MOST_LISTED]))
    return names[0]


def expect_name(model: str, names: Sequence[str], words: str) -> None:
    """Raises ModelMisnamed, with the endpoint's words, where others are there and this is not."""
    near = get_close_matches(model, names, NEAREST, cutoff=0.0)
    if near and model not in names:
        raise ModelMisnamed(model, words, len(names), tuple(near))


def expect_address(address: str) -> None:
    """Raises AddressWrong where an address does not look like one of model servers."""
    likely = likely_address(address)
    if likely != address.rstrip("/"):
        raise AddressWrong(address, likely)
