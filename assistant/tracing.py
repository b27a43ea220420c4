"""How long an answer takes: on a clock for the answer itself, and in spans of OpenTelemetry.

There is a span an answer and one a stage. Without an SDK they cost microseconds, and they carry no
text: what a stage was about is in the answer that is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import perf_counter

from opentelemetry import trace

_TRACER = trace.get_tracer("article-assistant")


class Clock:
    """A stopwatch that starts when it is made, at `started`."""

    def __init__(self) -> None:
        self.started = datetime.now(UTC)
        self._start = perf_counter()

    def elapsed(self) -> float:
        """Milliseconds since the start."""
        return round((perf_counter() - self._start) * 1000, 1)


class Tracing:
    """The spans of one answer; an answer that nobody waited for has no outcome.

    No span is made the current one: an answer is a generator, and whoever reads it would be inside.
    """

    def __init__(self) -> None:
        self._answer = _TRACER.start_span("answer")
        self._context = trace.set_span_in_context(self._answer)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A span for a stage."""
        span = _TRACER.start_span(name, self._context)
        with _ending(span):
            yield

    @contextmanager
    def whole(self) -> Iterator[None]:
        """The span of the whole answer."""
        with _ending(self._answer):
            yield

    def note(self, **attributes: str | int) -> None:
        """Note attributes of the answer, such as its outcome."""
        self._answer.set_attributes({f"assistant.{key}": each for key, each in attributes.items()})


@contextmanager
def _ending(span: trace.Span) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        span.set_attribute("error.type", type(error).__qualname__)  # not what it says
        span.set_status(trace.StatusCode.ERROR)
        raise
    finally:
        span.end()
