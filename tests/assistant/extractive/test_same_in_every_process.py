"""What an article says as a whole does not depend on the process that reads it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

PROGRAM: Final = """
from assistant.extractive.summary import lead_sentences
from index.types import Article, Paragraph

texts = [
    "Ann Vale denied that the budget would close on Friday with 679 euros.",
    "Olga Reed denied that the bridge would start on Monday with 294 euros.",
    "Ida Brook confirmed that the strike would end on Monday with 414 cars.",
    "Olga Reed denied that the strike would close on Monday with 309 people.",
]
paragraphs = tuple(Paragraph(at, text) for at, text in enumerate(texts, 1))
article = Article("The harbour and the flood, part 10", paragraphs)
for each in lead_sentences(article):
    print(each.text)
"""


def shown(seed: int) -> str:
    """What a process shows that orders sets by this seed."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_sentences_that_weigh_as_much_are_chosen_alike() -> None:
    [first, *others] = [shown(seed) for seed in (0, 2, 3)]
    assert first
    assert others == [first, first]
