"""Which parameters an endpoint takes: they differ, and a refusal names what it does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from assistant.llm.failures import is_about_length


@dataclass(slots=True)
class Dialect:
    """Which parameters an endpoint takes, as far as its refusals have told."""

    limit: str
    renamed: bool = False
    unknown: set[str] = field(default_factory=set)

    def spoken(self, wanted: Mapping[str, Any], max_tokens: int) -> dict[str, Any]:
        """The parameters that are wanted and known, and the most tokens of the reply."""
        known = {name: value for name, value in wanted.items() if name not in self.unknown}
        return known | {self.limit: max_tokens}

    def learn(self, refusal: str, sent: Mapping[str, Any]) -> bool:
        """Whether the refusal names a parameter that can be left out, or renamed once."""
        if is_about_length(refusal):
            return False
        named = set(re.findall(r"\w+", refusal))
        if self.limit in named and not self.renamed:
            self.limit = _LIMITS[1 - _LIMITS.index(self.limit)]
            self.renamed = True
            return True
        refused = named & sent.keys() - {self.limit}
        if refused & _LIKELIHOODS:
            refused |= _LIKELIHOODS
        self.unknown |= refused
        return bool(refused)


_LIMITS: Final = ("max_tokens", "max_completion_tokens")
_LIKELIHOODS: Final = {"logprobs", "top_logprobs"}
