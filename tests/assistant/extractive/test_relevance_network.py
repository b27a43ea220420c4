"""What the network makes of the tokens of a question and of sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.extractive.relevance_network import SENTENCE_TOKENS, log_odds
from index.embedding.embedder import unit
from index.embedding.minilm import MiniLM

MINILM = MiniLM()


async def states(text: str) -> NDArray[np.float32]:
    [found] = await MINILM.token_states([text])
    return unit(found.vectors[found.spans[:, 1] > found.spans[:, 0]])


async def odds(question: str, sentences: Sequence[str]) -> list[float]:
    signs = [np.packbits(await states(each) > 0, axis=1) for each in sentences]
    return [float(each) for each in log_odds(await states(question), signs)]


@pytest.mark.parametrize(
    ("question", "answers", "does_not"),
    [
        (
            "who is in charge of the inquiry",
            "Judge Mara Holt leads the investigation.",
            "The investigation began in May.",
        ),
        (
            "when does the new law take effect",
            "The rules come into force on 1 March.",
            "Parliament debated the law for weeks.",
        ),
        (
            "what is the boat worth",
            "The yacht is valued at two million euros.",
            "The yacht was built in 1999.",
        ),
    ],
)
async def test_an_answer_in_other_words_is_likelier(
    question: str, answers: str, does_not: str
) -> None:
    likely, unlikely = await odds(question, [answers, does_not])
    assert likely > unlikely


async def test_what_stands_beside_a_sentence_changes_nothing() -> None:
    """A likelihood means the same in an article and over a library."""
    sentences = ["The mayor resigned on Monday.", "It rained.", "Nobody saw the boats " * 40]
    among = await odds("When did the mayor resign?", sentences)
    alone = [(await odds("When did the mayor resign?", [each]))[0] for each in sentences]
    assert among == pytest.approx(alone, abs=1e-3)


async def test_what_is_too_long_is_read_from_its_beginning() -> None:
    question = await states("When did the mayor resign?")
    signs = np.packbits(await states("The mayor resigned on Monday after a row. " * 9) > 0, axis=1)
    assert len(signs) > SENTENCE_TOKENS
    whole, begun = log_odds(question, [signs, signs[:SENTENCE_TOKENS]])
    assert whole == begun


def test_nothing_speaks_for_what_has_no_token() -> None:
    none = np.empty((0, 48), np.uint8)
    asked = np.eye(2, 384, dtype=np.float32)
    assert np.isfinite(log_odds(asked, [none, none])).all()
    assert log_odds(asked[:0], [none]).tolist() == [0.0]
    assert log_odds(asked, []).tolist() == []
