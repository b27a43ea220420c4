"""Who takes which stance to a proposition: `make bench-stance`.

By two sets. Articles written for this, each with who says, denies, confirms or is unsure of what:
the `kept` ones give the figure only. And judged statements of polnear-who: each as it is, and its
article with the statement turned, so that the same speaker denies it, asks it, declines to say it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.extractive.answerer import find
from assistant.scored_sentence import ScoredSentence
from assistant.types import Basis
from tests.assistant.passages import passage
from tests.benchmarks.stances import stance_articles, stance_turned
from tests.benchmarks.stances.stance_articles import Case

VERBS: Final = {
    "says": ("says so", "say so", "confirms it", "confirm it"),
    "denies": ("denies it", "deny it"),
    "doubts": ("doubts it", "doubt it"),
    "unsure": ("is unsure", "are unsure"),
    "confirms": ("confirms it", "confirm it"),
}
"""How an answer in our words ends, by the stance that it tells."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: see `judge`."""

    case: Case
    fate: str
    false: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]


async def run() -> None:
    """Print both sets' figures."""
    report([judge(case) for case in stance_articles.cases()])
    turned = list(stance_turned.cases())
    if not turned:
        print("polnear-who: skipped, the judged data is not there (../shared/data)")
        return
    report([judge(case) for case in turned])


def judge(case: Case) -> Outcome:
    """Whether a question is answered by those who are expected, and nobody is named falsely.

    "right" names one who answers, or refuses where nobody does; "others too" quotes beside that a
    sentence without any of them; "wrong" answers with others only, "refused" not at all. `false`
    has our own sentences that give a source a stance which it does not take.
    """
    passages = [passage(case.article, each.number) for each in case.article.paragraphs]
    answers = [
        each
        for each in find(case.question, passages)
        if case.paragraph in (None, each.paragraph) or _names(each.text, case.expected)
    ]
    false = tuple(
        (stance, each.text) for each in answers if (stance := _false_stance(each, case)) is not None
    )
    return Outcome(case, _fate(answers, case), false, tuple(each.text for each in answers))


def _false_stance(answer: ScoredSentence, case: Case) -> str | None:
    if answer.basis is not Basis.LEDGER:
        return None
    told = [stance for stance, ends in VERBS.items() if answer.text.endswith(ends)]
    return next(
        (each for each in told if not _names(answer.text, case.stances.get(each, frozenset()))),
        None,
    )


def _fate(answers: Sequence[ScoredSentence], case: Case) -> str:
    named = [_names(each.text, case.expected) for each in answers]
    if not any(named):
        # Who opposes it may stand beside who says it, and is no answer by itself.
        return "refused" if not answers else "wrong"
    # Who opposes it may stand beside.
    opposing = [
        word for stance in ("denies", "doubts", "unsure") for word in case.stances.get(stance, ())
    ]
    others = [
        each
        for each, is_right in zip(answers, named, strict=True)
        if not (is_right or _names(each.text, opposing)) and each.basis is Basis.ARTICLE
    ]
    return "others too" if others else "right"


def _names(text: str, words: Iterable[str]) -> bool:
    # In our words a common noun that opens the sentence has a capital.
    return any(word.lower() in text.lower() for word in words)


def report(outcomes: Sequence[Outcome]) -> None:
    """Print a row for each group and kind of question."""
    rows: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for each in outcomes:
        rows[each.case.group, each.case.kind].append(each)
    print(
        f"{'set':14}{'question':22}{'n':>5}{'right':>7}{'others':>8}{'wrong':>7}{'refused':>9}"
        f"{'share':>7}   false in our words"
    )
    for (group, kind), some in rows.items():
        fates = Counter(each.fate for each in some)
        nobody = sum(not each.case.expected and each.fate == "refused" for each in some)
        good = fates["right"] + fates["others too"] + nobody
        false = Counter(stance for each in some for stance, _ in each.false)
        told = ", ".join(f"{stance} {n}" for stance, n in sorted(false.items())) or "0"
        print(
            f"{group:14}{kind:22}{len(some):5}{fates['right']:7}{fates['others too']:8}"
            f"{fates['wrong']:7}{fates['refused']:9}{good / len(some):7.3f}   {told}"
        )
    print()
