"""What is wrong with an answer, in words: one rule for the report and for JUnit."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.evaluation.metrics.answer_metrics import Scores
from assistant.evaluation.runs.run import Result
from assistant.evaluation.sets.cases import Case
from index.types import Place


def miss(case: Case, result: Result | None, scored: Scores) -> str | None:
    """What was expected and what came instead; None where nothing is wrong, or nothing scored.

    An answer misses when it should have been a refusal or the other way round, and when people
    named paragraphs that answer and it cites none of them. A failure is no miss.
    """
    if result is None or result.failure or (answer := result.answer) is None:
        return None
    if scored["refused"] == 0:
        return f"Nothing answers it: a refusal was expected. It was answered: {answer.text}"
    if scored["answered"] == 0:
        where = f" from {_named(case, case.gold)}" if case.gold else ""
        return f"An answer was expected{where}. It was refused: {answer.text}"
    if scored["gold_cited"] == 0:
        cited = _named(case, answer.cited) if answer.cited else "nothing"
        return f"It should cite {_named(case, case.gold or ())}. It cites {cited}."
    return None


def _named(case: Case, places: Iterable[Place]) -> str:
    """Paragraphs, in order; with the article's title where there are several articles."""
    titles = {article.id: article.title for article in case.articles}
    ordered = sorted(places, key=lambda place: (place.article_id, place.paragraph))
    if len(titles) == 1 and all(place.article_id in titles for place in ordered):
        numbers = [str(place.paragraph) for place in ordered]
        return f"paragraph{'s' if len(numbers) > 1 else ''} {_either(numbers)}"
    return _either(
        f"paragraph {place.paragraph} of “{titles.get(place.article_id, place.article_id)}”"
        for place in ordered
    )


def _either(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
