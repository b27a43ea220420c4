"""Questions about the last answer: who says so, is that true: English."""

from __future__ import annotations

import re
from typing import Final

from assistant.attribution import source_question_of, statements
from assistant.attribution.reported_speech.datelines import dateline_end
from index.language.en.grammar.function_words import ARTICLES, PREPOSITIONS, STOP_WORDS
from index.language.en.grammar.pronouns import HE_OR_SHE
from index.language.en.reporting_verbs import REPORTING_VERBS
from index.language.folding import fold
from index.language.sentences import sentences
from index.language.word_lists import any_of
from index.types import Article, Paragraph

LONGEST: Final = 300
"""Characters of what is asked about."""

_LEAD: Final = r"\W*(?:(?:and|but|so|ok|okay)\b\W*)?"
_WHO_SAYS: Final = re.compile(
    rf"""(?xi) {_LEAD} (?:
      who (?:\s(?:is|was|has|have))? \s{any_of(REPORTING_VERBS)} \s(?:so|that|this)
      | who \s(?:says?|said)
      | says\swho | according\sto\swhom? | on\swhose\s(?:word|authority|account)
    ) \W*"""
)
_WHO_DENIES: Final = re.compile(
    rf"""(?xi) {_LEAD} (?:
      (?:do|does|did|has|have|is|are) \s(?:there\s)? (?:any(?:one|body)|some(?:one|body)|others?)
        (?:\selse)? (?:\swho)?
      | who (?:\selse)? (?:\s(?:has|have|had))?
    ) \s(?:disagree[sd]?|den(?:y|ies|ied)|dispute[sd]?|contradict(?:s|ed)?|reject(?:s|ed)?)
    (?:\swith)? (?:\s(?:it|that|this))? \W*"""
)
_IS_IT_SO: Final = re.compile(
    rf"""(?xi) {_LEAD} (?:is|was|has) (?:n['’]t)? \s(?:that|this|it) (?:\sbeen)?
    (?:\s(?:really|actually|officially|now|even))?
    \s(?:true|so|right|correct|confirmed|certain|sure|verified|established|a\sfact) \W*"""
)
_FEWEST: Final = 3
"""Words of what can be said or be true."""

_MARKER: Final = re.compile(r"\s?\[[A-Z]{0,3}\d{1,6}\]")
_QUOTED: Final = re.compile(r"[\"“]([^\"“”]{12,})[\"”]")
_SHE_SAID: Final = re.compile(
    rf"\A(?i:{any_of(HE_OR_SHE | {'they'})})\s(?:says?|said)\s(?:that\s)?"
)
_OURS: Final = re.compile(r"\bsays? so\W*\Z")


def asks_about_answer(question: str) -> bool:
    """Whether it asks who says what was answered, who denies it, or if it is so."""
    forms = (_WHO_SAYS, _WHO_DENIES, _IS_IT_SO)
    return any(each.fullmatch(question[:LONGEST]) for each in forms)


def about_answer(question: str, before: str, answer: str) -> str | None:
    """The question with what was said in it; None when it does not ask about that.

    `before` is the last question, `answer` its answer. "Who says so?" after "The bridge is safe,
    the mayor said. [3]": "Who says that the bridge is safe?"
    """
    if _WHO_DENIES.fullmatch(question):
        asked = source_question_of(before)
        if asked is not None and asked.content:
            return f"Who denies that {asked.content.removeprefix('that ')}?"
        opening = "Who denies that"
    elif _WHO_SAYS.fullmatch(question):
        opening = "Who says that"
    elif _IS_IT_SO.fullmatch(question):
        opening = "Is it true that"
    else:
        return None
    told = _told(answer)
    return f"{opening} {told}?" if told else None


def _told(answer: str) -> str:
    """What the answer's first sentence says, without who says it."""
    first = next((each.text for each in sentences(_MARKER.sub("", answer))), "")
    first = first[dateline_end(first) :]
    article = Article("", (Paragraph(1, first),))
    quoted = _QUOTED.search(first)
    reported = next((each.content(article) for each in statements(article)), first)
    told = _SHE_SAID.sub("", quoted[1] if quoted else reported).strip(" .,;:'‘’")
    # "The mayor says so" is what the ledger has of the question before.
    if len(told) > LONGEST or len(told.split()) < _FEWEST or _OURS.search(first):
        return ""
    word = fold(told.partition(" ")[0])
    opens = word in ARTICLES | STOP_WORDS | PREPOSITIONS
    return told[:1].lower() + told[1:] if opens else told
