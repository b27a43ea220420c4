"""Replies that go round in circles, and those that only have something in common with them."""

from __future__ import annotations

import pytest

from assistant.models.transport.repetition import Repetition

SENTENCE = "The ferries stay in port, the harbour master said [6]. "


def stopped_at(reply: str, size: int = 5) -> int | None:
    """The characters after which a reply is taken to go round; None where it is not."""
    repetition = Repetition()
    for at in range(0, len(reply), size):
        if repetition.feed(reply[at : at + size]):
            return min(at + size, len(reply))
    return None


@pytest.mark.parametrize(
    "reply",
    [
        SENTENCE * 20,
        "It is raining. " * 20,
        "".join(f"{number}. {SENTENCE}\n" for number in range(1, 20)),
        "".join(f"The ferries stay in port, he said [{number}]. " for number in range(1, 20)),
        "".join(f"{SENTENCE}Also on day {'abcdefghij'[n]} it rained. " for n in range(10)),
        "and the harbour and the sea " * 20,
        "no " * 99,
        "ha" * 200,
        "!" * 400,
        "\n" * 400,
        "雨が降っています。" * 30,
    ],
)
@pytest.mark.parametrize("size", [1, 5, 64])
def test_a_reply_that_goes_round_is_stopped(reply: str, size: int) -> None:
    stopped = stopped_at(SENTENCE + reply, size)
    assert stopped is not None
    assert stopped < len(reply)


@pytest.mark.parametrize(
    "reply",
    [
        SENTENCE * 3,
        "Yes. " * 9,
        "".join(
            f"In {year}, sales rose by {year % 7} per cent [3]. " for year in range(2000, 2020)
        ),
        "| Who | What |\n|-----|------|\n" + "".join(f"| {n} | rose |\n" for n in range(20)),
        "Exports of oil rose, exports of gas fell, exports of coal rose, exports of wood fell.",
        "#" * 60 + "\nHeading\n" + "-" * 80,
    ],
)
def test_a_reply_that_has_something_in_common_is_not(reply: str) -> None:
    assert stopped_at(reply) is None
