"""Answers, however long or hostile, as Slack takes and shows them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from api.presentation.links import Links
from api.slack.outbound.escaping import cut, markdown, mrkdwn, pieces
from api.slack.outbound.rendering import NO_MODEL, UNSUPPORTED, blocks, whole
from assistant.calls import Usage
from assistant.types import Answer, Basis, Citation, Claim, Outcome, Timings
from tests.api.slack.documented import check_blocks
from tests.api.slack.shown_text import text_of
from tests.api.slack.workspace import BOT, Said

HOSTILE = (
    "<!channel> *Win* _now_ [click](https://evil.example) <https://evil.example|bank> @here "
    "<@U0BEN> evil.example/x `code` ~gone~ > quote & co www.evil.example \u202egnp"
)
LINKS = Links("https://news.example")
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(HOSTILE.split())).map(" ".join))


def answer_of(claims: list[tuple[str, list[Citation]]]) -> Answer:
    """An answer of these sentences and what they cite."""
    made = tuple(
        Claim(text, 0, len(text), 1.0, tuple(cited), Basis.MODEL) for text, cited in claims
    )
    return Answer(
        id="a1",
        asked=datetime.now(UTC),
        question="Who?",
        standalone_question="Who?",
        outcome=Outcome.ANSWERED,
        text=" ".join(text for text, _ in claims),
        claims=made,
        withheld=(),
        closest=None,
        passages=(),
        model="m",
        prompt=None,
        usage=Usage(),
        timings=Timings(0, 0, 0),
    )


def _citation(number: int, quote: str, article: str = "a", label: str = "") -> Citation:
    title = f"Title of {article} {HOSTILE}"
    label = label or str(number)
    return Citation(label, article, title, None, number, quote, 0, len(quote))


@given(TEXTS)
def test_no_text_makes_a_link_or_a_mention(text: str) -> None:
    for escaped in (markdown(text), mrkdwn(text)):
        assert not re.search(r"[<>]", escaped)
        assert "://" not in escaped
        assert not re.search(r"@\w", escaped)
        assert not re.search(r"&(?!amp;|lt;|gt;)", escaped)
    assert not re.search(r"\](?=[(:])", markdown(text))


@given(st.text(alphabet="ab. \n", max_size=200), st.integers(3, 40))
def test_pieces_lose_nothing_and_are_short_enough(text: str, most: int) -> None:
    made = list(pieces(text, most))
    assert all(len(each) <= most for each in made)
    assert "".join("".join(made).split()) == "".join(text.split())


@given(st.text(), st.integers(2, 30))
def test_what_is_cut_is_short_enough(text: str, most: int) -> None:
    assert len(cut(text, most)) <= most


def test_an_article_that_is_hostile_is_only_text() -> None:
    answer = answer_of([("It says so [6].", [_citation(6, HOSTILE)])])
    made = blocks(answer, LINKS)
    check_blocks(made)
    runs = [run for block in made[:-2] for part in block["elements"] for run in part["elements"]]
    links = [run["url"] for run in runs if run["type"] == "link"]
    assert links == ["https://news.example/articles/a", "https://news.example/articles/a#p6"]
    assert "evil.example" not in str(made)
    assert "\u202e" not in str(made)


def test_one_answer_quotes_forty_paragraphs_of_ten_articles_within_the_limits() -> None:
    quote = "They said that it was so, " * 40
    cited = [
        _citation(n, f"{n} {quote}", f"art{n % 10}", f"{'ABCDEFGHIJ'[n % 10]}{n}")
        for n in range(1, 41)
    ]
    made = blocks(answer_of([("All say so.", cited)]), LINKS)
    check_blocks([{"type": "markdown", "text": "x" * 4_000}, *made])
    assert "There are more sources." in text_of(Said("", BOT, "", blocks=made))


def test_a_paragraph_cited_twice_stands_once_with_both_quotes() -> None:
    cited = [_citation(6, "One said so."), _citation(6, "Two said so."), _citation(7, "Three.")]
    seen = text_of(Said("", BOT, "", blocks=blocks(answer_of([("They did.", cited)]), None)))
    assert seen.count("[6] paragraph") == 1
    assert "▎ “One said so.”\n▎ “Two said so.”\n[7] paragraph\u00a07\n▎ “Three.”" in seen


def test_what_is_quoted_already_is_not_quoted_again() -> None:
    cited = [_citation(6, "One said so."), _citation(7, "Two said so.")]
    said = [("One said so. [6]", cited[:1]), ("Two said so. [7]", cited[1:])]
    seen = text_of(Said("", BOT, "", blocks=blocks(answer_of(said), None)))
    assert "[6] paragraph\u00a06   [7] paragraph\u00a07" in seen
    assert "▎" not in seen


def test_that_the_model_failed_is_said_and_nothing_of_what_it_said() -> None:
    said = replace(answer_of([("One said so. [6]", [])]), outcome=Outcome.DEGRADED)
    broken = replace(said, failure="http://10.0.0.7/v1 does not answer")
    assert whole(broken, ()).endswith(f"\n\n{NO_MODEL}")
    assert "10.0.0.7" not in whole(broken, ())
    assert whole(replace(said, failure_code="nothing_supported"), ()).endswith(f"\n\n{UNSUPPORTED}")


def test_a_quote_that_begins_with_a_quotation_mark_gets_no_second_one() -> None:
    quote = "“We are leaving,” he said."
    for made in (
        blocks(answer_of([("He left [3].", [_citation(3, quote)])]), None),
        blocks(answer_of([("He left [3].", [_citation(3, "They left.")])]), None),
    ):
        said = text_of(Said("1.0", BOT, "", blocks=made))
        assert "““" not in said
        assert re.search("▎ “(?:We|They)", said)
