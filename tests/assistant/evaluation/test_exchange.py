"""Question sets of other tools: brought into our form whole, or refused with the place."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import EvaluationError
from assistant.evaluation.errors import NothingToImport
from assistant.evaluation.exchange import READ, read_external
from assistant.evaluation.sets.question import JudgedSentence
from assistant.evaluation.sets.reader import read_set
from assistant.evaluation.sets.writer import write_set

BRIDGE = "The old bridge shut in May 2019."
UNSAFE = "Two engineers called it unsafe."
DATA = Path(__file__).parents[4] / "shared" / "data"


def squad(*asked: dict[str, Any]) -> dict[str, Any]:
    """A file with one article of two paragraphs, the questions on the second."""
    contexts = [{"context": BRIDGE, "qas": []}, {"context": UNSAFE, "qas": list(asked)}]
    return {"version": "v2.0", "data": [{"title": "Old_Bridge", "paragraphs": contexts}]}


def told(folder: Path, content: object) -> str:
    """What is said of a file with this JSON."""
    file = folder / "file.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    with pytest.raises(EvaluationError) as error:
        read_external(file)
    return str(error.value)


def test_squad(tmp_path: Path) -> None:
    """Answers once each and as one fact; gold by the context's number, none where none answers."""
    answers = [{"text": "Two engineers", "answer_start": 0}, {"text": "engineers"}] * 2
    plausible = [{"text": "engineers", "answer_start": 4}]
    file = tmp_path / "dev.json"
    file.write_text(
        json.dumps(
            squad(
                {"id": "a", "question": "Who called it unsafe?", "answers": answers},
                {
                    "id": "b",
                    "question": "Who built it?",
                    "answers": [],
                    "is_impossible": True,
                    "plausible_answers": plausible,
                },
            )
        )
    )
    found = read_external(file)
    who, built = found.questions
    assert (who.articles, who.gold_paragraphs, who.answerable) == (("Old_Bridge",), (2,), True)
    assert who.facts == (("Two engineers", "engineers"),)
    assert who.answers == ("Two engineers", "engineers")
    assert (built.gold_paragraphs, built.facts, built.answerable) == ((), (), False)
    [article] = found.articles.values()
    assert (article.title, [each.text for each in article.paragraphs]) == (
        "Old Bridge",
        [BRIDGE, UNSAFE],
    )
    assert found.left_out == {}


def test_two_articles_of_one_title_stay_two(tmp_path: Path) -> None:
    first, second = squad({"id": "a", "question": "Who?"}), squad({"id": "b", "question": "Who?"})
    second["data"][0]["paragraphs"][0]["context"] = "Another bridge."
    file = tmp_path / "dev.json"
    file.write_text(json.dumps({"data": first["data"] + second["data"]}))
    found = read_external(file)
    assert [each.articles for each in found.questions] == [("Old_Bridge",), ("Old_Bridge-2",)]
    assert [each.paragraphs[0].text for each in found.articles.values()] == [
        BRIDGE,
        "Another bridge.",
    ]


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    """A blank context moves the numbers of those after it."""
    entry = {"id": "a", "question": "Who called it unsafe?", "answers": []}
    content = squad(entry, entry, {**entry, "id": "b", "question": " "})
    content["data"][0]["paragraphs"].insert(0, {"context": " ", "qas": [{**entry, "id": "c"}]})
    content["data"].append({"title": "Nobody asks", "paragraphs": []})
    file = tmp_path / "dev.json"
    file.write_text(json.dumps(content))
    found = read_external(file)
    assert [(each.id, each.gold_paragraphs) for each in found.questions] == [("a", (2,))]
    assert found.left_out == {
        "blank contexts": 1,
        "questions on a blank context": 1,
        "questions with the id of one before": 1,
        "questions without an id or words": 1,
        "articles that no question is about": 1,
    }


