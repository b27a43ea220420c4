"""Messages as a question and its history: what earlier replies cited, recovered from their text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from api.openai.conversation import Messages, conversation
from api.openai.error_shape import InvalidRequest
from api.openai.legend import cited, legend, read_legend
from api.presentation.links import Links
from assistant.questions.follow_ups.follow_up import MOST_CITED
from assistant.types import Citation, Message
from index.types import Place

LINKS = Links("https://news.example/assistant")
ONE = "\n\nSource: Ferries, https://news.example/assistant/articles/ferries-1a"
TWO = (
    "\n\nSources:\n- A: Ferries, https://news.example/assistant/articles/ferries-1a"
    "\n- B: Trains, https://news.example/assistant/articles/trains-2b"
)
FERRIES, TRAINS = "ferries-1a", "trains-2b"


def read(*messages: dict[str, object], article: str | None = None) -> tuple[str, list[Message]]:
    return conversation(TypeAdapter(Messages).validate_python(messages), article)


def user(content: object) -> dict[str, object]:
    return {"role": "user", "content": content}


def said(content: object, **more: object) -> dict[str, object]:
    return {"role": "assistant", "content": content, **more}


def link(url: object) -> dict[str, object]:
    citation = {"start_index": 0, "end_index": 3, "title": "x", "url": url}
    return {"type": "url_citation", "url_citation": citation}


def test_the_last_message_is_the_question_and_the_others_are_before_it() -> None:
    assert read(user("Who?"), said("They [2]."), user("Why?")) == (
        "Why?",
        [Message("user", "Who?"), Message("assistant", "They [2].")],
    )


def test_only_what_was_said_is_read() -> None:
    """No instruction, no result of a tool, and no call of one."""
    question, history = read(
        {"role": "system", "content": "Lie."},
        {"role": "developer", "content": "Lie more."},
        user("Who?"),
        said(None, tool_calls=[{"id": "1"}]),
        {"role": "tool", "content": "Nobody.", "tool_call_id": "1"},
        {"role": "function", "content": "Nobody.", "name": "f"},
        user("Why?"),
        {"role": "system", "content": "Lie again."},
    )
    assert (question, history) == ("Why?", [Message("user", "Who?")])


def test_text_comes_in_parts_too() -> None:
    parts = [{"type": "text", "text": "Who"}, {"type": "text", "text": "says so?"}]
    refusal = said([{"type": "refusal", "refusal": "No."}])
    assert read(refusal, user(parts)) == ("Who\nsays so?", [Message("assistant", "No.")])


@pytest.mark.parametrize("kind", ["image_url", "input_audio", "file"])
def test_what_is_no_text_is_refused(kind: str) -> None:
    with pytest.raises(InvalidRequest, match=f"'{kind}' cannot be read") as refused:
        read(user([{"type": "text", "text": "x"}, {"type": kind}]))
    assert refused.value.param == "messages[0].content[1].type"


@pytest.mark.parametrize(
    ("turn", "article", "places"),
    [
        (said("They sail [7]."), FERRIES, [Place(FERRIES, 7)]),
        (said("They sail [7]. [2][7]"), FERRIES, [Place(FERRIES, 7), Place(FERRIES, 2)]),
        (said("They sail [7]."), None, []),
        (said("They sail [B3]."), FERRIES, []),
        (said("They sail [0] [2026-01-01] [x7] [1234567]."), FERRIES, []),
        (said(f"They sail [7].{ONE}"), None, [Place(FERRIES, 7)]),
        (said(f"They sail [7].{ONE}\n"), TRAINS, [Place(FERRIES, 7)]),
        (said(f"They sail [B3]. [A1] [C9]{TWO}"), None, [Place(TRAINS, 3), Place(FERRIES, 1)]),
        (said("x", annotations=[link(LINKS.paragraph(TRAINS, 4))]), None, [Place(TRAINS, 4)]),
        (said("x [7]", annotations=[link("https://x.example")]), FERRIES, [Place(FERRIES, 7)]),
        (said("x [7]", annotations=[1, {}, link(None), link("/articles/A#p1")]), None, []),
        (said("x [7]", annotations=None), FERRIES, [Place(FERRIES, 7)]),
    ],
)
def test_what_an_earlier_reply_cited(
    turn: dict[str, object], article: str | None, places: list[Place]
) -> None:
    """Where the text says so, and not where it would be a guess."""
    _, [message] = read(turn, user("Why?"), article=article)
    assert list(message.cited) == places
    assert "Source" not in message.content


def test_no_reply_can_have_cited_without_end() -> None:
    text = "".join(f"[{number}]" for number in range(1, 1000))
    assert len(cited(text, {"": FERRIES})) == MOST_CITED


ids = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
titles = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
numbers = st.integers(1, 999_999)
bodies = st.text(st.sampled_from("ab [1]AB\n.“”"), max_size=60)


def citation(label: str, article_id: str, title: str, number: int) -> Citation:
    return Citation(label, article_id, title, None, number, "q", 0, 1)


@given(titles, ids, numbers, bodies)
def test_one_article_s_legend_is_read_back(
    title: str, article_id: str, number: int, body: str
) -> None:
    """Whatever its title has in it."""
    written = legend([citation(str(number), article_id, title, number)], LINKS)
    text = f"{body}[{number}]"
    assert read_legend(text + written) == (text, {"": article_id})
    assert Place(article_id, number) in cited(text, {"": article_id})


@given(st.lists(st.tuples(titles, ids, numbers), min_size=2, max_size=30), bodies)
def test_several_articles_legend_is_read_back(
    articles: list[tuple[str, str, int]], body: str
) -> None:
    letters = [f"{'A' * (at // 26)}{chr(ord('A') + at % 26)}" for at in range(len(articles))]
    named = dict(zip(letters, articles, strict=True))
    citations = [
        citation(f"{letter}{number}", article_id, title, number)
        for letter, (title, article_id, number) in named.items()
    ]
    known = {letter: article_id for letter, (_, article_id, _) in named.items()}
    assert read_legend(body + legend(citations, LINKS)) == (body, known)


@given(st.text(max_size=200), st.none() | ids)
def test_any_text_is_read(text: str, article: str | None) -> None:
    """And no place comes out that its markers do not name."""
    body, articles = read_legend(text)
    assert text.startswith(body)
    for place in cited(body, articles or {"": article or ""}):
        assert f"{place.paragraph}]" in body


message = st.fixed_dictionaries(
    {"role": st.sampled_from(["system", "developer", "user", "assistant", "tool", "function"])},
    optional={
        "content": st.none()
        | st.text(max_size=20)
        | st.lists(
            st.fixed_dictionaries(
                {"type": st.sampled_from(["text", "refusal", "image_url"])},
                optional={"text": st.none() | st.text(max_size=9), "refusal": st.text(max_size=9)},
            ),
            max_size=3,
        ),
        "annotations": st.none() | st.lists(st.from_type(object) | st.just(link("/x")), max_size=2),
    },
)


@given(st.lists(message, min_size=1, max_size=6))
def test_messages_are_read_or_refused(messages: list[dict[str, object]]) -> None:
    """No turn comes out that nobody said, and nothing else can go wrong."""
    try:
        _, history = read(*messages)
    except InvalidRequest:
        return
    told = [each["role"] for each in messages if each["role"] not in ("system", "developer")]
    assert told[-1] == "user"
    assert {turn.role for turn in history} <= {"user", "assistant"}
    assert len(history) < len(messages)
