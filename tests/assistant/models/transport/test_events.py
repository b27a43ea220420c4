"""The events of a response, in every form and however it is cut."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import given

from assistant.models.transport import events
from assistant.models.transport.events import EventReader, EventStream, Oversized, WebPage


def read(*parts: bytes) -> tuple[list[dict[str, object]], EventReader]:
    reader = EventReader()
    found = [event for part in parts for event in reader.feed(part)]
    return found + reader.finish(), reader


ONE, TWO = {"at": 1, "text": "Ñandú – “öl”"}, {"at": 2}
SPOKEN, BARE = (json.dumps(ONE, ensure_ascii=False), json.dumps(TWO))

FORMS = {
    "server-sent events": f"data: {SPOKEN}\n\ndata: {BARE}\n\ndata: [DONE]\n\n",
    "no space, other line ends": f"data:{SPOKEN}\r\n\r\ndata:{BARE}\r\n\r\ndata:[DONE]\r\n\r\n",
    "carriage returns alone": f"data: {SPOKEN}\r\rdata: {BARE}\r\rdata: [DONE]\r\r",
    "names, numbers, comments": (
        f": hello\n\nevent: message\nid: 7\nretry: 9\ndata: {SPOKEN}\n\n: alive\n\ndata: {BARE}\n\n"
        "data: [DONE]\n\n"
    ),
    "no empty lines between": f"data: {SPOKEN}\ndata: {BARE}\ndata: [DONE]\n",
    "an event over several lines": (
        f"data: {json.dumps(ONE, indent=1)}".replace("\n", "\ndata: ")
        + f"\n\ndata: {BARE}\n\ndata: [DONE]\n\n"
    ),
    "what is no object beside them": (
        f"data: null\n\ndata: ping\n\ndata: {SPOKEN}\n\ndata: 7\n\ndata: {BARE}\n\ndata: [DONE]\n\n"
    ),
    "a byte order mark": f"\ufeffdata: {SPOKEN}\n\ndata: {BARE}\n\ndata: [DONE]\n\n",
    "JSON a line": f"{SPOKEN}\n{BARE}\n",
    "a list": f"[{SPOKEN},\n{BARE}]",
    "a list, spread out, after empty lines": "\n\n" + json.dumps([ONE, TWO], indent=2),
}


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS)
@given(cuts=st.lists(st.integers(0, 400), max_size=8))
def test_every_form_gives_the_same_events_however_it_is_cut(body: str, cuts: list[int]) -> None:
    """In the middle of a character, of a line's end, of a name."""
    raw = body.encode()
    places = [0, *sorted({min(cut, len(raw)) for cut in cuts}), len(raw)]
    parts = [raw[a:b] for a, b in pairwise(places)]
    found, reader = read(*parts)
    assert found == [ONE, TWO]
    assert reader.is_whole


def test_what_comes_after_the_end_is_not_read() -> None:
    found, reader = read(f"data: {SPOKEN}\n\ndata: [DONE]\n\ndata: {BARE}\n\n".encode())
    assert found == [ONE]
    assert reader.is_whole


def test_a_stream_that_just_ends_does_not_say_that_it_is_whole() -> None:
    found, reader = read(f"data: {SPOKEN}\n\n".encode())
    assert found == [ONE]
    assert not reader.is_whole
    assert reader.is_streamed


def test_an_event_named_an_error_is_one_in_words_as_well() -> None:
    assert read(b"event: error\ndata: out of memory\n\n")[0] == [{"error": "out of memory"}]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"choices": [{"del', "Unterminated"),
        ('data: {"choices": [{"del\n\n', "Unterminated"),
        ("Welcome", "Expecting value"),
        ("[" * 5_000, "nested too deeply"),
    ],
)
def test_what_is_cut_or_none_of_the_forms_is_told(body: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read(body.encode())


def test_a_page_for_people_is_known_as_one() -> None:
    with pytest.raises(WebPage):
        read(b"\n<!doctype html>\n<title>Sign in</title>")


def test_a_body_without_an_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether or not it has lines."""
    monkeypatch.setattr(events, "MOST_BYTES", 1_000)
    for part in (b"x" * 64, b": alive\n\n" * 8):
        with pytest.raises(Oversized):
            read(*[part] * 99)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_events_or_none(body: bytes) -> None:
    try:
        found, _ = read(body)
    except (ValueError, WebPage):
        return
    assert all(isinstance(event, dict) for event in found)


async def test_the_first_event_is_there_when_the_stream_is() -> None:
    """And a stream that is read to its end leaves nothing behind."""
    closed = False

    async def chunks() -> AsyncGenerator[bytes, None]:
        nonlocal closed
        try:
            yield b'data: {"at": 1}\n\ndata: {"at": 2}\n\n'
            yield b"data: [DONE]\n\n"
            yield b"\n"
        finally:
            closed = True

    stream = await EventStream.opened(chunks())
    assert stream.first == {"at": 1}
    assert [event async for event in stream] == [{"at": 1}, {"at": 2}]
    await stream.aclose()
    assert closed
