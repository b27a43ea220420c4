"""Questions for who says something, and who used certain words, from an article's statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.attribution import (
    LIKELY,
    SpeakerKind,
    Statement,
    VerbKind,
    find_statements,
    statements,
)
from assistant.attribution.syntax.quotations import Quotation, quotations
from assistant.evaluation.drafting.types import (
    HAS_VERB,
    DraftedQuestion,
    evenly,
    inside,
    is_clear,
    stands_in,
    unquoted,
)
from index.language.en.grammar.function_words import DETERMINERS
from index.language.en.grammar.pronouns import DEMONSTRATIVES, PRONOUNS
from index.language.en.reporting_verbs import REPORTING_VERBS
from index.language.folding import fold
from index.language.reporting import Complement
from index.language.word_lists import any_of
from index.types import Article, Paragraph

_CLAUSE: Final = range(5, 25)  # words of what is said, as a question can hold them
_QUOTE: Final = range(3, 19)

_ASKS: Final = {
    VerbKind.SAID: "says",
    VerbKind.CONFIRMED: "confirms",
    VerbKind.ALLEGED: "claims",
    VerbKind.BELIEVED: "believes",
    VerbKind.ESTIMATED: "estimates",
    VerbKind.WROTE: "wrote",
}
_LONGEST_NAME: Final = 12  # words
_TRIED: Final = 60  # statements compared with all others, so that it does not grow with the square

# What several sentences, a dialogue or broken quotation marks would bring into a question.
_UNFIT: Final = re.compile(r"[\n?;:―—]|\s[-–]\s|''|``")
_ENDS: Final = " .,;:…"
_COMMA: Final = re.compile(r"[,.]([”\"])$")  # said “united,” → “united”
_POINTING: Final = re.compile(rf"(?i)\b(?:same|{any_of(DEMONSTRATIVES)})\b")
_BEFORE_CLAUSES: Final = (Complement.CLAUSE, Complement.PERSON, Complement.MARKED)


def who_says(article: Article) -> Iterator[DraftedQuestion]:
    """Questions like “Who says that the bridge will shut?”, of what one speaker alone says."""
    all_statements = statements(article)
    for each in evenly([one for one in all_statements if _can_be_asked(one, article)], _TRIED):
        content = _content(each, article)
        alike = [
            one
            for one, score in find_statements(content, all_statements, article)
            if score >= LIKELY
        ]
        # What two say has two answers, of which the set would call one wrong.
        if all(one.speaker == each.speaker for one in alike):
            yield DraftedQuestion(
                kind="who-says",
                question=f"Who {_ASKS[each.verb_kind]} that {content}?",
                paragraph=each.paragraph,
                sentence=each.sentence.text,
                speakers=_speakers(each, article),
                also=tuple(sorted({one.paragraph for one in alike} - {each.paragraph})),
            )


def quotes(article: Article) -> Iterator[DraftedQuestion]:
    """Questions like “Who said ‘…’?”, of words in quotation marks that stand in it once."""
    everything = "\n".join(fold(paragraph.text) for paragraph in article.paragraphs)
    for paragraph in article.paragraphs:
        for quotation in quotations(paragraph.text):
            words = paragraph.text[quotation.inner_start : quotation.inner_end].strip(_ENDS)
            statement = _around(quotation, paragraph, article)
            # Words that stand twice may be somebody else's the second time.
            fits = len(words.split()) in _QUOTE and not _UNFIT.search(words)
            if statement and fits and quotation.closed and everything.count(fold(words)) == 1:
                yield DraftedQuestion(
                    kind="quote",
                    question=f"Who {_uses(statement)} “{words}”?",
                    paragraph=paragraph.number,
                    sentence=statement.sentence.text,
                    speakers=_speakers(statement, article),
                )


def _can_be_asked(statement: Statement, article: Article) -> bool:
    return (
        statement.verb_kind in _ASKS
        and _says_that(statement, article)
        and _is_clause(_content(statement, article))
        and bool(_speakers(statement, article))
    )


def _content(statement: Statement, article: Article) -> str:
    """What is said, as it stands in a question."""
    content = _COMMA.sub(r"\1", statement.content(article).rstrip(_ENDS))
    begins = statement.start == statement.sentence.start
    return inside(content, article) if begins else content


def _is_clause(content: str) -> bool:
    return (
        len(content.split()) in _CLAUSE
        and len(unquoted(content).split()) >= _CLAUSE.start
        and HAS_VERB.search(content) is not None
        and is_clear(content)
        and not _UNFIT.search(content)
        and content.count("“") == content.count("”")
        and content.count('"') % 2 == 0
    )


def _says_that(statement: Statement, article: Article) -> bool:
    """Whether a clause follows, not a person blamed or a thing announced."""
    verb = REPORTING_VERBS.get(statement.verb.lower())
    before = article.paragraph(statement.paragraph).text[: statement.start]
    clause = verb is None or verb.complement in _BEFORE_CLAUSES
    return not statement.direct and (clause or before.endswith("that "))


def _uses(statement: Statement) -> str:
    if not statement.direct:
        return "used the words"
    return "wrote" if statement.verb_kind is VerbKind.WROTE else "said"


def _around(quotation: Quotation, paragraph: Paragraph, article: Article) -> Statement | None:
    """The statement that the quotation is of; None when it is nobody's, or of several speakers."""
    within = [
        each
        for each in statements(article)
        if each.paragraph == paragraph.number
        and quotation.start < each.end
        and each.start < quotation.end
    ]
    with_speaker = [each for each in within if _speakers(each, article)]
    one_speaker = len({each.speaker for each in within}) == 1
    return with_speaker[0] if with_speaker and one_speaker else None


def _speakers(statement: Statement, article: Article) -> tuple[str, ...]:
    """How the paragraph names the speaker; nothing when it does not."""
    text = article.paragraph(statement.paragraph).text
    mention = statement.mention
    named = article.paragraph(mention.paragraph).text[mention.start : mention.end]
    if statement.speaker.kind is SpeakerKind.REPORTER:  # has no name in the text
        return ()
    # The name by which the article calls them, and what the paragraph says instead: "the mayor".
    names = [statement.speaker.name, *([] if _POINTING.search(named) else [named])]
    wordings = {fold(each): _without_capital(each) for each in reversed(names)}
    return tuple(
        each
        for folded, each in reversed(wordings.items())
        if folded not in PRONOUNS | DETERMINERS
        and len(each.split()) <= _LONGEST_NAME
        and stands_in(each, text)
    )


def _without_capital(name: str) -> str:
    """“The mayor” as “the mayor”, “Four sources” as “four sources”."""
    first = name.partition(" ")[0].lower()
    return first + name[len(first) :] if first in DETERMINERS else name
