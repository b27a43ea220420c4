"""What an article says that a speaker is, wherever it names them: "its head, Ann Lee", "of Orm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from assistant.attribution.entities.roles import role_before
from assistant.attribution.types import Speaker, SpeakerKind
from index.language.en.grammar.function_words import DETERMINERS
from index.language.en.nouns import is_organisation_noun, is_people_noun
from index.language.word_lists import any_of
from index.types import Article

_MOST: Final = 8
"""Places in an article where a speaker is named in full that are looked at."""

_REACH: Final = 80
"""Characters before and after a name."""

# "The airline Skyreach", "chief executive Ann Lee"
_BEFORE: Final = re.compile(
    rf"(?:\b(?i:{any_of(DETERMINERS)})\s|(?:^|[,;.:]\s))((?:[\w&'’-]{{1,30}}\s){{1,4}})$"
)
# "Ann Lee of the walkers' club Free Paths", "Ann Lee, for Mr Orm"
_AFTER: Final = re.compile(
    r",?\s(?:of|from|for)\s(?:the\s)?(?:[a-z][\w'’-]{0,30}\s){0,4}"
    r"(?P<whom>[A-Z][\w&'’-]{0,30}(?:\s[A-Z&][\w&'’-]{0,30}){0,4})"
)
_LEADS: Final = re.compile(
    r",\s(?:\d+,\s)?who\s(?:heads|chairs|leads|runs|directs|owns)\s(?P<whom>[^,.;:“”\"]{3,60})"
)


@lru_cache(maxsize=4_096)
def roles_in(article: Article, speaker: Speaker) -> tuple[str, ...]:
    """The phrases beside a speaker's full name that tell what they are or whom they speak for."""
    if speaker.count not in (1, None) or speaker.kind is SpeakerKind.ANONYMOUS:
        return ()
    name, found, places = speaker.name, list[str](), 0
    for paragraph in article.paragraphs:
        at = paragraph.text.find(name)
        while at >= 0 and places < _MOST:
            places += 1
            found += _beside(paragraph.text, at, at + len(name))
            at = paragraph.text.find(name, at + len(name))
    return tuple(dict.fromkeys(found))


def _beside(text: str, start: int, end: int) -> Iterator[str]:
    if (role := role_before(text, start)) is not None:
        yield role
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    if before is not None and _is_role(before[1].split()[-1].lower()):
        yield before[0].strip(" ,;.:")
    after = text[end : end + _REACH]
    if belongs := _AFTER.match(after):
        yield f"representative of {belongs['whom']}"
    if leads := _LEADS.match(after):
        yield f"leader of {leads['whom']}"


def _is_role(word: str) -> bool:
    return is_people_noun(word) or is_organisation_noun(word)
