"""The codes of errors, and the words that each way in has for them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from string import Formatter

import pytest

from api.cli.output import wording
from api.error_codes import error_classes, markdown_table
from api.http.guide import GUIDE
from api.slack.outbound import texts
from assistant.errors import AssistantError
from index.errors import IndexingError
from index.failure import CodedError, Failure

ROOT = Path(__file__).parents[2]
CODED = [each for each in error_classes() if issubclass(each, CodedError)]
BY_CODE = {each.code: each for each in CODED}

COMMAND = re.compile(
    r"`assistant |\bassistant (?:reindex|ingest|answers|articles|eval|keys|serve|show)\b"
    r"|\b(?:ASSISTANT|OPENAI|CHROMA|SLACK|DATABASE)_[A-Z]|(?<![\w(-])--[a-z]"
)


HARMLESS = (
    r"diff --git a/|--- \S.*\n\+\+\+ \S.*\n@@ -\d",  # what a patch begins with
    "OPENAI_MODEL",  # a name in `__all__`
)


def test_a_code_is_of_one_kind_of_error() -> None:
    codes = [each.code for each in error_classes()]
    assert sorted(set(codes)) == sorted(codes)
    assert all(re.fullmatch(r"[a-z]+(?:_[a-z]+)*", code) for code in codes)


def test_every_error_of_the_index_and_the_assistant_has_a_code() -> None:
    """A class defined anywhere else would be missing in the guide."""

    def kinds(general: type[CodedError]) -> Iterator[type[CodedError]]:
        for kind in general.__subclasses__():
            yield kind
            yield from kinds(kind)

    ours = {each for each in kinds(CodedError) if each.__module__.startswith(("index", "assis"))}
    assert ours == set(CODED)
    assert all("code" in vars(each) for each in CODED)
    assert all(issubclass(each, IndexingError | AssistantError) for each in CODED)


@pytest.mark.parametrize("error", CODED)
def test_a_sentence_is_made_of_the_facts(error: type[CodedError]) -> None:
    assert placeholders(error.template) <= facts(error)


def test_the_command_line_has_words_for_each_code_or_leaves_it_at_its_sentence() -> None:
    assert wording.WORDS.keys() | wording.NEUTRAL == BY_CODE.keys()
    assert not wording.WORDS.keys() & wording.NEUTRAL


def test_slack_has_words_for_kinds_of_errors_and_otherwise_their_sentences() -> None:
    assert texts.WORDS.keys() <= BY_CODE.keys()
    assert not COMMAND.search("".join(texts.WORDS.values()))


@pytest.mark.parametrize("words", [wording.WORDS, texts.WORDS])
def test_words_are_made_of_the_facts(words: Mapping[str, str]) -> None:
    for code, template in words.items():
        assert placeholders(template) <= facts(BY_CODE[code]), code


@pytest.mark.parametrize("package", ["index", "assistant", "prompts"])
def test_no_message_names_a_command_an_option_or_a_variable(package: str) -> None:
    named = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in (ROOT / package).rglob("*.py")
        for line, text in texts_in(ast.parse(path.read_text(encoding="utf-8")))
        if COMMAND.search(text) and text not in HARMLESS
    ]
    assert named == []


def texts_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """All texts but the docstrings, which are for engineers."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def test_the_guide_lists_the_codes() -> None:
    """When it does not: put what `api.error_codes.markdown_table()` gives in its place."""
    page = (GUIDE / "errors.md").read_text(encoding="utf-8")
    assert page.endswith(f"\n\n{markdown_table()}\n")


def test_a_failure_among_the_facts_is_worded_too() -> None:
    inner = Failure("slow", {"seconds": 3}, "it was slow.")
    outer = Failure("given_up", {"last": inner, "runs": ("a", "b")}, "given up")
    words = {"slow": "over {seconds} s: allow more", "given_up": "{last}; {runs} are kept"}
    assert outer.worded(words) == "over 3 s: allow more; a, b are kept"
    assert outer.worded({"given_up": "{last}"}) == "it was slow."
    assert outer.worded({}) == "given up"


def test_a_failure_kept_with_other_facts_has_its_own_sentence() -> None:
    kept = Failure("slow", {"minutes": 1}, "it was slow.")
    assert kept.worded({"slow": "it took {seconds} s"}) == "it was slow."


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def facts(error: type[CodedError]) -> set[str]:
    return {each.name for each in fields(error)} if is_dataclass(error) else set()
