"""A model that judges what the rules leave open, once an exam has shown that it can.

open_claims.py   what it is asked about, with the paragraphs that it reads
calls.py         the calls that it is asked in, several sentences each
opinions.py      its replies, read strictly: what cannot be read is no
queue.py         sentences in order, some of which wait for it
"""

from assistant.verification.judge.calls import Judge, counted
from assistant.verification.judge.open_claims import OpenClaim
from assistant.verification.judge.opinions import Opinion, Word
from assistant.verification.judge.queue import JudgeQueue, Settled

__all__ = ["Judge", "JudgeQueue", "OpenClaim", "Opinion", "Settled", "Word", "counted"]
