"""Answers from who says what: each sentence checked against the paragraph that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from assistant.attribution import (
    OPPOSING,
    Ask,
    SourceQuestion,
    Stance,
    VerbKind,
    in_same_parts,
    stance,
    whole_saying,
    with_subject,
)
from assistant.scored_sentence import Quote, ScoredSentence, merge_overlapping
from assistant.testimony.sayings import shown, told
from assistant.testimony.source_questions import is_open, sources
from assistant.testimony.stance_sentences import (
    SourceStance,
    names,
    sentences_before,
    where_named,
)
from assistant.testimony.topics import without_topic
from assistant.types import Basis
from assistant.verification import (
    ContextParagraph,
    Judgement,
    Reason,
    check,
    check_reported,
    leaves_out_modifiers,
)
from assistant.verification.draft import Draft
from index.language.en.grammar.function_words import PREPOSITIONS, STOP_WORDS
from index.language.folding import straighten
from index.language.terms import terms
from index.types import Article, Sentence

_QUOTED: Final = 0.6
"""The likeness from which on the article's own sentence answers, where ours is uncertain."""

_TURNED: Final = (Reason.NEGATION, Reason.HEDGE, Reason.ORDER)
"""Doubts for which a source is left out: it may not say so."""

_SHARE: Final = 0.7
"""Share of a statement's words that a later sentence about it has."""


def who(question: SourceQuestion, articles: Iterable[Article]) -> list[ScoredSentence] | None:
    """A sentence for each source that answers; None when nobody speaks of it.

    Sources that oppose it stand beside one that says it, never alone.
    """
    all_articles = [*articles]
    all_sources, in_ours = sources(question, all_articles), True
    if all_sources is None:
        # Without what only says which article is meant; what that leaves is not said in our words.
        all_sources, in_ours = _on_topic(question, all_articles), False
    if all_sources is None:
        return None
    answers = [
        (each, sentence)
        for each in all_sources
        if (sentence := _answer(question, each, in_ours=in_ours)) is not None
    ]
    beside = question.ask is Ask.WHO and any(each.stance not in OPPOSING for each in all_sources)
    if beside and all(each.stance in OPPOSING for each, _ in answers):
        return []
    return merge_overlapping(
        sentence for each, first in answers for sentence in (first, *_taken_back(each))
    )


def _on_topic(question: SourceQuestion, articles: Sequence[Article]) -> list[SourceStance] | None:
    """The sources in the articles that the end of what is asked about names; None without any."""
    rest = {article: without_topic(question.content, article) for article in articles}
    found = [
        speaking
        for article, content in rest.items()
        if content and (speaking := sources(question._replace(content=content), [article]))
    ]
    return [each for speaking in found for each in speaking] or None


def _taken_back(each: SourceStance) -> list[ScoredSentence]:
    """Sentences that may take the statement back and are about the same, by place or words."""
    if each.by_place:
        return []
    retractions = (
        ScoredSentence(sentence.text, each.article, number, sentence, each.likeness)
        for number, sentence in each.retractions
        if number == each.statement.paragraph or _is_about(each.content, sentence)
    )
    return [sentence.as_excerpt() for sentence in retractions]


def _is_about(content: str, sentence: Sentence) -> bool:
    content_terms = set(terms(content))
    return len(content_terms & set(terms(sentence.text))) >= _SHARE * len(content_terms)


def _answer(
    question: SourceQuestion, each: SourceStance, *, in_ours: bool
) -> ScoredSentence | None:
    """The source's answer, in our words if the check lets them pass, else in the article's own."""
    # Where it is unclear who "he" is, or he says both, the article's own sentence leaves it open.
    if not each.statement.clear or each.is_divided:
        if each.likeness < _QUOTED:
            return None
        return _in_its_words(each) if each.is_divided else told(each.statement, each.article)
    is_named = names(each.statement.speaker, each.evidence.text)
    named = None if is_named else where_named(each)
    # "Says so" answers no "when it will open", nor whether somebody who said it has confirmed it.
    exact = is_open(question.content) or (question.kind is VerbKind.CONFIRMED and not each.confirms)
    # Nor is "that is untrue" enough, said of a denial.
    exact = exact or not in_ours or (each.by_place and each.stance is Stance.SAYS) or each.is_far
    sentence = None if exact else each.sentence
    if sentence is None:
        return _in_its_words(each) if is_named and (in_ours or _has_its_parts(each)) else None
    if not (is_named or named):
        return None
    if each.by_place:  # it says nothing of its own
        # Only its place tells what it is about, so all else has to be plain.
        tells = is_named and each.statement.verb in each.evidence.text and each.is_plain
        tells = tells and _is_supported(each, None)
        return _in_our_words(each, sentence, each.likeness, None) if tells else None
    return _told(each, sentence, named)


