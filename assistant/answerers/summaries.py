"""What an article says as a whole: the first sentences of its first paragraphs.

News are written so that these say what is new.
"""

from __future__ import annotations

from typing import Final

from assistant.answerers.asked import Asked, Found
from assistant.extractive.summary import lead_sentences

LINES: Final = 12
"""Articles of which a line is told where several are asked about."""


def answer(asked: Asked) -> Found:
    """The lead of one article; of several, the first sentence of each."""
    if len(asked.articles) == 1:
        return Found(tuple(lead_sentences(asked.articles[0])))
    firsts = (lead_sentences(article)[:1] for article in asked.articles[:LINES])
    return Found(tuple(sentence for each in firsts for sentence in each))
