"""Is the support score to be believed: of sentences with a support of 0.8, are 8 in 10 right?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean
from typing import Final

from assistant.evaluation.runs.run import Run
from assistant.statistics.wilson import wilson
from index.types import Place

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Sentences whose support is from `low` up to `high`, where 1 belongs to the last bin.

    `support` is their mean, `share` how many of them cite a gold paragraph, between `least` and
    `most` by Wilson's 95 % interval.
    """

    low: float
    high: float
    sentences: int
    support: float
    share: float
    least: float
    most: float


def bins(run: Run) -> list[Bin]:
    """The points of a reliability diagram (Niculescu-Mizil and Caruana 2005), without empty ones.

    They are of sentences of answers to questions with gold paragraphs, each for itself.
    """
    judged = sorted(_judged(run))
    return [_bin(at, list(some)) for at, some in groupby(judged, lambda each: _at(each[0]))]


def _judged(run: Run) -> Iterator[tuple[float, bool]]:
    """Each sentence's support, and whether it cites a gold paragraph."""
    for case in run.cases:
        result = run.results.get(case.question.id)
        if not case.gold or not case.question.answerable or result is None or result.failure:
            continue
        for claim in result.answer.claims if result.answer else ():
            places = {Place(each.article_id, each.paragraph) for each in claim.citations}
            yield claim.support, bool(places & case.gold)


def _at(support: float) -> int:
    # A support of 1 would be in an eleventh bin.
    return min(int(support * BINS), BINS - 1)


def _bin(at: int, some: list[tuple[float, bool]]) -> Bin:
    right = sum(is_right for _, is_right in some)
    least, most = wilson(right, len(some))
    mean = fmean(support for support, _ in some)
    return Bin(at / BINS, (at + 1) / BINS, len(some), mean, right / len(some), least, most)
