"""Question sets as people write them, and what is wrong with them."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.errors import EvaluationError
from assistant.evaluation.sets.articles import read_articles, write_articles
from assistant.evaluation.sets.cases import cases
from assistant.evaluation.sets.reader import read_set
from assistant.sample import QUESTIONS
from index.errors import ArticleNotFound
from index.types import Article, Place
from tests.assistant.evaluation.made import ARTICLE, TEXTS

ROW = {"id": "q1", "question": "When does it sail?", "articles": ["ferries"]}


def written(folder: Path, *rows: object, name: str = "ferries.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def complaint(path: Path) -> str:
    with pytest.raises(EvaluationError) as told:
        read_set(path)
    return str(told.value)


def test_the_samples() -> None:
    found = read_set(QUESTIONS)
    assert found.name == "sample"
    assert len(found.questions) == 88
    assert list(found.articles) == ["article.md"]


def test_yaml_and_json_lines_say_the_same(tmp_path: Path) -> None:
    """Also with a byte-order mark and Windows' line ends."""
    row = ROW | {"gold_paragraphs": [1], "facts": [["noon", "12"]], "speaker": "the master"}
    lines = read_set(written(tmp_path, row))
    yaml = tmp_path / "ferries.yaml"
    text = (
        "- id: q1\n  question: When does it sail?\n  articles: [ferries]\n  gold_paragraphs: [1]\n"
        "  facts: [[noon, '12']]\n  speaker: the master\n"
    )
    yaml.write_bytes("\ufeff".encode() + text.replace("\n", "\r\n").encode())
    assert read_set(yaml).questions == lines.questions
    assert read_set(yaml).hash == lines.hash


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"id": "q2"}, ["line 2: 'question' is missing", "line 2: 'articles' is missing"]),
        (ROW, ["line 2: line 1 has the id 'q1' already"]),
        (ROW | {"id": "q2", "golds": [1]}, ["line 2: 'golds' is not known; known are id, "]),
        (ROW | {"id": 2}, ["line 2: 'id': Input should be a valid string, not 2"]),
        (ROW | {"id": "q2", "gold_paragraphs": ["first"]}, ["line 2: 'gold_paragraphs.0': "]),
        (ROW | {"id": "q2", "articles": []}, ["line 2: 'articles' is empty"]),
        (ROW | {"id": "q2", "question": "  "}, ["line 2: 'question' is empty"]),
        (ROW | {"id": "q2", "articles": ["a", "a"]}, ["line 2: the article 'a' is named twice"]),
        (
            ROW | {"id": "q2", "articles": ["a", "b"], "gold_paragraphs": [1]},
            ["line 2: with several articles a gold paragraph says which it is in"],
        ),
        (["q2"], ["line 2: this is no question"]),
    ],
)
def test_what_is_wrong_is_told_by_its_line(tmp_path: Path, row: object, words: list[str]) -> None:
    told = complaint(written(tmp_path, ROW, row))
    assert all(each in told for each in words), told


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Up to a dozen; the rest is counted."""
    told = complaint(written(tmp_path, *[{"id": str(at)} for at in range(20)]))
    assert told.count("is missing") == 12
    assert told.endswith("and 28 more")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.jsonl", '{"id": \n', "line 1: this is not JSON"),
        ("a.jsonl", "", "has no questions"),
        ("a.yaml", "", "has no questions"),
        ("a.yaml", "- id: [\n- x: y\n", "is not YAML: while parsing"),
        ("a.yaml", "id: q1\n", "line 1: this is no list"),
        ("a.yaml", "# a set\n\n- id: q1\n", "line 3: 'question' is missing"),
    ],
)
def test_files_that_are_no_sets(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text)
    assert words in complaint(tmp_path / name)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in complaint(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes('{"id": "é"}'.encode("latin-1"))
    assert "is not UTF-8 text: byte 8" in complaint(tmp_path / "latin.jsonl")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
_ROWS = st.dictionaries(st.sampled_from([*ROW, "gold_paragraphs", "article_id", "x"]), _VALUES)


@given(st.lists(_ROWS | _VALUES, max_size=3))
@example([{"article_id": "a", "answer_surname": None, "answers": None}])
@example([{"article_id": ["a"]}])
def test_any_json_is_a_set_or_told(
    tmp_path_factory: pytest.TempPathFactory, rows: list[object]
) -> None:
    path = written(tmp_path_factory.mktemp("sets"), *rows)
    with suppress(EvaluationError):
        assert read_set(path).questions


@given(st.text(max_size=80))
@example("- &a [*a]")
@example("- !!python/object:os.system x")
@example("- 2026-99-99")
def test_any_text_is_a_set_or_told(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("sets") / "a.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(EvaluationError):
        read_set(path)


# --- Articles ----------------------------------------------------------------------------------


def test_judged_data_is_read_as_it_is(tmp_path: Path) -> None:
    """Its articles stand in a file beside it; what only one of its sets has is left out."""
    write_articles(tmp_path / "news.articles.jsonl", [("f1", ARTICLE)])
    rows: tuple[dict[str, object], ...] = (
        {
            "id": "n1",
            "article_id": "f1",
            "question": "Who says that it sails at noon?",
            "answers": ["the harbour master, a sailor,"],
            "gold_paragraphs": [1],
            "answerable": True,
            "answer_surname": None,
            "cue": "said",
        },
        {
            "id": "n2",
            "article_id": "f1",
            "question": "How many?",
            "answers": [],
            "gold_paragraphs": None,
            "answerable": False,
            "type": "Number",
        },
    )
    found = read_set(written(tmp_path, *rows, name="news.questions.jsonl"))
    assert found.name == "news"
    first, second = found.questions
    assert (first.kind, first.speaker) == ("who-says", ("master",))
    assert (second.kind, second.answerable, second.gold_paragraphs) == ("Number", False, None)
    [article] = found.articles.values()
    assert isinstance(article, Article)
    assert [each.text for each in article.paragraphs] == list(TEXTS)


def test_an_article_that_is_not_beside_the_set(tmp_path: Path) -> None:
    write_articles(tmp_path / "ferries.articles.jsonl", [("other", ARTICLE)])
    assert "the article 'ferries' is not in " in complaint(written(tmp_path, ROW))


def test_files_and_the_librarys_articles_are_not_mixed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A\n\nB.")
    path = written(tmp_path, ROW | {"articles": ["a.txt", "ferries"]})
    assert "the article 'ferries' is no file beside the set" in complaint(path)


@pytest.mark.parametrize("row", ["[]", "{}", '{"article_id": "a", "title": "b", "paragraphs": 3}'])
def test_lines_that_are_no_articles(tmp_path: Path, row: str) -> None:
    (tmp_path / "a.jsonl").write_text(f"\n{row}\n")
    with pytest.raises(EvaluationError, match="line 2: this is no article"):
        read_articles(tmp_path / "a.jsonl")


async def _library(name: str) -> Article:
    if name != "ferries":
        raise ArticleNotFound(name)
    return ARTICLE


async def _never(article: Article) -> Article:
    raise AssertionError(f"{article.title} is not brought by the set")


async def test_gold_and_history_are_places_in_the_library(tmp_path: Path) -> None:
    history = [
        {"role": "user", "content": "Who was on board [3]?"},
        {"role": "assistant", "content": "Twelve people. [2]"},
    ]
    row = ROW | {"gold_paragraphs": [1, 3], "history": history}
    [case] = await cases(read_set(written(tmp_path, row)), _never, _library)
    assert case.gold == frozenset({Place(ARTICLE.id, 1), Place(ARTICLE.id, 3)})
    assert case.scope.article_ids == (ARTICLE.id,)
    assert [turn.cited for turn in case.history] == [(), (Place(ARTICLE.id, 2),)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"articles": ["boats"]}, "line 1, q1: the article 'boats' is not in the library"),
        (
            {"gold_paragraphs": [1, 4]},
            "line 1, q1: the gold paragraph 4 does not exist; 'ferries' ",
        ),
        ({"gold_paragraphs": [0]}, "line 1, q1: the gold paragraph 0 does not exist"),
        (
            {"gold_paragraphs": [{"article": "boats", "paragraph": 1}]},
            "line 1, q1: a gold paragraph is in 'boats', which is none of its articles",
        ),
    ],
)
async def test_what_does_not_exist(tmp_path: Path, row: dict[str, object], words: str) -> None:
    with pytest.raises(EvaluationError) as told:
        await cases(read_set(written(tmp_path, ROW | row)), _never, _library)
    assert words in str(told.value)


# --- A part of a set ---------------------------------------------------------------------------


def test_a_part_is_spread_evenly_and_always_the_same(tmp_path: Path) -> None:
    rows = [ROW | {"id": f"q{at}", "answerable": at % 4 != 0} for at in range(40)]
    found = read_set(written(tmp_path, *rows))
    part = found.limited(8)
    assert part == found.limited(8)
    assert len(part.questions) == 8
    assert sum(not each.answerable for each in part.questions) == 2
    numbers = [int(each.id[1:]) for each in part.questions]
    assert numbers == sorted(numbers)
    assert numbers[-1] > 30
    assert part.hash != found.hash
    assert found.limited(100).questions == found.questions
