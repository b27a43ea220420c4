"""Answers whose sentences people judged against their sources: JSON Lines, an answer a line.

`{id, source_id, context_paragraphs, question, sentences: [{text, supported}]}`. The form in which
RAGTruth (Niu et al. 2024) and its like are kept; the assistant's check is measured with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from assistant.evaluation.exchange.collector import Collector, ImportedSet
from assistant.evaluation.exchange.parsing import parse_lines
from assistant.evaluation.sets.question import JudgedSentence, Question
from index.language.visible_text import clean


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    supported: bool


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    source_id: str
    context_paragraphs: tuple[str, ...]
    question: str
    sentences: tuple[_Sentence, ...]


_ROW: Final = TypeAdapter(_Row)


def read(content: bytes, path: Path) -> ImportedSet:
    """The set of a file of judged answers: each question once, with all its answers' sentences."""
    collector = Collector()
    names: dict[tuple[str, tuple[str, ...]], str] = {}
    questions: dict[tuple[str, str], Question] = {}
    for row in parse_lines(_ROW, content, path):
        texts = collector.texts(row.context_paragraphs)
        # By its texts too: rows of one source may show different parts of it.
        source = (row.source_id, texts)
        if source not in names:
            names[source] = collector.article(row.source_id, row.source_id, texts)
        name = names[source]
        one = questions.setdefault(
            (name, row.question), Question(id=row.id, question=row.question, articles=(name,))
        )
        judged = (JudgedSentence(clean(each.text), each.supported) for each in row.sentences)
        more = (each for each in judged if each.text)
        questions[name, row.question] = replace(one, sentences=(*one.sentences, *more))
    for question in questions.values():
        collector.question(question)
    return collector.done()
