"""A model that judges what the rules leave open, once an exam has shown that it can.

open_claims.py   what it is asked about, with the paragraphs that it reads
calls.py         the calls that it is asked in, several sentences each
opinions.py      its replies, read strictly: what cannot be read is no
"""

from assistant.verification.judge.calls import MOST_CLAIMS, Judge, batches, counted
from assistant.verification.judge.open_claims import OpenClaim
from assistant.verification.judge.opinions import Opinion, Word

__all__ = ["MOST_CLAIMS", "Judge", "OpenClaim", "Opinion", "Word", "batches", "counted"]
