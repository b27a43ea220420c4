"""Questions as people ask them, without a model: `make bench-asked [HALF=look] [SHOW=wrong]`.

The half "look" is for mending: its misses are shown. Of the half "apart", which decides, only
figures are.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from tests.benchmarks.asked.grading import AS_IT_SHOULD, Grade, Heard, grade
from tests.benchmarks.asked.library import Library, own_articles, referenced_articles
from tests.benchmarks.asked.question_set import HALVES, Question, read_questions, read_speakers
from tests.benchmarks.scratch import scratch

SHOWN: Final = {
    "wrong": (Grade.WRONG,),
    "refused": (Grade.WRONGLY_REFUSED,),
    "partly": (Grade.PARTLY,),
    "misses": (Grade.WRONG, Grade.WRONGLY_REFUSED, Grade.PARTLY),
    "all": tuple(Grade),
}


@dataclass(frozen=True, slots=True)
class Result:
    """A question, what came back, its grade, and the milliseconds it took."""

    question: Question
    heard: Heard
    grade: Grade
    ms: float


def main() -> None:
    """Ask the questions that the command line names, and print how they did."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.asked")
    parser.add_argument("--half", choices=HALVES, help="only this half")
    parser.add_argument("--kind", help="only this kind")
    parser.add_argument("--set", help="only this set")
    parser.add_argument("--show", choices=SHOWN, help='list these of the half "look"')
    wanted = parser.parse_args()
    chosen = [
        question
        for question in read_questions()
        if wanted.half in (None, question.half)
        and wanted.kind in (None, question.kind)
        and wanted.set in (None, question.set)
    ]
    results = asyncio.run(asked(chosen))
    for result in results:
        if wanted.show and result.question.half == "look" and result.grade in SHOWN[wanted.show]:
            _show(result)
    for half in HALVES:
        of_half = [result for result in results if result.question.half == half]
        for name in dict.fromkeys(result.question.set for result in of_half):
            _table(f"{half}, {name}", [it for it in of_half if it.question.set == name])


async def asked(questions: Sequence[Question]) -> list[Result]:
    """Every question asked once, of its set's library, and graded."""
    results = []
    for name in dict.fromkeys(question.set for question in questions):
        results += await _asked(name, [each for each in questions if each.set == name])
    return results


async def _asked(name: str, questions: Sequence[Question]) -> list[Result]:
    """The questions of a set whose articles are there."""
    of_set = [question for question in read_questions() if question.set == name]
    articles = await own_articles(name) | referenced_articles(of_set)
    there = [question for question in questions if question.needs <= articles.keys()]
    if len(there) < len(questions):
        print(f"{len(questions) - len(there)} skipped: the judged data is not there")
    speakers = read_speakers(name)
    results = []
    async with scratch() as parts:
        library = await Library.of(parts, articles)
        for question in there:
            start = perf_counter()
            heard = await library.ask(question)
            ms = 1_000 * (perf_counter() - start)
            named = [
                group for name in question.articles or articles for group in speakers.get(name, ())
            ]
            results.append(Result(question, heard, grade(question.expected, heard, named), ms))
    return results


def _table(title: str, results: Sequence[Result]) -> None:
    print(
        f"\n{title:20}{'asked':>6}" + "".join(f"{it.value:>17}" for it in Grade) + "   as it should"
    )
    for kind in dict.fromkeys(result.question.kind for result in results):
        _row(kind, [result for result in results if result.question.kind == kind])
    _row("all", results)
    times = sorted(result.ms for result in results)
    print(f"{times[len(times) // 2]:.0f} ms a question at the median, turns before it included")


def _row(kind: str, results: Sequence[Result]) -> None:
    counts = Counter(result.grade for result in results)
    share = sum(counts[it] for it in AS_IT_SHOULD) / len(results)
    cells = "".join(f"{counts[it] or '':>17}" for it in Grade)
    print(f"{kind:20}{len(results):6}{cells}{share:15.2f}")


def _show(result: Result) -> None:
    question, expected = result.question, result.question.expected
    print(f"\n{result.grade.value}: {question.id}  {' '.join(question.articles) or 'all articles'}")
    for before in question.history:
        print(f"  before:   {before}")
    print(f"  question: {question.text}")
    print(f"  answer:   ({result.heard.outcome}) {result.heard.text}")
    print(f"  cited:    {' '.join(sorted(result.heard.cited))}")
    holds = " + ".join("|".join(group) for group in (*expected.must, *expected.speakers))
    print(f"  expected: {'|'.join(expected.outcome)}: {holds} {' '.join(expected.cites)}")
    if expected.must_not:
        print(f"  not:      {' | '.join(expected.must_not)}")
    print(f"  why:      {expected.why}")


if __name__ == "__main__":
    main()
