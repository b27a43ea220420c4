"""What a run comes to, in the few figures that somebody who edits articles understands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from assistant.evaluation.metrics.agreement import agreement
from assistant.evaluation.metrics.answered import is_cut_from
from assistant.evaluation.metrics.figures import Figure
from assistant.evaluation.report import wording
from assistant.evaluation.runs.run import Run


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure in words: `number`, large, and what it is of; the interval as a share, if it is one.

    `more` says how sure it is.
    """

    number: str
    statement: str
    more: str
    figure: Figure | None = None


_COUNTED: Final = {
    "gold_cited": "answerable questions were answered from the right paragraph, one that "
    "people marked",
    "answered": "answerable questions got an answer, right or wrong",
    "refused": "questions that the articles do not answer were refused, as they should be",
    "speaker": "answers that have to name who says it do",
    "correct": "answers were found right by a model that compared them with people’s answers",
}
# Means of shares: "so many of so many" would be wrong of them.
_AVERAGED: Final = {
    "citation_precision": "of an answer’s citations, on average, are to a right paragraph",
    "facts": "of what an answer has to say is in it, on average",
}


def headlines(run: Run, figures: Mapping[str, Figure]) -> list[Headline]:
    """The figures of this run that there are, the most telling first."""
    return [
        *_counted(figures, "gold_cited", "refused"),
        *_quotes(run),
        *_averaged(figures, "citation_precision"),
        *_counted(figures, "answered", "speaker"),
        *_judged(run, figures),
        *_averaged(figures, "facts"),
        # Replies from a recording take no time: the figure would be of something else.
        *(() if run.manifest.recorded else _time(figures["total_ms"])),
    ]


def _counted(figures: Mapping[str, Figure], *names: str) -> Iterator[Headline]:
    """Headlines of shares of yes and no, as so many of so many."""
    for name in names:
        figure = figures[name]
        if figure.value is not None:
            # The mean of yes and no, times how many: a whole number again.
            number = f"{figure.value * figure.scored:.0f} of {figure.scored}"
            more = f"{wording.percent(figure.value)}, {_sure(figure)}"
            yield Headline(number, _COUNTED[name], more, figure)


def _judged(run: Run, figures: Mapping[str, Figure]) -> Iterator[Headline]:
    """The share that a judging model found right, with how far it agrees with people."""
    opinions = [each for result in run.results.values() for each in result.opinions]
    agreed = agreement(opinions)
    agrees = (
        f"; it agrees with people on {agreed.same} of {agreed.judged} answers, κ {agreed.kappa:.2f}"
        if agreed
        else "; how far it agrees with people is not known"
    )
    for each in _counted(figures, "correct"):
        yield replace(each, more=each.more + agrees)


def _averaged(figures: Mapping[str, Figure], *names: str) -> Iterator[Headline]:
    for name in names:
        figure = figures[name]
        if figure.value is not None:
            more = f"{_sure(figure)}, {_answers(figure.scored)}"
            yield Headline(wording.percent(figure.value), _AVERAGED[name], more, figure)


def _quotes(run: Run) -> Iterator[Headline]:
    articles = run.articles
    answers = [each.answer for each in run.results.values() if each.answer and not each.failure]
    quotes = [
        is_cut_from(citation, articles)
        for answer in answers
        for claim in answer.claims
        for citation in claim.citations
    ]
    if quotes:
        statement = "quotes stand in the cited paragraph, letter for letter"
        more = "every one" if all(quotes) else f"{len(quotes) - sum(quotes)} do not"
        yield Headline(f"{sum(quotes)} of {len(quotes)}", statement, more)


def _time(figure: Figure) -> Iterator[Headline]:
    if figure.value is not None:
        statement = "is what half of the answers take at most, from question to last word"
        more = f"{_sure(figure, wording.milliseconds)}, {_answers(figure.scored)}"
        yield Headline(wording.milliseconds(figure.value), statement, more)


def _sure(figure: Figure, in_words: Callable[[float | None], str] = wording.percent) -> str:
    """The figure's interval, in words.

    Values that are all alike have one only where they are yes and no.
    """
    if figure.low == figure.high:
        return "no interval"
    return f"95 % interval {wording.ranged(in_words(figure.low), in_words(figure.high))}"


def _answers(number: int) -> str:
    return f"{number} answer{'' if number == 1 else 's'}"
