"""What people write, as the assistant reads it."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.slack.inbound.add_intent import AddIntent, add_intent
from api.slack.inbound.message import ChannelKind, asks, parse_message, plain
from tests.api.slack.workspace import BOT

MARKED = st.lists(
    st.sampled_from(
        [f"<@{BOT}>", "<@U0BEN|ben>", "<!here>", "<https://a.example|a>", "&lt;", "Who?", "\n", " "]
    )
).map("".join)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"<@{BOT}> Who says so?", "Who says so?"),
        (f"Who, <@{BOT}|articles>, says so?", "Who, , says so?"),
        (f"<@{BOT}>: Who?", "Who?"),
        ("What does <@U0BEN> mean by &lt;b&gt; &amp; co?", "What does @U0BEN mean by <b> & co?"),
        ("See <https://a.example/x?a=1&amp;b=2|this>", "See https://a.example/x?a=1&b=2"),
        ("<#C0NEWS|news> and <!here> and <!subteam^S1|@desk>", "#news and @here and @desk"),
        ("one\n\ntwo   three", "one\n\ntwo three"),
    ],
)
def test_slacks_marks_are_read_as_people_typed_them(text: str, read: str) -> None:
    assert plain(text, BOT) == read


@given(st.one_of(st.text(), MARKED))
def test_any_text_is_read_and_the_mention_is_gone(text: str) -> None:
    assert f"<@{BOT}>" not in plain(text, BOT) or f"<@{BOT}>" in html.unescape(text)


@given(
    st.dictionaries(
        st.sampled_from(["type", "user", "ts", "channel", "text", "subtype", "thread_ts", "files"]),
        st.one_of(st.none(), st.text(), st.sampled_from(["message", "app_mention", "im"])),
    )
)
def test_no_event_breaks_anything(event: dict[str, object]) -> None:
    found = parse_message({"event": event, "team_id": "T"})
    assert found is None or found.user


def test_a_channel_shared_with_another_company_counts_as_public() -> None:
    event = {"type": "message", "channel": "C1", "channel_type": "group", "user": "U1", "ts": "1.1"}
    inside, outside = (
        parse_message({"event": event}),
        parse_message({"event": event, "is_ext_shared_channel": True}),
    )
    assert inside
    assert outside
    assert (inside.kind, outside.kind) == (ChannelKind.GROUP, ChannelKind.CHANNEL)


@pytest.mark.parametrize(
    "text",
    [
        "Who ordered it?",
        "and why?",
        "So, what did she say",
        "ok and when",
        "tell me more",
        "Please summarize it",
        "the Cubans left in May?",
        "Yes, but who says so?",
        "What, exactly?",
    ],
)
def test_a_follow_up_question_is_one(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    ["Thanks!", "I agree.", "Ben, what do you think?", "@Ben why?", "Hey Ben, is it true?", "lol"],
)
def test_what_people_say_to_each_other_is_none(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("add this https://a.example/x.", AddIntent(("https://a.example/x",))),
        (
            "Please add https://a.example and https://b.example",
            AddIntent(("https://a.example", "https://b.example")),
        ),
        ("could you add this article to your library?", AddIntent()),
        ("add this:\nA title\n\nA text.", AddIntent(text="A title\n\nA text.")),
        ("add this", AddIntent()),
        ("Add up the numbers", None),
        ("What do they add?", None),
        ("read me the third paragraph", None),
        ("adding this is fine", None),
    ],
)
def test_what_is_to_be_added(text: str, found: AddIntent | None) -> None:
    assert add_intent(text) == found
