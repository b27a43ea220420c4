"""Question sets from files: JSON Lines or YAML, a question an entry.

Two forms are read: our own (`assistant.evaluation.sets.question.Question`) and that of judged data,
in which `NAME.questions.jsonl` names its articles by `article_id` in `NAME.articles.jsonl`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import TypeAdapter, ValidationError

from assistant.errors import EvaluationError
from assistant.evaluation.errors import SetEmpty
from assistant.evaluation.sets.articles import articles_beside, read_articles
from assistant.evaluation.sets.question import Question
from index.types import Article

MOST_COMPLAINTS: Final = 12

_QUESTION: Final = TypeAdapter(Question)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, and the articles that the set brings along, by what its questions call them.

    `lines` says where each question stands in its file, by its id. A set without articles is
    about those of the library.
    """

    name: str
    questions: tuple[Question, ...]
    articles: Mapping[str, Article | Path]
    lines: Mapping[str, int]

    @property
    def hash(self) -> str:
        """The beginning of the SHA-256 of the questions, by which runs tell sets apart."""
        rows = [asdict(question) for question in self.questions]
        return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:12]

    def limited(self, most: int) -> QuestionSet:
        """At most so many questions, spread evenly, the same ones every time.

        The share of those that cannot be answered stays as it is.
        """
        some: set[str] = set()
        for answerable in (True, False):
            sort = [each for each in self.questions if each.answerable == answerable]
            share = min(len(sort), round(most * len(sort) / len(self.questions)))
            some |= {sort[at * len(sort) // share].id for at in range(share)}
        kept = tuple(each for each in self.questions if each.id in some)
        return replace(self, questions=kept)


def read_set(path: Path) -> QuestionSet:
    """The question set in a file.

    Raises:
        EvaluationError: it cannot be read, or entries are wrong; the message names their lines.
    """
    entries = list(_entries(path))
    if not entries:
        raise SetEmpty(path)
    complaints: list[str] = []
    numbered: list[tuple[int, Question]] = []
    for line, entry in entries:
        try:
            numbered.append((line, _QUESTION.validate_python(_plain(entry))))
        except ValidationError as error:
            complaints += [f"line {line}: {each}" for each in _complaints(error)]
    questions = tuple(question for _, question in numbered)
    complaints += _contradictions(numbered)
    check(path, complaints)
    name = path.name.removesuffix(path.suffix).removesuffix(".questions")
    if name == "questions":  # many sets are called so, each in a folder of its own
        name = path.absolute().parent.name
    lines = {question.id: line for line, question in numbered}
    return QuestionSet(name, questions, _brought(path, questions), lines)


def check(path: Path | str, complaints: Iterable[str]) -> None:
    """EvaluationError with these complaints about a file, if there are any."""
    problems = list(complaints)
    if problems:
        more = len(problems) - MOST_COMPLAINTS
        rest = f"\n  and {more} more" if more > 0 else ""
        listed = "\n".join(f"  {each}" for each in problems[:MOST_COMPLAINTS])
        raise EvaluationError(f"{path} cannot be used:\n{listed}{rest}")


def _entries(path: Path) -> Iterator[tuple[int, Any]]:
    """Each entry of the file with its line, counted from 1."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EvaluationError(
            f"{path} cannot be read: {error.strerror}. Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is not UTF-8 text: byte {error.start} is wrong.") from error
    if path.suffix.lower() in (".yaml", ".yml"):
        yield from _yaml_entries(path, text)
        return
    for line, row in enumerate(text.split("\n"), 1):
        if row.strip():
            try:
                yield line, json.loads(row)
            except ValueError as error:
                raise EvaluationError(
                    f"{path}, line {line}: this is not JSON ({error}). Each line is a question; "
                    "a YAML file ends in .yaml."
                ) from error


def _yaml_entries(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    try:
        # Composed before it is constructed: nodes know their lines, values do not.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise EvaluationError(f"{path} is not YAML: {error}") from error
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise EvaluationError(f"{path}, line 1: this is no list. Each question begins with `-`.")
    for node in root.value:
        line = node.start_mark.line + 1
        try:
            yield line, yaml.SafeLoader("").construct_document(node)
        except (yaml.YAMLError, ValueError) as error:  # a date that does not exist, for instance
            raise EvaluationError(f"{path}, line {line}: this is not YAML: {error}") from error


def _plain(entry: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    """An entry in our own form; one of judged data is brought into it."""
    if not isinstance(entry, dict) or "article_id" not in entry or "articles" in entry:
        return entry
    names = {
        "id": entry.get("id"),
        "question": entry.get("question"),
        "articles": [entry["article_id"]],
        "gold_paragraphs": entry.get("gold_paragraphs"),
        "answerable": entry.get("answerable", True),
        "answers": entry.get("answers") or [],
        "kind": entry.get("type") or _KINDS[entry.get("answerable", True) is True],
    }
    if "answer_surname" in entry:
        surname = entry["answer_surname"]
        said_by = [surname] if surname else [_head(answer) for answer in names["answers"]]
        names |= {"speaker": said_by or None, "kind": "who-says"}
    return names


_KINDS: Final = {True: "question", False: "unanswerable"}


def _head(phrase: str) -> str:
    """The word that a noun phrase hangs on: "officials at the agency, who …" are officials."""
    plain = re.split(r",|\s-+\s|\s(?:of|for|from|at|in|with|who|that|filed)\s", phrase)[0]
    return (plain.split() or [phrase])[-1]


def _complaints(error: ValidationError) -> Iterator[str]:
    """What is wrong with an entry, a line each."""
    for each in error.errors():
        where = ".".join(str(part) for part in each["loc"] if part not in ("int", "Gold", "str"))
        match each["type"]:
            case "missing":
                yield f"{where!r} is missing"
            case "unexpected_keyword_argument":
                yield f"{where!r} is not known; known are {', '.join(_FIELDS)}"
            case "dataclass_type" if not each["loc"]:
                yield "this is no question; one has at least id, question and articles"
            case _:
                yield f"{where!r}: {each['msg']}, not {each['input']!r:.60}"


_FIELDS: Final = tuple(field.name for field in fields(Question))


def _contradictions(questions: Iterable[tuple[int, Question]]) -> Iterator[str]:
    """What is wrong across fields and entries."""
    questions = list(questions)
    first = {question.id: line for line, question in reversed(questions)}  # the first one stays
    for line, question in questions:
        if first[question.id] != line:
            yield f"line {line}: line {first[question.id]} has the id {question.id!r} already"
        for name in ("id", "question", "articles"):
            if not getattr(question, name):
                yield f"line {line}: {name!r} is empty"
        numbers = [gold for gold in question.gold_paragraphs or () if isinstance(gold, int)]
        if numbers and len(question.articles) > 1:
            yield (
                f"line {line}: with several articles a gold paragraph says which it is in, like "
                '{"article": …, "paragraph": 3}'
            )
        repeated = [name for name, count in Counter(question.articles).items() if count > 1]
        if repeated:
            yield f"line {line}: the article {repeated[0]!r} is named twice"


def _brought(path: Path, questions: Iterable[Question]) -> dict[str, Article | Path]:
    """The articles beside the set's file, by name: each a file, or all in one."""
    named = {name for question in questions for name in question.articles}
    together = articles_beside(path)
    if together.is_file():
        inside = read_articles(together)
        missing = sorted(named - inside.keys())
        check(path, (f"the article {each!r} is not in {together}" for each in missing))
        return {name: inside[name] for name in sorted(named)}
    # All files or none: a name that is no file would be looked for in the library, and a typing
    # error be told as an article that is missing there.
    files: dict[str, Article | Path] = {
        name: path.parent / name for name in named if (path.parent / name).is_file()
    }
    if files and named - files.keys():
        missing = sorted(named - files.keys())
        check(path, (f"the article {each!r} is no file beside the set" for each in missing))
    return files
