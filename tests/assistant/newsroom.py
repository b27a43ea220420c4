"""Six articles of two papers and two months: a story in two versions, a correction, a feature."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Final

from api.settings import Settings
from api.wiring import wired
from assistant.pipeline import Assistant
from assistant.store.answer_store import NullAnswers
from assistant.types import Answer
from index.types import EVERYTHING, Article, Paragraph, Scope

TODAY: Final = date(2026, 11, 18)
GAZETTE, POST = "Harbour Gazette", "Valley Post"


def _article(title: str, source: str, byline: str | None, day: datetime, text: str) -> Article:
    paragraphs = tuple(Paragraph(number, each) for number, each in enumerate(text.split("\n"), 1))
    return Article(title, paragraphs, byline, None, source, day, None, "en")


WALK_OUT: Final = _article(
    "Quarry workers in Ostrow walk out over shifts",
    GAZETTE,
    "Nora Webb",
    datetime(2026, 10, 12),
    "OSTROW - Some 240 workers at the Grey Hill quarry walked off the job on Monday, the first "
    "strike there in nine years.\n"
    "The workers are protesting against night shifts that the owner, Dale Stone Ltd., introduced "
    "in September.\n"
    "“Nobody asked us, and nobody slept for a month,” said Ilse Marten, who leads the quarry "
    "union.\n"
    "Dale Stone said the night shifts are needed to meet orders for the new harbour wall.\n"
    "Peter Lang, a spokesman for the company, denied that the workers had been threatened.\n"
    "The mayor of Ostrow, Hanna Brook, declined to say which side she supports.",
)
LAMPS: Final = _article(
    "The last light on Cooper Street",
    POST,
    "Tom Adair",
    datetime(2026, 10, 20),
    "Every evening at six, Jan Velt takes his ladder from the hook behind the door and steps out "
    "into the rain.\n"
    "He is 71, and his hands shake a little. He does not mind the weather, he says, nor the dark.\n"
    "“I know each of them by its sound,” he says, and lifts the glass from the first lamp.\n"
    "Velt is one of the last four lamplighters of Ostrow, and in January all four will lose their "
    "jobs: the town is replacing its 310 gas lamps with electric ones to save $90,000 a year.\n"
    "The town council voted for the change in August. Mayor Hanna Brook said the gas lamps cost "
    "too much and warm nobody.\n"
    "The hotel owner Rita Sole said that one guest in three asks about the gas lamps.",
)
COLLAPSE: Final = _article(
    "Bridge collapse in Lowton hurts 12",
    GAZETTE,
    "Nora Webb",
    datetime(2026, 11, 3),
    "LOWTON - A footbridge over the Mill River in Lowton collapsed on Tuesday morning, and 12 "
    "people were hurt.\n"
    "The bridge fell at about 8:15 a.m., when pupils were on their way to school, police said.\n"
    "Fire chief Carl Dunn said a rusted cable had snapped.\n"
    "The engineer Ada Pohl, who inspected the bridge in March, denied that the cable was rusted.\n"
    "The bridge was repaired last year at a cost of $4 million, according to town records.",
)
RISING: Final = _article(
    "Lowton footbridge: number of injured rises to 19",
    POST,
    "Mia Krol",
    datetime(2026, 11, 4),
    "LOWTON - The number of people hurt in the collapse of the Lowton footbridge rose to 19 on "
    "Wednesday, the hospital said.\n"
    "The bridge fell at about 8:15 a.m. when pupils were on their way to school, police said.\n"
    "Mayor Otto Kern said the river path would stay closed until December.",
)
CORRECTION: Final = _article(
    "Correction: cost of the Lowton bridge repair",
    GAZETTE,
    None,
    datetime(2026, 11, 6),
    "An article on November 3 about the collapse of a footbridge in Lowton gave a wrong figure. "
    "The repair of the bridge last year cost $14 million, not $4 million.",
)
TALKS: Final = _article(
    "Quarry owner offers talks after four weeks of strike",
    POST,
    "Mia Krol",
    datetime(2026, 11, 9),
    "OSTROW - The owner of the Grey Hill quarry offered the strikers talks on Monday, four weeks "
    "after 240 workers walked out over night shifts.\n"
    "Peter Lang, a spokesman for Dale Stone, said the company was ready to suspend the night "
    "shifts until the end of the year.\n"
    "Ilse Marten, the head of the quarry union, called the offer a first step.\n"
    "Mayor Hanna Brook said the town would offer a room for the talks.",
)
ARTICLES: Final = (WALK_OUT, LAMPS, COLLAPSE, RISING, CORRECTION, TALKS)


async def asked(folder: Path, *questions: str, scope: Scope = EVERYTHING) -> list[Answer]:
    """The answers to questions on TODAY over all six articles, without a model."""
    async with wired(Settings(folder)) as parts:
        if not await parts.articles.entries():
            for each in ARTICLES:
                await parts.ingest.add(each)
        assistant = Assistant(parts.retriever, NullAnswers(), today=lambda: TODAY)
        return [await assistant.ask(question, scope) for question in questions]


def titles(answer: Answer) -> list[str]:
    """The titles that an answer cites, each once, in order."""
    cited = (citation.title for claim in answer.claims for citation in claim.citations)
    return list(dict.fromkeys(cited))
