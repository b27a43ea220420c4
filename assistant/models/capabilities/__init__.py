"""What an endpoint's model can do, as far as its replies and refusals have shown.

- `types`: `Capabilities`, and their JSON
"""

from __future__ import annotations

from assistant.models.capabilities.types import (
    PROBE,
    THOUGHTS,
    Capabilities,
    Effort,
    InstructionRole,
    Structure,
    Thinking,
)

__all__ = [
    "PROBE",
    "THOUGHTS",
    "Capabilities",
    "Effort",
    "InstructionRole",
    "Structure",
    "Thinking",
]