@pytest.mark.parametrize("form", ["ragas", "deepeval"])
def test_contexts_become_an_article(form: str, tmp_path: Path) -> None:
    """Those found come first, in their order; the same ones are one article."""
    names = {
        "ragas": ("user_input", "reference", "retrieved_contexts", "reference_contexts"),
        "deepeval": ("input", "expected_output", "retrieval_context", "context"),
    }[form]
    asked: list[tuple[object, ...]] = [
        ("When did it shut?", "In May 2019.", [UNSAFE, BRIDGE], [BRIDGE]),
        ("Who called it unsafe?", None, [UNSAFE], [UNSAFE, BRIDGE]),
        ("Is it long?", None, [BRIDGE], None),
        ("Is it wide?", "Yes.", None, []),
    ]
    rows = [dict(zip(names, row, strict=True)) for row in asked]
    file = tmp_path / "samples"
    file.write_text(
        json.dumps(rows) if form == "deepeval" else "\n".join(map(json.dumps, rows)) + "\n\n"
    )
    found = read_external(file)
    assert [(*each.articles, each.gold_paragraphs, each.answers) for each in found.questions] == [
        ("contexts-1", (2,), ("In May 2019.",)),
        ("contexts-1", (1, 2), ()),
        ("contexts-2", None, ()),
    ]
    assert [each.text for each in found.articles["contexts-1"].paragraphs] == [UNSAFE, BRIDGE]
    assert found.left_out == {"questions without contexts, so without an article": 1}


