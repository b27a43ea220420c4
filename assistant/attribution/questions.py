"""Questions that ask who says something."""

from __future__ import annotations

import re

from assistant.attribution.verbs import REPORTING_VERBS, Form

_LONGEST = 2_000  # characters of a question
_SAYS = "|".join(
    sorted(word for word, verb in REPORTING_VERBS.items() if verb.form is not Form.ING)
)
_WHO_SAYS = re.compile(
    rf"""
    \W*(?:(?:and|but|so)\s+)?
    (?: (?:who|whom)(?:\s+(?:else|exactly|has|have|was\s+it|is\s+it|is|are|was|that|who))*
        \s+(?:(?:also|ever|actually)\s+)?(?:{_SAYS}|saying|claiming|arguing)
      | (?:according\s+to|on)\s+(?:whom|who|whose\s+(?:word|account|authority|say-so)
          |(?:what|which)\s+(?:source|person|official|witness|expert)s?)
      | (?:which|what)(?:\s+[\w’'-]+){{1,4}}?\s+(?:(?:has|have)\s+)?(?:{_SAYS})
      | whose\s+(?:claim|statement|view|opinion|word)\s+(?:is|was)\s+it
    )\b
    [\s,:]*(?:that\b(?!['’]))?[\s,:]*
    (?P<content>\S.*?)[\s?]*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def who_says(question: str) -> str | None:
    """What it asks the speaker of: "Who says that it rained?" asks of "it rained".

    None when the question does not ask who says something.
    """
    match = _WHO_SAYS.fullmatch(question[:_LONGEST])
    return match["content"] if match else None
