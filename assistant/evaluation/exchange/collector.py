"""Questions and articles from elsewhere, gathered in our form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assistant.evaluation.sets.question import Question
from index.language.visible_text import clean
from index.types import Article, Paragraph


@dataclass(frozen=True, slots=True)
class ImportedSet:
    """A question set from elsewhere, and how many of what, in words, was left out."""

    questions: tuple[Question, ...]
    articles: Mapping[str, Article]
    left_out: Mapping[str, int]


class Collector:
    """Gathers what can be used, and counts what is left out."""

    def __init__(self) -> None:
        self._questions: dict[str, Question] = {}
        self._articles: dict[str, Article] = {}
        self._left_out: Counter[str] = Counter()

    def leave_out(self, what: str) -> None:
        """Count one more thing, named in words, that is not taken over."""
        self._left_out[what] += 1

    def texts(self, contexts: Iterable[str]) -> tuple[str, ...]:
        """The texts as the library would have them, without blank ones."""
        cleaned = [clean(text) for text in contexts]
        self._left_out["blank contexts"] += cleaned.count("")
        return tuple(text for text in cleaned if text)

    def article(self, name: str, title: str, texts: Iterable[str]) -> str:
        """Add an article of these cleaned texts, and return the name by which questions call it."""
        # Other tools allow two articles of one name; our files name each by one of its own.
        base = unique = clean(name) or "article"
        number = 1
        while unique in self._articles:
            number += 1
            unique = f"{base}-{number}"
        paragraphs = tuple(Paragraph(at, text) for at, text in enumerate(texts, 1))
        self._articles[unique] = Article(clean(title) or unique, paragraphs)
        return unique

    def question(self, question: Question) -> None:
        """Add a question, unless it lacks words, an id of its own or an article with text."""
        cleaned = replace(question, id=clean(question.id), question=clean(question.question))
        if not cleaned.id or not cleaned.question:
            self.leave_out("questions without an id or words")
        elif cleaned.id in self._questions:
            self.leave_out("questions with the id of one before")
        elif not all(self._articles[name].paragraphs for name in cleaned.articles):
            self.leave_out("questions about an article without text")
        else:
            self._questions[cleaned.id] = cleaned

    def done(self) -> ImportedSet:
        """The set of all that was added, without articles that no question is about."""
        names = {name for question in self._questions.values() for name in question.articles}
        kept = {name: article for name, article in self._articles.items() if name in names}
        self._left_out["articles that no question is about"] = len(self._articles) - len(kept)
        left_out = {what: count for what, count in self._left_out.items() if count}
        return ImportedSet(tuple(self._questions.values()), kept, left_out)