def test_sentences_that_people_judged(tmp_path: Path) -> None:
    """Several answers to a question are one question, with the sentences of all."""
    rows = [
        {
            "id": f"answer-{at}",
            "source_id": "bridge",
            "context_paragraphs": [BRIDGE],
            "question": "When did it shut?",
            "answer": "",
            "sentences": [{"text": f"In May{at}.", "supported": at == 0}],
        }
        for at in range(2)
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    [question] = read_external(file).questions
    assert (question.id, question.articles) == ("answer-0", ("bridge",))
    assert question.sentences == (
        JudgedSentence("In May0.", True),
        JudgedSentence("In May1.", False),
    )


def test_the_place_of_what_is_wrong(tmp_path: Path) -> None:
    wrong = squad({"id": "a", "question": "Who?"}, {"id": "b"})
    assert "  data[0].paragraphs[1].qas[1]: 'question' is missing" in told(tmp_path, wrong)
    wrong = squad({"id": "a", "question": ["Who?"]})
    assert "data[0].paragraphs[1].qas[0].question: Input should be" in told(tmp_path, wrong)
    assert "[1]: 'input' is missing" in told(tmp_path, [{"input": "Who?"}, {}])
    lines = '{"user_input": "Who?"}\n\n{"user_input": 3}\n{"user_input'
    message = told(tmp_path, lines)
    assert "line 3: user_input: Input should be a valid string, not 3" in message
    assert "line 4: this is not JSON: EOF" in message


def test_a_file_whose_format_does_not_show(tmp_path: Path) -> None:
    """Its format has to be named; a set of our own needs no import."""
    contents: list[object] = ["", "Hello", {"rows": []}, [], "[" * 10_000]
    for content in contents:
        assert "Name it before the file: squad, ragas, deepeval, judged" in told(tmp_path, content)
    own = {"id": "a", "question": "Who?", "articles": ["a.md"]}
    assert "needs no import" in told(tmp_path, own)
    with pytest.raises(EvaluationError, match=r"cannot be read: No such file"):
        read_external(tmp_path / "nothing.json")
    with pytest.raises(EvaluationError, match="'trec' is no format; there are squad, ragas"):
        read_external(tmp_path / "file.json", "trec")


def test_a_set_of_our_own_needs_no_import(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("- id: a\n  question: Who?\n")
    with pytest.raises(NothingToImport):
        read_external(tmp_path / "own.yaml", None)


def test_a_set_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "dev.json"
    file.write_text(json.dumps(squad({"id": "a", "question": "Who?", "answers": []})))
    found = read_external(file)
    (tmp_path / "set.articles.jsonl").write_text("mine")
    with pytest.raises(EvaluationError, match=r"set\.articles\.jsonl is there already"):
        write_set(tmp_path / "set", found.questions, found.articles)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dev.json", "set.articles.jsonl"]


def test_nothing_is_left_half_written(tmp_path: Path) -> None:
    """The folder is a file: neither of the two is there, nor what was begun."""
    file = tmp_path / "dev.json"
    file.write_text(json.dumps(squad({"id": "a", "question": "Who?", "answers": []})))
    found = read_external(file)
    with pytest.raises(EvaluationError, match="cannot be written"):
        write_set(file / "set", found.questions, found.articles)
    articles = dict.fromkeys(["\udc80"], *found.articles.values())  # UTF-8 has no such
    with pytest.raises(UnicodeEncodeError):
        write_set(tmp_path / "set", found.questions, articles)
    assert [each.name for each in tmp_path.iterdir()] == ["dev.json"]


@pytest.mark.skipif(not DATA.is_dir(), reason="the judged data is not beside the project")
@pytest.mark.parametrize("name", ["ragtruth-qa", "polnear-misattribution"])
def test_judged_data(name: str, tmp_path: Path) -> None:
    """Every sentence that people judged is there, and the set can be read."""
    content = (DATA / f"{name}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in content.split("\n") if line]
    found = read_external(DATA / f"{name}.jsonl")
    file, _ = write_set(tmp_path / name, found.questions, found.articles)
    questions = read_set(file).questions
    judged = sum(len(each.sentences) for each in questions)
    assert judged == sum(len(row["sentences"]) for row in rows)
    assert len(found.articles) == len({row["source_id"] for row in rows})


# --- Any JSON at all ------------------------------------------------------------------------------

TEXTS = (
    st.sampled_from(["a", "a ", "", " ", "a-2", "\x1c", "b\nc", "\x85b", "d\u2028e"]) | st.text()
)
ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with these fields; now and then with one missing or of any sort."""
    rare = {name: st.one_of(*[value] * 9, ANY) for name, value in fields.items()}
    whole = st.fixed_dictionaries(fields)
    return st.one_of(*[whole] * 4, st.fixed_dictionaries({}, optional=rare))


CONTEXTS = st.none() | st.lists(TEXTS, max_size=3)
QAS = some(
    id=TEXTS,
    question=TEXTS,
    answers=st.lists(some(text=TEXTS), max_size=3),
    is_impossible=st.booleans(),
)
PARAGRAPHS = st.lists(some(context=TEXTS, qas=st.lists(QAS, max_size=3)), max_size=3)
OURS = some(id=TEXTS, kind=TEXTS, answerable=st.booleans(), references=st.lists(TEXTS, max_size=2))
FILES: dict[str, st.SearchStrategy[Any]] = {
    "squad": some(data=st.lists(some(title=TEXTS, paragraphs=PARAGRAPHS), max_size=3)),
    "ragas": some(
        user_input=TEXTS,
        reference=st.none() | TEXTS,
        retrieved_contexts=CONTEXTS,
        reference_contexts=CONTEXTS,
        id=TEXTS | st.integers(),
        kind=ANY,
        answerable=ANY,
        references=ANY,
    ),
    "deepeval": some(
        input=TEXTS,
        expected_output=st.none() | TEXTS,
        retrieval_context=CONTEXTS,
        context=CONTEXTS,
        additional_metadata=st.none() | OURS,
    ),
    "judged": some(
        id=TEXTS,
        source_id=TEXTS,
        context_paragraphs=st.lists(TEXTS, max_size=3),
        question=TEXTS,
        sentences=st.lists(some(text=TEXTS, supported=st.booleans()), max_size=2),
    ),
}


@st.composite
def written(draw: st.DrawFn, form: str) -> str:
    """A file that is nearly of the format, or any JSON, or a line of it too few."""
    if form == "squad":
        return json.dumps(draw(FILES[form] | ANY))
    rows = draw(st.lists(FILES[form] | ANY if draw(st.booleans()) else FILES[form], max_size=4))
    return json.dumps(rows) if form == "deepeval" else "\n".join(map(json.dumps, rows))


@pytest.mark.parametrize("form", sorted(READ))
@given(data=st.data())
def test_any_json_is_a_set_or_an_evaluation_error(form: str, data: st.DataObject) -> None:
    """What is imported is written, read as a set, and is the same."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "file")
        file.write_text(data.draw(written(form)), encoding="utf-8")
        try:
            found = read_external(file, form)
        except EvaluationError:
            return
        questions, _ = write_set(Path(folder, "set"), found.questions, found.articles)
        read = read_set(questions)
    assert read.questions == found.questions
    for name, article in read.articles.items():
        assert not isinstance(article, Path)
        assert article.paragraphs == found.articles[name].paragraphs
        assert article.paragraphs
    for question in read.questions:
        last = len(found.articles[question.articles[0]].paragraphs)
        numbers = [each for each in question.gold_paragraphs or () if isinstance(each, int)]
        assert all(1 <= number <= last for number in numbers)


@given(content=st.binary(max_size=200) | ANY.map(lambda each: json.dumps(each).encode()))
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    """Without a format named, too."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "file")
        file.write_bytes(content)
        with pytest.raises(EvaluationError):
            read_external(file)
