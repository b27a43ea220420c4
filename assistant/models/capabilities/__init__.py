"""What an endpoint's model can do, as far as its replies and refusals have shown.

- `types`: `Capabilities`, and their JSON
- `lessons`: one call learns, the others wait
- `listing`: what a list of models tells of them
- `replies`: what a reply shows of them
- `memory`: those that outlast the process, in a store
"""

from __future__ import annotations

from assistant.models.capabilities.types import (
    PROBE,
    THOUGHTS,
    Capabilities,
    Effort,
    InstructionRole,
    LimitName,
    Structure,
    Thinking,
)

__all__ = [
    "PROBE",
    "THOUGHTS",
    "Capabilities",
    "Effort",
    "InstructionRole",
    "LimitName",
    "Structure",
    "Thinking",
]
