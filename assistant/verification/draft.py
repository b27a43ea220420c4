"""The sentence that is checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that a model wrote, without its markers.

    The text is empty for markers that stand alone, and where the sentence breaks without them
    ("According to [6], ...").
    `labels` are those cited that were given to the model, `unknown` the others, each once and
    in order.
    """

    text: str
    labels: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
