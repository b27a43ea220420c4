"""The organisations that an article mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.mentions.mention import Mentioned
from assistant.mentions.names import RUN
from index.language.en.nouns import ORGANISATION_NAMES
from index.types import Article

_NAME: Final = re.compile(rf"(?<![\w.’'-]){RUN}")


def organisations(article: Article) -> Iterator[Mentioned]:
    """Each that its name says to be one."""
    for paragraph in article.paragraphs:
        for match in _NAME.finditer(paragraph.text):
            words = match[0].lower().split()
            if len(words) > 1 and words[-1] in ORGANISATION_NAMES and words[0] != "the":
                yield Mentioned(match[0], match[0].lower(), paragraph.number, *match.span())
            elif len(words) > 2 and words[0] == "the" and words[-1] in ORGANISATION_NAMES:
                start = match.start() + len("The ")
                name = paragraph.text[start : match.end()]
                yield Mentioned(name, name.lower(), paragraph.number, start, match.end())
