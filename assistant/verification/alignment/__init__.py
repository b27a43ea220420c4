"""Does a claim only cut and move what a paragraph says, so that who did what to whom stays?"""

from assistant.verification.alignment.retelling import is_retold

__all__ = ["is_retold"]
