"""A reply that goes round in circles: the same sentence, words or signs again and again."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

TIMES: Final = 4
"""How often a sentence comes before a model is taken not to find its end."""

_SHORTEST: Final = 12
"""Letters of a sentence that counts: headings and single words may come often."""

_LONGEST: Final = 160
"""Signs of a run, of the same words or signs, that no reply has."""

_WINDOW: Final = 2_400
"""Signs at the end of a reply in which a run is looked for."""

_STEP: Final = 32
"""Signs after which a reply is looked at again."""

_PROBE: Final = 24
"""Signs whose last place before the end tells how long what repeats itself is."""

_SENTENCE_END: Final = re.compile(r"[.!?。！？](?=\s|\[)|\n")
_BESIDE: Final = re.compile(r"^\W*(?:\d{1,3}[.):])?|\[[^\]\n]{0,24}\]")
"""What a repeated sentence may differ in: the number of its line, its markers."""


class Repetition:
    """Notices repetition in a reply that is fed to it piece by piece."""

    def __init__(self) -> None:
        self.found = False
        self._new = ""
        self._text = ""
        self._open = ""
        self._sentences: Counter[str] = Counter()

    def feed(self, piece: str) -> bool:
        """Whether the reply, with this piece or one shortly before it, goes round in circles."""
        self._new += piece
        if len(self._new) >= _STEP:
            new, self._new = self._new, ""
            # Only the end of the text can have begun to repeat itself.
            self._text = (self._text + new)[-_WINDOW:]
            self.found |= self._repeats_sentence(new) or _is_run(self._text)
        return self.found

    def _repeats_sentence(self, new: str) -> bool:
        *ended, self._open = _SENTENCE_END.split(self._open + new)
        plain = ["".join(filter(str.isalnum, _BESIDE.sub("", each))).casefold() for each in ended]
        self._sentences.update(each for each in plain if len(each) >= _SHORTEST)
        return any(self._sentences[each] >= TIMES for each in plain)


def _is_run(text: str) -> bool:
    """Whether a text ends in a run of the same, of _LONGEST signs at least, TIMES over."""
    probe = text[-_PROBE:]
    before = text.rfind(probe, 0, len(text) - 1)
    if len(text) < _LONGEST or before < 0:
        return False
    period = len(text) - _PROBE - before
    times = max(TIMES, -(-_LONGEST // period))
    return text.endswith(text[-period:] * times)
