"""What stands around what is asked for: "could you please give me a …"."""

from __future__ import annotations

import re
from typing import Final

ASKED_FOR: Final = re.compile(
    r"\A(?:(?:please|pls|plz|hi|hey|hello|ok|okay|so|and|now|just|can you|could you|would you"
    r"|will you|can i (?:get|have|see)|could i (?:get|have|see)|may i (?:get|have|see)"
    r"|i want|i need|i'd like|i would like|let me (?:see|have)"
    r"|tell|give|show|make|write|list|get|find|name|draw up|build|create|provide|collect|extract"
    r"|prepare|do|put together|what's|what is|whats|what are|what were|is there|are there"
    r"|me|us|a|an|the|to know|to see|list of|short|brief|quick|full|complete|simple|detailed)"
    r"[ ,]+){1,16}"
)
"""How one asks for something, at the beginning of a folded question."""

POLITE: Final = re.compile(r",? (?:please|pls|plz|thanks|thank you|for me|thx)\Z")
"""Courtesy at the end of a folded question."""
