"""Counters for Prometheus. No label holds anything that a reader or an article wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector

from assistant.types import Answer, Timings

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180)


class Metrics:
    """The counters of one app, or of the processes that serve one address together."""

    def __init__(self, running: Callable[[], int], shared: Path | None = None) -> None:
        """`running` returns how many answers are being worked on.

        `shared` is the folder that the processes count in, named in the environment as well, where
        prometheus_client looks for it.
        """
        self._running = running
        self._shared = shared
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        GCCollector(registry)
        self._questions = Counter(
            "assistant_questions", "Questions, by how they ended.", ["outcome"], registry=registry
        )
        self._withheld = Counter(
            "assistant_withheld_sentences",
            "Sentences of the model that nobody saw, by reason.",
            ["reason"],
            registry=registry,
        )
        self._tokens = Counter(
            "assistant_tokens", "Tokens that models took.", ["kind"], registry=registry
        )
        self._cost = Counter(
            "assistant_cost_dollars", "Price of those tokens, where known.", registry=registry
        )
        self._stages = Histogram(
            "assistant_stage_seconds",
            "From the question's arrival to the end of a stage; search and checking alone.",
            ["stage"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._ratings = Counter(
            "assistant_ratings", "What readers said of answers.", ["rating"], registry=registry
        )
        self._requests = Histogram(
            "assistant_http_request_seconds",
            "Requests, whole; of streams to their end.",
            ["method", "route", "status"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._in_progress = Gauge(
            "assistant_answers_in_progress",
            "Answers being worked on.",
            registry=registry,
            multiprocess_mode="livesum",
        )

    def note_running(self) -> None:
        """Note how many answers are being worked on now."""
        self._in_progress.set(self._running())

    def count_answer(self, answer: Answer) -> None:
        """Count an answer's tokens, cost, stages and withheld sentences."""
        for each in answer.withheld:
            self._withheld.labels(each.reason).inc()
        usage = answer.usage
        self._tokens.labels("prompt").inc(usage.prompt_tokens)
        self._tokens.labels("cached").inc(usage.cached_tokens)
        self._tokens.labels("completion").inc(usage.completion_tokens)
        self._cost.inc(usage.cost or 0)
        for field in fields(Timings):
            milliseconds = getattr(answer.timings, field.name)
            if milliseconds is not None:
                stage = field.name.removesuffix("_ms")
                self._stages.labels(stage).observe(milliseconds / 1000)

    def count_question(self, outcome: str) -> None:
        """Count a question by how it ended."""
        self._questions.labels(outcome).inc()

    def count_rating(self, rating: str) -> None:
        """Count a rating: `up` or `down`."""
        self._ratings.labels(rating).inc()

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; `route` is the template, not the path, which has ids in it."""
        label = method if method in _METHODS else "other"
        self._requests.labels(label, route, str(status)).observe(seconds)
        self.note_running()

    def exposition(self) -> bytes:
        """All counters in Prometheus' text format."""
        self.note_running()
        if self._shared is None:
            return generate_latest(self._registry)
        every = CollectorRegistry()
        MultiProcessCollector(every, str(self._shared))  # type: ignore[no-untyped-call]
        return generate_latest(every)
