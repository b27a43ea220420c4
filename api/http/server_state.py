"""What one HTTP server shares among its requests."""

from __future__ import annotations

from api.http.health import Health
from api.http.middleware.metrics import Metrics
from api.http.middleware.rate_limits import RateLimits
from api.limits.answer_slots import AnswerSlots
from api.settings import Settings


class ServerState:
    """The room for answers, the counters, the rates and the health checks of one server.

    Routes find it as `request.app.state.server`.
    """

    def __init__(self, settings: Settings) -> None:
        self.slots = AnswerSlots(settings.max_streams)
        self.metrics = Metrics(lambda: self.slots.running, settings.metrics_dir)
        self.health = Health()
        self.rates = RateLimits(settings.rate_limit) if settings.rate_limit else None
