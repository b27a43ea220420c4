"""Text from outside as Markdown, by what renderers make of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from api.presentation.markdown_escaping import JOINER, harmless, markdown, plain
from index.language.visible_text import visible

COMMON = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""CommonMark with what GitHub adds, but for bare addresses: those are sought in the text."""

ADDRESS = re.compile(
    r"""
      \w+:// | //[\w-]
    | www\.\S
    | [\w.+*-]@[\w-]
    | (?:mailto|xmpp):\S
    | [\w-]\.(?:com|example|uk|png)\b   # bare, as some renderers and Slack find it
    """,
    re.VERBOSE | re.IGNORECASE,
)
PARTS = """
![x](http://evil.example/p.png?q=a) [a](javascript:alert(1)) [r]:http://evil.example [r] ![r][r]
<img/src=x> <script>alert(1)</script> <!--x--> </p> <https://evil.example> <a@evil.example>
http://evil.example/x HTTPS://EVIL.EXAMPLE www.evil.example //evil.example evil.example/x?y=z
evil.co.uk a.b@evil.example mailto:a@evil.example xmpp:a@evil.example ftp://evil.example
http&#58;//evil.example http\\://evil.example www\\.evil.example a\\@evil.example &colon; &lt;b&gt;
* ** _ __ ~ ~~ ` ``` $ $$ \\ \\( \\[ # ## - + 1. 2) > | |---|---| --- === :- [^1]:x ::: word x_y
$5 5*3 U.S. [ ] ( ) ! < & : // ://
"""
HOSTILE = st.lists(st.sampled_from([*PARTS.split(), "\n", " ", "\t", "é"]), max_size=8).map(
    " ".join
)
TEXTS = st.one_of(st.text(), HOSTILE, HOSTILE.map(lambda text: text.replace(" ", "")))


def shown(text: str) -> tuple[set[str], str]:
    """The kinds of things that Markdown makes of a text, and what is to be read."""
    tokens = COMMON.parse(text)
    inline = [each for token in tokens for each in token.children or ()]
    kinds = {each.type for each in (*tokens, *inline)}
    return kinds, "".join(each.content or "\n" for each in inline)


@given(TEXTS)
@example("# a\n:-")
@example("<a href=x>")
@example("[r]: //evil.example\n\n[r]")
@example("```mermaid\ngraph\n```")
def test_whatever_the_text_is_only_text_is_shown_and_all_of_it(text: str) -> None:
    """No picture, link, tag, table, code, list, heading or emphasis; and it can be read back."""
    seen = visible(text).strip()
    made = markdown("\n".join(line.strip() for line in seen.split("\n")))  # else it is code
    kinds, read = shown(made)
    paragraph = {"paragraph_open", "inline", "paragraph_close"}
    assert kinds <= paragraph | {"text", "softbreak", "text_special"}
    assert "".join(read.replace(JOINER, "").split()) == "".join(seen.split())


@given(TEXTS)
def test_nowhere_in_what_is_shown_is_an_address(text: str) -> None:
    """Also where a renderer looks when escapes and entities have been read."""
    assert not ADDRESS.search(shown(markdown(text))[1])
    assert not ADDRESS.search(harmless(text))
    assert not re.search(r"<[a-z/!?]|\]\(|\]:|&#?\w+;", harmless(text), re.IGNORECASE)


@given(TEXTS)
def test_what_is_sent_back_is_the_text_again(text: str) -> None:
    assert plain(markdown(text)) == visible(text)
    assert plain(harmless(visible(text).replace("\\", ""))) == visible(text).replace("\\", "")


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Diaz, 54, of the U.S. said: “It's 3.5% (or more) – R&D/IT; why not?” [6].",
        "It costs $5 to $10, ~50 of them, at 5 p.m. - not 12:30 - and a * b < c > d | e + f = g!",
        "The file is called year_end_report, the tag #MeToo, the temperature -5 degrees.",
        "“#1 of 2026” [B7][A1]",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert markdown(text) == harmless(text) == text


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("2026. The year", "2026\\. The year"),
        ("- One", "\\- One"),
        ("5*3*2", "5\\*3\\*2"),
        ("[x](y)", f"[x]{JOINER}(y)"),
        ("see evil.example", f"see evil.{JOINER}example"),
        ("a\u202eb\u2066c\x1b[31m\u200b", "abc[31m"),
    ],
)
def test_what_would_be_live_is_escaped_or_broken_where_nobody_sees_it(text: str, made: str) -> None:
    assert markdown(text) == made
