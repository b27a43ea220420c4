"""What can be varied in how questions are answered, and how that is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import prompts
from assistant.errors import EvaluationError
from assistant.evaluation.errors import NothingToVary
from assistant.evaluation.sweep.setups import Knob, Over, Value
from assistant.generation.strategy import Strategy
from index.ranking import POOL, Fusion


def read_over(written: Iterable[str]) -> Over:
    """Knobs with their values as they are written, `passages=4,8`.

    Raises:
        EvaluationError: there is none, no such knob, or it cannot have such a value.
        PromptError: a folder has no prompts.
    """
    over: dict[Knob, Sequence[Value]] = {}
    for each in written:
        name, _, values = (part.strip() for part in each.partition("="))
        knob = KNOBS.get(name)
        if knob is None:
            raise EvaluationError(
                f"{name!r} cannot be varied; these can: {', '.join(KNOBS)}. One is given like "
                "passages=4,8,12."
            )
        if knob in over:
            raise EvaluationError(f"{name} is given twice; give all its values at once.")
        over[knob] = _values(knob, values)
    if not over:
        table = "\n".join(f"  {name}: {knob.about}; {knob.takes}" for name, knob in KNOBS.items())
        raise NothingToVary(table)
    return over


def _values(knob: Knob, written: str) -> list[Value]:
    values: list[Value] = []
    for each in (part.strip() for part in written.split(",")):
        try:
            values.append(knob.read(each))
        except ValueError as error:
            raise EvaluationError(
                f"{knob.name} cannot be {each!r}. It can be {knob.takes}."
            ) from error
    return list(dict.fromkeys(values))  # 4 and 04 are one way, which is answered once


def _within(least: float, most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        if not least <= (value := float(text)) <= most:
            raise ValueError(text)
        return value

    return read


def _count(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not least <= (value := int(text)) <= most:
            raise ValueError(text)
        return value

    return read


def _switch(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(text)
    return text == "yes"


def _name(text: str) -> str:
    if not text:
        raise ValueError(text)
    return text


def _folder(text: str) -> Path:
    # Tried now: a folder without prompts is told before hours of questions.
    with prompts.taken_from(Path(_name(text))):
        return Path(text)


_SHARE: Final = "a number from 0 to 1"

KNOBS: Final[Mapping[str, Knob]] = {
    each.name: each
    for each in (
        Knob(
            "passages",
            "how many are found for a question",
            f"a number from 1 to {POOL}",
            "options.passages",
            _count(1, POOL),
        ),
        Knob(
            "fusion",
            "which scores order them",
            ", ".join(Fusion),
            "options.fusion",
            Fusion,
        ),
        Knob(
            "threshold",
            "how likely a sentence has to answer to be quoted, without a model",
            _SHARE,
            "options.extractive.threshold",
            _within(0, 1),
        ),
        Knob(
            "nearly_as_good",
            "how likely further sentences have to be, relative to the best",
            _SHARE,
            "options.extractive.nearly_as_good",
            _within(0, 1),
        ),
        Knob(
            "sentences",
            "how many are quoted at most",
            "a number from 1 to 100",
            "options.extractive.most",
            _count(1, 100),
        ),
        Knob(
            "strategy",
            "how a model is asked",
            ", ".join(Strategy),
            "options.strategy",
            Strategy,
            needs_model=True,
        ),
        Knob(
            "whole",
            "whether a model is given articles that fit, not selected passages",
            "yes or no",
            "options.whole",
            _switch,
            needs_model=True,
        ),
        Knob(
            "context_tokens",
            "what its prompt and answer may take together",
            "a number from 1000 on",
            "options.budget.total",
            _count(1_000, 10_000_000),
            needs_model=True,
        ),
        Knob(
            "likely",
            "from which likelihood on it is taken to say that a passage answers",
            _SHARE,
            "options.selection.likely",
            _within(0, 1),
            needs_model=True,
        ),
        Knob(
            "nearly",
            "how close to the best passage others have to be, in log odds",
            "a number from 0 on",
            "options.selection.nearly",
            _within(0, 100),
            needs_model=True,
        ),
        Knob(
            "enough",
            "from which likelihood on the other passages are not asked about",
            _SHARE,
            "options.selection.enough",
            _within(0, 1),
            needs_model=True,
        ),
        Knob(
            "unsure",
            "below which likelihood the rest of the article is asked about",
            _SHARE,
            "options.selection.unsure",
            _within(0, 1),
            needs_model=True,
        ),
        Knob(
            "prompts",
            "prompts in place of those of the same name",
            "a folder with prompts",
            "prompts",
            _folder,
            needs_model=True,
        ),
        Knob("model", "what answers", "the name of a model, or extractive", "model", _name),
        Knob("embedder", "what embeds", "minilm or openai:MODEL", "embedder", _name),
    )
}
"""What can be varied, by name."""
