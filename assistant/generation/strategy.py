"""How a model is asked: once about all that was found, or first which passages answer."""

from __future__ import annotations

from enum import StrEnum


class Strategy(StrEnum):
    """`DIRECT`: one call writes from all passages, or from a short article as a whole.

    `SELECT`: the passages that answer are selected first, one by one where the model tells how
    likely each is to answer, else all in one call. `AUTO` leaves it to the model's exam.
    """

    AUTO = "auto"
    DIRECT = "direct"
    SELECT = "select"
