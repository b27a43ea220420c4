"""A row of a table as sentences: cells that are some, or what the cells say together."""

from __future__ import annotations

import re
from typing import Final

from assistant.generation.reply.labels import LIST, is_labels
from assistant.generation.reply.line_kinds import TURNING_SIGNS

_BETWEEN: Final = re.compile(r"\\?\|(?![^\[\]\n|]{0,40}\])")
_BLOCK: Final = re.compile(r":\s\|[+-]?\s{0,8}$")  # of YAML: "answer: |"
_DIVIDER: Final = re.compile(r"[\s|:+=_-]+")
_RULE: Final = re.compile(r"[-=_]{2}")
_BARE: Final = re.compile(rf"(?<![\[(\w]){LIST}(?![\])\w])", re.IGNORECASE)
_VERDICT: Final = re.compile(
    rf"(?i){TURNING_SIGNS.pattern}|\b(?:false|incorrect|untrue|wrong|myth|hoax|no|not|never)\b"
)
_FEWEST: Final = 5
"""Words of a cell that can be a sentence."""


def is_row(line: str) -> bool:
    """Whether a line has cells."""
    return _BETWEEN.search(line) is not None and _BLOCK.search(line) is None


def is_divider(line: str) -> bool:
    """Whether a line only divides: a table's head from its rows, a part from the next."""
    return _DIVIDER.fullmatch(line) is not None and _RULE.search(line) is not None


def row_text(line: str) -> str:
    """The row without its bars, each sentence of it on a line with the row's markers."""
    cells = [cell.strip() for cell in _BETWEEN.split(line)]
    markers = "".join(_bracketed(cell) for cell in cells if is_labels(cell))
    said = [cell for cell in cells if cell and not is_labels(cell)]
    sentences = [cell for cell in said if len(cell.split()) >= _FEWEST and not cell[0].islower()]
    # What another cell says of them stays with them: "❌", "False".
    verdicts = [cell for cell in said if cell not in sentences and _VERDICT.search(cell)]
    said = [": ".join([*verdicts, each]) for each in sentences] or [" ".join(said)]
    return "\n".join(_with(markers, each) for each in said if re.search(r"\w", each)).replace(
        "|", " "
    )


def _bracketed(cell: str) -> str:
    return _BARE.sub(lambda label: f"[{label[0]}]", cell)


def _with(markers: str, sentence: str) -> str:
    return f"{sentence} {markers}".rstrip()