def _told(each: SourceStance, sentence: str, named: Quote | None) -> ScoredSentence | None:
    """The answer of a source that is named, in the same paragraph or in another one."""
    paragraph = each.article.paragraph(each.statement.paragraph)
    cited = ContextParagraph(str(paragraph.number), each.article, paragraph)
    verdict = check_reported(each.claim, cited, each.evidence, each.frames)
    if verdict.judgement is Judgement.SUPPORTED:
        # That holds for what is said, and is plain who says it; as a whole, what our words stand
        # for goes through the check like a model's sentence.
        if each.is_plain and _is_supported(each, named):
            return _in_our_words(each, sentence, verdict.support, named)
        return _in_its_words(each) if _has_its_parts(each) else None
    doubted = verdict.judgement is Judgement.UNCERTAIN and each.likeness >= _QUOTED
    if not doubted or not _is_retold(each, verdict.reason):
        return None
    return shown(each.statement, each.article) if named else _in_its_words(each)


def _is_retold(each: SourceStance, reason: Reason | None) -> bool:
    """Whether it says so in other words, as far as rules can tell.

    Of a denial the check doubts the "not" that is its verb's.
    """
    its_verb = each.stance in OPPOSING and each.stance is stance(each.statement)
    doubtful = reason in _TURNED and reason is not Reason.ORDER and not its_verb
    return (not doubtful or _is_as_asked(each)) and _has_its_parts(each)


def _has_its_parts(each: SourceStance) -> bool:
    """Whether in what is said as a whole the same is said of the same."""
    whole = whole_saying(each.content, each.statement, each.article)
    saying = " ".join(with_subject(one, each.article) for one in whole)
    return in_same_parts(each.content, saying)


def _is_supported(each: SourceStance, named: Quote | None) -> bool:
    """Whether the check lets pass what our sentence stands for: "Ann Lee said that it rained"."""
    numbers = sorted({each.statement.paragraph, *([named.paragraph] if named else [])})
    cited = [
        ContextParagraph(str(number), each.article, each.article.paragraph(number))
        for number in numbers
    ]
    labels = tuple(paragraph.label for paragraph in cited)
    return any(
        check(Draft(text, labels), cited, "").judgement is Judgement.SUPPORTED
        for text in each.spelled_out
    )


def _is_as_asked(each: SourceStance) -> bool:
    """Whether it says what the question says to the letter, or denies just that.

    The "not" of a denial is its verb's.
    """
    said = each.statement.content(each.article)
    where = said if each.stance is Stance.SAYS else each.evidence.text
    cut = leaves_out_modifiers(each.content, where)
    return cut or _is_verbatim(each.content, each) or _has_its_words(each.content, each)


def _has_its_words(content: str, each: SourceStance) -> bool:
    """Whether a statement has just the question's words in its order, with "she" for the speaker.

    "Lee denied selling it", "accused Lee of selling it": Lee sold it. Prepositions are the same.
    """
    statement = each.statement.content(each.article)
    asked_words, said_words = _content_terms(content), _content_terms(statement)
    if not _prepositions(statement) <= _prepositions(content) | {"of"}:
        return False
    if asked_words == said_words:
        return True
    subject = asked_words[: len(asked_words) - len(said_words)]
    is_of_oneself = with_subject(each.statement, each.article) != statement
    named = set(subject) <= set(terms(each.statement.speaker.name))
    return (
        is_of_oneself and named and bool(said_words) and asked_words[len(subject) :] == said_words
    )


def _content_terms(text: str) -> list[str]:
    return [term for word in text.split() if word.lower() not in STOP_WORDS for term in terms(word)]


def _prepositions(text: str) -> frozenset[str]:
    return PREPOSITIONS & set(text.casefold().split())


def _in_our_words(
    each: SourceStance, text: str, support: float, named: Quote | None
) -> ScoredSentence:
    place = each.article, each.statement.paragraph, each.evidence
    return ScoredSentence(text, *place, support, Basis.LEDGER, named)


def _in_its_words(each: SourceStance) -> ScoredSentence:
    evidence = each.evidence
    if each.by_place:  # "Others denied it" is told with what they deny
        text = each.article.paragraph(each.statement.paragraph).text
        start = next((one.start for one in sentences_before(evidence.start, text)), evidence.start)
        evidence = Sentence(text[start : evidence.end], start, evidence.end)
    return ScoredSentence(
        evidence.text, each.article, each.statement.paragraph, evidence, each.likeness
    )


def _is_verbatim(content: str, each: SourceStance) -> bool:
    """Whether the statement is what the question is about, or part of it, to the letter."""
    texts = content, each.evidence.text, each.statement.content(each.article)
    content_text, evidence, statement = (
        straighten(text).casefold().strip(" \"',.") for text in texts
    )
    return content_text in evidence or statement in content_text
